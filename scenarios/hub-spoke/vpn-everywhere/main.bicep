// No peerings: each network has a VPN gateway, and those of the spokes speak BGP with that of the hub.

@description('Region of everything.')
param location string = 'eastasia'

@description('Password of the administrator of every machine.')
@secure()
param adminPassword string

@description('Key that both ends of each VPN connection share.')
@secure()
param sharedKey string

var spokes = [
  { name: 'spoke01', addressPrefix: '10.10.0.0/16', gatewayAsn: 65011 }
  { name: 'spoke02', addressPrefix: '10.20.0.0/16', gatewayAsn: 65012 }
]

module hub '../lib/hub.bicep' = {
  name: 'hub01'
  params: {
    location: location
    enableBgp: true
    gatewayAsn: 65001
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
      extraSubnets: [{ name: 'GatewaySubnet', addressPrefix: cidrSubnet(spoke.addressPrefix, 24, 200) }]
      adminPassword: adminPassword
    }
  }
]

module spokeGateways '../lib/vpn-gateway.bicep' = [
  for (spoke, index) in spokes: {
    name: 'vpngw-${spoke.name}'
    params: {
      name: 'vpngw-${spoke.name}'
      location: location
      gatewaySubnetId: spokeNetworks[index].outputs.subnetIds.GatewaySubnet
      enableBgp: true
      asn: spoke.gatewayAsn
    }
  }
]

module connections '../lib/vnet-to-vnet.bicep' = [
  for (spoke, index) in spokes: {
    name: 'hub01-${spoke.name}'
    params: {
      location: location
      firstName: 'hub01'
      firstGatewayName: hub.outputs.gatewayName
      secondName: spoke.name
      secondGatewayName: spokeGateways[index].outputs.name
      sharedKey: sharedKey
    }
  }
]
