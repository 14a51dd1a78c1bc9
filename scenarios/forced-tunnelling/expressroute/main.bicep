// A site announces the default route over ExpressRoute: everything that leaves Azure goes there first.

@description('Region of everything.')
param location string = 'japaneast'

module circuit '../../lib/circuit.bicep' = {
  name: 'circuit01'
  params: { name: 'circuit01', location: location }
}

module hub '../../lib/network.bicep' = {
  name: 'hub'
  params: {
    location: location
    name: 'hub'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      { name: 'default', addressPrefix: '10.0.0.0/24' }
      { name: 'GatewaySubnet', addressPrefix: '10.0.200.0/24' }
    ]
  }
}

module spoke '../../lib/network.bicep' = {
  name: 'spoke'
  params: {
    location: location
    name: 'spoke'
    addressPrefixes: ['10.10.0.0/16']
    subnets: [
      { name: 'default', addressPrefix: '10.10.0.0/24' }
      { name: 'storage', addressPrefix: '10.10.1.0/24', serviceEndpoints: ['Microsoft.Storage'] }
      { name: 'exempt', addressPrefix: '10.10.2.0/24', withoutGatewayRoutes: true }
      {
        name: 'web'
        addressPrefix: '10.10.3.0/24'
        securityRules: [
          {
            name: 'https'
            properties: {
              priority: 100
              direction: 'Inbound'
              access: 'Allow'
              protocol: 'Tcp'
              sourceAddressPrefix: 'Internet'
              sourcePortRange: '*'
              destinationAddressPrefix: '*'
              destinationPortRange: '443'
            }
          }
        ]
      }
    ]
    machines: [
      { name: 'plain', subnet: 'default', address: '10.10.0.4' }
      { name: 'storage', subnet: 'storage', address: '10.10.1.4' }
      { name: 'exempt', subnet: 'exempt', address: '10.10.2.4' }
      { name: 'web', subnet: 'web', address: '10.10.3.4', hasPublicAddress: true }
    ]
  }
}

module gateway '../../lib/expressroute-gateway.bicep' = {
  name: 'ergw-hub'
  params: {
    location: location
    name: 'hub'
    gatewaySubnetId: hub.outputs.subnetIds.GatewaySubnet
    circuitNames: [circuit.outputs.name]
  }
}

module peering '../../lib/peering.bicep' = {
  name: 'peering'
  params: { hubName: hub.outputs.name, spokeName: spoke.outputs.name, transit: true }
  dependsOn: [gateway]
}
