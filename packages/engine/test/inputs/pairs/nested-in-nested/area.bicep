param number int

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-${number}'
}

module deep 'deep.bicep' = {
  name: 'deep-${number}'
  params: {
    name: 'vnet-${number}'
    prefix: '10.${number + 20}.0.0/16'
  }
}
