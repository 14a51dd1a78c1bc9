// A virtual network with an ExpressRoute gateway on a circuit, a subnet with its routes and security group, and machines.

param location string
param name string
param addressPrefix string
param circuitId string

@description('Each machine: name, host (the last octet of its address), forwards.')
param machines array

@description('Each route: addressPrefix, appliance.')
param routes array

param adminUsername string
param adminPublicKey string

var machineSubnet = cidrSubnet(addressPrefix, 24, 0)

// The default rules alone: what the tunnel carries has to be in the tag VirtualNetwork at both ends.
resource securityGroup 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-${name}'
  location: location
  properties: {
    securityRules: []
  }
}

resource routeTable 'Microsoft.Network/routeTables@2024-05-01' = if (!empty(routes)) {
  name: 'rt-${name}'
  location: location
  properties: {
    disableBgpRoutePropagation: false
    routes: [
      for route in routes: {
        name: 'to-${replace(replace(route.addressPrefix, '/', '-'), '.', '-')}'
        properties: {
          addressPrefix: route.addressPrefix
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: route.appliance
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${name}'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [addressPrefix]
    }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: machineSubnet
          networkSecurityGroup: {
            id: securityGroup.id
          }
          routeTable: empty(routes) ? null : { id: routeTable.id }
        }
      }
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 24, 200)
        }
      }
    ]
  }

  resource machineNetwork 'subnets' existing = {
    name: 'default'
  }

  resource gatewaySubnet 'subnets' existing = {
    name: 'GatewaySubnet'
  }
}

resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'ergw-${name}'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    sku: {
      name: 'Standard'
      tier: 'Standard'
    }
    allowRemoteVnetTraffic: true
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          subnet: {
            id: network::gatewaySubnet.id
          }
        }
      }
    ]
  }
}

resource connection 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-${name}'
  location: location
  properties: {
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: {
      id: gateway.id
      properties: {}
    }
    peer: {
      id: circuitId
    }
    routingWeight: 0
  }
}

resource interfaces 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for machine in machines: {
    name: 'nic-${machine.name}'
    location: location
    properties: {
      enableIPForwarding: machine.forwards
      ipConfigurations: [
        {
          name: 'ipconfig1'
          properties: {
            subnet: {
              id: network::machineNetwork.id
            }
            privateIPAllocationMethod: 'Static'
            privateIPAddress: cidrHost(machineSubnet, machine.host - 1)
          }
        }
      ]
    }
  }
]

resource virtualMachines 'Microsoft.Compute/virtualMachines@2024-07-01' = [
  for (machine, index) in machines: {
    name: machine.name
    location: location
    properties: {
      hardwareProfile: {
        vmSize: 'Standard_B2ats_v2'
      }
      osProfile: {
        computerName: machine.name
        adminUsername: adminUsername
        linuxConfiguration: {
          disablePasswordAuthentication: true
          ssh: {
            publicKeys: [
              {
                path: '/home/${adminUsername}/.ssh/authorized_keys'
                keyData: adminPublicKey
              }
            ]
          }
        }
      }
      storageProfile: {
        imageReference: {
          publisher: 'Canonical'
          offer: '0001-com-ubuntu-server-jammy'
          sku: '22_04-lts-gen2'
          version: 'latest'
        }
        osDisk: {
          createOption: 'FromImage'
          osType: 'Linux'
        }
      }
      networkProfile: {
        networkInterfaces: [
          {
            id: interfaces[index].id
          }
        ]
      }
    }
  }
]
