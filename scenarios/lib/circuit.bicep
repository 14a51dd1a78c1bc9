// A circuit of ExpressRoute that a provider brings to a peering location.

param name string
param location string
param peeringLocation string = 'Tokyo'

resource circuit 'Microsoft.Network/expressRouteCircuits@2024-05-01' = {
  name: name
  location: location
  sku: {
    name: 'Standard_MeteredData'
    tier: 'Standard'
    family: 'MeteredData'
  }
  properties: {
    serviceProviderProperties: {
      serviceProviderName: 'Equinix'
      peeringLocation: peeringLocation
      bandwidthInMbps: 200
    }
  }
}

output name string = circuit.name
