// Two hub-and-spoke networks in one region. Their hubs are not peered: all they share is an ExpressRoute circuit.

type spokeType = {
  @description('Ends the name of everything in the spoke: spoke10 gives vnet-spoke10, nic-spoke10, vm-spoke10.')
  name: string

  @description('Address space of the virtual network, /24 or larger: its first /24 takes machines.')
  addressPrefix: string
}

type hubType = {
  @description('Ends the name of everything in the hub: hub00 gives vnet-hub00, ergw-hub00, conn-hub00, vm-hub00.')
  name: string

  @description('Address space of the virtual network, /16 or larger: its first /24 takes machines, its 201st the gateway.')
  addressPrefix: string

  @description('Whether the gateway takes traffic from other virtual networks on its circuits. New gateways do not.')
  allowRemoteVnetTraffic: bool

  spokes: spokeType[]
}

@description('Region of the virtual networks, the gateways and the machines.')
param location string = 'eastasia'

@description('Region that the circuit is managed from, near its peering location.')
param circuitLocation string = 'japaneast'

param circuitName string = 'circuit01'

// East Asia and Japan are different geopolitical regions: only a premium circuit joins them.
param circuitTier 'Standard' | 'Premium' = 'Premium'

@minValue(50)
param circuitBandwidthInMbps int = 50

param serviceProviderName string = 'Equinix'

@description('Where the provider and Microsoft meet. The packets between the hubs turn round there.')
param peeringLocation string = 'Tokyo'

@description('Azure refuses connections until the provider has set the circuit up: deploy with false, then with true.')
param circuitIsProvisioned bool = true

param adminUsername string = 'azureuser'

@description('SSH public key of the administrator of every machine.')
param adminPublicKey string

@description('The hubs, which share the circuit, and the spokes of each.')
param hubs hubType[] = [
  {
    name: 'hub00'
    addressPrefix: '10.0.0.0/16'
    allowRemoteVnetTraffic: true
    spokes: [
      { name: 'spoke10', addressPrefix: '10.10.0.0/16' }
      { name: 'spoke20', addressPrefix: '10.20.0.0/16' }
    ]
  }
  {
    name: 'hub100'
    addressPrefix: '10.100.0.0/16'
    allowRemoteVnetTraffic: true
    spokes: [
      { name: 'spoke110', addressPrefix: '10.110.0.0/16' }
      { name: 'spoke120', addressPrefix: '10.120.0.0/16' }
    ]
  }
]

resource circuit 'Microsoft.Network/expressRouteCircuits@2024-05-01' = {
  name: circuitName
  location: circuitLocation
  sku: {
    name: '${circuitTier}_MeteredData'
    tier: circuitTier
    family: 'MeteredData'
  }
  properties: {
    serviceProviderProperties: {
      serviceProviderName: serviceProviderName
      peeringLocation: peeringLocation
      bandwidthInMbps: circuitBandwidthInMbps
    }
  }
}

module networks 'modules/hub-and-spoke.bicep' = [
  for hub in hubs: {
    name: 'network-${hub.name}'
    params: {
      location: location
      hubName: hub.name
      hubAddressPrefix: hub.addressPrefix
      spokes: hub.spokes
      allowRemoteVnetTraffic: hub.allowRemoteVnetTraffic
      circuitId: circuit.id
      connectCircuit: circuitIsProvisioned
      adminUsername: adminUsername
      adminPublicKey: adminPublicKey
    }
  }
]
