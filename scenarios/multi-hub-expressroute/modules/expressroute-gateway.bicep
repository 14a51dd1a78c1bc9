// An ExpressRoute gateway and its connection to a circuit.

param name string
param connectionName string
param location string
param gatewaySubnetId string
param allowRemoteVnetTraffic bool
param circuitId string
param connectCircuit bool

@allowed([
  'Standard'
  'HighPerformance'
  'UltraPerformance'
  'ErGw1AZ'
  'ErGw2AZ'
  'ErGw3AZ'
])
param skuName string = 'Standard'

// No public IP address is declared: Azure keeps one for the gateway by itself.
resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: name
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    sku: {
      name: skuName
      tier: skuName
    }
    allowRemoteVnetTraffic: allowRemoteVnetTraffic
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          subnet: {
            id: gatewaySubnetId
          }
        }
      }
    ]
  }
}

resource connection 'Microsoft.Network/connections@2024-05-01' = if (connectCircuit) {
  name: connectionName
  location: location
  properties: {
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: {
      id: gateway.id
      properties: {}
    }
    peer: {
      id: circuitId
    }
    routingWeight: 0
  }
}
