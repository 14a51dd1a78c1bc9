// A hub with an ExpressRoute gateway and an appliance, and two spokes. What is deployed has been changed by hand since.
param location string = 'japaneast'

resource routes 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-spoke1'
  location: location
  properties: {
    routes: [
      {
        name: 'to-spoke2'
        properties: { addressPrefix: '10.2.0.0/16', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' }
      }
    ]
  }
}

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      { name: 'default', properties: { addressPrefix: '10.0.0.0/24' } }
      { name: 'GatewaySubnet', properties: { addressPrefix: '10.0.200.0/26' } }
    ]
  }
}

var spokes = [
  { name: 'spoke1', block: '10.1', routeTable: routes.id }
  { name: 'spoke2', block: '10.2', routeTable: null }
]

resource spoke 'Microsoft.Network/virtualNetworks@2024-05-01' = [
  for each in spokes: {
    name: 'vnet-${each.name}'
    location: location
    properties: {
      addressSpace: { addressPrefixes: ['${each.block}.0.0/16'] }
      subnets: [
        {
          name: 'default'
          properties: {
            addressPrefix: '${each.block}.0.0/24'
            routeTable: each.routeTable == null ? null : { id: each.routeTable }
          }
        }
      ]
    }
  }
]

resource fromHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = [
  for (each, index) in spokes: {
    parent: hub
    name: 'to-${each.name}'
    properties: {
      remoteVirtualNetwork: { id: spoke[index].id }
      allowVirtualNetworkAccess: true
      allowForwardedTraffic: true
      allowGatewayTransit: true
    }
  }
]

resource toHub 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = [
  for (each, index) in spokes: {
    parent: spoke[index]
    name: 'to-hub'
    properties: {
      remoteVirtualNetwork: { id: hub.id }
      allowVirtualNetworkAccess: true
      allowForwardedTraffic: true
      useRemoteGateways: true
    }
    dependsOn: [gateway]
  }
]

resource circuit 'Microsoft.Network/expressRouteCircuits@2024-05-01' existing = {
  name: 'circuit01'
}

resource address 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'ergw-hub-ip'
  location: location
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = {
  name: 'ergw-hub'
  location: location
  properties: {
    gatewayType: 'ExpressRoute'
    sku: { name: 'Standard', tier: 'Standard' }
    ipConfigurations: [
      {
        name: 'default'
        properties: {
          publicIPAddress: { id: address.id }
          subnet: { id: '${hub.id}/subnets/GatewaySubnet' }
        }
      }
    ]
  }
}

resource connection 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-circuit01'
  location: location
  properties: {
    connectionType: 'ExpressRoute'
    virtualNetworkGateway1: { id: gateway.id, properties: {} }
    peer: { id: circuit.id }
  }
}

resource nic 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for each in [
    { name: 'nva', subnet: '${hub.id}/subnets/default', forwards: true }
    { name: 'spoke1', subnet: '${spoke[0].id}/subnets/default', forwards: false }
    { name: 'spoke2', subnet: '${spoke[1].id}/subnets/default', forwards: false }
  ]: {
    name: 'nic-${each.name}'
    location: location
    properties: {
      enableIPForwarding: each.forwards
      ipConfigurations: [
        {
          name: 'ipconfig1'
          properties: { privateIPAllocationMethod: 'Dynamic', subnet: { id: each.subnet } }
        }
      ]
    }
  }
]

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = [
  for (name, index) in ['nva', 'spoke1', 'spoke2']: {
    name: 'vm-${name}'
    location: location
    properties: {
      hardwareProfile: { vmSize: 'Standard_B2s' }
      storageProfile: { osDisk: { osType: 'Linux', createOption: 'FromImage' } }
      networkProfile: { networkInterfaces: [{ id: nic[index].id }] }
    }
  }
]
