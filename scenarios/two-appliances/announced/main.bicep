// Two firewalls that announce the prefixes of both spokes to a Route Server: the spokes have two equal next hops each.

@description('Region of everything.')
param location string = 'japaneast'

module network '../network.bicep' = {
  name: 'network'
  params: {
    location: location
    firewalls: [
      { name: 'fw1', address: '10.0.0.4', cloudInit: loadTextContent('cloud-init.yml') }
      { name: 'fw2', address: '10.0.0.5', cloudInit: loadTextContent('cloud-init.yml') }
    ]
    extraSubnets: [{ name: 'RouteServerSubnet', addressPrefix: '10.0.210.0/24' }]
    transit: true
  }
}

module routeServer '../../lib/route-server.bicep' = {
  name: 'rs-hub'
  params: {
    location: location
    name: 'hub'
    subnetId: network.outputs.hubSubnetIds.RouteServerSubnet
    peers: [
      { name: 'fw1', address: '10.0.0.4', asn: 65001 }
      { name: 'fw2', address: '10.0.0.5', asn: 65001 }
    ]
  }
}
