// A tenant borrows the gateway of a network of which there is no template, and sends one of Azure's services past the firewall there.

param location string = 'japaneast'

@description('Id of the network in another subscription.')
param foreignNetworkId string = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/vnet-foreign'

module tenant '../../../lib/network.bicep' = {
  name: 'tenant'
  params: {
    location: location
    name: 'tenant'
    addressPrefixes: ['10.30.0.0/16']
    subnets: [
      {
        name: 'default'
        addressPrefix: '10.30.0.0/24'
        routes: [{ addressPrefix: '172.20.0.0/16', nextHopType: 'VirtualNetworkGateway' }]
      }
      {
        name: 'backup'
        addressPrefix: '10.30.1.0/24'
        routes: [
          { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.20.0.4' }
          { addressPrefix: 'AzureBackup', nextHopType: 'Internet' }
        ]
      }
    ]
    machines: [
      { name: 'tenant', subnet: 'default', address: '10.30.0.4' }
      { name: 'backup', subnet: 'backup', address: '10.30.1.4' }
    ]
  }
}

resource tenantToForeign 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  name: 'vnet-tenant/to-vnet-foreign'
  properties: {
    remoteVirtualNetwork: { id: foreignNetworkId }
    remoteAddressSpace: { addressPrefixes: ['10.20.0.0/16'] }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    useRemoteGateways: true
    peeringState: 'Connected'
  }
  dependsOn: [tenant]
}
