// A module with outputs that are made in loops.
module networks 'networks.bicep' = {
  name: 'networks'
  params: { count: 3 }
}

resource peerings 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = [
  for i in range(1, 2): {
    name: 'vnet-0/to-${i}'
    properties: {
      remoteVirtualNetwork: { id: networks.outputs.ids[i] }
      allowGatewayTransit: networks.outputs.facts[i].last
    }
  }
]
