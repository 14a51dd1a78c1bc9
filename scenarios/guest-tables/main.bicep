// A router with two interfaces among its BGP neighbours, for what its own tools print.
targetScope = 'resourceGroup'
param location string = 'japaneast'

resource toDirect 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-router'
  location: location
  properties: {
    routes: [
      { name: 'back', properties: { addressPrefix: '10.31.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' } }
      { name: 'elsewhere', properties: { addressPrefix: '10.50.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.2.10' } }
    ]
  }
}

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      { name: 'front', properties: { addressPrefix: '10.0.0.0/24', routeTable: { id: toDirect.id } } }
      { name: 'back', properties: { addressPrefix: '10.0.1.0/24' } }
      { name: 'far', properties: { addressPrefix: '10.0.2.0/24' } }
    ]
  }
}

var nics = [
  { name: 'nic-router-front', subnet: 'front', addresses: ['10.0.0.4', '10.0.0.5'] }
  { name: 'nic-router-back', subnet: 'back', addresses: ['10.0.1.4'] }
  { name: 'nic-peer-a', subnet: 'front', addresses: ['10.0.0.10'] }
  { name: 'nic-peer-b', subnet: 'front', addresses: ['10.0.0.12'] }
  { name: 'nic-peer-c', subnet: 'front', addresses: ['10.0.0.11'] }
  { name: 'nic-peer-d', subnet: 'far', addresses: ['10.0.2.10'] }
]

resource nic 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for each in nics: {
    name: each.name
    location: location
    properties: {
      enableIPForwarding: true
      ipConfigurations: [
        for (address, index) in each.addresses: {
          name: 'ipconfig${index + 1}'
          properties: {
            primary: index == 0
            privateIPAllocationMethod: 'Static'
            privateIPAddress: address
            subnet: { id: '${vnet.id}/subnets/${each.subnet}' }
          }
        }
      ]
    }
  }
]

var machines = [
  { name: 'vm-router', nics: ['nic-router-front', 'nic-router-back'] }
  { name: 'vm-peer-a', nics: ['nic-peer-a'] }
  { name: 'vm-peer-b', nics: ['nic-peer-b'] }
  { name: 'vm-peer-c', nics: ['nic-peer-c'] }
  { name: 'vm-peer-d', nics: ['nic-peer-d'] }
]

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = [
  for each in machines: {
    name: each.name
    location: location
    dependsOn: [nic]
    properties: {
      networkProfile: {
        networkInterfaces: [
          for (name, index) in each.nics: {
            id: resourceId('Microsoft.Network/networkInterfaces', name)
            properties: { primary: index == 0 }
          }
        ]
      }
    }
  }
]
