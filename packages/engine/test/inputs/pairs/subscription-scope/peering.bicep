param remote string

resource peering 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  name: 'vnet-hub/to-spoke'
  properties: {
    remoteVirtualNetwork: { id: remote }
  }
}
