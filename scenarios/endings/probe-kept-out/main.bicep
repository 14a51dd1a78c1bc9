// Two web servers behind an internal load balancer, in a subnet whose group denies everything that it does not name.

param location string = 'japaneast'

@description('Whether a rule lets the health probe in.')
param probeAllowed bool = false

var web = [
  {
    name: 'AllowWeb'
    properties: {
      priority: 100
      direction: 'Inbound'
      access: 'Allow'
      protocol: 'Tcp'
      sourceAddressPrefix: '10.0.0.0/16'
      sourcePortRange: '*'
      destinationAddressPrefix: '*'
      destinationPortRange: '443'
    }
  }
]

var probe = [
  {
    name: 'AllowProbe'
    properties: {
      priority: 200
      direction: 'Inbound'
      access: 'Allow'
      protocol: 'Tcp'
      sourceAddressPrefix: 'AzureLoadBalancer'
      sourcePortRange: '*'
      destinationAddressPrefix: '*'
      destinationPortRange: '8080'
    }
  }
]

var rest = [
  {
    name: 'DenyAll'
    properties: {
      priority: 4096
      direction: 'Inbound'
      access: 'Deny'
      protocol: '*'
      sourceAddressPrefix: '*'
      sourcePortRange: '*'
      destinationAddressPrefix: '*'
      destinationPortRange: '*'
    }
  }
]

module lan '../../lib/network.bicep' = {
  name: 'lan'
  params: {
    location: location
    name: 'lan'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      { name: 'clients', addressPrefix: '10.0.1.0/24' }
      { name: 'web', addressPrefix: '10.0.2.0/24', securityRules: concat(web, probeAllowed ? probe : [], rest) }
    ]
    machines: [
      { name: 'client', subnet: 'clients', address: '10.0.1.4' }
      { name: 'web-0', subnet: 'web', address: '10.0.2.4', poolId: pool }
      { name: 'web-1', subnet: 'web', address: '10.0.2.5', poolId: pool }
    ]
  }
}

var balancerName = 'ilb-web'
var frontend = resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', balancerName, 'web')
var pool = resourceId('Microsoft.Network/loadBalancers/backendAddressPools', balancerName, 'web')

resource balancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: balancerName
  location: location
  sku: { name: 'Standard' }
  properties: {
    frontendIPConfigurations: [
      {
        name: 'web'
        properties: {
          subnet: { id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-lan', 'web') }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.0.2.100'
        }
      }
    ]
    backendAddressPools: [{ name: 'web' }]
    probes: [
      {
        name: 'health'
        properties: { protocol: 'Http', port: 8080, requestPath: '/healthz', intervalInSeconds: 5, numberOfProbes: 2 }
      }
    ]
    loadBalancingRules: [
      {
        name: 'https'
        properties: {
          protocol: 'Tcp'
          frontendPort: 443
          backendPort: 443
          frontendIPConfiguration: { id: frontend }
          backendAddressPool: { id: pool }
          probe: { id: resourceId('Microsoft.Network/loadBalancers/probes', balancerName, 'health') }
        }
      }
    ]
  }
}
