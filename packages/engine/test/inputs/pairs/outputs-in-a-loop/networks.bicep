param count int

resource vnets 'Microsoft.Network/virtualNetworks@2024-05-01' = [
  for i in range(0, count): {
    name: 'vnet-${i}'
    properties: {
      addressSpace: { addressPrefixes: ['10.${i}.0.0/16'] }
    }
  }
]

output ids array = [for i in range(0, count): vnets[i].id]
output facts array = [for i in range(0, count): { last: i == count - 1 }]
