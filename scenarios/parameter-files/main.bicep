// A hub with a firewall and spokes whose number and routes are values of the environment; the modules are a registry's.

@description('Region of everything.')
param location string = resourceGroup().location

@description('Letter of the environment, in every name.')
@allowed(['dev', 'prod'])
param stage string

@description('The block that hub and spokes are cut from.')
param space string

@description('One name a spoke.')
@minLength(1)
param spokes string[]

@description('What is sent to the firewall.')
param inspected string[] = []

module hub 'br/company:network/hub:2.1.0' = {
  name: 'hub'
  params: {
    name: 'hub-${stage}'
    location: location
    prefix: cidrSubnet(space, 24, 0)
  }
}

module spoke 'br/company:network/spoke:1.0.0' = [
  for (name, index) in spokes: {
    name: 'spoke-${name}'
    params: {
      name: '${name}-${stage}'
      location: location
      prefix: cidrSubnet(space, 24, index + 1)
      hubId: hub.outputs.id
      inspected: inspected
      firewallAddress: hub.outputs.firewallAddress
    }
  }
]

resource toSpoke 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = [
  for (name, index) in spokes: {
    name: 'vnet-hub-${stage}/to-${name}'
    properties: {
      remoteVirtualNetwork: { id: spoke[index].outputs.id }
      allowForwardedTraffic: true
    }
    dependsOn: [hub]
  }
]
