param prefix string
param tableId string
param groupName string

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${groupName}'
  properties: {
    addressSpace: { addressPrefixes: [prefix] }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: replace(prefix, '/16', '/24')
          routeTable: { id: tableId }
        }
      }
    ]
  }
}
