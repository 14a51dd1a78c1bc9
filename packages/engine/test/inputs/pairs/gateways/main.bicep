// Two sites with a gateway each, and a connection with a key that is a secret.
@secure()
param sharedKey string

var sites = [
  { name: 'a', asn: 65010, prefix: '10.1.0.0/16' }
  { name: 'b', asn: 65020, prefix: '10.2.0.0/16' }
]

resource vnets 'Microsoft.Network/virtualNetworks@2024-05-01' = [
  for site in sites: {
    name: 'vnet-${site.name}'
    properties: {
      addressSpace: { addressPrefixes: [site.prefix] }
      subnets: [
        {
          name: 'GatewaySubnet'
          properties: { addressPrefix: cidrSubnet(site.prefix, 27, 0) }
        }
      ]
    }
  }
]

resource publicIps 'Microsoft.Network/publicIPAddresses@2024-05-01' = [
  for site in sites: {
    name: 'pip-${site.name}'
    sku: { name: 'Standard' }
    properties: { publicIPAllocationMethod: 'Static' }
  }
]

resource gateways 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = [
  for (site, i) in sites: {
    name: 'vgw-${site.name}'
    properties: {
      gatewayType: 'Vpn'
      vpnType: 'RouteBased'
      enableBgp: true
      bgpSettings: { asn: site.asn }
      sku: { name: 'VpnGw1', tier: 'VpnGw1' }
      ipConfigurations: [
        {
          name: 'default'
          properties: {
            subnet: { id: vnets[i].properties.subnets[0].id }
            publicIPAddress: { id: publicIps[i].id }
          }
        }
      ]
    }
  }
]

resource connection 'Microsoft.Network/connections@2024-05-01' = {
  name: 'a-to-b'
  properties: {
    connectionType: 'Vnet2Vnet'
    enableBgp: true
    virtualNetworkGateway1: { id: gateways[0].id }
    virtualNetworkGateway2: { id: gateways[1].id }
    sharedKey: sharedKey
  }
}
