// A web server with a public address of its own, in a subnet that sends everything for the Internet to an appliance.

param location string = 'japaneast'

module lan '../../lib/network.bicep' = {
  name: 'lan'
  params: {
    location: location
    name: 'lan'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      {
        name: 'web'
        addressPrefix: '10.0.1.0/24'
        routes: [{ addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.3.4' }]
        securityRules: [
          {
            name: 'web'
            properties: {
              priority: 100
              direction: 'Inbound'
              access: 'Allow'
              protocol: '*'
              sourceAddressPrefix: 'Internet'
              sourcePortRange: '*'
              destinationAddressPrefix: '*'
              destinationPortRange: '*'
            }
          }
        ]
      }
      { name: 'appliance', addressPrefix: '10.0.3.0/24' }
    ]
    machines: [
      { name: 'web', subnet: 'web', address: '10.0.1.4', hasPublicAddress: true }
      { name: 'nva', subnet: 'appliance', address: '10.0.3.4', forwards: true, hasPublicAddress: true }
    ]
  }
}
