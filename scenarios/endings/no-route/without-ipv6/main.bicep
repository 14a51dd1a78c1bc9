// A network with IPv6, a tunnel between routers that carries it on, and a network at the far end that has none.

param location string = 'japaneast'

var networks = [
  { name: 'left', prefixes: ['10.1.0.0/16', 'fd00:1::/48'], subnetPrefixes: ['10.1.0.0/24', 'fd00:1::/64'] }
  { name: 'right', prefixes: ['10.2.0.0/16'], subnetPrefixes: ['10.2.0.0/24'] }
]

resource routes 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-left'
  location: location
  properties: {
    routes: [
      {
        name: 'beyond'
        properties: {
          addressPrefix: 'fd00:2::/48'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: 'fd00:1::9'
        }
      }
    ]
  }
}

resource vnets 'Microsoft.Network/virtualNetworks@2024-05-01' = [
  for (network, index) in networks: {
    name: 'vnet-${network.name}'
    location: location
    properties: {
      addressSpace: { addressPrefixes: network.prefixes }
      subnets: [
        {
          name: 'default'
          properties: {
            addressPrefixes: network.subnetPrefixes
            routeTable: index == 0 ? { id: routes.id } : null
          }
        }
      ]
    }
  }
]

module peering '../../../lib/peering.bicep' = {
  name: 'peering'
  params: { hubName: vnets[0].name, spokeName: vnets[1].name }
}

var machines = [
  { name: 'client', network: 0, addresses: ['10.1.0.4', 'fd00:1::4'] }
  { name: 'router-left', network: 0, addresses: ['10.1.0.9', 'fd00:1::9'] }
  { name: 'router-right', network: 1, addresses: ['10.2.0.9'] }
]

resource interfaces 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for machine in machines: {
    name: 'nic-${machine.name}'
    location: location
    properties: {
      enableIPForwarding: startsWith(machine.name, 'router')
      ipConfigurations: [
        for (address, index) in machine.addresses: {
          name: 'ipconfig${index}'
          properties: {
            primary: index == 0
            subnet: { id: vnets[machine.network].properties.subnets[0].id }
            privateIPAllocationMethod: 'Static'
            privateIPAddressVersion: index == 0 ? 'IPv4' : 'IPv6'
            privateIPAddress: address
          }
        }
      ]
    }
  }
]

resource virtualMachines 'Microsoft.Compute/virtualMachines@2024-07-01' = [
  for (machine, index) in machines: {
    name: 'vm-${machine.name}'
    location: location
    properties: {
      hardwareProfile: { vmSize: 'Standard_B2ats_v2' }
      storageProfile: { osDisk: { createOption: 'FromImage', osType: 'Linux' } }
      networkProfile: { networkInterfaces: [{ id: interfaces[index].id }] }
    }
  }
]
