// Peers two virtual networks of this resource group; the second may use the gateway of the first.

param hubName string
param spokeName string

@description('Whether the second network uses the gateway of the first, which is then remoteGatewayName.')
param useRemoteGateways bool = false

param remoteGatewayName string = ''

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: hubName
}

resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: spokeName
}

resource remoteGateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' existing = if (useRemoteGateways) {
  name: remoteGatewayName
}

var hubShortName = replace(hubName, 'vnet-', '')
var spokeShortName = replace(spokeName, 'vnet-', '')

resource hubToSpoke 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: hub
  name: '${hubShortName}-to-${spokeShortName}'
  properties: {
    remoteVirtualNetwork: {
      id: spoke.id
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    allowGatewayTransit: true
  }
}

resource spokeToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: spoke
  name: '${spokeShortName}-to-${hubShortName}'
  properties: {
    remoteVirtualNetwork: {
      id: hub.id
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    useRemoteGateways: useRemoteGateways
  }
  dependsOn: useRemoteGateways ? [remoteGateway, hubToSpoke] : [hubToSpoke]
}
