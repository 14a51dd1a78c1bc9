// The network of ../template with a site: its VPN connection gives the spokes routes, but not those to each other.

@description('Region of everything.')
param location string = 'eastasia'

@description('Password of the administrator of every machine.')
@secure()
param adminPassword string

@description('Key that both ends of each VPN connection share.')
@secure()
param sharedKey string

var spokes = [
  { name: 'spoke01', addressPrefix: '10.10.0.0/16' }
  { name: 'spoke02', addressPrefix: '10.20.0.0/16' }
]

module hub '../lib/hub.bicep' = {
  name: 'hub01'
  params: {
    location: location
    enableBgp: true
    adminPassword: adminPassword
  }
}

module site '../lib/site-connection.bicep' = {
  name: 'site01'
  params: {
    location: location
    siteName: 'site01'
    gatewayName: hub.outputs.gatewayName
    devicePublicIpAddress: '203.0.113.10'
    siteAsn: 65010
    siteBgpAddress: '192.168.100.1'
    sharedKey: sharedKey
  }
}

module spokeNetworks '../lib/spoke.bicep' = [
  for spoke in spokes: {
    name: spoke.name
    params: {
      location: location
      name: spoke.name
      addressPrefix: spoke.addressPrefix
      hubName: hub.outputs.name
      hubGatewayName: hub.outputs.gatewayName
      adminPassword: adminPassword
    }
  }
]
