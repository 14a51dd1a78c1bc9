// Spread is shallow, union is deep; in lists as in objects.
var base = {
  location: 'westeurope'
  properties: { disableBgpRoutePropagation: true, routes: [] }
}
var first = ['10.0.0.0/16']

resource spread 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-spread'
  ...base
  location: 'japaneast'
}

resource merged 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-union'
  properties: union(base, { properties: { routes: [{ name: 'r', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'None' } }] } }).properties
}

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: [...first, '10.1.0.0/16'] }
    dhcpOptions: {
      ...{ dnsServers: ['10.0.0.4'] }
      dnsServers: union(['10.0.0.5'], ['10.0.0.5', '10.0.0.6'])
    }
  }
}
