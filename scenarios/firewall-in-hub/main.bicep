// A hub with an Azure Firewall, a spoke that sends everything through it, and a site behind an ExpressRoute circuit.

@description('Region of everything.')
param location string = 'japaneast'

@description('Whether what comes from the site has a route to the firewall too.')
param gatewayRoutes bool = true

var firewallAddress = '10.0.1.4'
var spokePrefix = '10.10.0.0/16'
var sitePrefix = '192.168.0.0/16'

module circuit '../lib/circuit.bicep' = {
  name: 'circuit01'
  params: { name: 'circuit01', location: location }
}

module hub '../lib/network.bicep' = {
  name: 'hub'
  params: {
    location: location
    name: 'hub'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      { name: 'AzureFirewallSubnet', addressPrefix: '10.0.1.0/26' }
      {
        name: 'GatewaySubnet'
        addressPrefix: '10.0.200.0/24'
        routes: gatewayRoutes
          ? [{ addressPrefix: spokePrefix, nextHopType: 'VirtualAppliance', nextHopIpAddress: firewallAddress }]
          : []
      }
    ]
  }
}

module spoke '../lib/network.bicep' = {
  name: 'spoke'
  params: {
    location: location
    name: 'spoke'
    addressPrefixes: [spokePrefix]
    subnets: [
      {
        name: 'default'
        addressPrefix: '10.10.0.0/24'
        routes: [{ addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: firewallAddress }]
        withoutGatewayRoutes: true
      }
    ]
    machines: [{ name: 'app', subnet: 'default', address: '10.10.0.4' }]
  }
}

module gateway '../lib/expressroute-gateway.bicep' = {
  name: 'ergw-hub'
  params: {
    location: location
    name: 'hub'
    gatewaySubnetId: hub.outputs.subnetIds.GatewaySubnet
    circuitNames: [circuit.outputs.name]
  }
}

module peering '../lib/peering.bicep' = {
  name: 'peering'
  params: { hubName: hub.outputs.name, spokeName: spoke.outputs.name, transit: true }
  dependsOn: [gateway]
}

resource publicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-azfw'
  location: location
  sku: { name: 'Standard' }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource policy 'Microsoft.Network/firewallPolicies@2024-05-01' = {
  name: 'policy-azfw'
  location: location
  properties: {
    sku: { tier: 'Standard' }
  }

  resource rules 'ruleCollectionGroups' = {
    name: 'site-and-spoke'
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
              name: 'both-ways'
              ruleType: 'NetworkRule'
              ipProtocols: ['Any']
              sourceAddresses: [spokePrefix, sitePrefix]
              destinationAddresses: [spokePrefix, sitePrefix]
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
