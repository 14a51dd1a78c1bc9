// A router in the hub that gives the default route to everybody by a Route Server, and what it cannot do by that.

@description('Region of everything.')
param location string = 'japaneast'

@description('What somebody got wrong.')
param mistake ('none' | 'noRouteOut') = 'none'

var routerAddress = '10.0.2.4'

module hub '../../lib/network.bicep' = {
  name: 'hub'
  params: {
    location: location
    name: 'hub'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      { name: 'RouteServerSubnet', addressPrefix: '10.0.210.0/26' }
      {
        name: 'router'
        addressPrefix: '10.0.2.0/24'
        // The router gets back what it announces: without a route of its own it would send to itself.
        routes: mistake == 'noRouteOut' ? [] : [{ addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' }]
      }
      { name: 'tools', addressPrefix: '10.0.3.0/24' }
    ]
    machines: [
      { name: 'router', subnet: 'router', address: routerAddress, forwards: true, hasPublicAddress: true }
      { name: 'tool', subnet: 'tools', address: '10.0.3.4' }
    ]
  }
}

module spokes '../../lib/network.bicep' = [
  for number in [1, 2]: {
    name: 'spoke${number}'
    params: {
      location: location
      name: 'spoke${number}'
      addressPrefixes: ['10.${number}.0.0/16']
      subnets: [{ name: 'default', addressPrefix: '10.${number}.0.0/24', defaultOutboundAccess: false }]
      machines: [{ name: 'spoke${number}', subnet: 'default', address: '10.${number}.0.4' }]
    }
  }
]

module routeServer '../../lib/route-server.bicep' = {
  name: 'rs-hub'
  params: {
    location: location
    name: 'hub'
    subnetId: hub.outputs.subnetIds.RouteServerSubnet
    peers: [{ name: 'router', address: routerAddress, asn: 65001 }]
  }
}

module peerings '../../lib/peering.bicep' = [
  for number in [1, 2]: {
    name: 'peering${number}'
    params: { hubName: hub.outputs.name, spokeName: spokes[number - 1].outputs.name, transit: true }
    dependsOn: [routeServer]
  }
]
