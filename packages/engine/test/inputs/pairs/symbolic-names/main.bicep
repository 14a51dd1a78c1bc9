// Symbolic names: one resource, one of a loop, and all of a loop, as reference() and references() name them.
resource publicIps 'Microsoft.Network/publicIPAddresses@2024-05-01' = [
  for i in range(0, 2): {
    name: 'pip-${i}'
    sku: { name: 'Standard' }
    properties: {
      publicIPAllocationMethod: 'Static'
      idleTimeoutInMinutes: 4 + i
    }
  }
]

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'default'
        properties: { addressPrefix: '10.0.0.0/24' }
      }
    ]
  }
}

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-${publicIps[1].properties.idleTimeoutInMinutes}-${length(vnet.properties.subnets)}'
  tags: {
    timeouts: join(map(publicIps, p => string(p.properties.idleTimeoutInMinutes)), ',')
    subnet: vnet.properties.subnets[0].id
  }
}
