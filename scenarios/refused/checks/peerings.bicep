// Peerings that Azure refuses, and one that is out of step.

param location string = 'japaneast'

var spaces = {
  hub: '10.30.0.0/16'
  twin: '10.30.1.0/24' // HP3001
  spoke: '10.31.0.0/16'
  clash: '10.31.8.0/24' // HP3002
  other: '10.33.0.0/16'
  bare: '10.34.0.0/16'
}

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub30'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        spaces.hub
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.30.0.0/27'
        }
      }
    ]
  }
}

resource twin 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-twin'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        spaces.twin
      ]
    }
  }
}

resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-spoke31'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        spaces.spoke
      ]
    }
  }
}

resource clash 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-clash'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        spaces.clash
      ]
    }
  }
}

resource other 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub33'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        spaces.other
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.33.0.0/27'
        }
      }
    ]
  }
}

resource bare 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-bare'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        spaces.bare
      ]
    }
  }
}

resource gateways 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = [
  for vnet in ['vnet-hub30', 'vnet-hub33']: {
    name: 'vpn-${vnet}'
    location: location
    properties: {
      gatewayType: 'Vpn'
      vpnType: 'RouteBased'
      sku: {
        name: 'VpnGw1AZ'
        tier: 'VpnGw1AZ'
      }
      ipConfigurations: [
        {
          name: 'default'
          properties: {
            subnet: {
              id: resourceId('Microsoft.Network/virtualNetworks/subnets', vnet, 'GatewaySubnet')
            }
          }
        }
      ]
    }
  }
]

resource hubToTwin 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: hub
  name: 'to-twin'
  properties: {
    remoteVirtualNetwork: {
      id: twin.id
    }
  }
}

resource twinToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: twin
  name: 'to-hub30'
  properties: {
    remoteVirtualNetwork: {
      id: hub.id
    }
  }
}

resource hubToSpoke 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: hub
  name: 'to-spoke31'
  properties: {
    remoteVirtualNetwork: {
      id: spoke.id
    }
    allowGatewayTransit: false
  }
}

resource spokeToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: spoke
  name: 'to-hub30'
  properties: {
    remoteVirtualNetwork: {
      id: hub.id
    }
    useRemoteGateways: true // HP3031
  }
}

resource hubToClash 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: hub
  name: 'to-clash'
  properties: {
    remoteVirtualNetwork: {
      id: clash.id
    }
  }
}

resource clashToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: clash
  name: 'to-hub30'
  properties: {
    remoteVirtualNetwork: {
      id: hub.id
    }
  }
}

resource otherToSpoke 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: other
  name: 'to-spoke31'
  properties: {
    remoteVirtualNetwork: {
      id: spoke.id
    }
    allowGatewayTransit: true
  }
}

resource spokeToOther 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: spoke
  name: 'to-hub33'
  properties: {
    remoteVirtualNetwork: {
      id: other.id
    }
    useRemoteGateways: true // HP3005
  }
}

resource spokeToOtherAgain 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: spoke
  name: 'to-hub33-again'
  properties: {
    remoteVirtualNetwork: {
      id: other.id // HP3003
    }
  }
}

resource hubToOther 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: hub
  name: 'to-hub33'
  properties: {
    remoteVirtualNetwork: {
      id: other.id
    }
    useRemoteGateways: true // HP3006
  }
}

resource otherToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: other
  name: 'to-hub30'
  properties: {
    remoteVirtualNetwork: {
      id: hub.id
    }
    allowGatewayTransit: true
  }
}

resource otherToBare 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: other
  name: 'to-bare'
  properties: {
    remoteVirtualNetwork: {
      id: bare.id
    }
    useRemoteGateways: true // HP3004 HP3006
  }
}

resource bareToOther 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: bare
  name: 'to-hub33'
  properties: {
    allowGatewayTransit: true
    remoteVirtualNetwork: {
      id: other.id
    }
    remoteVirtualNetworkAddressSpace: {
      addressPrefixes: [ // HP4007
        '10.3.0.0/16'
      ]
    }
  }
}

resource bareToNowhere 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: bare
  name: 'to-nowhere'
  properties: {
    remoteVirtualNetwork: {
      id: resourceId('Microsoft.Network/virtualNetworks', 'vnet-nowhere') // HP3041
    }
  }
}

resource bareToTwin 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = { // HP3042
  parent: bare
  name: 'to-twin'
  properties: {
    remoteVirtualNetwork: {
      id: twin.id
    }
  }
}
