// The default of ARM: the names and the group of the template around it, and resources in the group of the deployment.
param prefix string = '10.9.0.0/16'

module there 'there.bicep' = {
  scope: resourceGroup('other')
  params: {
    prefix: prefix
    tableId: resourceId('Microsoft.Network/routeTables', 'rt-here')
    groupName: resourceGroup().name
  }
}

resource here 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-here'
}
