// A Linux machine in the hub forwards between the spokes; a user route in each spoke leads to it.

@description('Region of everything.')
param location string = 'eastasia'

@description('Password of the administrator of every machine.')
@secure()
param adminPassword string

@description('Whether the spokes send everything to the machine, or only what is for the other spoke.')
param sendEverything bool = false

@description('Whether Azure lets the machine take and send packets that are not its own.')
param enableIpForwarding bool = true

@description('Names of the spokes that have a user route.')
param routedSpokes array = ['spoke01', 'spoke02']

var spokes = [
  { name: 'spoke01', addressPrefix: '10.10.0.0/16' }
  { name: 'spoke02', addressPrefix: '10.20.0.0/16' }
]

module hub '../lib/hub.bicep' = {
  name: 'hub01'
  params: {
    location: location
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
    enableIpForwarding: enableIpForwarding
    adminPassword: adminPassword
  }
}

module spokeNetworks '../lib/spoke.bicep' = [
  for (spoke, index) in spokes: {
    name: spoke.name
    params: {
      location: location
      name: spoke.name
      addressPrefix: spoke.addressPrefix
      routes: !contains(routedSpokes, spoke.name)
        ? []
        : [
            {
              name: sendEverything ? 'everything' : 'other-spoke'
              addressPrefix: sendEverything ? '0.0.0.0/0' : spokes[1 - index].addressPrefix
              nextHopType: 'VirtualAppliance'
              nextHopIpAddress: router.outputs.privateIpAddress
            }
          ]
      hubName: hub.outputs.name
      hubGatewayName: hub.outputs.gatewayName
      adminPassword: adminPassword
    }
  }
]
