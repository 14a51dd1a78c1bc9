// A hub of a Virtual WAN with its connections to virtual networks, and route tables of its own where there are any.

type staticRouteType = {
  name: string
  addressPrefixes: string[]
  nextHopIpAddress: string
}

type connectionType = {
  @description('Ends the names: blue connects vnet-blue.')
  to: string

  @description('Name of the hub\'s table that the network looks up; without it the default one.')
  associatedTable: string?

  @description('Names of the hub\'s tables that learn the network\'s prefixes; without them those with the label default.')
  propagatesTo: string[]?

  @description('Routes to an appliance inside the network.')
  staticRoutes: staticRouteType[]?

  @description('Whether the hub tells these routes to others.')
  tellsStaticRoutes: bool?

  @description('Whether the network takes a default route from the hub.')
  takesDefaultRoute: bool?
}

type tableType = {
  name: string
  labels: string[]

  @description('Routes to connections of this hub: which prefixes, and the end of the connection\'s name.')
  routes: { prefixes: string[], to: string }[]?
}

param name string
param location string
param wanId string
param addressPrefix string
param connections connectionType[]
param tables tableType[] = []

resource hub 'Microsoft.Network/virtualHubs@2024-05-01' = {
  name: name
  location: location
  properties: {
    addressPrefix: addressPrefix
    virtualWan: { id: wanId }
  }
}

@batchSize(1)
resource routeTables 'Microsoft.Network/virtualHubs/hubRouteTables@2024-05-01' = [
  for table in tables: {
    parent: hub
    name: table.name
    properties: {
      labels: table.labels
      routes: [
        for (route, index) in (table.?routes ?? []): {
          name: 'route-${index}'
          destinationType: 'CIDR'
          destinations: route.prefixes
          nextHopType: 'ResourceId'
          nextHop: resourceId('Microsoft.Network/virtualHubs/hubVirtualNetworkConnections', name, 'to-${route.to}')
        }
      ]
    }
  }
]

var tableType = 'Microsoft.Network/virtualHubs/hubRouteTables'

@batchSize(1)
resource networkConnections 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections@2024-05-01' = [
  for connection in connections: {
    parent: hub
    name: 'to-${connection.to}'
    properties: {
      remoteVirtualNetwork: {
        id: resourceId('Microsoft.Network/virtualNetworks', 'vnet-${connection.to}')
      }
      enableInternetSecurity: connection.?takesDefaultRoute ?? false
      routingConfiguration: {
        associatedRouteTable: {
          id: resourceId(tableType, name, connection.?associatedTable ?? 'defaultRouteTable')
        }
        propagatedRouteTables: connection.?propagatesTo == null
          ? { labels: ['default'] }
          : { ids: map(connection.?propagatesTo ?? [], table => { id: resourceId(tableType, name, table) }) }
        vnetRoutes: {
          staticRoutes: connection.?staticRoutes ?? []
          staticRoutesConfig: { propagateStaticRoutes: connection.?tellsStaticRoutes ?? true }
        }
      }
    }
  }
]

output id string = hub.id
output name string = hub.name
