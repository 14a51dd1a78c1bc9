// A spoke that does not use the hub's gateway. An appliance in the hub announces its prefix to a Route Server, and the
// gateway tells the circuit.

@description('Region of everything.')
param location string = 'eastasia'

@description('Whether what comes in by the gateway has a route to the appliance.')
param gatewayRoutes bool = true

var applianceAddress = '10.0.0.4'
var spokePrefix = '10.10.0.0/16'
var sitePrefix = '10.100.0.0/16'

module circuit '../lib/circuit.bicep' = {
  name: 'circuit01'
  params: { name: 'circuit01', location: 'japaneast' }
}

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
        routes: gatewayRoutes
          ? [{ addressPrefix: spokePrefix, nextHopType: 'VirtualAppliance', nextHopIpAddress: applianceAddress }]
          : []
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

module spoke '../lib/network.bicep' = {
  name: 'spoke10'
  params: {
    location: location
    name: 'spoke10'
    addressPrefixes: [spokePrefix]
    subnets: [
      {
        name: 'default'
        addressPrefix: '10.10.0.0/24'
        routes: [{ addressPrefix: sitePrefix, nextHopType: 'VirtualAppliance', nextHopIpAddress: applianceAddress }]
      }
    ]
    machines: [{ name: 'spoke10', subnet: 'default', address: '10.10.0.4' }]
  }
}

module peering '../lib/peering.bicep' = {
  name: 'peering'
  params: { hubName: hub.outputs.name, spokeName: spoke.outputs.name }
}

// Stands for a site.
module site '../lib/network.bicep' = {
  name: 'hub100'
  params: {
    location: location
    name: 'hub100'
    addressPrefixes: [sitePrefix]
    subnets: [
      { name: 'default', addressPrefix: '10.100.0.0/24' }
      { name: 'GatewaySubnet', addressPrefix: '10.100.200.0/24' }
    ]
    machines: [{ name: 'hub100', subnet: 'default', address: '10.100.0.4' }]
  }
}

module gateway '../lib/expressroute-gateway.bicep' = {
  name: 'ergw-hub00'
  params: {
    location: location
    name: 'hub00'
    gatewaySubnetId: hub.outputs.subnetIds.GatewaySubnet
    circuitNames: [circuit.outputs.name]
  }
}

module siteGateway '../lib/expressroute-gateway.bicep' = {
  name: 'ergw-hub100'
  params: {
    location: location
    name: 'hub100'
    gatewaySubnetId: site.outputs.subnetIds.GatewaySubnet
    circuitNames: [circuit.outputs.name]
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
