// A user route in each spoke leads to the VPN gateway of the hub, which forwards between the spokes.

@description('Region of everything.')
param location string = 'eastasia'

@description('Password of the administrator of every machine.')
@secure()
param adminPassword string

@description('Key that both ends of each VPN connection share.')
@secure()
param sharedKey string

@description('Whether the spokes send everything to the gateway, or only what is for the other spoke.')
param sendEverything bool = false

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
  for (spoke, index) in spokes: {
    name: spoke.name
    params: {
      location: location
      name: spoke.name
      addressPrefix: spoke.addressPrefix
      routes: [
        {
          name: sendEverything ? 'everything' : 'other-spoke'
          addressPrefix: sendEverything ? '0.0.0.0/0' : spokes[1 - index].addressPrefix
          nextHopType: 'VirtualNetworkGateway'
        }
      ]
      hubName: hub.outputs.name
      hubGatewayName: hub.outputs.gatewayName
      adminPassword: adminPassword
    }
  }
]
