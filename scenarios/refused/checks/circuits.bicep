// Circuits, who may use them, and gateways that do not agree.

param location string = 'japaneast'

resource circuit 'Microsoft.Network/expressRouteCircuits@2024-05-01' = {
  name: 'circuit-local01'
  location: location
  sku: {
    name: 'Local_UnlimitedData'
    tier: 'Local' // HP3030
    family: 'UnlimitedData'
  }
  properties: {
    serviceProviderProperties: {
      serviceProviderName: 'Provider'
      peeringLocation: 'Tokyo'
      bandwidthInMbps: 1000
    }
  }
}

resource foreign 'Microsoft.Network/expressRouteCircuits@2024-05-01' existing = {
  scope: resourceGroup('99999999-0000-0000-0000-000000000000', 'rg-network')
  name: 'circuit-foreign'
}

resource first 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-60'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.60.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.60.0.0/27'
        }
      }
    ]
  }
}

resource second 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-61'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.61.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.61.0.0/27'
        }
      }
    ]
  }
}

resource er60 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'er-60'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    allowRemoteVnetTraffic: true
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${first.id}/subnets/GatewaySubnet'
          }
        }
      }
    ]
  }
}

resource er61 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'er-61'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    allowRemoteVnetTraffic: false // HP4014
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${second.id}/subnets/GatewaySubnet'
          }
        }
      }
    ]
  }
}

resource connections60 'Microsoft.Network/connections@2024-05-01' = [
  for index in range(0, 10): {
    name: 'er-60-${index}'
    location: location
    properties: {
      connectionType: 'ExpressRoute'
      virtualNetworkGateway1: {
        id: er60.id
        properties: {}
      }
      peer: {
        id: circuit.id
      }
    }
  }
]

resource connection61 'Microsoft.Network/connections@2024-05-01' = {
  name: 'er-61-local01'
  location: location
  properties: {
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: {
      id: er61.id
      properties: {}
    }
    peer: {
      id: circuit.id
    }
  }
}

resource connectionForeign 'Microsoft.Network/connections@2024-05-01' = {
  name: 'er-61-foreign'
  location: location
  properties: {
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: {
      id: er61.id
      properties: {}
    }
    peer: {
      id: foreign.id // HP3230
    }
  }
}

resource nothing 'Microsoft.Network/connections@2024-05-01' = { // HP3045
  name: 'er-61-nothing'
  location: location
  properties: {
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: {
      id: er61.id
      properties: {}
    }
  }
}

resource together 'Microsoft.Network/expressRouteCircuits@2024-05-01' = [
  for index in range(0, 5): {
    name: 'circuit-osaka${index}'
    location: location
    sku: {
      name: 'Standard_MeteredData'
      tier: 'Standard'
      family: 'MeteredData'
    }
    properties: {
      serviceProviderProperties: {
        serviceProviderName: 'Provider'
        peeringLocation: 'Osaka'
        bandwidthInMbps: 1000
      }
    }
  }
]

resource third 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-62'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.62.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.62.0.0/27'
        }
      }
    ]
  }
}

resource er62 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = { // HP3130
  name: 'er-62'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${third.id}/subnets/GatewaySubnet'
          }
        }
      }
    ]
  }
}

resource connections62 'Microsoft.Network/connections@2024-05-01' = [
  for index in range(0, 5): {
    name: 'er-62-${index}'
    location: location
    properties: {
      connectionType: 'ExpressRoute'
      virtualNetworkGateway1: {
        id: er62.id
        properties: {}
      }
      peer: {
        id: together[index].id
      }
    }
  }
]
