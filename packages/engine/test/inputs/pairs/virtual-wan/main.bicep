// A virtual WAN with a hub and its connections, made from one list.
var spokes = ['blue', 'green']

resource wan 'Microsoft.Network/virtualWans@2024-05-01' = {
  name: 'wan'
  properties: { type: 'Standard' }
}

resource hub 'Microsoft.Network/virtualHubs@2024-05-01' = {
  name: 'hub'
  properties: {
    addressPrefix: '10.100.0.0/23'
    virtualWan: { id: wan.id }
  }
}

resource vnets 'Microsoft.Network/virtualNetworks@2024-05-01' = [
  for (spoke, i) in spokes: {
    name: 'vnet-${spoke}'
    properties: {
      addressSpace: { addressPrefixes: ['10.${i}.0.0/16'] }
    }
  }
]

@batchSize(1)
resource connections 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections@2024-05-01' = [
  for (spoke, i) in spokes: {
    parent: hub
    name: 'to-${spoke}'
    properties: {
      remoteVirtualNetwork: { id: vnets[i].id }
      enableInternetSecurity: true
    }
  }
]
