// Conditions that are written, computed, and not known; and a resource that is either deployed or there already.
param deployGateway bool = false
param deployTest bool
param environment string = 'prod'

resource always 'Microsoft.Network/routeTables@2024-05-01' = if (true) {
  name: 'rt-always'
}

resource never 'Microsoft.Network/routeTables@2024-05-01' = if (false) {
  name: 'rt-never'
}

resource inProduction 'Microsoft.Network/routeTables@2024-05-01' = if (environment == 'prod' || deployTest) {
  name: 'rt-prod'
}

resource perhaps 'Microsoft.Network/routeTables@2024-05-01' = if (deployTest) {
  name: 'rt-test'
}

resource newGateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' = if (deployGateway) {
  name: 'vgw'
  properties: {
    gatewayType: 'Vpn'
    sku: { name: 'VpnGw1', tier: 'VpnGw1' }
  }
}

resource oldGateway 'Microsoft.Network/virtualNetworkGateways@2024-05-01' existing = if (!deployGateway) {
  name: 'vgw'
}
