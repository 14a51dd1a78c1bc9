// A branch that the VPN gateway of a hub connects by static prefixes.

param location string
param wanId string
param hubId string

@description('Ends the names: osaka gives site-osaka.')
param name string

@description('Public address of the device there.')
param deviceAddress string

param prefixes string[]

@description('Ids of the hub\'s tables that learn the branch\'s prefixes; without them those with the label default.')
param propagatesTo string[] = []

resource site 'Microsoft.Network/vpnSites@2024-05-01' = {
  name: 'site-${name}'
  location: location
  properties: {
    virtualWan: { id: wanId }
    addressSpace: { addressPrefixes: prefixes }
    vpnSiteLinks: [
      {
        name: 'link'
        properties: { ipAddress: deviceAddress, linkProperties: { linkSpeedInMbps: 100 } }
      }
    ]
  }
}

resource gateway 'Microsoft.Network/vpnGateways@2024-05-01' = {
  name: 'vpngw-${last(split(hubId, '/'))}'
  location: location
  properties: {
    virtualHub: { id: hubId }
    vpnGatewayScaleUnit: 1
    connections: [
      {
        name: 'to-${name}'
        properties: {
          remoteVpnSite: { id: site.id }
          routingConfiguration: {
            associatedRouteTable: { id: '${hubId}/hubRouteTables/defaultRouteTable' }
            propagatedRouteTables: empty(propagatesTo)
              ? { labels: ['default'] }
              : { ids: map(propagatesTo, id => { id: id }) }
          }
          vpnLinkConnections: [
            { name: 'link', properties: { vpnSiteLink: { id: site.properties.vpnSiteLinks[0].id } } }
          ]
        }
      }
    ]
  }
}
