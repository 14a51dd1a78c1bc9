// A loop among the properties: routes from a list of objects.
param spokes array = [
  { name: 'a', prefix: '10.1.0.0/16' }
  { name: 'b', prefix: '10.2.0.0/16' }
]

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-hub'
  properties: {
    disableBgpRoutePropagation: true
    routes: [
      for spoke in spokes: {
        name: 'to-${spoke.name}'
        properties: {
          addressPrefix: spoke.prefix
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: '10.0.0.4'
        }
      }
    ]
  }
}
