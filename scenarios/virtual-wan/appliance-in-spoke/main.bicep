// An appliance in a spoke of a hub, two networks behind it that no hub knows, and another hub that wants to reach them.

@description('Region of the hub with the appliance.')
param location string = 'japaneast'

@description('Region of the other hub.')
param otherLocation string = 'southeastasia'

@description('Whether the hub knows that the networks are behind the appliance.')
param staticRoutes bool = true

@description('Whether the hub tells the other hub of it.')
param tellOthers bool = true

@description('Whether the networks behind send what is not theirs to the appliance.')
param userRoutes bool = true

var applianceAddress = '10.3.0.4'
var behindPrefixes = ['10.50.0.0/16', '10.51.0.0/16']

resource wan 'Microsoft.Network/virtualWans@2024-05-01' = {
  name: 'wan'
  location: location
  properties: { type: 'Standard' }
}

module spokes '../../lib/network.bicep' = [
  for spoke in [
    { name: 'near', location: location, number: 1 }
    { name: 'far', location: otherLocation, number: 21 }
  ]: {
    name: spoke.name
    params: {
      location: spoke.location
      name: spoke.name
      addressPrefixes: ['10.${spoke.number}.0.0/16']
      subnets: [{ name: 'default', addressPrefix: '10.${spoke.number}.0.0/24' }]
      machines: [{ name: spoke.name, subnet: 'default', address: '10.${spoke.number}.0.4' }]
    }
  }
]

module transit '../../lib/network.bicep' = {
  name: 'transit'
  params: {
    location: location
    name: 'transit'
    addressPrefixes: ['10.3.0.0/16']
    subnets: [{ name: 'default', addressPrefix: '10.3.0.0/24' }]
    machines: [{ name: 'nva', subnet: 'default', address: applianceAddress, forwards: true }]
  }
}

module behind '../../lib/network.bicep' = [
  for number in [50, 51]: {
    name: 'behind${number}'
    params: {
      location: location
      name: 'behind${number}'
      addressPrefixes: ['10.${number}.0.0/16']
      subnets: [
        {
          name: 'default'
          addressPrefix: '10.${number}.0.0/24'
          routes: userRoutes
            ? [{ addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: applianceAddress }]
            : []
        }
      ]
      machines: [{ name: 'behind${number}', subnet: 'default', address: '10.${number}.0.4' }]
    }
  }
]

module peerings '../../lib/peering.bicep' = [
  for (number, index) in [50, 51]: {
    name: 'peering${number}'
    params: { hubName: transit.outputs.name, spokeName: behind[index].outputs.name }
  }
]

module hub '../lib/hub.bicep' = {
  name: 'hub-east'
  params: {
    name: 'hub-east'
    location: location
    wanId: wan.id
    addressPrefix: '10.100.0.0/23'
    tables: staticRoutes
      ? [{ name: 'defaultRouteTable', labels: ['default'], routes: [{ prefixes: behindPrefixes, to: 'transit' }] }]
      : []
    connections: [
      { to: 'near' }
      {
        to: 'transit'
        tellsStaticRoutes: tellOthers
        staticRoutes: staticRoutes
          ? [{ name: 'behind', addressPrefixes: behindPrefixes, nextHopIpAddress: applianceAddress }]
          : []
      }
    ]
  }
  dependsOn: [spokes]
}

module otherHub '../lib/hub.bicep' = {
  name: 'hub-south'
  params: {
    name: 'hub-south'
    location: otherLocation
    wanId: wan.id
    addressPrefix: '10.101.0.0/23'
    connections: [{ to: 'far' }]
  }
  dependsOn: [spokes]
}
