// Route Servers, their subnets, peers and neighbours.

param location string = 'japaneast'

resource past 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-gateway50'
  location: location
  properties: {
    routes: [
      {
        name: 'whole'
        properties: {
          addressPrefix: '10.50.0.0/16' // HP3314
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: '10.50.2.4'
        }
      }
    ]
  }
}

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub50'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.50.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.50.0.0/27'
          routeTable: {
            id: past.id
          }
        }
      }
      {
        name: 'RouteServerSubnet'
        properties: {
          addressPrefix: '10.50.1.0/27' // HP3220
          routeTable: {
            id: past.id // HP3420
          }
        }
      }
      {
        name: 'nva'
        properties: {
          addressPrefix: '10.50.2.0/24'
        }
      }
    ]
  }
}

resource small 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub51'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.51.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'RouteServerSubnet'
        properties: {
          addressPrefix: '10.51.1.0/28' // HP3120
        }
      }
      {
        name: 'default'
        properties: {
          addressPrefix: '10.51.2.0/24'
        }
      }
    ]
  }
}

resource server 'Microsoft.Network/virtualHubs@2024-05-01' = { // HP5008
  name: 'rs-50'
  location: location
  properties: {
    sku: 'Standard'
  }
}

resource serverConfiguration 'Microsoft.Network/virtualHubs/ipConfigurations@2024-05-01' = {
  parent: server
  name: 'default'
  properties: {
    subnet: {
      id: '${hub.id}/subnets/RouteServerSubnet'
    }
  }
}

resource second 'Microsoft.Network/virtualHubs@2024-05-01' = {
  name: 'rs-50-second'
  location: location
  properties: {
    sku: 'Standard'
  }
}

resource secondConfiguration 'Microsoft.Network/virtualHubs/ipConfigurations@2024-05-01' = {
  parent: second
  name: 'default'
  properties: {
    subnet: {
      id: '${hub.id}/subnets/RouteServerSubnet' // HP3320
    }
  }
}

resource tight 'Microsoft.Network/virtualHubs@2024-05-01' = {
  name: 'rs-51'
  location: location
  properties: {
    sku: 'Standard'
  }
}

resource tightConfiguration 'Microsoft.Network/virtualHubs/ipConfigurations@2024-05-01' = {
  parent: tight
  name: 'default'
  properties: {
    subnet: {
      id: '${small.id}/subnets/RouteServerSubnet'
    }
  }
}

resource astray 'Microsoft.Network/virtualHubs@2024-05-01' = {
  name: 'rs-51-astray'
  location: location
  properties: {
    sku: 'Standard'
  }
}

resource astrayConfiguration 'Microsoft.Network/virtualHubs/ipConfigurations@2024-05-01' = {
  parent: astray
  name: 'default'
  properties: {
    subnet: {
      id: '${small.id}/subnets/default' // HP3020 HP3320
    }
  }
}

resource peer 'Microsoft.Network/virtualHubs/bgpConnections@2024-05-01' = {
  parent: server
  name: 'nva50'
  properties: {
    peerIp: '10.50.2.4'
    peerAsn: 65001
  }
}

resource same 'Microsoft.Network/virtualHubs/bgpConnections@2024-05-01' = {
  parent: server
  name: 'same'
  properties: {
    peerIp: '10.50.2.5'
    peerAsn: 65515 // HP3118
  }
}

resource long 'Microsoft.Network/virtualHubs/bgpConnections@2024-05-01' = {
  parent: server
  name: 'long'
  properties: {
    peerIp: '10.50.2.6'
    peerAsn: 4200000001 // HP3019
  }
}

resource taken 'Microsoft.Network/virtualHubs/bgpConnections@2024-05-01' = {
  parent: server
  name: 'taken'
  properties: {
    peerIp: '10.50.2.7'
    peerAsn: 65520 // HP3018
  }
}

resource vpn 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vpn-50'
  location: location
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    activeActive: false // HP3520
    sku: {
      name: 'VpnGw1AZ'
      tier: 'VpnGw1AZ'
    }
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${hub.id}/subnets/GatewaySubnet'
          }
        }
      }
    ]
  }
}

resource nicNva50 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-nva50'
  location: location
  properties: {
    enableIPForwarding: true
    ipConfigurations: [
      {
        name: 'only'
        properties: {
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.50.2.4'
          subnet: {
            id: '${hub.id}/subnets/nva'
          }
        }
      }
    ]
  }
}

resource vmNva50 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-nva50'
  location: location
  properties: {
    networkProfile: {
      networkInterfaces: [
        {
          id: nicNva50.id
        }
      ]
    }
  }
}
