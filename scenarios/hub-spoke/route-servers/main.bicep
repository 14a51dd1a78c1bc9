// Each spoke has a Route Server; a machine in the hub speaks BGP with both, gives each the routes to the other, and forwards.

@description('Region of everything.')
param location string = 'eastasia'

@description('Password of the administrator of every machine.')
@secure()
param adminPassword string

var spokes = [
  { name: 'spoke01', addressPrefix: '10.10.0.0/16' }
  { name: 'spoke02', addressPrefix: '10.20.0.0/16' }
]

module hub '../lib/hub.bicep' = {
  name: 'hub01'
  params: {
    location: location
    hasGateway: false
    extraSubnets: [{ name: 'appliances', addressPrefix: '10.0.10.0/24' }]
    adminPassword: adminPassword
  }
}

module router '../lib/linux-router.bicep' = {
  name: 'vm-nva01'
  params: {
    location: location
    name: 'nva01'
    subnetId: hub.outputs.subnetIds.appliances
    privateIpAddress: '10.0.10.4'
    cloudInit: loadTextContent('cloud-init.yml')
    adminPassword: adminPassword
  }
}

module spokeNetworks '../lib/spoke.bicep' = [
  for spoke in spokes: {
    name: spoke.name
    params: {
      location: location
      name: spoke.name
      addressPrefix: spoke.addressPrefix
      extraSubnets: [{ name: 'RouteServerSubnet', addressPrefix: cidrSubnet(spoke.addressPrefix, 26, 1000) }]
      hubName: hub.outputs.name
      adminPassword: adminPassword
    }
  }
]

module routeServers '../lib/route-server.bicep' = [
  for (spoke, index) in spokes: {
    name: 'rs-${spoke.name}'
    params: {
      location: location
      name: 'rs-${spoke.name}'
      subnetId: spokeNetworks[index].outputs.subnetIds.RouteServerSubnet
      peerIpAddress: router.outputs.privateIpAddress
      peerAsn: 65001
    }
  }
]
