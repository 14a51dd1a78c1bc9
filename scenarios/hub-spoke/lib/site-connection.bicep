// A VPN connection with BGP to a site outside Azure.

param location string

@description('Ends the names of the local network gateway and the connection.')
param siteName string

param gatewayName string

@description('Public address of the device at the site.')
param devicePublicIpAddress string

param siteAsn int

@description('The address from which the device at the site speaks BGP.')
param siteBgpAddress string

@secure()
param sharedKey string

resource gateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' existing = {
  name: gatewayName
}

// No prefixes: the site announces its own.
resource localNetworkGateway 'Microsoft.Network/localNetworkGateways@2024-05-01' = {
  name: 'lng-${siteName}'
  location: location
  properties: {
    gatewayIpAddress: devicePublicIpAddress
    bgpSettings: {
      asn: siteAsn
      bgpPeeringAddress: siteBgpAddress
    }
  }
}

resource connection 'Microsoft.Network/connections@2024-05-01' = {
  name: 'conn-${siteName}'
  location: location
  properties: {
    connectionType: 'IPsec'
    virtualNetworkGateway1: {
      id: gateway.id
      properties: {}
    }
    localNetworkGateway2: {
      id: localNetworkGateway.id
      properties: {}
    }
    enableBgp: true
    sharedKey: sharedKey
  }
}
