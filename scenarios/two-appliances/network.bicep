// A hub with two firewalls on Linux machines, and two spokes whose machines have the routes that they are given.

param location string

@description('Name, address and what it reads at its first start, of each firewall.')
param firewalls array

@description('Backend pool of a load balancer that the firewalls belong to; empty for none.')
param poolId string = ''

@description('User routes of each spoke, by its name.')
param routes object = {}

@description('Whether the spokes use the Route Server of the hub.')
param transit bool = false

@description('Subnets of the hub besides that of the firewalls.')
param extraSubnets array = []

var spokes = [
  { name: 'spoke1', addressPrefix: '10.1.0.0/16' }
  { name: 'spoke2', addressPrefix: '10.2.0.0/16' }
]

module hub '../lib/network.bicep' = {
  name: 'hub'
  params: {
    location: location
    name: 'hub'
    addressPrefixes: ['10.0.0.0/16']
    subnets: concat([{ name: 'firewalls', addressPrefix: '10.0.0.0/24' }], extraSubnets)
    machines: map(firewalls, firewall => {
      name: firewall.name
      subnet: 'firewalls'
      address: firewall.address
      forwards: true
      cloudInit: firewall.cloudInit
      poolId: empty(poolId) ? null : poolId
    })
  }
}

module networks '../lib/network.bicep' = [
  for spoke in spokes: {
    name: spoke.name
    params: {
      location: location
      name: spoke.name
      addressPrefixes: [spoke.addressPrefix]
      subnets: [
        {
          name: 'default'
          addressPrefix: cidrSubnet(spoke.addressPrefix, 24, 0)
          routes: routes[?spoke.name] ?? []
        }
      ]
      machines: [{ name: spoke.name, subnet: 'default', address: cidrHost(spoke.addressPrefix, 3) }]
    }
  }
]

module peerings '../lib/peering.bicep' = [
  for (spoke, index) in spokes: {
    name: 'peering-${spoke.name}'
    params: { hubName: hub.outputs.name, spokeName: networks[index].outputs.name, transit: transit }
  }
]

output hubSubnetIds object = hub.outputs.subnetIds
