resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-${resourceGroup().name}'
}
