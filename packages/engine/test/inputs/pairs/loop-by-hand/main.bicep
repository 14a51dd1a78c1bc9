// The same by hand: copyIndex with an offset, a loop that is named in another letter case, and mode and batch size.
resource spokes 'Microsoft.Network/virtualNetworks@2024-05-01' = [
  for i in range(0, 2): {
    name: 'vnet-${i + 1}'
    properties: {
      addressSpace: { addressPrefixes: ['10.${i + 10}.0.0/16'] }
    }
  }
]
