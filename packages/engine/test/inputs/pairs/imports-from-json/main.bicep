// Variables, functions and types that a built template exports.
import { ranges, vnetName as named, optionalName } from 'shared.json'
import * as shared from 'shared.json'

param suffix optionalName

resource vnets 'Microsoft.Network/virtualNetworks@2024-05-01' = [
  for range in ranges: {
    name: '${named(range.name)}${suffix ?? ''}'
    properties: {
      addressSpace: { addressPrefixes: [range.prefix] }
    }
  }
]

resource table 'Microsoft.Network/routeTables@2024-05-01' = {
  name: 'rt-${shared.vnetName(shared.ranges[0].name)}'
}
