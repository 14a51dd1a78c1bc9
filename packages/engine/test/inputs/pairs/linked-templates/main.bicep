// Templates in other files: by a path, by an address next to the template's own, and by one of an account with a token.
module hub 'nested/network.bicep' = {
  name: 'hub'
  params: { name: 'vnet-hub', prefix: '10.0.0.0/16' }
}

module spoke 'nested/network.bicep' = {
  name: 'spoke'
  params: { name: 'vnet-spoke' }
}

module peering 'nested/peering.bicep' = {
  name: 'peering'
  params: { from: 'vnet-hub', to: spoke.outputs.id }
}
