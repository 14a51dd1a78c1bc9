// Resources on other resources, in another group and at the subscription; and one that is not Azure's.
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  scope: vnet
  properties: { level: 'CanNotDelete' }
}

module nested 'nested.bicep' = {
  name: 'nested'
  scope: resourceGroup('11111111-1111-1111-1111-111111111111', 'there')
}
