// A router with two interfaces between two subnets, which filters, and checks where answers would go.

param location string = 'japaneast'

module lan '../../lib/network.bicep' = {
  name: 'lan'
  params: {
    location: location
    name: 'lan'
    addressPrefixes: ['10.0.0.0/16']
    subnets: [
      {
        name: 'left'
        addressPrefix: '10.0.1.0/24'
        routes: [{ addressPrefix: '10.0.2.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.9' }]
      }
      {
        name: 'right'
        addressPrefix: '10.0.2.0/24'
        // To the interface in the other subnet: the guest expects this sender on the interface here.
        routes: [{ addressPrefix: '10.0.1.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.1.9' }]
      }
    ]
    machines: [
      { name: 'left', subnet: 'left', address: '10.0.1.4' }
      { name: 'right', subnet: 'right', address: '10.0.2.4' }
    ]
  }
}

resource interfaces 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for (side, index) in ['left', 'right']: {
    name: 'nic-router-${side}'
    location: location
    properties: {
      enableIPForwarding: true
      ipConfigurations: [
        {
          name: 'ipconfig1'
          properties: {
            subnet: { id: lan.outputs.subnetIds[side] }
            privateIPAllocationMethod: 'Static'
            privateIPAddress: '10.0.${index + 1}.9'
          }
        }
      ]
    }
  }
]

resource router 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-router'
  location: location
  properties: {
    storageProfile: {
      osDisk: { createOption: 'FromImage', osType: 'Linux' }
    }
    networkProfile: {
      networkInterfaces: [
        { id: interfaces[0].id, properties: { primary: true } }
        { id: interfaces[1].id, properties: { primary: false } }
      ]
    }
  }
}
