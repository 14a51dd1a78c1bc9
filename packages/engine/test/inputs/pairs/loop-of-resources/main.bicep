// A loop of resources with a range and an offset in their names.
param count int = 3

resource spokes 'Microsoft.Network/virtualNetworks@2024-05-01' = [
  for i in range(1, count): {
    name: 'vnet-spoke${i}'
    location: resourceGroup().location
    properties: {
      addressSpace: { addressPrefixes: ['10.${i}.0.0/16'] }
    }
  }
]
