// User routes that lead nowhere, each on a subnet of its own.

param location string = 'japaneast'


module lan '../../lib/network.bicep' = {
  name: 'lan'
  params: {
    location: location
    name: 'lan'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      {
        name: 'to-none'
        addressPrefix: '10.0.0.0/24'
        routes: [{ addressPrefix: '203.0.113.0/24', nextHopType: 'None' }]
      }
      {
        name: 'to-far-appliance'
        addressPrefix: '10.0.1.0/24'
        routes: [{ addressPrefix: '10.9.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.8.0.4' }]
      }
      {
        name: 'to-no-gateway'
        addressPrefix: '10.0.2.0/24'
        routes: [{ addressPrefix: '10.9.0.0/16', nextHopType: 'VirtualNetworkGateway' }]
      }
      {
        name: 'to-private-by-internet'
        addressPrefix: '10.0.3.0/24'
        routes: [{ addressPrefix: '10.9.0.0/16', nextHopType: 'Internet' }]
      }
      { name: 'router', addressPrefix: '10.0.4.0/24' }
      {
        name: 'to-router'
        addressPrefix: '10.0.5.0/24'
        routes: [{ addressPrefix: '10.9.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.4.4' }]
      }
    ]
    machines: [
      { name: 'none', subnet: 'to-none', address: '10.0.0.4' }
      { name: 'far', subnet: 'to-far-appliance', address: '10.0.1.4' }
      { name: 'gateway', subnet: 'to-no-gateway', address: '10.0.2.4' }
      { name: 'internet', subnet: 'to-private-by-internet', address: '10.0.3.4' }
      { name: 'router', subnet: 'router', address: '10.0.4.4', forwards: true }
      { name: 'client', subnet: 'to-router', address: '10.0.5.4' }
    ]
  }
}

// A hub with an ExpressRoute gateway, which serves no user route.
module hub '../../lib/network.bicep' = {
  name: 'hub'
  params: {
    location: location
    name: 'hub'
    addressPrefixes: ['10.1.0.0/16']
    subnets: [
      {
        name: 'default'
        addressPrefix: '10.1.0.0/24'
        routes: [{ addressPrefix: '10.9.0.0/16', nextHopType: 'VirtualNetworkGateway' }]
      }
      { name: 'GatewaySubnet', addressPrefix: '10.1.200.0/24' }
    ]
    machines: [{ name: 'hub', subnet: 'default', address: '10.1.0.4' }]
  }
}

module circuit '../../lib/circuit.bicep' = {
  name: 'circuit01'
  params: { name: 'circuit01', location: location }
}

module gateway '../../lib/expressroute-gateway.bicep' = {
  name: 'ergw-hub'
  params: {
    location: location
    name: 'hub'
    gatewaySubnetId: hub.outputs.subnetIds.GatewaySubnet
    circuitNames: [circuit.outputs.name]
  }
}
