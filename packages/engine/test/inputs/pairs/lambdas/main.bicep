// Lambdas: map, filter, sort, reduce, toObject, and one with an index.
param networks array = [
  { name: 'b', size: 24, prefix: '10.0.2.0/24' }
  { name: 'a', size: 26, prefix: '10.0.1.0/26' }
  { name: 'c', size: 24, prefix: '10.0.3.0/24' }
]

var wide = filter(networks, n => n.size == 24)
var names = map(sort(networks, (x, y) => x.name < y.name), n => n.name)
var sizes = reduce(networks, 0, (sum, n) => sum + n.size)
var byName = toObject(networks, n => n.name, n => n.prefix)
var numbered = map(names, (name, i) => '${i}-${name}')

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${join(names, '')}-${sizes}'
  tags: {
    order: join(numbered, ',')
  }
  properties: {
    addressSpace: { addressPrefixes: map(wide, n => n.prefix) }
    subnets: [
      {
        name: 'a'
        properties: { addressPrefix: byName.a }
      }
    ]
  }
}
