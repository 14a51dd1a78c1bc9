// Two hubs of one Virtual WAN with a firewall in each: routing intent sends private traffic and the Internet through them.

@description('Region of the first hub.')
param east string = 'japaneast'

@description('Region of the second hub.')
param south string = 'southeastasia'

@description('Whether the second hub inspects private traffic as well, not only what goes to the Internet.')
param bothInspect bool = true

resource wan 'Microsoft.Network/virtualWans@2024-05-01' = {
  name: 'wan'
  location: east
  properties: { type: 'Standard' }
}

module networks '../../lib/network.bicep' = [
  for spoke in [
    { name: 'web', location: east, number: 1 }
    { name: 'data', location: east, number: 2 }
    { name: 'closed', location: east, number: 3 }
    { name: 'south', location: south, number: 21 }
  ]: {
    name: spoke.name
    params: {
      location: spoke.location
      name: spoke.name
      addressPrefixes: ['10.${spoke.number}.0.0/16']
      subnets: [
        { name: 'default', addressPrefix: '10.${spoke.number}.0.0/24', defaultOutboundAccess: false }
      ]
      machines: [{ name: spoke.name, subnet: 'default', address: '10.${spoke.number}.0.4' }]
    }
  }
]

resource policy 'Microsoft.Network/firewallPolicies@2024-05-01' = {
  name: 'policy'
  location: east
  properties: { sku: { tier: 'Standard' } }

  resource rules 'ruleCollectionGroups' = {
    name: 'rules'
    properties: {
      priority: 200
      ruleCollections: [
        {
          name: 'never'
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
          priority: 100
          action: { type: 'Deny' }
          rules: [
            {
              name: 'no-remote-desktop'
              ruleType: 'NetworkRule'
              ipProtocols: ['TCP']
              sourceAddresses: ['*']
              destinationAddresses: ['*']
              destinationPorts: ['3389']
            }
          ]
        }
        {
          name: 'inside'
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
          priority: 200
          action: { type: 'Allow' }
          rules: [
            {
              name: 'private-to-private'
              ruleType: 'NetworkRule'
              ipProtocols: ['TCP', 'ICMP']
              sourceAddresses: ['10.0.0.0/8', '192.168.0.0/16']
              destinationAddresses: ['10.0.0.0/8', '192.168.0.0/16']
              destinationPorts: ['*']
            }
          ]
        }
        {
          name: 'outside'
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
          priority: 300
          action: { type: 'Allow' }
          rules: [
            {
              name: 'updates'
              ruleType: 'ApplicationRule'
              sourceAddresses: ['10.0.0.0/8']
              protocols: [{ protocolType: 'Https', port: 443 }]
              targetFqdns: ['*.ubuntu.com']
            }
          ]
        }
      ]
    }
  }
}

module hubEast '../lib/hub.bicep' = {
  name: 'hub-east'
  params: {
    name: 'hub-east'
    location: east
    wanId: wan.id
    addressPrefix: '10.100.0.0/23'
    connections: [
      { to: 'web', takesDefaultRoute: true }
      { to: 'data', takesDefaultRoute: true }
      // Somebody left the flag out, which is false in a template.
      { to: 'closed' }
    ]
  }
  dependsOn: [networks]
}

module hubSouth '../lib/hub.bicep' = {
  name: 'hub-south'
  params: {
    name: 'hub-south'
    location: south
    wanId: wan.id
    addressPrefix: '10.101.0.0/23'
    connections: [{ to: 'south', takesDefaultRoute: true }]
  }
  dependsOn: [networks]
}

module firewallEast '../lib/hub-firewall.bicep' = {
  name: 'firewall-east'
  params: {
    hubName: hubEast.outputs.name
    location: east
    policyId: policy.id
    inspects: ['Internet', 'PrivateTraffic']
  }
  dependsOn: [policy::rules]
}

module firewallSouth '../lib/hub-firewall.bicep' = {
  name: 'firewall-south'
  params: {
    hubName: hubSouth.outputs.name
    location: south
    policyId: policy.id
    inspects: bothInspect ? ['Internet', 'PrivateTraffic'] : ['Internet']
  }
  dependsOn: [policy::rules]
}

module branch '../lib/vpn-branch.bicep' = {
  name: 'branch'
  params: {
    location: east
    wanId: wan.id
    hubId: hubEast.outputs.id
    name: 'osaka'
    deviceAddress: '203.0.113.9'
    prefixes: ['192.168.10.0/24']
  }
}
