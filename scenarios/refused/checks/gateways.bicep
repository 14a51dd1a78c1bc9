// Gateways, their subnet and what is attached to it.

param location string = 'japaneast'

resource misplaced 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-misplaced'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.70.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: '10.70.1.0/24'
        }
      }
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.70.0.0/27'
        }
      }
    ]
  }
}

resource outside 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'er-outside'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${misplaced.id}/subnets/default' // HP3012
          }
        }
      }
    ]
  }
}

resource intruder 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-intruder'
  location: location
  properties: {
    ipConfigurations: [
      {
        name: 'only'
        properties: {
          subnet: {
            id: '${misplaced.id}/subnets/GatewaySubnet' // HP3112
          }
        }
      }
    ]
  }
}

resource homeless 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-homeless'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.71.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: '10.71.1.0/24'
        }
      }
    ]
  }
}

resource without 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = { // HP2010
  name: 'er-without'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${homeless.id}/subnets/GatewaySubnet' // HP3044
          }
        }
      }
    ]
  }
}

resource gatewayRoutes 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-gateway72'
  location: location
  properties: {
    disableBgpRoutePropagation: true // HP3114
    routes: [
      {
        name: 'default'
        properties: {
          addressPrefix: '0.0.0.0/0' // HP3014
          nextHopType: 'Internet'
        }
      }
    ]
  }
}

resource filter 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-gateway72'
  location: location
}

resource translator 'Microsoft.Network/natGateways@2024-05-01' = {
  name: 'nat-72'
  location: location
  sku: {
    name: 'Standard'
  }
}

resource crowded 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-crowded'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.72.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.72.0.0/28' // HP3013
          routeTable: {
            id: gatewayRoutes.id
          }
          networkSecurityGroup: {
            id: filter.id // HP3214
          }
          natGateway: {
            id: translator.id // HP3028
          }
        }
      }
      {
        name: 'shared'
        properties: {
          addressPrefix: '10.72.1.0/24'
          natGateway: {
            id: translator.id
          }
        }
      }
    ]
  }
}

resource firstVpn 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vpn-72'
  location: location
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'PolicyBased' // HP3017
    sku: {
      name: 'Basic' // HP3017
      tier: 'Basic'
    }
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${crowded.id}/subnets/GatewaySubnet'
          }
        }
      }
    ]
  }
}

resource secondVpn 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vpn-72-second'
  location: location
  properties: {
    gatewayType: 'Vpn' // HP3015
    vpnType: 'RouteBased'
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${crowded.id}/subnets/GatewaySubnet'
          }
        }
      }
    ]
  }
}

resource crowdedEr 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'er-72'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${crowded.id}/subnets/GatewaySubnet'
          }
        }
      }
    ]
  }
}

resource basicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-basic'
  location: location
  sku: {
    name: 'Basic' // HP3128
  }
  properties: {
    publicIPAllocationMethod: 'Dynamic'
  }
}

resource beside 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-beside-nat'
  location: location
  properties: {
    ipConfigurations: [
      {
        name: 'only'
        properties: {
          subnet: {
            id: '${crowded.id}/subnets/shared'
          }
          publicIPAddress: {
            id: basicAddress.id
          }
        }
      }
    ]
  }
}

resource single 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-single'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.73.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.73.0.0/27'
        }
      }
    ]
  }
}

resource oneAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-73'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource oneConfiguration 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vpn-73'
  location: location
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    activeActive: true // HP3016
    sku: {
      name: 'VpnGw1AZ'
      tier: 'VpnGw1AZ'
    }
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${single.id}/subnets/GatewaySubnet'
          }
          publicIPAddress: {
            id: oneAddress.id
          }
        }
      }
    ]
  }
}

resource mixed 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-mixed'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.74.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.74.0.0/27'
        }
      }
    ]
  }
}

resource otherAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-74'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource dynamicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-74-dynamic'
  location: location
  sku: {
    name: 'Basic'
  }
  properties: {
    publicIPAllocationMethod: 'Dynamic'
  }
}

resource basicAddresses 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vpn-74'
  location: location
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    activeActive: true // HP3216
    sku: {
      name: 'VpnGw1AZ'
      tier: 'VpnGw1AZ'
    }
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${mixed.id}/subnets/GatewaySubnet'
          }
          publicIPAddress: {
            id: otherAddress.id
          }
        }
      }
      {
        name: 'config1'
        properties: {
          subnet: {
            id: '${mixed.id}/subnets/GatewaySubnet'
          }
          publicIPAddress: {
            id: dynamicAddress.id
          }
        }
      }
    ]
  }
}

resource old 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-old'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.75.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.75.0.0/27'
        }
      }
    ]
  }
}

resource oldActive 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vpn-75'
  location: location
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'PolicyBased' // HP3116
    activeActive: true
    sku: {
      name: 'Basic' // HP3116
      tier: 'Basic'
    }
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${old.id}/subnets/GatewaySubnet'
          }
        }
      }
    ]
  }
}

resource reserved 'Microsoft.Network/localNetworkGateways@2024-05-01' = {
  name: 'lng-reserved'
  location: location
  properties: {
    gatewayIpAddress: '203.0.113.1'
    bgpSettings: {
      asn: 23456 // HP3018
      bgpPeeringAddress: '192.168.0.1'
    }
  }
}
