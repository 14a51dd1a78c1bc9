param name string
param prefix string = '10.50.0.0/16'

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  properties: {
    addressSpace: { addressPrefixes: [prefix] }
    subnets: [
      {
        name: 'default'
        properties: { addressPrefix: cidrSubnet(prefix, 24, 0) }
      }
    ]
  }
}

output id string = vnet.id
