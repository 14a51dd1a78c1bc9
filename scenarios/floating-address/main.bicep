// Two database servers that take packets for the cluster's own address: a load balancer with floating IP before them.

@description('Region of everything.')
param location string = 'japaneast'

var balancerName = 'lb-sql'
var clusterAddress = '10.1.0.100'
var frontend = resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', balancerName, 'cluster')
var pool = resourceId('Microsoft.Network/loadBalancers/backendAddressPools', balancerName, 'servers')

module network '../lib/network.bicep' = {
  name: 'network'
  params: {
    location: location
    name: 'data'
    addressPrefixes: ['10.1.0.0/16']
    subnets: [
      { name: 'servers', addressPrefix: '10.1.0.0/24' }
      { name: 'clients', addressPrefix: '10.1.1.0/24' }
    ]
    machines: [
      { name: 'sql1', subnet: 'servers', address: '10.1.0.4', poolId: pool }
      { name: 'sql2', subnet: 'servers', address: '10.1.0.5', poolId: pool }
      { name: 'client', subnet: 'clients', address: '10.1.1.4' }
    ]
  }
}

resource balancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: balancerName
  location: location
  sku: { name: 'Standard' }
  properties: {
    frontendIPConfigurations: [
      {
        name: 'cluster'
        properties: {
          subnet: { id: network.outputs.subnetIds.servers }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: clusterAddress
        }
      }
    ]
    backendAddressPools: [{ name: 'servers' }]
    probes: [{ name: 'availability', properties: { protocol: 'Tcp', port: 59999, intervalInSeconds: 5 } }]
    loadBalancingRules: [
      {
        name: 'sql'
        properties: {
          protocol: 'Tcp'
          frontendPort: 1433
          backendPort: 1433
          enableFloatingIP: true
          frontendIPConfiguration: { id: frontend }
          backendAddressPool: { id: pool }
          probe: { id: resourceId('Microsoft.Network/loadBalancers/probes', balancerName, 'availability') }
        }
      }
    ]
  }
}
