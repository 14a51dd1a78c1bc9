// The hub: a virtual network with a machine and, unless told otherwise, a VPN gateway.

param location string

@description('Subnets besides those for machines and the gateway: the name and the addressPrefix of each.')
param extraSubnets array = []

@description('Whether there is a VPN gateway. The spokes may use it then.')
param hasGateway bool = true

@description('Whether the gateway speaks BGP, as gatewayAsn.')
param enableBgp bool = false

param gatewayAsn int = 65515

@secure()
param adminPassword string

var subnets = concat(
  [
    { name: 'default', addressPrefix: '10.0.0.0/24' }
    { name: 'GatewaySubnet', addressPrefix: '10.0.200.0/24' }
  ],
  extraSubnets
)

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub01'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.0.0.0/16'
      ]
    }
    subnets: [
      for subnet in subnets: {
        name: subnet.name
        properties: {
          addressPrefix: subnet.addressPrefix
        }
      }
    ]
  }

  resource defaultSubnet 'subnets' existing = {
    name: 'default'
  }

  resource gatewaySubnet 'subnets' existing = {
    name: 'GatewaySubnet'
  }
}

module gateway 'vpn-gateway.bicep' = if (hasGateway) {
  name: 'vpngw01'
  params: {
    name: 'vpngw01'
    location: location
    gatewaySubnetId: virtualNetwork::gatewaySubnet.id
    enableBgp: enableBgp
    asn: gatewayAsn
  }
}

module machine 'windows-vm.bicep' = {
  name: 'vm-hub01'
  params: {
    location: location
    subnetId: virtualNetwork::defaultSubnet.id
    vmNameSuffix: 'hub01'
    adminPassword: adminPassword
  }
}

output name string = virtualNetwork.name

@description('Empty where there is no gateway.')
output gatewayName string = hasGateway ? gateway!.outputs.name : ''

@description('Ids of the subnets, by their names.')
output subnetIds object = toObject(virtualNetwork.properties.subnets, subnet => subnet.name, subnet => subnet.id)
