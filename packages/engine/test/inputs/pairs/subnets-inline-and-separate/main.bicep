// Subnets inside their network and beside it, with tables that are declared behind them.
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'inline'
        properties: {
          addressPrefix: '10.0.1.0/24'
          routeTable: { id: table.id }
        }
      }
    ]
  }
}

resource separate 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  parent: vnet
  name: 'separate'
  properties: {
    addressPrefix: '10.0.2.0/24'
    routeTable: { id: table.id }
  }
}

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt'
  properties: {
    routes: [
      {
        name: 'default'
        properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.4' }
      }
    ]
  }
}
