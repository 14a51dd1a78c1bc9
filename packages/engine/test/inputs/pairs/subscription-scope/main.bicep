// A subscription deployment: groups, modules in them, and a link from one group to the other.
targetScope = 'subscription'

param location string = 'japaneast'

resource hubGroup 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-hub'
  location: location
}

module hub 'spoke.bicep' = {
  name: 'hub'
  scope: hubGroup
  params: { name: 'hub', prefix: '10.0.0.0/16' }
}

module spoke 'spoke.bicep' = {
  name: 'spoke'
  scope: resourceGroup('rg-spoke')
  params: { name: 'spoke', prefix: '10.1.0.0/16' }
}

module peering 'peering.bicep' = {
  name: 'peering'
  scope: resourceGroup('rg-hub')
  params: { remote: spoke.outputs.vnetId }
  dependsOn: [hub]
}
