// A virtual network with its ExpressRoute gateway, the gateway's connection to a circuit, and one machine.

@description('Ends the names of everything here.')
param name string

param location string
param addressPrefix string

@description('Whether the gateway takes traffic that other virtual networks send through its circuits.')
param allowRemoteVnetTraffic bool

param circuitId string
param connectCircuit bool
param adminUsername string
param adminPublicKey string

@allowed([
  'Standard'
  'HighPerformance'
  'UltraPerformance'
  'ErGw1AZ'
  'ErGw2AZ'
  'ErGw3AZ'
])
param gatewaySkuName string = 'Standard'

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${name}'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        addressPrefix
      ]
    }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 24, 0)
        }
      }
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 24, 200)
        }
      }
    ]
  }

  resource defaultSubnet 'subnets' existing = {
    name: 'default'
  }

  resource gatewaySubnet 'subnets' existing = {
    name: 'GatewaySubnet'
  }
}

// No public IP address is declared: Azure keeps one for the gateway by itself.
resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'ergw-${name}'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    sku: {
      name: gatewaySkuName
      tier: gatewaySkuName
    }
    allowRemoteVnetTraffic: allowRemoteVnetTraffic
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          subnet: {
            id: virtualNetwork::gatewaySubnet.id
          }
        }
      }
    ]
  }
}

resource connection 'Microsoft.Network/connections@2024-05-01' = if (connectCircuit) {
  name: 'conn-${name}'
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

module machine 'virtual-machine.bicep' = {
  name: 'vm-${name}'
  params: {
    nameSuffix: name
    location: location
    subnetId: virtualNetwork::defaultSubnet.id
    adminUsername: adminUsername
    adminPublicKey: adminPublicKey
  }
}
