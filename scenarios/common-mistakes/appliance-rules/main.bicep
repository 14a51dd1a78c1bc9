// A spoke that leaves for the Internet by a router in the hub, whose subnet has a security group without rules of its own.

@description('Region of everything.')
param location string = 'japaneast'

@description('Whether the group lets in what the router is to pass on.')
param ruleForPassing bool = false

module hub '../../lib/network.bicep' = {
  name: 'hub'
  params: {
    location: location
    name: 'hub'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      {
        name: 'router'
        addressPrefix: '10.0.2.0/24'
        guarded: true
        securityRules: ruleForPassing
          ? [
              {
                name: 'pass'
                properties: {
                  priority: 100
                  direction: 'Inbound'
                  access: 'Allow'
                  protocol: '*'
                  sourceAddressPrefix: 'VirtualNetwork'
                  sourcePortRange: '*'
                  destinationAddressPrefix: '*'
                  destinationPortRange: '*'
                }
              }
            ]
          : []
      }
    ]
    machines: [{ name: 'router', subnet: 'router', address: '10.0.2.4', forwards: true, hasPublicAddress: true }]
  }
}

module spoke '../../lib/network.bicep' = {
  name: 'spoke'
  params: {
    location: location
    name: 'spoke'
    addressPrefixes: ['10.1.0.0/16']
    subnets: [
      {
        name: 'default'
        addressPrefix: '10.1.0.0/24'
        routes: [{ addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.2.4' }]
      }
    ]
    machines: [{ name: 'spoke', subnet: 'default', address: '10.1.0.4' }]
  }
}

module peering '../../lib/peering.bicep' = {
  name: 'peering'
  params: { hubName: hub.outputs.name, spokeName: spoke.outputs.name }
}
