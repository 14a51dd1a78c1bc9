// Addresses that are computed from a prefix.
param space string = '10.20.0.0/20'

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: [space, cidrSubnet('fd00:20::/48', 64, 3)] }
    subnets: [
      {
        name: 'first'
        properties: { addressPrefix: cidrSubnet(space, 24, 0) }
      }
      {
        name: 'last'
        properties: { addressPrefix: cidrSubnet(space, 24, 15) }
      }
    ]
    dhcpOptions: {
      dnsServers: [cidrHost(space, 3), parseCidr(space).lastUsable]
    }
  }
}
