// A client, a machine that is stopped, and addresses that nobody has.

param location string = 'japaneast'

module lan '../../lib/network.bicep' = {
  name: 'lan'
  params: {
    location: location
    name: 'lan'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [{ name: 'default', addressPrefix: '10.0.0.0/24' }]
    machines: [
      { name: 'client', subnet: 'default', address: '10.0.0.4' }
      { name: 'stopped', subnet: 'default', address: '10.0.0.5' }
    ]
  }
}
