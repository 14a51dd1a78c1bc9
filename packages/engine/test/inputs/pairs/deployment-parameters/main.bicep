// What a deployment is given: a value, null for a standard value, a secret of a vault, and an object that is computed.
param useStandard bool = true

module network 'network.bicep' = {
  name: 'network'
  params: {
    name: 'vnet'
    prefix: useStandard ? null : '10.8.0.0/16'
    dns: { servers: ['10.0.0.4'] }
    password: vault.getSecret('p')
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv'
}
