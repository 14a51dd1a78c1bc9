// A virtual network with one machine, peered to a hub; what is inspected goes to the hub's firewall.
param name string
param location string
param prefix string
param hubId string
param inspected string[]
param firewallAddress string

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-${name}'
  location: location
  properties: {
    routes: [
      for destination in inspected: {
        name: 'to-${replace(destination, '/', '-')}'
        properties: {
          addressPrefix: destination
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: firewallAddress
        }
      }
    ]
  }
}

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${name}'
  location: location
  properties: {
    addressSpace: { addressPrefixes: [prefix] }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: cidrSubnet(prefix, 26, 0)
          routeTable: empty(inspected) ? null : { id: table.id }
        }
      }
    ]
  }

  resource peering 'virtualNetworkPeerings' = {
    name: 'to-hub'
    properties: {
      remoteVirtualNetwork: { id: hubId }
      allowForwardedTraffic: true
    }
  }
}

resource nic 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-${name}'
  location: location
  properties: {
    ipConfigurations: [
      {
        name: 'ipconfig'
        properties: { subnet: { id: vnet.properties.subnets[0].id } }
      }
    ]
  }
}

resource machine 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-${name}'
  location: location
  properties: {
    networkProfile: { networkInterfaces: [{ id: nic.id }] }
  }
}

output id string = vnet.id
