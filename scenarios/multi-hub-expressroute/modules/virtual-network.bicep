// A virtual network with its subnets.

param name string
param location string
param addressPrefix string

@description('Each subnet: its name and its addressPrefix.')
param subnets array

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        addressPrefix
      ]
    }
    subnets: [
      for subnet in subnets: {
        name: subnet.name
        properties: {
          addressPrefix: subnet.addressPrefix
        }
      }
    ]
  }
}

output name string = virtualNetwork.name

@description('Ids of the subnets, by their names.')
output subnetIds object = toObject(virtualNetwork.properties.subnets, subnet => subnet.name, subnet => subnet.id)
