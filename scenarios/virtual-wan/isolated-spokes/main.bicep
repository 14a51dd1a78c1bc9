// Spokes that may not meet, services that all of them share, and a branch: route tables of one hub keep them apart.

@description('Region of everything.')
param location string = 'japaneast'

@description('Whether the services learn only of each other and of the branch, as when a table was forgotten.')
param tableForgotten bool = false

var isolatedTable = 'isolated'

resource wan 'Microsoft.Network/virtualWans@2024-05-01' = {
  name: 'wan'
  location: location
  properties: { type: 'Standard' }
}

module networks '../../lib/network.bicep' = [
  for spoke in [
    { name: 'blue', number: 1 }
    { name: 'red', number: 2 }
    { name: 'shared', number: 3 }
  ]: {
    name: spoke.name
    params: {
      location: location
      name: spoke.name
      addressPrefixes: ['10.${spoke.number}.0.0/16']
      subnets: [{ name: 'default', addressPrefix: '10.${spoke.number}.0.0/24' }]
      machines: [{ name: spoke.name, subnet: 'default', address: '10.${spoke.number}.0.4' }]
    }
  }
]

module hub '../lib/hub.bicep' = {
  name: 'hub-east'
  params: {
    name: 'hub-east'
    location: location
    wanId: wan.id
    addressPrefix: '10.100.0.0/23'
    tables: [{ name: isolatedTable, labels: ['isolated'] }]
    connections: [
      // What the isolated spokes look up knows neither of them.
      { to: 'blue', associatedTable: isolatedTable, propagatesTo: ['defaultRouteTable'] }
      { to: 'red', associatedTable: isolatedTable, propagatesTo: ['defaultRouteTable'] }
      {
        to: 'shared'
        propagatesTo: tableForgotten ? ['defaultRouteTable'] : ['defaultRouteTable', isolatedTable]
      }
    ]
  }
  dependsOn: [networks]
}

module branch '../lib/vpn-branch.bicep' = {
  name: 'branch'
  params: {
    location: location
    wanId: wan.id
    hubId: hub.outputs.id
    name: 'osaka'
    deviceAddress: '203.0.113.9'
    prefixes: ['192.168.10.0/24']
    propagatesTo: ['${hub.outputs.id}/hubRouteTables/defaultRouteTable', '${hub.outputs.id}/hubRouteTables/${isolatedTable}']
  }
}
