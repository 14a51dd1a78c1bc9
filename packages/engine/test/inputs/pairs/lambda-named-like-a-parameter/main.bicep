// A lambda's variable that is called like a parameter: ARM keeps them apart, Bicep hides the parameter.
param name string = 'outer'
param list array = ['x', 'y']

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-${join(map(list, entry => '${name}-${entry}'), '-')}'
}
