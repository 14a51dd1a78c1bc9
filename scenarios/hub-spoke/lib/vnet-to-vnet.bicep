// Joins two VPN gateways of this resource group by connections with BGP, one from each side.

param location string

@description('What the connections call the two networks: hub01 and spoke01 give conn-hub01-to-spoke01 and its reverse.')
param firstName string

param firstGatewayName string
param secondName string
param secondGatewayName string

@secure()
param sharedKey string

resource first 'Microsoft.Network/virtualNetworkGateways@2024-05-01' existing = {
  name: firstGatewayName
}

resource second 'Microsoft.Network/virtualNetworkGateways@2024-05-01' existing = {
  name: secondGatewayName
}

resource firstToSecond 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-${firstName}-to-${secondName}'
  location: location
  properties: {
    connectionType: 'Vnet2Vnet'
    virtualNetworkGateway1: {
      id: first.id
      properties: {}
    }
    virtualNetworkGateway2: {
      id: second.id
      properties: {}
    }
    enableBgp: true
    sharedKey: sharedKey
  }
}

resource secondToFirst 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-${secondName}-to-${firstName}'
  location: location
  properties: {
    connectionType: 'Vnet2Vnet'
    virtualNetworkGateway1: {
      id: second.id
      properties: {}
    }
    virtualNetworkGateway2: {
      id: first.id
      properties: {}
    }
    enableBgp: true
    sharedKey: sharedKey
  }
}
