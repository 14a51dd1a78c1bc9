param from string
param to string

resource peering 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  name: '${from}/peer'
  properties: {
    remoteVirtualNetwork: { id: to }
  }
}
