// Hubs of a Virtual WAN and what is connected to them.

param location string = 'japaneast'

resource wan 'Microsoft.Network/virtualWans@2024-05-01' = {
  name: 'wan'
  location: location
  properties: {
    type: 'Standard'
  }
}

resource hub 'Microsoft.Network/virtualHubs@2024-05-01' = { // HP5008
  name: 'hub-80'
  location: location
  properties: {
    addressPrefix: '10.80.0.0/25' // HP3229
    virtualWan: {
      id: wan.id
    }
  }
}

resource firewall 'Microsoft.Network/azureFirewalls@2024-05-01' = {
  name: 'fw-80'
  location: location
  properties: {
    sku: {
      name: 'AZFW_Hub'
      tier: 'Standard'
    }
    virtualHub: {
      id: hub.id
    }
  }
}

resource intent 'Microsoft.Network/virtualHubs/routingIntent@2024-05-01' = {
  parent: hub
  name: 'intent'
  properties: {
    routingPolicies: [
      {
        name: 'private'
        destinations: [
          'PrivateTraffic'
        ]
        nextHop: firewall.id
      }
    ]
  }
}

resource own 'Microsoft.Network/virtualHubs/hubRouteTables@2024-05-01' = {
  parent: hub
  name: 'own'
  properties: {
    labels: []
    routes: [
      { // HP3329
        name: 'to-spoke'
        destinationType: 'CIDR'
        destinations: [
          '10.200.0.0/16'
        ]
        nextHopType: 'ResourceId'
        nextHop: connected.id
      }
    ]
  }
}

resource connected 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections@2024-05-01' = {
  parent: hub
  name: 'spoke81'
  properties: {
    remoteVirtualNetwork: {
      id: spoke.id // HP3029
    }
    routingConfiguration: {
      associatedRouteTable: {
        id: resourceId('Microsoft.Network/virtualHubs/hubRouteTables', 'hub-80', 'own') // HP3129
      }
    }
  }
}

resource peer 'Microsoft.Network/virtualHubs/bgpConnections@2024-05-01' = {
  parent: hub
  name: 'peer81'
  properties: {
    peerIp: '10.81.1.4'
    peerAsn: 65515 // HP3018
    hubVirtualNetworkConnection: {
      id: connected.id
    }
  }
}

resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-spoke81'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.81.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.81.0.0/27'
        }
      }
      {
        name: 'default'
        properties: {
          addressPrefix: '10.81.1.0/24'
        }
      }
    ]
  }
}

resource er81 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'er-81'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    ipConfigurations: [
      {
        name: 'config0'
        properties: {
          subnet: {
            id: '${spoke.id}/subnets/GatewaySubnet'
          }
        }
      }
    ]
  }
}
