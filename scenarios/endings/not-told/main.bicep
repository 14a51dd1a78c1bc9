// A network whose answers depend on things that no input says.

param location string = 'japaneast'

@description('Id of a network in another subscription, of which there is no template.')
param foreignNetworkId string = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/vnet-foreign'

module hub '../../lib/network.bicep' = {
  name: 'hub'
  params: {
    location: location
    name: 'hub'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      {
        name: 'default'
        addressPrefix: '10.0.0.0/24'
        securityRules: [
          {
            name: 'web-only'
            properties: {
              priority: 100
              direction: 'Inbound'
              access: 'Deny'
              protocol: 'Tcp'
              sourceAddressPrefix: '*'
              sourcePortRange: '*'
              destinationAddressPrefix: '*'
              destinationPortRange: '0-442'
            }
          }
        ]
      }
      { name: 'unguarded', addressPrefix: '10.0.1.0/24' }
      { name: 'GatewaySubnet', addressPrefix: '10.0.200.0/24' }
      { name: 'AzureBastionSubnet', addressPrefix: '10.0.201.0/26' }
    ]
    machines: [
      { name: 'a', subnet: 'default', address: '10.0.0.4' }
      { name: 'b', subnet: 'default', address: '10.0.0.5' }
      { name: 'c', subnet: 'unguarded', address: '10.0.1.4' }
    ]
  }
}

resource toForeign 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  name: 'vnet-hub/to-vnet-foreign'
  properties: {
    remoteVirtualNetwork: { id: foreignNetworkId }
    remoteAddressSpace: { addressPrefixes: ['10.20.0.0/16'] }
    allowVirtualNetworkAccess: true
    peeringState: 'Connected'
  }
  dependsOn: [hub]
}

resource publicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-vpngw'
  location: location
  sku: { name: 'Standard' }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'vpngw'
  location: location
  properties: {
    gatewayType: 'Vpn'
    vpnType: 'RouteBased'
    enableBgp: true
    sku: { name: 'VpnGw1AZ', tier: 'VpnGw1AZ' }
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          subnet: { id: hub.outputs.subnetIds.GatewaySubnet }
          publicIPAddress: { id: publicAddress.id }
        }
      }
    ]
  }
}

resource branches 'Microsoft.Network/localNetworkGateways@2024-05-01' = [
  for branch in [
    { name: 'static', publicAddress: '198.51.100.1', prefixes: ['192.168.1.0/24'], bgp: null }
    {
      name: 'dynamic'
      publicAddress: '198.51.100.2'
      prefixes: []
      bgp: { asn: 65010, bgpPeeringAddress: '192.168.2.1' }
    }
    { name: 'translated', publicAddress: '198.51.100.3', prefixes: ['192.168.3.0/24'], bgp: null }
  ]: {
    name: 'lng-${branch.name}'
    location: location
    properties: {
      gatewayIpAddress: branch.publicAddress
      localNetworkAddressSpace: { addressPrefixes: branch.prefixes }
      bgpSettings: branch.bgp
    }
  }
]

@secure()
param sharedKey string

// The hub hides behind other addresses from one of the branches.
resource translation 'Microsoft.Network/virtualNetworkGateways/natRules@2024-05-01' = {
  parent: gateway
  name: 'hide-hub'
  properties: {
    type: 'Static'
    mode: 'EgressSnat'
    internalMappings: [{ addressSpace: '10.0.0.0/24' }]
    externalMappings: [{ addressSpace: '172.20.0.0/24' }]
  }
}

resource connections 'Microsoft.Network/connections@2024-05-01' = [
  for (name, index) in ['static', 'dynamic', 'translated']: {
    name: 'conn-${name}'
    location: location
    properties: {
      connectionType: 'IPsec'
      enableBgp: index == 1
      egressNatRules: index == 2 ? [{ id: translation.id }] : []
      virtualNetworkGateway1: {
        id: gateway.id
        properties: {}
      }
      localNetworkGateway2: {
        id: branches[index].id
        properties: {}
      }
      sharedKey: sharedKey
    }
  }
]

module bastion '../../hub-spoke/lib/bastion.bicep' = {
  name: 'bastion'
  params: { location: location, name: 'bastion', bastionSubnetId: hub.outputs.subnetIds.AzureBastionSubnet }
}
