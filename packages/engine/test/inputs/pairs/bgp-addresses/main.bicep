// Local network gateways that learn the BGP addresses of the gateway at the other end, as one text with a comma.
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] }
    subnets: [
      {
        name: 'GatewaySubnet'
        properties: { addressPrefix: '10.1.0.0/27' }
      }
    ]
  }
}

resource publicIps 'Microsoft.Network/publicIPAddresses@2024-05-01' = [
  for i in range(0, 2): {
    name: 'pip-${i}'
    sku: { name: 'Standard' }
    properties: { publicIPAllocationMethod: 'Static' }
  }
]

resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vgw'
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    activeActive: true
    enableBgp: true
    bgpSettings: { asn: 65010 }
    sku: { name: 'VpnGw1', tier: 'VpnGw1' }
    ipConfigurations: [
      for i in range(0, 2): {
        name: 'config-${i}'
        properties: {
          subnet: { id: vnet.properties.subnets[0].id }
          publicIPAddress: { id: publicIps[i].id }
        }
      }
    ]
  }
}

resource ends 'Microsoft.Network/localNetworkGateways@2024-05-01' = [
  for i in range(0, 2): {
    name: 'lng-${i}'
    properties: {
      gatewayIpAddress: '203.0.113.${i + 1}'
      bgpSettings: {
        asn: gateway.properties.bgpSettings.asn
        bgpPeeringAddress: split(gateway.properties.bgpSettings.bgpPeeringAddress, ',')[i]
      }
    }
  }
]
