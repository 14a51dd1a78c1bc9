// Two peered virtual networks. A machine in the hub speaks BGP with a Route Server and reaches a network behind a machine in the branch through a VXLAN.

@description('Region of everything.')
param location string = 'eastasia'

@description('Password of the administrator of every machine.')
@secure()
param adminPassword string

@description('Whether the machine in the hub gets its cloud-init file.')
param withUserData bool = true

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: ['10.0.0.0/16']
    }
    subnets: [
      { name: 'default', properties: { addressPrefix: '10.0.0.0/24' } }
      { name: 'RouteServerSubnet', properties: { addressPrefix: '10.0.1.0/26' } }
    ]
  }

  resource toBranch 'virtualNetworkPeerings' = {
    name: 'to-branch'
    properties: {
      remoteVirtualNetwork: { id: branch.id }
      allowVirtualNetworkAccess: true
      allowForwardedTraffic: true
    }
  }
}

resource branch 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-branch'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: ['10.100.0.0/16']
    }
    subnets: [
      { name: 'default', properties: { addressPrefix: '10.100.0.0/24' } }
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

module nva 'lib/linux.bicep' = {
  name: 'nva'
  params: {
    location: location
    name: 'nva'
    subnetId: hub.properties.subnets[0].id
    privateIpAddress: '10.0.0.4'
    enableIpForwarding: true
    customData: withUserData ? loadFileAsBase64('cloud-init.yml') : ''
    adminPassword: adminPassword
  }
}

module client 'lib/linux.bicep' = {
  name: 'client'
  params: {
    location: location
    name: 'client'
    subnetId: hub.properties.subnets[0].id
    privateIpAddress: '10.0.0.5'
    adminPassword: adminPassword
  }
}

module router 'lib/linux.bicep' = {
  name: 'branch'
  params: {
    location: location
    name: 'branch'
    subnetId: branch.properties.subnets[0].id
    privateIpAddress: '10.100.0.4'
    enableIpForwarding: true
    adminPassword: adminPassword
  }
}

resource publicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-rs'
  location: location
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource routeServer 'Microsoft.Network/virtualHubs@2024-05-01' = {
  name: 'rs-hub'
  location: location
  properties: {
    sku: 'Standard'
  }

  resource addresses 'ipConfigurations' = {
    name: 'ipconfig1'
    properties: {
      subnet: { id: hub.properties.subnets[1].id }
      publicIPAddress: { id: publicAddress.id }
    }
  }

  resource peer 'bgpConnections' = {
    name: 'nva'
    properties: {
      peerIp: '10.0.0.4'
      peerAsn: 65001
    }
    dependsOn: [addresses]
  }
}
