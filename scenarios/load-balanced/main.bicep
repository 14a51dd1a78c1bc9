// Two web servers behind a public and an internal load balancer, a machine for jobs behind a NAT gateway, and a Bastion.

@description('Region of everything.')
param location string = 'japaneast'

@description('Password of the administrator of every machine.')
@secure()
param adminPassword string

var standard = { name: 'Standard' }

resource pips 'Microsoft.Network/publicIPAddresses@2024-05-01' = [
  for name in ['pip-web', 'pip-out', 'pip-nat', 'pip-bastion']: {
    name: name
    location: location
    sku: standard
    properties: { publicIPAllocationMethod: 'Static' }
  }
]

resource nat 'Microsoft.Network/natGateways@2024-05-01' = {
  name: 'nat-jobs'
  location: location
  sku: standard
  properties: { publicIpAddresses: [{ id: pips[2].id }] }
}

resource rules 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-web'
  location: location
  properties: {
    securityRules: [
      {
        name: 'AllowWeb'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '8443'
        }
      }
      {
        name: 'AllowAdministration'
        properties: {
          priority: 110
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '198.51.100.0/24'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '22'
        }
      }
    ]
  }
}

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'web'
        properties: { addressPrefix: '10.0.1.0/24', networkSecurityGroup: { id: rules.id } }
      }
      { name: 'jobs', properties: { addressPrefix: '10.0.2.0/24', natGateway: { id: nat.id } } }
      { name: 'AzureBastionSubnet', properties: { addressPrefix: '10.0.3.0/26' } }
    ]
  }

  resource web 'subnets' existing = { name: 'web' }
  resource jobs 'subnets' existing = { name: 'jobs' }
  resource bastions 'subnets' existing = { name: 'AzureBastionSubnet' }
}

var publicName = 'lb-public'
var publicPart = resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', publicName, 'web')
var outPart = resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', publicName, 'out')
var publicPool = resourceId('Microsoft.Network/loadBalancers/backendAddressPools', publicName, 'servers')

resource publicBalancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: publicName
  location: location
  sku: standard
  properties: {
    frontendIPConfigurations: [
      { name: 'web', properties: { publicIPAddress: { id: pips[0].id } } }
      { name: 'out', properties: { publicIPAddress: { id: pips[1].id } } }
    ]
    backendAddressPools: [{ name: 'servers' }]
    loadBalancingRules: [
      {
        name: 'https'
        properties: {
          protocol: 'Tcp'
          frontendPort: 443
          backendPort: 8443
          disableOutboundSnat: true
          frontendIPConfiguration: { id: publicPart }
          backendAddressPool: { id: publicPool }
        }
      }
    ]
    inboundNatRules: [
      {
        name: 'ssh'
        properties: {
          protocol: 'Tcp'
          frontendPortRangeStart: 2200
          frontendPortRangeEnd: 2299
          backendPort: 22
          frontendIPConfiguration: { id: publicPart }
          backendAddressPool: { id: publicPool }
        }
      }
    ]
    outboundRules: [
      {
        name: 'out'
        properties: {
          protocol: 'All'
          frontendIPConfigurations: [{ id: outPart }]
          backendAddressPool: { id: publicPool }
        }
      }
    ]
  }
}

var internalName = 'lb-internal'
var internalPool = resourceId('Microsoft.Network/loadBalancers/backendAddressPools', internalName, 'servers')

resource internalBalancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: internalName
  location: location
  sku: standard
  properties: {
    frontendIPConfigurations: [
      {
        name: 'web'
        properties: {
          subnet: { id: vnet::web.id }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.0.1.100'
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
          backendPort: 8443
          frontendIPConfiguration: {
            id: resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', internalName, 'web')
          }
          backendAddressPool: { id: internalPool }
        }
      }
    ]
  }
}

resource webNics 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for index in range(0, 2): {
    name: 'nic-web-${index}'
    location: location
    dependsOn: [publicBalancer, internalBalancer]
    properties: {
      ipConfigurations: [
        {
          name: 'ipconfig'
          properties: {
            subnet: { id: vnet::web.id }
            loadBalancerBackendAddressPools: [{ id: publicPool }, { id: internalPool }]
          }
        }
      ]
    }
  }
]

resource jobNic 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-job'
  location: location
  properties: { ipConfigurations: [{ name: 'ipconfig', properties: { subnet: { id: vnet::jobs.id } } }] }
}

var nics = [webNics[0].id, webNics[1].id, jobNic.id]

resource machines 'Microsoft.Compute/virtualMachines@2024-07-01' = [
  for (name, index) in ['vm-web-0', 'vm-web-1', 'vm-job']: {
    name: name
    location: location
    properties: {
      hardwareProfile: { vmSize: 'Standard_B2s' }
      osProfile: { computerName: name, adminUsername: 'azureuser', adminPassword: adminPassword }
      storageProfile: {
        imageReference: {
          publisher: 'Canonical'
          offer: 'ubuntu-24_04-lts'
          sku: 'server'
          version: 'latest'
        }
        osDisk: { createOption: 'FromImage' }
      }
      networkProfile: { networkInterfaces: [{ id: nics[index] }] }
    }
  }
]

resource bastion 'Microsoft.Network/bastionHosts@2024-05-01' = {
  name: 'bastion'
  location: location
  sku: { name: 'Basic' }
  properties: {
    ipConfigurations: [
      {
        name: 'ipconfig'
        properties: { subnet: { id: vnet::bastions.id }, publicIPAddress: { id: pips[3].id } }
      }
    ]
  }
}
