// A mesh of Virtual Network Manager: three networks, of which two have the same address space, as copies for tests do.

param location string = 'japaneast'

module networks '../../lib/network.bicep' = [
  for network in [
    { name: 'client', prefix: '10.1.0.0/16' }
    { name: 'blue', prefix: '10.2.0.0/16' }
    { name: 'green', prefix: '10.2.0.0/16' }
  ]: {
    name: network.name
    params: {
      location: location
      name: network.name
      addressPrefixes: [network.prefix]
      subnets: [{ name: 'default', addressPrefix: cidrSubnet(network.prefix, 24, 0) }]
      machines: [{ name: network.name, subnet: 'default', address: cidrHost(network.prefix, 3) }]
    }
  }
]

resource manager 'Microsoft.Network/networkManagers@2024-05-01' = {
  name: 'manager'
  location: location
  properties: {
    networkManagerScopes: { subscriptions: [subscription().id] }
    networkManagerScopeAccesses: ['Connectivity']
  }

  resource group 'networkGroups' = {
    name: 'all'
    properties: {}

    resource members 'staticMembers' = [
      for name in ['client', 'blue', 'green']: {
        name: name
        properties: { resourceId: resourceId('Microsoft.Network/virtualNetworks', 'vnet-${name}') }
      }
    ]
  }

  resource mesh 'connectivityConfigurations' = {
    name: 'mesh'
    properties: {
      connectivityTopology: 'Mesh'
      appliesToGroups: [{ networkGroupId: group.id, groupConnectivity: 'DirectlyConnected' }]
    }
  }
}
