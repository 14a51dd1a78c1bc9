// Machines with a NIC in each of two subnets, asked by both of their addresses from a third one.

param location string = 'japaneast'

module lan '../../lib/network.bicep' = {
  name: 'lan'
  params: {
    location: location
    name: 'lan'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      { name: 'front', addressPrefix: '10.0.1.0/24' }
      { name: 'back', addressPrefix: '10.0.2.0/24' }
      { name: 'clients', addressPrefix: '10.0.3.0/24' }
    ]
    machines: [{ name: 'client', subnet: 'clients', address: '10.0.3.4' }]
  }
}

var servers = [
  { name: 'vm-plain', osType: 'Linux', host: 4 }
  { name: 'vm-tables', osType: 'Linux', host: 5 }
  { name: 'vm-windows', osType: 'Windows', host: 6 }
]

module machines 'server.bicep' = [
  for server in servers: {
    name: server.name
    params: { location: location, server: server, subnetIds: lan.outputs.subnetIds }
  }
]
