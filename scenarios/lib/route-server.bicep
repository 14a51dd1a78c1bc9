// A Route Server that speaks BGP with appliances.

type peerType = {
  name: string
  address: string
  asn: int
}

param location string

@description('Ends the name: hub gives rs-hub.')
param name string

@description('The subnet named RouteServerSubnet.')
param subnetId string

param peers peerType[]

@description('Whether gateways and appliances hear of each other.')
param branchToBranch bool = false

resource publicAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-rs-${name}'
  location: location
  sku: { name: 'Standard' }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource routeServer 'Microsoft.Network/virtualHubs@2024-05-01' = {
  name: 'rs-${name}'
  location: location
  properties: {
    sku: 'Standard'
    allowBranchToBranchTraffic: branchToBranch
  }

  resource addresses 'ipConfigurations' = {
    name: 'ipconfig1'
    properties: {
      subnet: { id: subnetId }
      publicIPAddress: { id: publicAddress.id }
    }
  }
}

@batchSize(1)
resource sessions 'Microsoft.Network/virtualHubs/bgpConnections@2024-05-01' = [
  for peer in peers: {
    parent: routeServer
    name: peer.name
    properties: {
      peerIp: peer.address
      peerAsn: peer.asn
    }
    dependsOn: [routeServer::addresses]
  }
]
