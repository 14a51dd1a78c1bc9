// An Azure Firewall that lets everything pass between the given prefixes.

param location string
param name string

@description('The subnet named AzureFirewallSubnet.')
param subnetId string

@description('Prefixes that may talk to each other.')
param prefixes array

resource publicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-${name}'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource policy 'Microsoft.Network/firewallPolicies@2024-05-01' = {
  name: 'policy-${name}'
  location: location
  properties: {
    sku: {
      tier: 'Standard'
    }
  }

  resource rules 'ruleCollectionGroups' = {
    name: 'between-spokes'
    properties: {
      priority: 200
      ruleCollections: [
        {
          name: 'allow'
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
          priority: 200
          action: {
            type: 'Allow'
          }
          rules: [
            {
              name: 'between-spokes'
              ruleType: 'NetworkRule'
              ipProtocols: ['Any']
              sourceAddresses: prefixes
              destinationAddresses: prefixes
              destinationPorts: ['*']
            }
          ]
        }
      ]
    }
  }
}

resource firewall 'Microsoft.Network/azureFirewalls@2024-05-01' = {
  name: name
  location: location
  properties: {
    sku: {
      name: 'AZFW_VNet'
      tier: 'Standard'
    }
    firewallPolicy: {
      id: policy.id
    }
    ipConfigurations: [
      {
        name: 'ipconfig1'
        properties: {
          subnet: {
            id: subnetId
          }
          publicIPAddress: {
            id: publicAddress.id
          }
        }
      }
    ]
  }
  dependsOn: [
    policy::rules
  ]
}

output privateIpAddress string = firewall.properties.ipConfigurations[0].properties.privateIPAddress
