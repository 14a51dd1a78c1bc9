// A module that is an ARM template, with a default, an output, and a loop.
module networks 'network.json' = [
  for i in range(0, 2): {
    name: 'network-${i}'
    params: {
      name: 'vnet-${i}'
      prefix: '10.${i}.0.0/16'
    }
  }
]

module other 'network.json' = {
  name: 'other'
  params: { name: 'vnet-other' }
}

resource peering 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  name: 'vnet-0/to-other'
  properties: {
    remoteVirtualNetwork: { id: other.outputs.id }
  }
  dependsOn: [networks]
}
