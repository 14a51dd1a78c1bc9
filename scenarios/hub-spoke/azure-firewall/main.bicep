// An Azure Firewall in the hub forwards between the spokes; a user route in each spoke leads to it.

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
    extraSubnets: [{ name: 'AzureFirewallSubnet', addressPrefix: '10.0.50.0/26' }]
    adminPassword: adminPassword
  }
}

module firewall '../lib/azure-firewall.bicep' = {
  name: 'afw01'
  params: {
    location: location
    name: 'afw01'
    subnetId: hub.outputs.subnetIds.AzureFirewallSubnet
    prefixes: map(spokes, spoke => spoke.addressPrefix)
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
          name: 'other-spoke'
          addressPrefix: spokes[1 - index].addressPrefix
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewall.outputs.privateIpAddress
        }
      ]
      hubName: hub.outputs.name
      hubGatewayName: hub.outputs.gatewayName
      adminPassword: adminPassword
    }
  }
]
