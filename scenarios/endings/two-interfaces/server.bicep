// A machine with its primary NIC in the front subnet and a second one in the back subnet.

type serverType = {
  name: string
  osType: ('Linux' | 'Windows')

  @description('The last number of its addresses.')
  host: int
}

param location string
param server serverType

@description('Ids of the subnets by name.')
param subnetIds object

resource interfaces 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for (side, index) in ['front', 'back']: {
    name: '${server.name}-${side}'
    location: location
    properties: {
      ipConfigurations: [
        {
          name: 'ipconfig1'
          properties: {
            subnet: { id: subnetIds[side] }
            privateIPAllocationMethod: 'Static'
            privateIPAddress: '10.0.${index + 1}.${server.host}'
          }
        }
      ]
    }
  }
]

resource machine 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: server.name
  location: location
  properties: {
    storageProfile: {
      osDisk: { createOption: 'FromImage', osType: server.osType }
    }
    networkProfile: {
      networkInterfaces: [
        { id: interfaces[0].id, properties: { primary: true } }
        { id: interfaces[1].id, properties: { primary: false } }
      ]
    }
  }
}
