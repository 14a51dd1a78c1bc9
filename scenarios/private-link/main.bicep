// A provider offers a service over Private Link; a consumer with the same address space, and its spoke, use it.

@description('Region of everything.')
param location string = 'japaneast'

@description('Password of the administrator of every machine.')
@secure()
param adminPassword string

@description('What the provider says to the connection.')
@allowed(['Approved', 'Pending', 'Rejected'])
param connection string = 'Approved'

resource providerRules 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-provider'
  location: location
  properties: {
    securityRules: [
      {
        name: 'AllowFromPrivateLink'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '10.0.2.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '5432'
        }
      }
      {
        name: 'DenyAllOther'
        properties: {
          priority: 200
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
  }
}

resource provider 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-provider'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'servers'
        properties: { addressPrefix: '10.0.1.0/24', networkSecurityGroup: { id: providerRules.id } }
      }
      {
        name: 'link'
        properties: { addressPrefix: '10.0.2.0/24', privateLinkServiceNetworkPolicies: 'Disabled' }
      }
    ]
  }

  resource servers 'subnets' existing = { name: 'servers' }
  resource link 'subnets' existing = { name: 'link' }
}

resource consumer 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-consumer'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [{ name: 'default', properties: { addressPrefix: '10.0.1.0/24' } }]
  }

  resource default 'subnets' existing = { name: 'default' }

  resource toSpoke 'virtualNetworkPeerings' = {
    name: 'to-spoke'
    properties: { remoteVirtualNetwork: { id: spoke.id }, allowVirtualNetworkAccess: true }
  }
}

resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-spoke'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] }
    subnets: [{ name: 'default', properties: { addressPrefix: '10.1.0.0/24' } }]
  }

  resource default 'subnets' existing = { name: 'default' }

  resource toConsumer 'virtualNetworkPeerings' = {
    name: 'to-consumer'
    properties: { remoteVirtualNetwork: { id: consumer.id }, allowVirtualNetworkAccess: true }
  }
}

var balancerName = 'lb-database'

resource balancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: balancerName
  location: location
  sku: { name: 'Standard' }
  properties: {
    frontendIPConfigurations: [{ name: 'database', properties: { subnet: { id: provider::link.id } } }]
    backendAddressPools: [{ name: 'servers' }]
    loadBalancingRules: [
      {
        name: 'postgres'
        properties: {
          protocol: 'Tcp'
          frontendPort: 5432
          backendPort: 5432
          frontendIPConfiguration: {
            id: resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', balancerName, 'database')
          }
          backendAddressPool: {
            id: resourceId('Microsoft.Network/loadBalancers/backendAddressPools', balancerName, 'servers')
          }
        }
      }
    ]
  }
}

resource service 'Microsoft.Network/privateLinkServices@2024-05-01' = {
  name: 'pls-database'
  location: location
  properties: {
    loadBalancerFrontendIpConfigurations: [
      { id: balancer.properties.frontendIPConfigurations[0].id }
    ]
    ipConfigurations: [
      { name: 'nat', properties: { primary: true, subnet: { id: provider::link.id } } }
    ]
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-database'
  location: location
  properties: {
    subnet: { id: consumer::default.id }
    privateLinkServiceConnections: [
      {
        name: 'database'
        properties: {
          privateLinkServiceId: service.id
          privateLinkServiceConnectionState: { status: connection, description: 'Set by the provider' }
        }
      }
    ]
  }
}

var machines = [
  { name: 'vm-database', subnet: provider::servers.id, pools: [{ id: balancer.properties.backendAddressPools[0].id }] }
  { name: 'vm-consumer', subnet: consumer::default.id, pools: [] }
  { name: 'vm-spoke', subnet: spoke::default.id, pools: [] }
]

resource nics 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for machine in machines: {
    name: 'nic-${machine.name}'
    location: location
    properties: {
      ipConfigurations: [
        {
          name: 'ipconfig'
          properties: { subnet: { id: machine.subnet }, loadBalancerBackendAddressPools: machine.pools }
        }
      ]
    }
  }
]

resource vms 'Microsoft.Compute/virtualMachines@2024-07-01' = [
  for (machine, index) in machines: {
    name: machine.name
    location: location
    properties: {
      hardwareProfile: { vmSize: 'Standard_B2s' }
      osProfile: { computerName: machine.name, adminUsername: 'azureuser', adminPassword: adminPassword }
      storageProfile: {
        imageReference: {
          publisher: 'Canonical'
          offer: 'ubuntu-24_04-lts'
          sku: 'server'
          version: 'latest'
        }
        osDisk: { createOption: 'FromImage' }
      }
      networkProfile: { networkInterfaces: [{ id: nics[index].id }] }
    }
  }
]
