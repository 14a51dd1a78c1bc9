// A VPN gateway of two active instances, each with a public address.

param location string
param name string
param gatewaySubnetId string

@allowed([
  'VpnGw1AZ'
  'VpnGw2AZ'
  'VpnGw3AZ'
])
param skuName string = 'VpnGw1AZ'

@description('Whether the gateway speaks BGP with the other ends of its connections, as asn.')
param enableBgp bool = false

param asn int = 65515

var instanceCount = 2

resource publicAddresses 'Microsoft.Network/publicIPAddresses@2024-05-01' = [
  for number in range(1, instanceCount): {
    name: 'pip0${number}-${name}'
    location: location
    sku: {
      name: 'Standard'
      tier: 'Regional'
    }
    zones: [
      '1'
      '2'
      '3'
    ]
    properties: {
      publicIPAllocationMethod: 'Static'
    }
  }
]

resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: name
  location: location
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    activeActive: true
    enableBgp: enableBgp
    bgpSettings: {
      asn: asn
    }
    sku: {
      name: skuName
      tier: skuName
    }
    ipConfigurations: [
      for index in range(0, instanceCount): {
        name: 'ipconfig${index + 1}'
        properties: {
          subnet: {
            id: gatewaySubnetId
          }
          publicIPAddress: {
            id: publicAddresses[index].id
          }
        }
      }
    ]
  }
}

output name string = gateway.name
