// A loop of modules, and outputs of single ones.
param spokes array = ['a', 'b']

module spoke 'spoke.bicep' = [
  for (name, i) in spokes: {
    name: 'deploy-${name}'
    params: {
      name: name
      prefix: '10.${i}.0.0/16'
    }
  }
]

resource peerings 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = [
  for (name, i) in spokes: {
    name: 'vnet-hub/to-${name}'
    properties: {
      allowForwardedTraffic: true
      remoteVirtualNetwork: { id: spoke[i].outputs.vnetId }
    }
    dependsOn: [hub]
  }
]

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub'
  properties: {
    addressSpace: { addressPrefixes: ['10.100.0.0/16'] }
  }
}
