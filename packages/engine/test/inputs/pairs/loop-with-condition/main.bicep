// A loop of which only some are deployed.
param names array = ['a', 'b', 'c']

resource tables 'Microsoft.Network/routeTables@2024-05-01' = [
  for (name, i) in names: if (i != 1) {
    name: 'rt-${name}'
    properties: { routes: [] }
  }
]
