// Route tables that Azure refuses, and routes that do not do what was meant.

param location string = 'japaneast'

resource faulty 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-faulty'
  location: location
  properties: {
    routes: [
      {
        name: 'without-address'
        properties: {
          addressPrefix: '10.90.0.0/16'
          nextHopType: 'VirtualAppliance' // HP3022
        }
      }
      {
        name: 'peering'
        properties: {
          addressPrefix: '10.91.0.0/16'
          nextHopType: 'VNetPeering' // HP3023
        }
      }
      {
        name: 'first'
        properties: {
          addressPrefix: '10.92.0.0/16'
          nextHopType: 'None'
        }
      }
      {
        name: 'second'
        properties: {
          addressPrefix: '10.92.0.0/16' // HP3024
          nextHopType: 'Internet'
        }
      }
      {
        name: 'far'
        properties: {
          addressPrefix: '10.93.0.0/16'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: '10.99.0.4' // HP4001
        }
      }
      {
        name: 'to-nva40'
        properties: {
          addressPrefix: '10.94.0.0/16'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: '10.40.2.4'
        }
      }
      {
        name: 'to-gateway'
        properties: {
          addressPrefix: '10.95.0.0/16'
          nextHopType: 'VirtualNetworkGateway' // HP4009
        }
      }
    ]
  }
}

resource firewallRoutes 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-firewall'
  location: location
  properties: {
    routes: [
      {
        name: 'default'
        properties: {
          addressPrefix: '0.0.0.0/0'
          nextHopType: 'VirtualNetworkGateway' // HP3026 HP4009
        }
      }
    ]
  }
}

resource loop 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-loop'
  location: location
  properties: {
    routes: [
      {
        name: 'to-itself'
        properties: {
          addressPrefix: '10.96.0.0/16'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: '10.40.3.4' // HP4010
        }
      }
    ]
  }
}

resource oneWay 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-one-way'
  location: location
  properties: {
    routes: [
      {
        name: 'to-spoke42'
        properties: {
          addressPrefix: '10.42.0.0/16' // HP4005
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: '10.40.3.4'
        }
      }
    ]
  }
}

resource many 'Microsoft.Network/routeTables@2024-05-01' = { // HP3021
  name: 'rt-many'
  location: location
  properties: {
    routes: [
      for index in range(0, 26): { // HP2014
        name: 'tag${index}'
        properties: {
          addressPrefix: 'Storage.Region${index}'
          nextHopType: 'Internet'
        }
      }
    ]
  }
}

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub40'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.40.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.40.0.0/27'
        }
      }
      {
        name: 'AzureBastionSubnet'
        properties: {
          addressPrefix: '10.40.1.0/26'
          routeTable: {
            id: faulty.id // HP3025
          }
        }
      }
      {
        name: 'AzureFirewallSubnet'
        properties: {
          addressPrefix: '10.40.4.0/26'
          routeTable: {
            id: firewallRoutes.id
          }
        }
      }
      {
        name: 'sink'
        properties: {
          addressPrefix: '10.40.2.0/24'
          routeTable: {
            id: faulty.id
          }
        }
      }
      {
        name: 'nva'
        properties: {
          addressPrefix: '10.40.3.0/24'
          routeTable: {
            id: loop.id
          }
        }
      }
    ]
  }
}

resource er 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'er-40'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
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

resource spoke41 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-spoke41'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.41.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: '10.41.0.0/24'
          routeTable: {
            id: oneWay.id
          }
        }
      }
    ]
  }
}

resource spoke42 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-spoke42'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.42.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: '10.42.0.0/24'
        }
      }
    ]
  }
}

resource hubTo41 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: hub
  name: 'to-spoke41'
  properties: {
    remoteVirtualNetwork: {
      id: spoke41.id
    }
  }
}

resource spoke41ToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: spoke41
  name: 'to-hub40'
  properties: {
    remoteVirtualNetwork: {
      id: hub.id
    }
    allowForwardedTraffic: true
  }
}

resource hubTo42 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: hub
  name: 'to-spoke42'
  properties: {
    remoteVirtualNetwork: {
      id: spoke42.id
    }
  }
}

resource spoke42ToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: spoke42
  name: 'to-hub40'
  properties: {
    remoteVirtualNetwork: {
      id: hub.id
    }
    allowForwardedTraffic: true
  }
}

resource nicNva40 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-nva40'
  location: location
  properties: {
    enableIPForwarding: false // HP4002
    ipConfigurations: [
      {
        name: 'only'
        properties: {
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.40.2.4'
          subnet: {
            id: '${hub.id}/subnets/sink'
          }
        }
      }
    ]
  }
}

resource vmNva40 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-nva40'
  location: location
  properties: {
    networkProfile: {
      networkInterfaces: [
        {
          id: nicNva40.id
        }
      ]
    }
  }
}

resource nicLoop 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-loop40'
  location: location
  properties: {
    enableIPForwarding: true
    ipConfigurations: [
      {
        name: 'only'
        properties: {
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.40.3.4'
          subnet: {
            id: '${hub.id}/subnets/nva'
          }
        }
      }
    ]
  }
}

resource vmLoop 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-loop40'
  location: location
  properties: {
    networkProfile: {
      networkInterfaces: [
        {
          id: nicLoop.id
        }
      ]
    }
  }
}

resource nicSpoke41 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-spoke41'
  location: location
  properties: {
    enableIPForwarding: false
    ipConfigurations: [
      {
        name: 'only'
        properties: {
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.41.0.4'
          subnet: {
            id: '${spoke41.id}/subnets/default'
          }
        }
      }
    ]
  }
}

resource vmSpoke41 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-spoke41'
  location: location
  properties: {
    networkProfile: {
      networkInterfaces: [
        {
          id: nicSpoke41.id
        }
      ]
    }
  }
}

resource nicSpoke42 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-spoke42'
  location: location
  properties: {
    enableIPForwarding: false
    ipConfigurations: [
      {
        name: 'only'
        properties: {
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.42.0.4'
          subnet: {
            id: '${spoke42.id}/subnets/default'
          }
        }
      }
    ]
  }
}

resource vmSpoke42 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-spoke42'
  location: location
  properties: {
    networkProfile: {
      networkInterfaces: [
        {
          id: nicSpoke42.id
        }
      ]
    }
  }
}
