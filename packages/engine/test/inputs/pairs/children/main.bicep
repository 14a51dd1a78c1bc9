// Children as Bicep nests them, and as ARM does: with relative and with full names, and below a loop.
resource vnets 'Microsoft.Network/virtualNetworks@2024-05-01' = [
  for i in range(0, 2): {
    name: 'vnet-${i}'
    properties: {
      addressSpace: { addressPrefixes: ['10.${i}.0.0/16'] }
    }

    resource apps 'subnets' = {
      name: 'apps'
      properties: { addressPrefix: '10.${i}.1.0/24' }
    }

    resource data 'subnets' = {
      name: 'data'
      properties: { addressPrefix: '10.${i}.2.0/24' }
    }
  }
]

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt'
}

resource route 'Microsoft.Network/routeTables/routes@2024-05-01' = {
  parent: table
  name: 'default'
  properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' }
}
