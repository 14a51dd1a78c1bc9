// Peers two virtual networks of this resource group, and says what each side lets through.

param hubName string
param spokeName string

@description('Whether the first network lets the second one use its gateway or Route Server, and the second one does.')
param transit bool = false

@description('Whether the first network takes packets that a machine in the second one passes on.')
param hubTakesForwarded bool = true

@description('Whether the second network takes packets that a machine in the first one passes on.')
param spokeTakesForwarded bool = true

@description('Whether packets pass at all.')
param open bool = true

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: hubName
}

resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: spokeName
}

resource hubToSpoke 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: hub
  name: 'to-${spokeName}'
  properties: {
    remoteVirtualNetwork: { id: spoke.id }
    allowVirtualNetworkAccess: open
    allowForwardedTraffic: hubTakesForwarded
    allowGatewayTransit: transit
  }
}

resource spokeToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: spoke
  name: 'to-${hubName}'
  properties: {
    remoteVirtualNetwork: { id: hub.id }
    allowVirtualNetworkAccess: open
    allowForwardedTraffic: spokeTakesForwarded
    useRemoteGateways: transit
  }
  dependsOn: [hubToSpoke]
}
