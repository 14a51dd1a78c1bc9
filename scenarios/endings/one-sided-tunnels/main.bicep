// Two routers in two peered networks, and two VPN gateways that know each other from one side.

param location string = 'japaneast'

@secure()
param sharedKey string

var ends = [
  { name: 'left', addressPrefix: '10.1.0.0/16' }
  { name: 'right', addressPrefix: '10.2.0.0/16' }
]

module networks '../../lib/network.bicep' = [
  for side in ends: {
    name: side.name
    params: {
      location: location
      name: side.name
      addressPrefixes: [side.addressPrefix]
      subnets: [{ name: 'default', addressPrefix: cidrSubnet(side.addressPrefix, 24, 0) }]
      machines: [{ name: side.name, subnet: 'default', address: cidrHost(side.addressPrefix, 3), forwards: true }]
    }
  }
]

module peering '../../lib/peering.bicep' = {
  name: 'peering'
  params: { hubName: networks[0].outputs.name, spokeName: networks[1].outputs.name }
}

var gatewayEnds = [
  { name: 'east', addressPrefix: '10.11.0.0/16' }
  { name: 'west', addressPrefix: '10.12.0.0/16' }
]

module gatewayNetworks '../../lib/network.bicep' = [
  for side in gatewayEnds: {
    name: side.name
    params: {
      location: location
      name: side.name
      addressPrefixes: [side.addressPrefix]
      subnets: [
        { name: 'default', addressPrefix: cidrSubnet(side.addressPrefix, 24, 0) }
        { name: 'GatewaySubnet', addressPrefix: cidrSubnet(side.addressPrefix, 24, 200) }
      ]
      machines: [{ name: side.name, subnet: 'default', address: cidrHost(side.addressPrefix, 3) }]
    }
  }
]

resource publicAddresses 'Microsoft.Network/publicIPAddresses@2024-05-01' = [
  for side in gatewayEnds: {
    name: 'pip-vpngw-${side.name}'
    location: location
    sku: { name: 'Standard' }
    properties: {
      publicIPAllocationMethod: 'Static'
    }
  }
]

resource gateways 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = [
  for (side, index) in gatewayEnds: {
    name: 'vpngw-${side.name}'
    location: location
    properties: {
      gatewayType: 'Vpn'
      vpnType: 'RouteBased'
      sku: { name: 'VpnGw1AZ', tier: 'VpnGw1AZ' }
      ipConfigurations: [
        {
          name: 'default'
          properties: {
            subnet: { id: gatewayNetworks[index].outputs.subnetIds.GatewaySubnet }
            publicIPAddress: { id: publicAddresses[index].id }
          }
        }
      ]
    }
  }
]

// There is none from west to east.
resource connection 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-east-west'
  location: location
  properties: {
    connectionType: 'Vnet2Vnet'
    virtualNetworkGateway1: {
      id: gateways[0].id
      properties: {}
    }
    virtualNetworkGateway2: {
      id: gateways[1].id
      properties: {}
    }
    sharedKey: sharedKey
  }
}
