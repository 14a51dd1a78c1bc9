// User routes send everything to a VPN gateway, which has a default site or has none.

@description('Region of everything.')
param location string = 'japaneast'

@description('Whether the gateway sends what it has no route for to the site.')
param withDefaultSite bool = true

@secure()
param sharedKey string

module hub '../../lib/network.bicep' = {
  name: 'hub'
  params: {
    location: location
    name: 'hub'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      { name: 'GatewaySubnet', addressPrefix: '10.0.200.0/24' }
      {
        name: 'forced'
        addressPrefix: '10.0.0.0/24'
        routes: [{ addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualNetworkGateway' }]
      }
      {
        name: 'web'
        addressPrefix: '10.0.1.0/24'
        routes: [{ addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualNetworkGateway' }]
        securityRules: [
          {
            name: 'https'
            properties: {
              priority: 100
              direction: 'Inbound'
              access: 'Allow'
              protocol: 'Tcp'
              sourceAddressPrefix: 'Internet'
              sourcePortRange: '*'
              destinationAddressPrefix: '*'
              destinationPortRange: '443'
            }
          }
        ]
      }
      { name: 'free', addressPrefix: '10.0.2.0/24' }
    ]
    machines: [
      { name: 'forced', subnet: 'forced', address: '10.0.0.4' }
      { name: 'web', subnet: 'web', address: '10.0.1.4', hasPublicAddress: true }
      { name: 'free', subnet: 'free', address: '10.0.2.4' }
    ]
  }
}

resource publicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-vpngw'
  location: location
  sku: { name: 'Standard' }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource site 'Microsoft.Network/localNetworkGateways@2024-05-01' = {
  name: 'lng-tokyo'
  location: location
  properties: {
    gatewayIpAddress: '198.51.100.1'
    localNetworkAddressSpace: {
      addressPrefixes: ['192.168.0.0/16']
    }
  }
}

resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vpngw'
  location: location
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    sku: { name: 'VpnGw1AZ', tier: 'VpnGw1AZ' }
    gatewayDefaultSite: withDefaultSite ? { id: site.id } : null
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          subnet: { id: hub.outputs.subnetIds.GatewaySubnet }
          publicIPAddress: { id: publicAddress.id }
        }
      }
    ]
  }
}

resource connection 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-tokyo'
  location: location
  properties: {
    connectionType: 'IPsec'
    virtualNetworkGateway1: {
      id: gateway.id
      properties: {}
    }
    localNetworkGateway2: {
      id: site.id
      properties: {}
    }
    sharedKey: sharedKey
  }
}
