// Three virtual networks that have nothing in common but an ExpressRoute circuit. Each gateway has a flag of its own.

type hubType = {
  @description('Ends the name of everything in the hub: hub-01 gives vnet-hub-01, ergw-hub-01, conn-hub-01, vm-hub-01.')
  name: string

  @description('Address space of the virtual network, /16 or larger: its first /24 takes the machine, its 201st the gateway.')
  addressPrefix: string
}

@description('Region of the virtual networks, the gateways and the machines.')
param location string = 'japaneast'

param circuitName string = 'circuit01'

@allowed([
  'Local'
  'Standard'
  'Premium'
])
param circuitTier string = 'Standard'

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

@description('The hubs that share the circuit.')
param hubs hubType[] = [
  { name: 'hub-01', addressPrefix: '10.1.0.0/16' }
  { name: 'hub-02', addressPrefix: '10.2.0.0/16' }
  { name: 'hub-03', addressPrefix: '10.3.0.0/16' }
]

@description('Names of the hubs whose gateway takes traffic of other virtual networks. New gateways do not.')
param allowRemoteVnetTraffic string[] = []

resource circuit 'Microsoft.Network/expressRouteCircuits@2024-05-01' = {
  name: circuitName
  location: location
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

module networks 'modules/hub.bicep' = [
  for hub in hubs: {
    name: 'network-${hub.name}'
    params: {
      location: location
      name: hub.name
      addressPrefix: hub.addressPrefix
      allowRemoteVnetTraffic: contains(allowRemoteVnetTraffic, hub.name)
      circuitId: circuit.id
      connectCircuit: circuitIsProvisioned
      adminUsername: adminUsername
      adminPublicKey: adminPublicKey
    }
  }
]
