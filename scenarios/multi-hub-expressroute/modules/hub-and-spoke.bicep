// One hub with its ExpressRoute gateway, its spokes, the peerings between them, and a machine in each network.

param location string
param hubName string
param hubAddressPrefix string

@description('Each spoke: its name and its addressPrefix.')
param spokes array

param allowRemoteVnetTraffic bool
param circuitId string
param connectCircuit bool
param adminUsername string
param adminPublicKey string

module hub 'virtual-network.bicep' = {
  name: 'vnet-${hubName}'
  params: {
    name: 'vnet-${hubName}'
    location: location
    addressPrefix: hubAddressPrefix
    subnets: [
      { name: 'default', addressPrefix: cidrSubnet(hubAddressPrefix, 24, 0) }
      { name: 'GatewaySubnet', addressPrefix: cidrSubnet(hubAddressPrefix, 24, 200) }
    ]
  }
}

module spokeNetworks 'virtual-network.bicep' = [
  for spoke in spokes: {
    name: 'vnet-${spoke.name}'
    params: {
      name: 'vnet-${spoke.name}'
      location: location
      addressPrefix: spoke.addressPrefix
      subnets: [
        { name: 'default', addressPrefix: cidrSubnet(spoke.addressPrefix, 24, 0) }
      ]
    }
  }
]

module gateway 'expressroute-gateway.bicep' = {
  name: 'ergw-${hubName}'
  params: {
    name: 'ergw-${hubName}'
    connectionName: 'conn-${hubName}'
    location: location
    gatewaySubnetId: hub.outputs.subnetIds.GatewaySubnet
    allowRemoteVnetTraffic: allowRemoteVnetTraffic
    circuitId: circuitId
    connectCircuit: connectCircuit
  }
}

// A spoke can use the hub's gateway only once that is there.
module peerings 'peering.bicep' = [
  for (spoke, index) in spokes: {
    name: 'peering-${hubName}-${spoke.name}'
    params: {
      hubVirtualNetworkName: hub.outputs.name
      spokeVirtualNetworkName: spokeNetworks[index].outputs.name
      hubToSpokeName: '${hubName}-to-${spoke.name}'
      spokeToHubName: '${spoke.name}-to-${hubName}'
      useHubGateway: true
    }
    dependsOn: [
      gateway
    ]
  }
]

module hubMachine 'virtual-machine.bicep' = {
  name: 'vm-${hubName}'
  params: {
    nameSuffix: hubName
    location: location
    subnetId: hub.outputs.subnetIds.default
    adminUsername: adminUsername
    adminPublicKey: adminPublicKey
  }
}

module spokeMachines 'virtual-machine.bicep' = [
  for (spoke, index) in spokes: {
    name: 'vm-${spoke.name}'
    params: {
      nameSuffix: spoke.name
      location: location
      subnetId: spokeNetworks[index].outputs.subnetIds.default
      adminUsername: adminUsername
      adminPublicKey: adminPublicKey
    }
  }
]
