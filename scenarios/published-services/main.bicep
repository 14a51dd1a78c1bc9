// A web server in a spoke, published by an Azure Firewall and by a machine in the hub.

@description('Region of everything.')
param location string = 'japaneast'

@description('Password of the administrator of every machine.')
@secure()
param adminPassword string

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      { name: 'AzureFirewallSubnet', properties: { addressPrefix: '10.0.1.0/26' } }
      { name: 'publishers', properties: { addressPrefix: '10.0.2.0/24' } }
      { name: 'clients', properties: { addressPrefix: '10.0.3.0/24' } }
    ]
  }

  resource toSpoke 'virtualNetworkPeerings' = {
    name: 'to-spoke'
    properties: {
      remoteVirtualNetwork: { id: spoke.id }
      allowVirtualNetworkAccess: true
      allowForwardedTraffic: true
    }
  }
}

resource toFirewall 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-spoke'
  location: location
  properties: {
    routes: [
      {
        name: 'default'
        properties: {
          addressPrefix: '0.0.0.0/0'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: '10.0.1.4'
        }
      }
    ]
  }
}

resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-spoke'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] }
    subnets: [
      {
        name: 'web'
        properties: {
          addressPrefix: '10.1.0.0/24'
          routeTable: { id: toFirewall.id }
        }
      }
    ]
  }

  resource toHub 'virtualNetworkPeerings' = {
    name: 'to-hub'
    properties: {
      remoteVirtualNetwork: { id: hub.id }
      allowVirtualNetworkAccess: true
      allowForwardedTraffic: true
    }
  }
}

resource publicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-afw'
  location: location
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource policy 'Microsoft.Network/firewallPolicies@2024-05-01' = {
  name: 'afwp-hub'
  location: location
  properties: { sku: { tier: 'Standard' } }

  resource published 'ruleCollectionGroups' = {
    name: 'published'
    properties: {
      priority: 100
      ruleCollections: [
        {
          ruleCollectionType: 'FirewallPolicyNatRuleCollection'
          name: 'web'
          priority: 100
          action: { type: 'DNAT' }
          rules: [
            {
              ruleType: 'NatRule'
              name: 'from-internet'
              ipProtocols: ['TCP']
              sourceAddresses: ['*']
              destinationAddresses: [publicAddress.properties.ipAddress]
              destinationPorts: ['443']
              translatedAddress: '10.1.0.4'
              translatedPort: '8443'
            }
            {
              ruleType: 'NatRule'
              name: 'from-hub'
              ipProtocols: ['TCP']
              sourceAddresses: ['10.0.3.0/24']
              destinationAddresses: ['10.0.1.4']
              destinationPorts: ['443']
              translatedAddress: '10.1.0.4'
              translatedPort: '8443'
            }
          ]
        }
        {
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
          name: 'out'
          priority: 200
          action: { type: 'Allow' }
          rules: [
            {
              ruleType: 'ApplicationRule'
              name: 'web'
              sourceAddresses: ['10.1.0.0/24']
              protocols: [{ protocolType: 'Https', port: 443 }]
              targetFqdns: ['*']
            }
          ]
        }
      ]
    }
  }
}

resource firewall 'Microsoft.Network/azureFirewalls@2024-05-01' = {
  name: 'afw-hub'
  location: location
  properties: {
    sku: { name: 'AZFW_VNet', tier: 'Standard' }
    firewallPolicy: { id: policy.id }
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          subnet: { id: hub.properties.subnets[0].id }
          publicIPAddress: { id: publicAddress.id }
        }
      }
    ]
  }
}

module publisher 'lib/linux.bicep' = {
  name: 'publisher'
  params: {
    location: location
    name: 'publisher'
    subnetId: hub.properties.subnets[1].id
    privateIpAddress: '10.0.2.4'
    enableIpForwarding: true
    adminPassword: adminPassword
  }
}

module client 'lib/linux.bicep' = {
  name: 'client'
  params: {
    location: location
    name: 'client'
    subnetId: hub.properties.subnets[2].id
    privateIpAddress: '10.0.3.4'
    adminPassword: adminPassword
  }
}

module web 'lib/linux.bicep' = {
  name: 'web'
  params: {
    location: location
    name: 'web'
    subnetId: spoke.properties.subnets[0].id
    privateIpAddress: '10.1.0.4'
    adminPassword: adminPassword
  }
}
