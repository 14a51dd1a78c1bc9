// A hub with a firewall and a circuit, two spokes that send everything through it: right as it is, and wrong in one way at a time.

@description('Region of everything.')
param location string = 'japaneast'

@description('What somebody got wrong.')
param mistake ('none' | 'noUserRoutes' | 'noTransit' | 'gatewayRoutesInSpoke' | 'hubMachineUnrouted' | 'endpointPastFirewall' | 'peeringNotSynchronised' | 'peeringDisconnected') = 'none'

var firewallAddress = '10.0.1.4'
var hubPrefix = '10.0.0.0/16'
var spokePrefixes = ['10.1.0.0/16', '10.2.0.0/16']
var toSpokes = map(spokePrefixes, prefix => {
  addressPrefix: prefix
  nextHopType: 'VirtualAppliance'
  nextHopIpAddress: firewallAddress
})
var spokesAreRouted = mistake != 'noUserRoutes' && mistake != 'noTransit'
var toFirewall = map(['0.0.0.0/0', '10.0.2.0/24'], prefix => {
  addressPrefix: prefix
  nextHopType: 'VirtualAppliance'
  nextHopIpAddress: firewallAddress
})
var endpointAddress = '10.2.1.4'

module circuit '../../lib/circuit.bicep' = {
  name: 'circuit01'
  params: { name: 'circuit01', location: location }
}

module hub '../../lib/network.bicep' = {
  name: 'hub'
  params: {
    location: location
    name: 'hub'
    addressPrefixes: [hubPrefix]
    subnets: [
      { name: 'AzureFirewallSubnet', addressPrefix: '10.0.1.0/26' }
      { name: 'tools', addressPrefix: '10.0.2.0/24', routes: mistake == 'hubMachineUnrouted' ? [] : toSpokes }
      { name: 'GatewaySubnet', addressPrefix: '10.0.200.0/24', routes: toSpokes }
    ]
    machines: [{ name: 'tool', subnet: 'tools', address: '10.0.2.4' }]
  }
}

module app '../../lib/network.bicep' = {
  name: 'app'
  params: {
    location: location
    name: 'app'
    // The second prefix was added later.
    addressPrefixes: ['10.1.0.0/16', '10.5.0.0/16']
    subnets: [
      {
        name: 'default'
        addressPrefix: '10.1.0.0/24'
        routes: spokesAreRouted ? toFirewall : []
        withoutGatewayRoutes: spokesAreRouted && mistake != 'gatewayRoutesInSpoke'
      }
      { name: 'added', addressPrefix: '10.5.0.0/24' }
    ]
    machines: [
      { name: 'app', subnet: 'default', address: '10.1.0.4' }
      { name: 'added', subnet: 'added', address: '10.5.0.4' }
    ]
  }
}

// The only network without the module: the routes of its endpoint's subnet depend on the policies there.
resource dataRoutes 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-data'
  location: location
  properties: {
    disableBgpRoutePropagation: true
    routes: [for route in toFirewall: { name: replace(route.addressPrefix, '/', '-'), properties: route }]
  }
}

resource data 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-data'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.2.0.0/16'] }
    subnets: [
      {
        name: 'default'
        properties: { addressPrefix: '10.2.0.0/24', routeTable: spokesAreRouted ? { id: dataRoutes.id } : null }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.2.1.0/24'
          routeTable: spokesAreRouted ? { id: dataRoutes.id } : null
          privateEndpointNetworkPolicies: mistake == 'endpointPastFirewall' ? 'Disabled' : 'Enabled'
        }
      }
    ]
  }
}

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'stdata'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-data'
  location: location
  properties: {
    subnet: { id: data.properties.subnets[1].id }
    ipConfigurations: [
      { name: 'blob', properties: { groupId: 'blob', memberName: 'blob', privateIPAddress: endpointAddress } }
    ]
    privateLinkServiceConnections: [
      { name: 'blob', properties: { privateLinkServiceId: account.id, groupIds: ['blob'] } }
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

module toData '../../lib/peering.bicep' = {
  name: 'to-data'
  params: { hubName: hub.outputs.name, spokeName: data.name, transit: true }
  dependsOn: [gateway]
}

// Both sides of the peering with the first spoke, as they are after the change of its address space.
var appState = mistake == 'peeringDisconnected' ? 'Disconnected' : 'Connected'

resource hubToApp 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  name: 'vnet-hub/to-vnet-app'
  properties: {
    remoteVirtualNetwork: { id: resourceId('Microsoft.Network/virtualNetworks', 'vnet-app') }
    remoteAddressSpace: { addressPrefixes: mistake == 'peeringNotSynchronised' ? ['10.1.0.0/16'] : ['10.1.0.0/16', '10.5.0.0/16'] }
    peeringState: appState
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    allowGatewayTransit: mistake != 'noTransit'
  }
  dependsOn: [hub, app, gateway]
}

resource appToHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  name: 'vnet-app/to-vnet-hub'
  properties: {
    remoteVirtualNetwork: { id: resourceId('Microsoft.Network/virtualNetworks', 'vnet-hub') }
    remoteAddressSpace: { addressPrefixes: [hubPrefix] }
    peeringState: appState
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    useRemoteGateways: mistake != 'noTransit'
  }
  dependsOn: [hubToApp]
}

resource publicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-azfw'
  location: location
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource policy 'Microsoft.Network/firewallPolicies@2024-05-01' = {
  name: 'policy-azfw'
  location: location
  properties: { sku: { tier: 'Standard' } }

  resource rules 'ruleCollectionGroups' = {
    name: 'inside'
    properties: {
      priority: 200
      ruleCollections: [
        {
          name: 'allow'
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
          priority: 200
          action: { type: 'Allow' }
          rules: [
            {
              name: 'inside'
              ruleType: 'NetworkRule'
              ipProtocols: ['Any']
              sourceAddresses: ['10.0.0.0/8', '192.168.0.0/16']
              destinationAddresses: ['10.0.0.0/8', '192.168.0.0/16']
              destinationPorts: ['*']
            }
          ]
        }
      ]
    }
  }
}

resource firewall 'Microsoft.Network/azureFirewalls@2024-05-01' = {
  name: 'azfw'
  location: location
  properties: {
    sku: { name: 'AZFW_VNet', tier: 'Standard' }
    firewallPolicy: { id: policy.id }
    ipConfigurations: [
      {
        name: 'ipconfig1'
        properties: {
          subnet: { id: hub.outputs.subnetIds.AzureFirewallSubnet }
          publicIPAddress: { id: publicAddress.id }
        }
      }
    ]
  }
  dependsOn: [policy::rules]
}
