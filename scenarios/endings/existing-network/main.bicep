// Machines in a network that another team's template makes: of its address space and peerings nothing is said here.

param location string = 'japaneast'

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' existing = {
  name: 'vnet-landing-zone'

  resource subnet 'subnets' existing = { name: 'apps' }
}

resource interfaces 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for (name, index) in ['web', 'api']: {
    name: 'nic-${name}'
    location: location
    properties: {
      ipConfigurations: [
        {
          name: 'ipconfig1'
          properties: {
            subnet: { id: network::subnet.id }
            privateIPAllocationMethod: 'Static'
            privateIPAddress: '10.9.0.${4 + index}'
          }
        }
      ]
    }
  }
]

// A subnet of its own in the same network, with a route to an appliance somewhere in it.
resource routes 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-jobs'
  location: location
  properties: {
    routes: [
      {
        name: 'to-site'
        properties: {
          addressPrefix: '192.168.10.0/24'
          nextHopType: 'VirtualAppliance'
          nextHopIpAddress: '10.9.200.4'
        }
      }
    ]
  }
}

resource jobs 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {
  parent: network
  name: 'jobs'
  properties: {
    addressPrefix: '10.9.1.0/24'
    routeTable: { id: routes.id }
  }
}

resource jobInterface 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-job'
  location: location
  properties: {
    ipConfigurations: [
      {
        name: 'ipconfig1'
        properties: {
          subnet: { id: jobs.id }
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.9.1.4'
        }
      }
    ]
  }
}
