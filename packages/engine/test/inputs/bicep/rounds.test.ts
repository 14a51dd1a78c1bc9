// What only a deployment shows: ids of children and allocated addresses, known in a second round.
import { describe, expect, test } from 'vitest'
import { evaluated, places, shownIn } from './probe.ts'

const network = (type: string): string => `'Microsoft.Network/${type}@2024-05-01'`
const vnet = `resource v ${network('virtualNetworks')} = {
  name: 'v'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      { name: 'a', properties: { addressPrefix: '10.0.0.0/24' } }
      { name: 'b', properties: { addressPrefix: '10.0.1.0/24' } }
    ]
  }
}
`
const nic = (subnet: string): string => `resource n ${network('networkInterfaces')} = {
  name: 'n'
  properties: { ipConfigurations: [{ name: 'c', properties: { subnet: { id: ${subnet} } } }] }
}
`
const table = (value: string): string =>
  `resource t ${network('routeTables')} = { name: 't'\n properties: { x: ${value} } }\n`
const x = (text: string): string => shownIn(evaluated(text), 't', 'properties', 'x')
const id = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network'

describe('ids of children', () => {
  test.each([
    ['by place', 'v.properties.subnets[1].id'],
    ['from the end', 'v.properties.subnets[^1].id'],
    ['by name', "filter(v.properties.subnets, s => s.name == 'b')[0].id"],
    ['in a map', 'map(v.properties.subnets, s => s.id)[1]'],
    ['as an object', 'toObject(v.properties.subnets, s => s.name, s => s.id).b'],
    ['by reference()', 'reference(v.id).subnets[1].id'],
    ['by reference() in full', "reference(v.id, '2024-05-01', 'Full').properties.subnets[1].id"],
  ])('%s', (_, expression) => {
    const text = `${vnet}${table(expression)}`
    expect(x(text)).toBe(`'${id}/virtualNetworks/v/subnets/b'`)
    expect(places(evaluated(text))).toEqual([])
  })

  test('of a frontend', () => {
    const text = `resource l ${network('loadBalancers')} = {
  name: 'l'
  properties: { frontendIPConfigurations: [{ name: 'f' }], backendAddressPools: [{ name: 'p' }] }
}
${table('[l.properties.frontendIPConfigurations[0].id, l.properties.backendAddressPools[0].id]')}`
    expect(x(text)).toBe(
      `['${id}/loadBalancers/l/frontendIPConfigurations/f', '${id}/loadBalancers/l/backendAddressPools/p']`,
    )
  })

  test('declared on their own, behind those in the list', () => {
    const text = `${vnet}resource s ${network('virtualNetworks/subnets')} = { parent: v\n name: 'c'\n properties: { addressPrefix: '10.0.2.0/24' } }
${table('[v.properties.subnets[2].name, length(v.properties.subnets), map(v.properties.subnets, s => s.properties.addressPrefix)]')}`
    expect(x(text)).toBe("['c', 3, ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']]")
  })
})

describe('addresses', () => {
  test('of a network interface, wherever the subnet is named', () => {
    for (const subnet of [
      'v.properties.subnets[0].id',
      "resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 'a')",
    ]) {
      const text = `${vnet}${nic(subnet)}${table('n.properties.ipConfigurations[0].properties.privateIPAddress')}`
      expect(x(text)).toBe("'10.0.0.4'")
      expect(places(evaluated(text))).toEqual([])
    }
  })

  test('in a route, whose table hangs on the subnet: a circle of resources, not of values', () => {
    const text = `resource v ${network('virtualNetworks')} = {
  name: 'v'
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [{ name: 'a', properties: { addressPrefix: '10.0.0.0/24', routeTable: { id: t.id } } }]
  }
}
${nic('v.properties.subnets[0].id')}${table('n.properties.ipConfigurations[0].properties.privateIPAddress')}`
    expect(x(text)).toBe("'10.0.0.4'")
    expect(places(evaluated(text))).toEqual([])
  })

  test('by way of modules', () => {
    const files = {
      'main.bicep': `module m 'nic.bicep' = {}\n${table('m.outputs.address')}`,
      'nic.bicep': `${vnet}${nic('v.properties.subnets[1].id')}output address string = n.properties.ipConfigurations[0].properties.privateIPAddress\n`,
    }
    expect(shownIn(evaluated(files), 't', 'properties', 'x')).toBe("'10.0.1.4'")
  })

  test('stated ones are known at once', () => {
    const text = `resource n ${network('networkInterfaces')} = {
  name: 'n'
  properties: { ipConfigurations: [{ name: 'c', properties: { privateIPAllocationMethod: 'Static', privateIPAddress: '10.9.9.9' } }] }
}
${table('n.properties.ipConfigurations[0].properties.privateIPAddress')}`
    expect(x(text)).toBe("'10.9.9.9'")
  })
})

describe('what no round shows', () => {
  test.each([
    ['v.properties.nothingLikeIt', '?v.properties.nothingLikeIt'],
    ['v.properties.subnets[0].properties.purpose', '?v.properties.subnets[0].properties.purpose'],
    ['v.etag', '?v.etag'],
    ["'${v.properties.nothingLikeIt}-x'", '?‹v.properties.nothingLikeIt›-x'],
  ])('%s', (expression, expected) => {
    const loaded = evaluated(`${vnet}${table(expression)}`)
    expect(shownIn(loaded, 't', 'properties', 'x')).toBe(expected)
    expect(places(loaded)).toEqual([])
  })
})

test('two resources that need each other for one value are said, and end', () => {
  const loaded = evaluated(`
resource a ${network('routeTables')} = { name: 'a', properties: { x: b.properties.x, y: 1 } }
resource b ${network('routeTables')} = { name: 'b', properties: { x: a.properties.x, y: a.properties.y } }
`)
  expect(new Set(loaded.findings.map(({ code }) => code))).toEqual(new Set(['HP1062']))
  expect(shownIn(loaded, 'b', 'properties', 'y')).toBe('1')
})
