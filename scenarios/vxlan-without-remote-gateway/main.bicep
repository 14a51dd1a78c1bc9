// Two virtual networks with a gateway each, peered without gateway transit, and two sites behind two circuits.
// Site 1 reaches the second network through a VXLAN tunnel between two machines; nothing of that is in this template.

type networkType = {
  @description('Ends the name of everything in the network: hub00 gives vnet-hub00, ergw-hub00.')
  name: string

  @description('Address space, /16: its first /24 takes machines, its 201st the gateway.')
  addressPrefix: string

  @description('The circuit that its gateway is connected to.')
  circuit: string

  @description('Machines by the last octet of their address.')
  machines: machineType[]

  @description('Prefixes that the machines send to an appliance.')
  routes: routeType[]
}

type machineType = {
  name: string
  host: int
  forwards: bool
}

type routeType = {
  addressPrefix: string
  appliance: string
}

param location string = 'eastasia'
param circuitLocation string = 'japaneast'
param peeringLocation string = 'Tokyo'
param adminUsername string = 'azureuser'

@description('SSH public key of the administrator of every machine.')
param adminPublicKey string

param circuitNames string[] = ['circuit01', 'circuit02']

// hub100 and hub200 stand for the two sites.
param networks networkType[] = [
  {
    name: 'hub00'
    addressPrefix: '10.0.0.0/16'
    circuit: 'circuit01'
    machines: [{ name: 'vm-hub00', host: 4, forwards: true }]
    routes: []
  }
  {
    name: 'spoke10'
    addressPrefix: '10.10.0.0/16'
    circuit: 'circuit02'
    machines: [{ name: 'vm-spoke10', host: 4, forwards: false }]
    routes: [{ addressPrefix: '10.100.0.0/16', appliance: '10.0.0.4' }]
  }
  {
    name: 'hub100'
    addressPrefix: '10.100.0.0/16'
    circuit: 'circuit01'
    machines: [
      { name: 'vm-hub100', host: 4, forwards: true }
      { name: 'vm-hub101', host: 5, forwards: false }
    ]
    routes: [{ addressPrefix: '10.10.0.0/16', appliance: '10.100.0.4' }]
  }
  {
    name: 'hub200'
    addressPrefix: '10.200.0.0/16'
    circuit: 'circuit02'
    machines: [{ name: 'vm-hub200', host: 4, forwards: false }]
    routes: []
  }
]

resource circuits 'Microsoft.Network/expressRouteCircuits@2024-05-01' = [
  for name in circuitNames: {
    name: name
    location: circuitLocation
    sku: {
      name: 'Premium_MeteredData'
      tier: 'Premium'
      family: 'MeteredData'
    }
    properties: {
      serviceProviderProperties: {
        serviceProviderName: 'Equinix'
        peeringLocation: peeringLocation
        bandwidthInMbps: 50
      }
    }
  }
]

module members 'modules/network.bicep' = [
  for network in networks: {
    name: 'network-${network.name}'
    params: {
      location: location
      name: network.name
      addressPrefix: network.addressPrefix
      circuitId: resourceId('Microsoft.Network/expressRouteCircuits', network.circuit)
      machines: network.machines
      routes: network.routes
      adminUsername: adminUsername
      adminPublicKey: adminPublicKey
    }
    dependsOn: [circuits]
  }
]

// Both have a gateway of their own, so neither can use the other's: no gateway transit.
resource peerings 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = [
  for (pair, index) in [['hub00', 'spoke10'], ['spoke10', 'hub00']]: {
    name: 'vnet-${pair[0]}/to-${pair[1]}'
    properties: {
      remoteVirtualNetwork: {
        id: resourceId('Microsoft.Network/virtualNetworks', 'vnet-${pair[1]}')
      }
      allowVirtualNetworkAccess: true
      allowForwardedTraffic: true
      allowGatewayTransit: false
      useRemoteGateways: false
    }
    dependsOn: [members]
  }
]
