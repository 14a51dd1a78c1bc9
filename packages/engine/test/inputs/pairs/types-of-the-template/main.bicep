// Types that the template defines: one may be null, so that its parameter needs no value.
type subnetType = {
  name: string
  prefix: string
  tableId: string?
}

type optionalList = subnetType[]?

param subnets subnetType[] = [
  { name: 'a', prefix: '10.0.1.0/24' }
]
param others optionalList
param dns string[]?

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      for subnet in concat(subnets, others ?? []): {
        name: subnet.name
        properties: {
          addressPrefix: subnet.prefix
          routeTable: empty(subnet.?tableId) ? null : { id: subnet.tableId }
        }
      }
    ]
    dhcpOptions: dns == null ? null : { dnsServers: dns }
  }
}
