// A Kubernetes cluster and an Application Gateway in a spoke, and a scale set of appliances in the hub that all
// traffic of the cluster is to pass.

@description('Region of everything.')
param location string = 'japaneast'

@description('Password of the administrator of every machine.')
@secure()
param adminPassword string

@description('Number of appliances.')
@minValue(1)
param appliances int = 2

var nodeCount = 2
var maxPods = 10

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      { name: 'appliances', properties: { addressPrefix: '10.0.1.0/24' } }
      { name: 'default', properties: { addressPrefix: '10.0.0.0/24' } }
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

resource routes 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-nodes'
  location: location
  properties: {
    routes: [
      {
        name: 'everything'
        properties: {
          addressPrefix: '0.0.0.0/0'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: balancer.properties.frontendIPConfigurations[0].properties.privateIPAddress
        }
      }
      {
        name: 'hub'
        properties: {
          addressPrefix: '10.0.0.0/24'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: balancer.properties.frontendIPConfigurations[0].properties.privateIPAddress
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
      { name: 'nodes', properties: { addressPrefix: '10.1.0.0/24', routeTable: { id: routes.id } } }
      { name: 'gateway', properties: { addressPrefix: '10.1.1.0/24' } }
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

resource balancer 'Microsoft.Network/loadBalancers@2024-05-01' = {
  name: 'lb-appliances'
  location: location
  sku: { name: 'Standard' }
  properties: {
    frontendIPConfigurations: [
      { name: 'frontend', properties: { subnet: { id: '${hub.id}/subnets/appliances' } } }
    ]
    backendAddressPools: [{ name: 'appliances' }]
    probes: [{ name: 'ssh', properties: { protocol: 'Tcp', port: 22 } }]
    loadBalancingRules: [
      {
        name: 'all-ports'
        properties: {
          frontendIPConfiguration: {
            id: resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', 'lb-appliances', 'frontend')
          }
          backendAddressPool: {
            id: resourceId('Microsoft.Network/loadBalancers/backendAddressPools', 'lb-appliances', 'appliances')
          }
          probe: { id: resourceId('Microsoft.Network/loadBalancers/probes', 'lb-appliances', 'ssh') }
          protocol: 'All'
          frontendPort: 0
          backendPort: 0
        }
      }
    ]
  }
}

resource applianceSet 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'vmss-appliances'
  location: location
  sku: { name: 'Standard_D2s_v5', capacity: appliances }
  properties: {
    orchestrationMode: 'Uniform'
    upgradePolicy: { mode: 'Manual' }
    virtualMachineProfile: {
      osProfile: {
        computerNamePrefix: 'nva'
        adminUsername: 'azureuser'
        adminPassword: adminPassword
        linuxConfiguration: {}
      }
      networkProfile: {
        networkInterfaceConfigurations: [
          {
            name: 'nic'
            properties: {
              primary: true
              enableIPForwarding: true
              ipConfigurations: [
                {
                  name: 'ipconfig1'
                  properties: {
                    subnet: { id: '${hub.id}/subnets/appliances' }
                    loadBalancerBackendAddressPools: [{ id: balancer.properties.backendAddressPools[0].id }]
                  }
                }
              ]
            }
          }
        ]
      }
    }
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: 'aks'
  location: location
  properties: {
    networkProfile: { networkPlugin: 'azure', outboundType: 'userDefinedRouting' }
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: nodeCount
        maxPods: maxPods
        vnetSubnetID: '${spoke.id}/subnets/nodes'
      }
    ]
  }
}

resource gateway 'Microsoft.Network/applicationGateways@2024-05-01' = {
  name: 'agw'
  location: location
  properties: {
    sku: { name: 'Standard_v2', tier: 'Standard_v2', capacity: 2 }
    gatewayIPConfigurations: [
      { name: 'gateway', properties: { subnet: { id: '${spoke.id}/subnets/gateway' } } }
    ]
    frontendIPConfigurations: [
      {
        name: 'private'
        properties: {
          subnet: { id: '${spoke.id}/subnets/gateway' }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.1.1.100'
        }
      }
    ]
  }
}

resource nic 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-client'
  location: location
  properties: {
    ipConfigurations: [{ name: 'ipconfig1', properties: { subnet: { id: '${hub.id}/subnets/default' } } }]
  }
}

resource client 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-client'
  location: location
  properties: {
    hardwareProfile: { vmSize: 'Standard_B2s' }
    osProfile: {
      computerName: 'client'
      adminUsername: 'azureuser'
      adminPassword: adminPassword
      linuxConfiguration: {}
    }
    networkProfile: { networkInterfaces: [{ id: nic.id }] }
  }
}
