// Address spaces, subnets and addresses that Azure refuses.

param location string = 'japaneast'

resource forbidden 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-forbidden'
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.10.0.0/16'
        '169.254.0.0/24' // HP3027
        '10.11.0.1/24' // HP2011
      ]
    }
    subnets: [
      {
        name: 'inside'
        properties: {
          addressPrefix: '10.10.0.0/29'
        }
      }
      {
        name: 'overlapping'
        properties: {
          addressPrefix: '10.10.0.0/24' // HP3010
        }
      }
      {
        name: 'outside'
        properties: {
          addressPrefix: '10.20.0.0/24' // HP3009
        }
      }
      {
        name: 'small'
        properties: {
          addressPrefixes: [
            '10.10.9.0/29' // HP3227
          ]
        }
      }
    ]
  }
}

resource addresses 'Microsoft.Network/networkInterfaces@2024-05-01' = {
  name: 'nic-addresses'
  location: location
  properties: {
    ipConfigurations: [
      {
        name: 'first'
        properties: {
          primary: true
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.10.0.6'
          subnet: {
            id: '${forbidden.id}/subnets/inside'
          }
        }
      }
      {
        name: 'elsewhere'
        properties: {
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.10.5.4' // HP3127
          subnet: {
            id: '${forbidden.id}/subnets/inside'
          }
        }
      }
      {
        name: 'reserved'
        properties: {
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.10.0.1' // HP3427
          subnet: {
            id: '${forbidden.id}/subnets/inside'
          }
        }
      }
      {
        name: 'again'
        properties: {
          privateIPAllocationMethod: 'Static'
          privateIPAddress: '10.10.0.6' // HP3327
          subnet: {
            id: '${forbidden.id}/subnets/inside'
          }
        }
      }
    ]
  }
}

resource crowd 'Microsoft.Network/networkInterfaces@2024-05-01' = [
  for index in range(0, 4): {
    name: 'nic-crowd${index}'
    location: location
    properties: {
      ipConfigurations: [
        { // HP2010
          name: 'only'
          properties: {
            privateIPAllocationMethod: 'Dynamic'
            subnet: {
              id: '${forbidden.id}/subnets/small'
            }
          }
        }
      ]
    }
  }
]
