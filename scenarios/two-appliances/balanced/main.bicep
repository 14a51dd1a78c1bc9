// Two firewalls behind an internal load balancer with HA ports; the spokes send each other's prefix to its frontend.

@description('Region of everything.')
param location string = 'japaneast'

var frontendAddress = '10.0.0.100'

module network '../network.bicep' = {
  name: 'network'
  params: {
    location: location
    poolId: resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'lb-firewalls', 'firewalls')
    firewalls: [
      { name: 'fw1', address: '10.0.0.4', cloudInit: loadTextContent('../cloud-init.yml') }
      { name: 'fw2', address: '10.0.0.5', cloudInit: loadTextContent('../cloud-init.yml') }
    ]
    routes: {
      spoke1: [{ addressPrefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: frontendAddress }]
      spoke2: [{ addressPrefix: '10.1.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: frontendAddress }]
    }
  }
}

resource balancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: 'lb-firewalls'
  location: location
  sku: { name: 'Standard' }
  properties: {
    frontendIPConfigurations: [
      {
        name: 'frontend'
        properties: {
          subnet: { id: network.outputs.hubSubnetIds.firewalls }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: frontendAddress
        }
      }
    ]
    backendAddressPools: [{ name: 'firewalls' }]
    probes: [{ name: 'ssh', properties: { protocol: 'Tcp', port: 22 } }]
    loadBalancingRules: [
      {
        name: 'ha-ports'
        properties: {
          frontendIPConfiguration: {
            id: resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'lb-firewalls', 'frontend')
          }
          backendAddressPool: {
            id: resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'lb-firewalls', 'firewalls')
          }
          probe: { id: resourceId('Microsoft.Network/loadBalancers/probes', 'lb-firewalls', 'ssh') }
          protocol: 'All'
          frontendPort: 0
          backendPort: 0
        }
      }
    ]
  }
}
