param name string
param prefix string

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  properties: {
    addressSpace: { addressPrefixes: [prefix] }
  }
}
