// A loop over the entries of an object, which are sorted by their keys.
param zones object = {
  web: '10.0.2.0/24'
  app: '10.0.1.0/24'
}

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      for zone in items(zones): {
        name: zone.key
        properties: { addressPrefix: zone.value }
      }
    ]
  }
}
