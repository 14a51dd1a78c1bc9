// Loops that run no time: one of resources, one of properties.
param spokes array = []

resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' = [
  for name in spokes: {
    name: name
  }
]

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt'
  properties: {
    routes: [for name in spokes: { name: name }]
  }
}
