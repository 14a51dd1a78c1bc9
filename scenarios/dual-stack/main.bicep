// A web server with public addresses, a worker behind a load balancer, both of two families, and a probe without a group.

param location string = 'japaneast'

@description('SSH public key of the administrator of the machines.')
param adminPublicKey string = 'ssh-ed25519 AAAA'

var families = ['IPv4', 'IPv6']

resource group 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-web'
  location: location
  properties: {
    securityRules: [
      {
        name: 'allow-https'
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
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-dual'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16', 'fd00::/48'] }
    subnets: [
      {
        name: 'web'
        properties: {
          addressPrefixes: ['10.0.0.0/24', 'fd00::/64']
          networkSecurityGroup: { id: group.id }
        }
      }
      {
        name: 'work'
        properties: {
          addressPrefixes: ['10.0.1.0/24', 'fd00:0:0:1::/64']
        }
      }
    ]
  }
}

resource webAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-web'
  location: location
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource webAddressV6 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-web-v6'
  location: location
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv6' }
}

resource balancerAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-work'
  location: location
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource balancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: 'lb-work'
  location: location
  sku: { name: 'Standard' }
  properties: {
    frontendIPConfigurations: [
      { name: 'out', properties: { publicIPAddress: { id: balancerAddress.id } } }
    ]
    backendAddressPools: [{ name: 'workers' }]
    outboundRules: [
      {
        name: 'web-only'
        properties: {
          protocol: 'Tcp'
          frontendIPConfigurations: [
            { id: resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'lb-work', 'out') }
          ]
          backendAddressPool: {
            id: resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'lb-work', 'workers')
          }
        }
      }
    ]
  }
}

// Nobody has thought of a security group for this one.
resource probeAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-probe'
  location: location
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

// The server has a second IPv4 address, for management, that the Internet has no business with.
resource webInterface 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-web'
  location: location
  properties: {
    ipConfigurations: [
      {
        name: 'service'
        properties: {
          primary: true
          subnet: { id: network.properties.subnets[0].id }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.0.0.4'
          publicIPAddress: { id: webAddress.id }
        }
      }
      {
        name: 'service-v6'
        properties: {
          subnet: { id: network.properties.subnets[0].id }
          privateIPAllocationMethod: 'Static'
          privateIPAddressVersion: 'IPv6'
          privateIPAddress: 'fd00::4'
          publicIPAddress: { id: webAddressV6.id }
        }
      }
      {
        name: 'management'
        properties: {
          subnet: { id: network.properties.subnets[0].id }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.0.0.5'
        }
      }
    ]
  }
}

resource workInterface 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-work'
  location: location
  properties: {
    ipConfigurations: [
      for (family, index) in families: {
        name: toLower(family)
        properties: {
          primary: index == 0
          subnet: { id: network.properties.subnets[1].id }
          privateIPAllocationMethod: 'Static'
          privateIPAddressVersion: family
          privateIPAddress: index == 0 ? '10.0.1.4' : 'fd00:0:0:1::4'
          loadBalancerBackendAddressPools: index == 0 ? [{ id: balancer.properties.backendAddressPools[0].id }] : []
        }
      }
    ]
  }
}

resource probeInterface 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-probe'
  location: location
  properties: {
    ipConfigurations: [
      {
        name: 'ipv4'
        properties: {
          subnet: { id: network.properties.subnets[1].id }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.0.1.5'
          publicIPAddress: { id: probeAddress.id }
        }
      }
    ]
  }
}

var machineInterfaces = { web: webInterface.id, work: workInterface.id, probe: probeInterface.id }

resource machines 'Microsoft.Compute/virtualMachines@2024-07-01' = [
  for name in ['web', 'work', 'probe']: {
    name: 'vm-${name}'
    location: location
    properties: {
      hardwareProfile: { vmSize: 'Standard_B1s' }
      osProfile: {
        computerName: 'vm-${name}'
        adminUsername: 'azureuser'
        linuxConfiguration: {
          disablePasswordAuthentication: true
          ssh: { publicKeys: [{ path: '/home/azureuser/.ssh/authorized_keys', keyData: adminPublicKey }] }
        }
      }
      storageProfile: {
        imageReference: {
          publisher: 'Canonical'
          offer: '0001-com-ubuntu-server-jammy'
          sku: '22_04-lts-gen2'
          version: 'latest'
        }
        osDisk: { createOption: 'FromImage' }
      }
      networkProfile: {
        networkInterfaces: [{ id: machineInterfaces[name] }]
      }
    }
  }
]
