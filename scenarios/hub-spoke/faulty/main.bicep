// As ../template/main.bicep with one mistake, made three times: vmName is no parameter of the machines' module.

@description('Region of everything.')
param location string = 'eastasia'

@description('Password of the administrator of every machine.')
@secure()
param adminPassword string

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-hub01'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.0.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: '10.0.0.0/24'
        }
      }
      {
        name: 'AzureBastionSubnet'
        properties: {
          addressPrefix: '10.0.100.0/24'
        }
      }
      {
        name: 'GatewaySubnet'
        properties: {
          addressPrefix: '10.0.200.0/24'
        }
      }
    ]
  }
}

resource hubDefaultSubnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: hub
  name: 'default'
}

resource hubBastionSubnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: hub
  name: 'AzureBastionSubnet'
}

resource hubGatewaySubnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: hub
  name: 'GatewaySubnet'
}

resource spoke01 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-spoke01'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.10.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: '10.10.0.0/24'
        }
      }
    ]
  }
}

resource spoke01DefaultSubnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: spoke01
  name: 'default'
}

resource spoke02 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-spoke02'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.20.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: '10.20.0.0/24'
        }
      }
    ]
  }
}

resource spoke02DefaultSubnet 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: spoke02
  name: 'default'
}

module vpnGateway '../lib/vpn-gateway.bicep' = {
  name: 'vpn-gateway'
  params: {
    name: 'vpngw01'
    location: location
    gatewaySubnetId: hubGatewaySubnet.id
  }
}

module bastion '../lib/bastion.bicep' = {
  name: 'bastion'
  params: {
    name: 'bast01'
    location: location
    bastionSubnetId: hubBastionSubnet.id
  }
}

module peeringWithSpoke01 '../lib/vnet-peering.bicep' = {
  name: 'peering-hub01-spoke01'
  params: {
    hubName: hub.name
    spokeName: spoke01.name
    useRemoteGateways: true
    remoteGatewayName: vpnGateway.outputs.name
  }
}

module peeringWithSpoke02 '../lib/vnet-peering.bicep' = {
  name: 'peering-hub01-spoke02'
  params: {
    hubName: hub.name
    spokeName: spoke02.name
    useRemoteGateways: true
    remoteGatewayName: vpnGateway.outputs.name
  }
}

module hubMachine '../lib/windows-vm.bicep' = {
  name: 'vm-hub01'
  params: {
    location: location
    subnetId: hubDefaultSubnet.id
    vmName: 'vm-hub01'
    adminPassword: adminPassword
  }
}

module spoke01Machine '../lib/windows-vm.bicep' = {
  name: 'vm-spoke01'
  params: {
    location: location
    subnetId: spoke01DefaultSubnet.id
    vmName: 'vm-spoke01'
    adminPassword: adminPassword
  }
}

module spoke02Machine '../lib/windows-vm.bicep' = {
  name: 'vm-spoke02'
  params: {
    location: location
    subnetId: spoke02DefaultSubnet.id
    vmName: 'vm-spoke02'
    adminPassword: adminPassword
  }
}
