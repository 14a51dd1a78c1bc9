// ARM takes names of functions, parameters, variables and properties in any letter case.
param vnetName string = 'vnet'

var settings = { prefix: '10.0.0.0/16' }

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: toUpper(vnetName)
  properties: {
    addressSpace: { addressPrefixes: [settings.prefix] }
  }
}
