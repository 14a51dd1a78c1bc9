// Two machines have one address and announce it to a Route Server. Who asks for it: a spoke, and a site behind a circuit.

@description('Region of everything.')
param location string = 'japaneast'

var replicas = [
  { name: 'dns1', address: '10.0.0.4' }
  { name: 'dns2', address: '10.0.0.5' }
]

module circuit '../lib/circuit.bicep' = {
  name: 'circuit01'
  params: { name: 'circuit01', location: location }
}

module hub '../lib/network.bicep' = {
  name: 'hub'
  params: {
    location: location
    name: 'hub'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      { name: 'services', addressPrefix: '10.0.0.0/24' }
      { name: 'GatewaySubnet', addressPrefix: '10.0.200.0/24' }
      { name: 'RouteServerSubnet', addressPrefix: '10.0.210.0/24' }
    ]
    machines: map(replicas, replica => {
      name: replica.name
      subnet: 'services'
      address: replica.address
      // The anycast address is none of the interface's own: without this Azure drops what is for it.
      forwards: true
      cloudInit: loadTextContent('cloud-init.yml')
    })
  }
}

module spoke '../lib/network.bicep' = {
  name: 'spoke'
  params: {
    location: location
    name: 'spoke'
    addressPrefixes: ['10.10.0.0/16']
    subnets: [{ name: 'default', addressPrefix: '10.10.0.0/24' }]
    machines: [{ name: 'spoke', subnet: 'default', address: '10.10.0.4' }]
  }
}

module gateway '../lib/expressroute-gateway.bicep' = {
  name: 'ergw-hub'
  params: {
    location: location
    name: 'hub'
    gatewaySubnetId: hub.outputs.subnetIds.GatewaySubnet
    circuitNames: [circuit.outputs.name]
  }
}

module routeServer '../lib/route-server.bicep' = {
  name: 'rs-hub'
  params: {
    location: location
    name: 'hub'
    subnetId: hub.outputs.subnetIds.RouteServerSubnet
    peers: map(replicas, replica => { name: replica.name, address: replica.address, asn: 65001 })
    branchToBranch: true
  }
}

module peering '../lib/peering.bicep' = {
  name: 'peering'
  params: { hubName: hub.outputs.name, spokeName: spoke.outputs.name, transit: true }
  dependsOn: [gateway, routeServer]
}
