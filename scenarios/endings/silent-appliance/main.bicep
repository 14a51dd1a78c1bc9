// A client whose subnet sends a prefix to each of several next hops, none of which passes anything on.

param location string = 'japaneast'

var nextHops = [
  '10.0.1.9' // nobody
  '10.0.1.4' // an interface without IP forwarding
  '10.0.1.5' // a guest without IP forwarding
  '10.0.1.6' // stopped
  '10.0.1.100' // a load balancer whose backends are stopped
  '10.0.210.4' // a Route Server
]

module lan '../../lib/network.bicep' = {
  name: 'lan'
  params: {
    location: location
    name: 'lan'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      {
        name: 'clients'
        addressPrefix: '10.0.0.0/24'
        routes: [
          for (nextHop, index) in nextHops: {
            addressPrefix: '10.${100 + index}.0.0/16'
            nextHopType: 'VirtualAppliance'
            nextHopIpAddress: nextHop
          }
        ]
      }
      { name: 'appliances', addressPrefix: '10.0.1.0/24' }
      { name: 'RouteServerSubnet', addressPrefix: '10.0.210.0/24' }
    ]
    machines: [
      { name: 'client', subnet: 'clients', address: '10.0.0.4' }
      { name: 'no-nic-forwarding', subnet: 'appliances', address: '10.0.1.4' }
      { name: 'no-guest-forwarding', subnet: 'appliances', address: '10.0.1.5', forwards: true }
      { name: 'stopped', subnet: 'appliances', address: '10.0.1.6', forwards: true }
      {
        name: 'backend'
        subnet: 'appliances'
        address: '10.0.1.7'
        forwards: true
        poolId: resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'lb', 'pool')
      }
    ]
  }
}

resource balancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: 'lb'
  location: location
  sku: { name: 'Standard' }
  properties: {
    frontendIPConfigurations: [
      {
        name: 'frontend'
        properties: {
          subnet: { id: lan.outputs.subnetIds.appliances }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.0.1.100'
        }
      }
    ]
    backendAddressPools: [{ name: 'pool' }]
    probes: [{ name: 'ssh', properties: { protocol: 'Tcp', port: 22 } }]
    loadBalancingRules: [
      {
        name: 'ha-ports'
        properties: {
          frontendIPConfiguration: {
            id: resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'lb', 'frontend')
          }
          backendAddressPool: {
            id: resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'lb', 'pool')
          }
          probe: { id: resourceId('Microsoft.Network/loadBalancers/probes', 'lb', 'ssh') }
          protocol: 'All'
          frontendPort: 0
          backendPort: 0
        }
      }
    ]
  }
}

module routeServer '../../lib/route-server.bicep' = {
  name: 'rs-lan'
  params: {
    location: location
    name: 'lan'
    subnetId: lan.outputs.subnetIds.RouteServerSubnet
    peers: []
  }
}

resource spare 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-spare'
  location: location
  properties: {
    enableIPForwarding: true
    ipConfigurations: [
      {
        name: 'ipconfig1'
        properties: {
          subnet: { id: lan.outputs.subnetIds.appliances }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.0.1.8'
        }
      }
    ]
  }
}

// The route of a machine that was taken away, and left its interface.
module old '../../lib/network.bicep' = {
  name: 'old'
  params: {
    location: location
    name: 'old'
    addressPrefixes: ['10.9.0.0/16']
    subnets: [
      {
        name: 'default'
        addressPrefix: '10.9.0.0/24'
        routes: [{ addressPrefix: '10.200.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.8' }]
      }
    ]
    machines: [{ name: 'old-client', subnet: 'default', address: '10.9.0.4' }]
  }
}

module peering '../../lib/peering.bicep' = {
  name: 'peering'
  params: { hubName: lan.outputs.name, spokeName: old.outputs.name }
}
