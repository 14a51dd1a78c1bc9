// A Route Server with one peer. It gives the peer's routes to its virtual network, and the network's prefixes to the peer.

param location string
param name string

@description('The subnet named RouteServerSubnet.')
param subnetId string

param peerIpAddress string
param peerAsn int

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

resource routeServer 'Microsoft.Network/virtualHubs@2024-05-01' = {
  name: name
  location: location
  properties: {
    sku: 'Standard'
    allowBranchToBranchTraffic: false
  }

  resource addresses 'ipConfigurations' = {
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

  resource peer 'bgpConnections' = {
    name: 'peer'
    properties: {
      peerIp: peerIpAddress
      peerAsn: peerAsn
    }
    dependsOn: [
      addresses
    ]
  }
}
