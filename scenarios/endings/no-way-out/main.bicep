// Subnets with different ways to the Internet, and one with none.

param location string = 'japaneast'

module lan '../../lib/network.bicep' = {
  name: 'lan'
  params: {
    location: location
    name: 'lan'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      { name: 'private', addressPrefix: '10.0.0.0/24', defaultOutboundAccess: false }
      { name: 'usual', addressPrefix: '10.0.1.0/24' }
      {
        name: 'relayed'
        addressPrefix: '10.0.2.0/24'
        routes: [{ addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.3.4' }]
      }
      { name: 'appliance', addressPrefix: '10.0.3.0/24' }
    ]
    machines: [
      { name: 'private', subnet: 'private', address: '10.0.0.4' }
      { name: 'private-public', subnet: 'private', address: '10.0.0.5', hasPublicAddress: true }
      { name: 'usual', subnet: 'usual', address: '10.0.1.4' }
      { name: 'relayed', subnet: 'relayed', address: '10.0.2.4' }
      { name: 'nva', subnet: 'appliance', address: '10.0.3.4', forwards: true, hasPublicAddress: true }
    ]
  }
}
