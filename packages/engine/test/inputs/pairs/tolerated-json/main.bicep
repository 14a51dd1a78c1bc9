// Comments, trailing commas, escapes, brackets that are no expression, and an expression over several lines.
var names = ['a', 'b']

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${names[1]}'
  tags: {
    note: '[not an expression]'
    quote: 'it\'s "quoted"'
    tab: 'a\tb'
    open: '[half'
    '${names[0]}-key': 'computed'
  }
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
  }
}
