// Variables of which the name is computed, and an object of settings per environment.
param size string = 'Small'
param environment string = 'test'

var offers = {
  small: '10.1.0.0/24'
  large: '10.2.0.0/16'
}
var settings = {
  test: { name: 'vnet-test' }
  prod: { name: 'vnet-prod' }
}

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: settings[environment].name
  properties: {
    addressSpace: { addressPrefixes: [offers[size]] }
  }
}
