// A spoke: a virtual network with a machine, the user routes of its subnet, and the peering with the hub.

param location string

@description('Ends the name of everything in the spoke: spoke01 gives vnet-spoke01, rt-spoke01, vm-spoke01.')
param name string

@description('Address space of the virtual network, /16 or larger: its first /24 takes the machine.')
param addressPrefix string

@description('Subnets besides that of the machine: the name and the addressPrefix of each.')
param extraSubnets array = []

@description('User routes: name, addressPrefix, nextHopType and, for an appliance, nextHopIpAddress of each.')
param routes array = []

@description('The hub to peer with. Empty for none.')
param hubName string = ''

@description('The gateway of the hub that the spoke uses. Empty for none.')
param hubGatewayName string = ''

@secure()
param adminPassword string

resource routeTable 'Microsoft.Network/routeTables@2024-05-01' = if (!empty(routes)) {
  name: 'rt-${name}'
  location: location
  properties: {
    routes: [
      for route in routes: {
        name: route.name
        properties: {
          addressPrefix: route.addressPrefix
          nextHopType: route.nextHopType
          nextHopIpAddress: route.?nextHopIpAddress
        }
      }
    ]
  }
}

var machineSubnet = {
  name: 'default'
  properties: {
    addressPrefix: cidrSubnet(addressPrefix, 24, 0)
    routeTable: empty(routes) ? null : { id: routeTable.id }
  }
}

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${name}'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        addressPrefix
      ]
    }
    subnets: concat(
      [machineSubnet],
      map(extraSubnets, subnet => {
        name: subnet.name
        properties: {
          addressPrefix: subnet.addressPrefix
        }
      })
    )
  }

  resource defaultSubnet 'subnets' existing = {
    name: 'default'
  }
}

module peering 'vnet-peering.bicep' = if (!empty(hubName)) {
  name: 'peering-${hubName}-${name}'
  params: {
    hubName: hubName
    spokeName: virtualNetwork.name
    useRemoteGateways: !empty(hubGatewayName)
    remoteGatewayName: hubGatewayName
  }
}

module machine 'windows-vm.bicep' = {
  name: 'vm-${name}'
  params: {
    location: location
    subnetId: virtualNetwork::defaultSubnet.id
    vmNameSuffix: name
    adminPassword: adminPassword
  }
}

@description('Ids of the subnets, by their names.')
output subnetIds object = toObject(virtualNetwork.properties.subnets, subnet => subnet.name, subnet => subnet.id)
