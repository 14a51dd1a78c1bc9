// An ExpressRoute gateway and its connections to circuits.

param location string

@description('Ends the names: hub gives ergw-hub, and conn-hub-circuit01 for its connection to circuit01.')
param name string

param gatewaySubnetId string
param circuitNames string[]

@description('Whether it takes prefixes of other virtual networks on its circuits.')
param allowRemoteVnetTraffic bool = true

resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'ergw-${name}'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    sku: { name: 'ErGw1AZ', tier: 'ErGw1AZ' }
    allowRemoteVnetTraffic: allowRemoteVnetTraffic
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          subnet: { id: gatewaySubnetId }
        }
      }
    ]
  }
}

resource connections 'Microsoft.Network/connections@2024-05-01' = [
  for circuitName in circuitNames: {
    name: 'conn-${name}-${circuitName}'
    location: location
    properties: {
      connectionType: 'ExpressRoute'
      virtualNetworkGateway1: {
        id: gateway.id
        properties: {}
      }
      peer: { id: resourceId('Microsoft.Network/expressRouteCircuits', circuitName) }
      routingWeight: 0
    }
  }
]

output name string = gateway.name
