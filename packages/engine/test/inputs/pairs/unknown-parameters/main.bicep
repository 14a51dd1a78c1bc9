// Parameters without a value: resources with unknown names stay apart, and links between them hold.
param hubName string
param spokeName string
param tableName string

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: hubName
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
  }
}

resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${spokeName}'
  properties: {
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: '10.1.0.0/24'
          routeTable: { id: table.id }
        }
      }
    ]
  }
}

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: tableName
}

resource peering 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: hub
  name: 'to-${spokeName}'
  properties: {
    remoteVirtualNetwork: { id: spoke.id }
  }
}
