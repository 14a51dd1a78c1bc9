// A virtual network: subnets with their routes and security groups, and Linux machines with addresses of their own choice.

type routeType = {
  addressPrefix: string
  nextHopType: ('VirtualAppliance' | 'VirtualNetworkGateway' | 'VnetLocal' | 'Internet' | 'None')
  nextHopIpAddress: string?
}

type subnetType = {
  name: string
  addressPrefix: string

  @description('User routes; without any, and without the next flag, the subnet has no route table.')
  routes: routeType[]?

  @description('Keeps the routes that gateways and Route Servers bring out of the subnet.')
  withoutGatewayRoutes: bool?

  @description('Whether the default rules of a security group guard the subnet.')
  guarded: bool?

  @description('Rules of its security group before the default ones, as Azure takes them.')
  securityRules: object[]?

  @description('Services that the subnet reaches by an endpoint.')
  serviceEndpoints: string[]?

  @description('Whether its machines may leave for the Internet by an address of Azure\'s choice.')
  defaultOutboundAccess: bool?
}

type machineType = {
  name: string

  @description('Name of its subnet.')
  subnet: string

  address: string

  @description('Whether Azure lets it take and send packets that are not its own.')
  forwards: bool?

  hasPublicAddress: bool?

  @description('What it reads at its first start.')
  cloudInit: string?

  @description('Backend pool of a load balancer that it belongs to.')
  poolId: string?
}

param location string

@description('Ends the names: hub gives vnet-hub, and rt-hub-default for the routes of its subnet default.')
param name string

param addressPrefixes string[]
param subnets subnetType[]
param machines machineType[] = []

@description('SSH public key of the administrator of every machine.')
param adminPublicKey string = 'ssh-ed25519 AAAA'

var subnetNames = map(subnets, subnet => subnet.name)
var hasTable = map(subnets, subnet => !empty(subnet.?routes ?? []) || (subnet.?withoutGatewayRoutes ?? false))
var hasGroup = map(subnets, subnet => (subnet.?guarded ?? false) || !empty(subnet.?securityRules ?? []))

resource routeTables 'Microsoft.Network/routeTables@2024-05-01' = [
  for (subnet, index) in subnets: if (hasTable[index]) {
    name: 'rt-${name}-${toLower(subnet.name)}'
    location: location
    properties: {
      disableBgpRoutePropagation: subnet.?withoutGatewayRoutes ?? false
      routes: [
        for route in (subnet.?routes ?? []): {
          name: 'to-${replace(replace(route.addressPrefix, '/', '-'), '.', '-')}'
          properties: route
        }
      ]
    }
  }
]

resource securityGroups 'Microsoft.Network/networkSecurityGroups@2024-05-01' = [
  for (subnet, index) in subnets: if (hasGroup[index]) {
    name: 'nsg-${name}-${toLower(subnet.name)}'
    location: location
    properties: {
      securityRules: subnet.?securityRules ?? []
    }
  }
]

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${name}'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: addressPrefixes
    }
    subnets: [
      for (subnet, index) in subnets: {
        name: subnet.name
        properties: {
          addressPrefix: subnet.addressPrefix
          routeTable: hasTable[index] ? { id: routeTables[index].id } : null
          networkSecurityGroup: hasGroup[index] ? { id: securityGroups[index].id } : null
          serviceEndpoints: map(subnet.?serviceEndpoints ?? [], service => { service: service })
          defaultOutboundAccess: subnet.?defaultOutboundAccess ?? true
        }
      }
    ]
  }
}

resource publicAddresses 'Microsoft.Network/publicIPAddresses@2024-05-01' = [
  for machine in machines: if (machine.?hasPublicAddress ?? false) {
    name: 'pip-${machine.name}'
    location: location
    sku: { name: 'Standard' }
    properties: {
      publicIPAllocationMethod: 'Static'
    }
  }
]

resource interfaces 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for (machine, index) in machines: {
    name: 'nic-${machine.name}'
    location: location
    properties: {
      enableIPForwarding: machine.?forwards ?? false
      ipConfigurations: [
        {
          name: 'ipconfig1'
          properties: {
            subnet: {
              id: network.properties.subnets[indexOf(subnetNames, machine.subnet)].id
            }
            privateIPAllocationMethod: 'Static'
            privateIPAddress: machine.address
            publicIPAddress: (machine.?hasPublicAddress ?? false) ? { id: publicAddresses[index].id } : null
            loadBalancerBackendAddressPools: machine.?poolId == null ? [] : [{ id: machine.?poolId }]
          }
        }
      ]
    }
  }
]

resource virtualMachines 'Microsoft.Compute/virtualMachines@2024-07-01' = [
  for (machine, index) in machines: {
    name: 'vm-${machine.name}'
    location: location
    properties: {
      hardwareProfile: { vmSize: 'Standard_B2ats_v2' }
      osProfile: {
        computerName: 'vm-${machine.name}'
        adminUsername: 'azureuser'
        customData: machine.?cloudInit == null ? null : base64(machine.?cloudInit ?? '')
        linuxConfiguration: {
          disablePasswordAuthentication: true
          ssh: {
            publicKeys: [{ path: '/home/azureuser/.ssh/authorized_keys', keyData: adminPublicKey }]
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
        osDisk: { createOption: 'FromImage', osType: 'Linux' }
      }
      networkProfile: {
        networkInterfaces: [{ id: interfaces[index].id }]
      }
    }
  }
]

output name string = network.name

@description('Ids of the subnets, by their names.')
output subnetIds object = toObject(network.properties.subnets, subnet => subnet.name, subnet => subnet.id)
