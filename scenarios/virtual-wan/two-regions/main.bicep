// Two hubs of one Virtual WAN: spokes in both regions, a branch by VPN in the first and a site by ExpressRoute in the second.

@description('Region of the first hub.')
param east string = 'japaneast'

@description('Region of the second hub.')
param south string = 'southeastasia'

@description('Whether a route table of the second spoke keeps out what the hub tells.')
param withoutHubRoutes bool = false

resource wan 'Microsoft.Network/virtualWans@2024-05-01' = {
  name: 'wan'
  location: east
  properties: {
    type: 'Standard'
    allowBranchToBranchTraffic: true
  }
}

module networks '../../lib/network.bicep' = [
  for spoke in [
    { name: 'east1', location: east, number: 1 }
    { name: 'east2', location: east, number: 2 }
    { name: 'south1', location: south, number: 21 }
  ]: {
    name: spoke.name
    params: {
      location: spoke.location
      name: spoke.name
      addressPrefixes: ['10.${spoke.number}.0.0/16']
      subnets: [
        {
          name: 'default'
          addressPrefix: '10.${spoke.number}.0.0/24'
          withoutGatewayRoutes: withoutHubRoutes && spoke.name == 'east2'
        }
      ]
      machines: [{ name: spoke.name, subnet: 'default', address: '10.${spoke.number}.0.4' }]
    }
  }
]

module hubEast '../lib/hub.bicep' = {
  name: 'hub-east'
  params: {
    name: 'hub-east'
    location: east
    wanId: wan.id
    addressPrefix: '10.100.0.0/23'
    connections: [{ to: 'east1' }, { to: 'east2' }]
  }
  dependsOn: [networks]
}

module hubSouth '../lib/hub.bicep' = {
  name: 'hub-south'
  params: {
    name: 'hub-south'
    location: south
    wanId: wan.id
    addressPrefix: '10.101.0.0/23'
    connections: [{ to: 'south1' }]
  }
  dependsOn: [networks]
}

module branch '../lib/vpn-branch.bicep' = {
  name: 'branch'
  params: {
    location: east
    wanId: wan.id
    hubId: hubEast.outputs.id
    name: 'osaka'
    deviceAddress: '203.0.113.9'
    prefixes: ['192.168.10.0/24']
  }
}

module circuit '../../lib/circuit.bicep' = {
  name: 'circuit01'
  params: { name: 'circuit01', location: south, peeringLocation: 'Singapore' }
}

resource expressRouteGateway 'Microsoft.Network/expressRouteGateways@2024-05-01' = {
  name: 'ergw-hub-south'
  location: south
  properties: {
    virtualHub: { id: hubSouth.outputs.id }
    autoScaleConfiguration: { bounds: { min: 1 } }
    expressRouteConnections: [
      {
        name: 'to-circuit01'
        properties: {
          expressRouteCircuitPeering: {
            id: resourceId('Microsoft.Network/expressRouteCircuits/peerings', circuit.outputs.name, 'AzurePrivatePeering')
          }
        }
      }
    ]
  }
}
