// A hub with an appliance, and spokes whose peerings let different things pass.

param location string = 'japaneast'

var spokes = [
  { name: 'open', addressPrefix: '10.1.0.0/16', takesForwarded: true, open: true }
  { name: 'strict', addressPrefix: '10.2.0.0/16', takesForwarded: false, open: true }
  { name: 'closed', addressPrefix: '10.3.0.0/16', takesForwarded: true, open: false }
]

module hub '../../lib/network.bicep' = {
  name: 'hub'
  params: {
    location: location
    name: 'hub'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [{ name: 'default', addressPrefix: '10.0.0.0/24' }]
    machines: [{ name: 'nva', subnet: 'default', address: '10.0.0.4', forwards: true }]
  }
}

module networks '../../lib/network.bicep' = [
  for spoke in spokes: {
    name: spoke.name
    params: {
      location: location
      name: spoke.name
      addressPrefixes: [spoke.addressPrefix]
      subnets: [
        {
          name: 'default'
          addressPrefix: cidrSubnet(spoke.addressPrefix, 24, 0)
          routes: [{ addressPrefix: '10.0.0.0/8', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' }]
        }
        { name: 'apart', addressPrefix: cidrSubnet(spoke.addressPrefix, 24, 1) }
      ]
      machines: [{ name: spoke.name, subnet: 'default', address: cidrHost(spoke.addressPrefix, 3) }]
    }
  }
]

module peerings '../../lib/peering.bicep' = [
  for (spoke, index) in spokes: {
    name: 'peering-${spoke.name}'
    params: {
      hubName: hub.outputs.name
      spokeName: networks[index].outputs.name
      spokeTakesForwarded: spoke.takesForwarded
      open: spoke.open
    }
  }
]

// Two networks that peer one subnet each.
module pair '../../lib/network.bicep' = [
  for number in [4, 5]: {
    name: 'pair${number}'
    params: {
      location: location
      name: 'pair${number}'
      addressPrefixes: ['10.${number}.0.0/16']
      subnets: [
        { name: 'shared', addressPrefix: '10.${number}.0.0/24' }
        { name: 'apart', addressPrefix: '10.${number}.1.0/24' }
      ]
      machines: [
        { name: 'shared${number}', subnet: 'shared', address: '10.${number}.0.4' }
        { name: 'apart${number}', subnet: 'apart', address: '10.${number}.1.4' }
      ]
    }
  }
]

resource subnetPeerings 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = [
  for ends in [[4, 5], [5, 4]]: {
    name: 'vnet-pair${ends[0]}/to-vnet-pair${ends[1]}'
    properties: {
      remoteVirtualNetwork: { id: resourceId('Microsoft.Network/virtualNetworks', 'vnet-pair${ends[1]}') }
      allowVirtualNetworkAccess: true
      peerCompleteVnets: false
      localSubnetNames: ['shared']
      remoteSubnetNames: ['shared']
    }
    dependsOn: [pair]
  }
]
