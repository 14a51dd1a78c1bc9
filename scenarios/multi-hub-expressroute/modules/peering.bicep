// Both sides of the peering between a hub and a spoke. Traffic flows only where both are there.

param hubVirtualNetworkName string
param spokeVirtualNetworkName string
param hubToSpokeName string
param spokeToHubName string

@description('Whether the spoke learns what the gateway of the hub learns, and the gateway announces the spoke.')
param useHubGateway bool

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: hubVirtualNetworkName
}

resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: spokeVirtualNetworkName
}

resource hubToSpoke 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: hub
  name: hubToSpokeName
  properties: {
    remoteVirtualNetwork: {
      id: spoke.id
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    allowGatewayTransit: useHubGateway
    useRemoteGateways: false
  }
}

resource spokeToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: spoke
  name: spokeToHubName
  properties: {
    remoteVirtualNetwork: {
      id: hub.id
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    allowGatewayTransit: false
    useRemoteGateways: useHubGateway
  }
  // Azure refuses useRemoteGateways while the other side does not offer its gateway.
  dependsOn: [
    hubToSpoke
  ]
}
