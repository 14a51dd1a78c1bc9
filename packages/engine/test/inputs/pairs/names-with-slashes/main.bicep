// A child by its full name, and an id of which the names come as one text.
param names string = 'vnet/apps'

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: split(names, '/')[0]
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
  }
}

resource subnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  name: names
  properties: { addressPrefix: '10.0.1.0/24' }
  dependsOn: [vnet]
}

resource nic 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic'
  properties: {
    ipConfigurations: [
      {
        name: 'ipconfig'
        properties: {
          privateIPAddress: '10.0.1.10'
          privateIPAllocationMethod: 'Static'
          subnet: { id: subnet.id }
        }
      }
    ]
  }
}
