// The same by hand: a namespace of one's own, called in another letter case, and parameters named like the template's.
param name string = 'table'

func named(kind string, name string) string => '${kind}-${name}'

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: named('rt', 'own')
  tags: { of: name }
}
