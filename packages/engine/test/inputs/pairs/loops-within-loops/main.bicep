// A loop of resources, one of properties in it, and one of a variable, all at once.
var suffixes = [for i in range(0, 3): 'snet-${i}']

resource vnets 'Microsoft.Network/virtualNetworks@2024-05-01' = [
  for v in range(0, 2): {
    name: 'vnet-${v}'
    properties: {
      addressSpace: { addressPrefixes: ['10.${v}.0.0/16'] }
      subnets: [
        for (suffix, s) in suffixes: {
          name: '${suffix}-of-${v}'
          properties: { addressPrefix: '10.${v}.${s}.0/24' }
        }
      ]
    }
  }
]
