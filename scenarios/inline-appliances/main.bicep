// A published web server whose traffic a provider's appliances see first: its frontend is chained to a gateway load balancer.

@description('Region of everything.')
param location string = 'japaneast'

@description('Whether the appliances of the provider run.')
param appliances int = 2

resource publicAddresses 'Microsoft.Network/publicIPAddresses@2024-05-01' = [
  for name in ['pip-web', 'pip-spare']: {
    name: name
    location: location
    sku: { name: 'Standard' }
    properties: { publicIPAllocationMethod: 'Static' }
  }
]

var gatewayName = 'gwlb'
var gatewayFrontend = resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', gatewayName, 'appliances')
var gatewayPool = resourceId('Microsoft.Network/loadBalancers/backendAddressPools', gatewayName, 'appliances')
var publicName = 'lb-web'
var publicFrontend = resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', publicName, 'web')
var publicPool = resourceId('Microsoft.Network/loadBalancers/backendAddressPools', publicName, 'servers')

module provider '../lib/network.bicep' = {
  name: 'provider'
  params: {
    location: location
    name: 'provider'
    addressPrefixes: ['10.9.0.0/16']
    subnets: [{ name: 'default', addressPrefix: '10.9.0.0/24' }]
    machines: map(range(0, appliances), index => {
      name: 'inspector${index}'
      subnet: 'default'
      address: '10.9.0.${4 + index}'
      forwards: true
      poolId: gatewayPool
    })
  }
}

resource gatewayBalancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: gatewayName
  location: location
  sku: { name: 'Gateway' }
  properties: {
    frontendIPConfigurations: [
      {
        name: 'appliances'
        properties: {
          subnet: { id: provider.outputs.subnetIds.default }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.9.0.100'
        }
      }
    ]
    backendAddressPools: [
      {
        name: 'appliances'
        properties: {
          tunnelInterfaces: [
            { port: 10800, identifier: 800, protocol: 'VXLAN', type: 'Internal' }
            { port: 10801, identifier: 801, protocol: 'VXLAN', type: 'External' }
          ]
        }
      }
    ]
    loadBalancingRules: [
      {
        name: 'all'
        properties: {
          protocol: 'All'
          frontendPort: 0
          backendPort: 0
          frontendIPConfiguration: { id: gatewayFrontend }
          backendAddressPools: [{ id: gatewayPool }]
        }
      }
    ]
  }
}

module web '../lib/network.bicep' = {
  name: 'web'
  params: {
    location: location
    name: 'web'
    addressPrefixes: ['10.1.0.0/16']
    subnets: [
      {
        name: 'default'
        addressPrefix: '10.1.0.0/24'
        defaultOutboundAccess: false
        securityRules: [
          {
            name: 'web'
            properties: {
              priority: 100
              direction: 'Inbound'
              access: 'Allow'
              protocol: 'Tcp'
              sourceAddressPrefix: 'Internet'
              sourcePortRange: '*'
              destinationAddressPrefix: '*'
              destinationPortRange: '443'
            }
          }
        ]
      }
    ]
    machines: [{ name: 'web', subnet: 'default', address: '10.1.0.4', poolId: publicPool }]
  }
}

resource publicBalancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: publicName
  location: location
  sku: { name: 'Standard' }
  properties: {
    frontendIPConfigurations: [
      {
        name: 'web'
        properties: {
          publicIPAddress: { id: publicAddresses[0].id }
          gatewayLoadBalancer: { id: gatewayFrontend }
        }
      }
    ]
    backendAddressPools: [{ name: 'servers' }]
    loadBalancingRules: [
      {
        name: 'https'
        properties: {
          protocol: 'Tcp'
          frontendPort: 443
          backendPort: 443
          frontendIPConfiguration: { id: publicFrontend }
          backendAddressPool: { id: publicPool }
        }
      }
    ]
  }
}
