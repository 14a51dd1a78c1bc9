// A module and its outputs; what it is built into is a deployment in a scope of its own.
module spoke 'spoke.bicep' = {
  name: 'deploy-spoke'
  params: {
    name: 'spoke'
    prefix: '10.1.0.0/16'
  }
}

resource nic 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic'
  properties: {
    ipConfigurations: [
      {
        name: 'ipconfig'
        properties: {
          privateIPAllocationMethod: 'Dynamic'
          subnet: { id: spoke.outputs.subnetId }
        }
      }
    ]
  }
}
