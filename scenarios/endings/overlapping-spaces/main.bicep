// Two networks of the same address space: a copy for tests, peered with the client's network, and the one that is meant.

param location string = 'japaneast'

var networks = [
  { name: 'client', addressPrefix: '10.1.0.0/16', host: 4 }
  { name: 'production', addressPrefix: '10.2.0.0/16', host: 4 }
  { name: 'copy', addressPrefix: '10.2.0.0/16', host: 4 }
]

module vnets '../../lib/network.bicep' = [
  for network in networks: {
    name: network.name
    params: {
      location: location
      name: network.name
      addressPrefixes: [network.addressPrefix]
      subnets: [{ name: 'default', addressPrefix: cidrSubnet(network.addressPrefix, 24, 0) }]
      machines: [
        { name: network.name, subnet: 'default', address: cidrHost(network.addressPrefix, network.host - 1) }
      ]
    }
  }
]

module peering '../../lib/peering.bicep' = {
  name: 'peering'
  params: { hubName: vnets[0].outputs.name, spokeName: vnets[2].outputs.name }
}
