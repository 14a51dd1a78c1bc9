// An Azure Firewall in a hub, and the routing intent that sends traffic to it.

param hubName string
param location string
param policyId string

@description('Which traffic goes to the firewall.')
param inspects ('Internet' | 'PrivateTraffic')[]

resource hub 'Microsoft.Network/virtualHubs@2024-05-01' existing = {
  name: hubName
}

resource firewall 'Microsoft.Network/azureFirewalls@2024-05-01' = {
  name: 'azfw-${hubName}'
  location: location
  properties: {
    sku: { name: 'AZFW_Hub', tier: 'Standard' }
    virtualHub: { id: hub.id }
    hubIPAddresses: { publicIPs: { count: 1 } }
    firewallPolicy: { id: policyId }
  }
}

resource intent 'Microsoft.Network/virtualHubs/routingIntent@2024-05-01' = {
  parent: hub
  name: 'intent'
  properties: {
    routingPolicies: map(inspects, what => { name: what, destinations: [what], nextHop: firewall.id })
  }
}
