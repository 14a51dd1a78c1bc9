// Two circuits that meet in one gateway. An appliance announces a supernet of everything, so that each side sends to it.

@description('Region of everything.')
param location string = 'eastasia'

var applianceAddress = '10.0.0.4'
var sides = [
  { name: 'hub100', addressPrefix: '10.100.0.0/16', circuitName: 'circuit01' }
  { name: 'hub200', addressPrefix: '10.200.0.0/16', circuitName: 'circuit02' }
]

module circuits '../lib/circuit.bicep' = [
  for side in sides: {
    name: side.circuitName
    params: { name: side.circuitName, location: 'japaneast' }
  }
]

module hub '../lib/network.bicep' = {
  name: 'hub00'
  params: {
    location: location
    name: 'hub00'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      { name: 'default', addressPrefix: '10.0.0.0/24' }
      {
        name: 'GatewaySubnet'
        addressPrefix: '10.0.200.0/24'
        routes: map(sides, side => {
          addressPrefix: side.addressPrefix
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: applianceAddress
        })
      }
      { name: 'RouteServerSubnet', addressPrefix: '10.0.210.0/24' }
    ]
    machines: [
      {
        name: 'hub00'
        subnet: 'default'
        address: applianceAddress
        forwards: true
        cloudInit: loadTextContent('cloud-init.yml')
      }
    ]
  }
}

module gateway '../lib/expressroute-gateway.bicep' = {
  name: 'ergw-hub00'
  params: {
    location: location
    name: 'hub00'
    gatewaySubnetId: hub.outputs.subnetIds.GatewaySubnet
    circuitNames: [for (side, index) in sides: circuits[index].outputs.name]
  }
}

module routeServer '../lib/route-server.bicep' = {
  name: 'rs-hub00'
  params: {
    location: location
    name: 'hub00'
    subnetId: hub.outputs.subnetIds.RouteServerSubnet
    peers: [{ name: 'vm-hub00', address: applianceAddress, asn: 65001 }]
    branchToBranch: true
  }
}

// Each stands for what is at the far end of a circuit.
module networks '../lib/network.bicep' = [
  for side in sides: {
    name: side.name
    params: {
      location: location
      name: side.name
      addressPrefixes: [side.addressPrefix]
      subnets: [
        { name: 'default', addressPrefix: cidrSubnet(side.addressPrefix, 24, 0) }
        { name: 'GatewaySubnet', addressPrefix: cidrSubnet(side.addressPrefix, 24, 200) }
      ]
      machines: [{ name: side.name, subnet: 'default', address: cidrHost(side.addressPrefix, 3) }]
    }
  }
]

module gateways '../lib/expressroute-gateway.bicep' = [
  for (side, index) in sides: {
    name: 'ergw-${side.name}'
    params: {
      location: location
      name: side.name
      gatewaySubnetId: networks[index].outputs.subnetIds.GatewaySubnet
      circuitNames: [circuits[index].outputs.name]
    }
  }
]
