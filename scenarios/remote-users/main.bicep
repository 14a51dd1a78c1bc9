// People at home with a VPN client, a hub with the gateway, one spoke that borrows it and one that does not, and a site.

@description('Region of everything.')
param location string = 'japaneast'

@description('Whether the connection to the site runs BGP.')
param withBgp bool = true

@secure()
param sharedKey string

var networks = [
  { name: 'hub', prefix: '10.0.0.0/16', subnet: '10.0.0.0/24', address: '10.0.0.4', gateway: '10.0.255.0/27' }
  { name: 'spoke', prefix: '10.1.0.0/16', subnet: '10.1.0.0/24', address: '10.1.0.4', gateway: '' }
  { name: 'plain', prefix: '10.2.0.0/16', subnet: '10.2.0.0/24', address: '10.2.0.4', gateway: '' }
]

module vnets '../lib/network.bicep' = [
  for network in networks: {
    name: network.name
    params: {
      location: location
      name: network.name
      addressPrefixes: [network.prefix]
      subnets: concat(
        [{ name: 'main', addressPrefix: network.subnet }],
        empty(network.gateway) ? [] : [{ name: 'GatewaySubnet', addressPrefix: network.gateway }]
      )
      machines: [{ name: network.name, subnet: 'main', address: network.address }]
    }
  }
]

module borrowing '../lib/peering.bicep' = {
  name: 'borrowing'
  params: { hubName: 'vnet-hub', spokeName: 'vnet-spoke', transit: true }
  dependsOn: [vnets, gateway]
}

module plain '../lib/peering.bicep' = {
  name: 'plain-peering'
  params: { hubName: 'vnet-hub', spokeName: 'vnet-plain' }
  dependsOn: [vnets]
}

resource publicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-vpngw'
  location: location
  sku: { name: 'Standard' }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vpngw'
  location: location
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    sku: { name: 'VpnGw1AZ', tier: 'VpnGw1AZ' }
    enableBgp: withBgp
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          subnet: { id: vnets[0].outputs.subnetIds.GatewaySubnet }
          publicIPAddress: { id: publicAddress.id }
        }
      }
    ]
    vpnClientConfiguration: {
      vpnClientAddressPool: {
        addressPrefixes: ['172.16.200.0/24']
      }
      vpnClientProtocols: ['OpenVPN']
      vpnAuthenticationTypes: ['AAD']
    }
  }
}

resource site 'Microsoft.Network/localNetworkGateways@2024-05-01' = {
  name: 'lng-tokyo'
  location: location
  properties: {
    gatewayIpAddress: '198.51.100.1'
    localNetworkAddressSpace: {
      addressPrefixes: withBgp ? [] : ['192.168.0.0/16']
    }
    bgpSettings: withBgp ? { asn: 65050, bgpPeeringAddress: '192.168.255.1' } : null
  }
}

resource connection 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-tokyo'
  location: location
  properties: {
    connectionType: 'IPsec'
    enableBgp: withBgp
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
