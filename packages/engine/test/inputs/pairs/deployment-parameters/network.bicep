param name string
param prefix string = '10.9.0.0/16'
param dns object

@secure()
param password string

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  tags: { password: password }
  properties: {
    addressSpace: { addressPrefixes: [prefix] }
    dhcpOptions: { dnsServers: dns.servers }
  }
}
