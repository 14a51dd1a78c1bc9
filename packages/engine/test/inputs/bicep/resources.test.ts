// Resources: ids, parents, nesting, loops, conditions, and resources that exist already.
import { describe, expect, test } from 'vitest'
import { evaluated, idsOf, namesOf, places, resourceNamed, shownIn } from './probe.ts'

const network = (type: string): string => `'Microsoft.Network/${type}@2024-05-01'`
const vnets = network('virtualNetworks')
const subnets = network('virtualNetworks/subnets')
const tables = network('routeTables')
const group = 'resourceGroups/rg/providers/Microsoft.Network'

describe('ids', () => {
  test.each([
    ['a name', `resource t ${tables} = { name: 'a' }`, [`${group}/routeTables/a`]],
    [
      'parent',
      `resource v ${vnets} = { name: 'v' }\nresource s ${subnets} = { parent: v\n name: 's' }`,
      [`${group}/virtualNetworks/v`, `${group}/virtualNetworks/v/subnets/s`],
    ],
    [
      'the parent in the name',
      `resource v ${vnets} = { name: 'v' }\nresource s ${subnets} = { name: '\${v.name}/s' }`,
      [`${group}/virtualNetworks/v`, `${group}/virtualNetworks/v/subnets/s`],
    ],
    [
      'nested, with a short type and a full one',
      `resource v ${vnets} = { name: 'v'\n resource a 'subnets' = { name: 'a' }\n resource b ${subnets} = { name: 'b' }\n}`,
      [
        `${group}/virtualNetworks/v`,
        `${group}/virtualNetworks/v/subnets/a`,
        `${group}/virtualNetworks/v/subnets/b`,
      ],
    ],
    [
      'a parent of a loop',
      `resource v ${vnets} = [for n in ['x', 'y']: { name: n }]\nresource s ${subnets} = { parent: v[1]\n name: 's' }`,
      [`${group}/virtualNetworks/x`, `${group}/virtualNetworks/y`, `${group}/virtualNetworks/y/subnets/s`],
    ],
    [
      'a nested parent',
      `resource c ${network('expressRouteCircuits')} = { name: 'c'\n resource p 'peerings' = { name: 'p' }\n}
resource k ${network('expressRouteCircuits/peerings/connections')} = { parent: c::p\n name: 'k' }`,
      [
        `${group}/expressRouteCircuits/c`,
        `${group}/expressRouteCircuits/c/peerings/p`,
        `${group}/expressRouteCircuits/c/peerings/p/connections/k`,
      ],
    ],
  ])('%s', (_, text, expected) => {
    const loaded = evaluated(text)
    expect(places(loaded)).toEqual([])
    expect(idsOf(loaded)).toEqual(expected)
  })

  test('with unknown names are symbolic, differ, and hold together', () => {
    const loaded = evaluated(`param p string
resource v ${vnets} = { name: '\${p}-vnet' }
resource s ${subnets} = { name: '\${v.name}/s' }
resource w ${vnets} = { name: p\n resource s 'subnets' = { name: 's' } }
resource t ${tables} = [for i in range(0, 2): { name: '\${p}\${i}' }]
`)
    expect(namesOf(loaded)).toEqual(['‹p›-vnet', '‹p›-vnet/s', '‹p›', '‹p›/s', '‹p›0', '‹p›1'])
  })

  test('children with unknown names stay apart as well', () => {
    const loaded = evaluated(`param p string
resource t ${tables} = { name: 't'\n properties: { routes: [for i in range(0, 2): { name: '\${p}\${i}' }] } }
`)
    expect(namesOf(loaded)).toEqual(['t', 't/‹p›0', 't/‹p›1'])
  })

  test("of resources that are each other's parents", () => {
    const loaded = evaluated(`
resource a ${subnets} = { name: 'a', parent: b }
resource b ${subnets} = { name: 'b', parent: a }
`)
    expect(loaded.findings.map(({ code }) => code)).toContain('HP1062')
  })

  test('of extension resources are those of what they extend, and more', () => {
    const loaded = evaluated(`
resource v ${vnets} = { name: 'v' }
resource l 'Microsoft.Authorization/locks@2020-05-01' = { name: 'l', scope: v }
resource t ${tables} = { name: 't'\n properties: { x: l.id } }
`)
    expect(shownIn(loaded, 't', 'properties', 'x')).toMatch(
      /virtualNetworks\/v\/providers\/Microsoft\.Authorization\/locks\/l'$/,
    )
    expect(namesOf(loaded)).toEqual(['v', 't'])
  })

  test('without a name, or with one that is no text', () => {
    expect(namesOf(evaluated(`resource t ${tables} = { properties: {} }`))).toEqual(['‹t.name›'])
    expect(namesOf(evaluated(`resource t ${tables} = { name: null }`))).toEqual(['‹t.name›'])
    expect(namesOf(evaluated(`resource t ${tables} = { name: 3 }`))).toEqual(['3'])
  })
})

describe('nested resources', () => {
  test('are reached with ::, and by their names from within', () => {
    const loaded = evaluated(`
resource v ${vnets} = {
  name: 'v'
  resource a 'subnets' = { name: 'a'\n properties: { addressPrefix: '10.0.0.0/24' } }
  resource b 'subnets' = { name: 'b'\n properties: { other: a.id\n prefix: a.properties.addressPrefix } }
}
resource t ${tables} = { name: 't'\n properties: { x: [v::a.name, v::b.properties.other] } }
`)
    expect(places(loaded)).toEqual([])
    const id = `/subscriptions/00000000-0000-0000-0000-000000000000/${group}/virtualNetworks/v/subnets/a`
    expect(shownIn(loaded, 't', 'properties', 'x')).toBe(`['a', '${id}']`)
    expect(shownIn(loaded, 'v/b', 'properties', 'prefix')).toBe("'10.0.0.0/24'")
  })

  test('see the variables of the loop around them', () => {
    const loaded = evaluated(`
resource v ${vnets} = [for (n, i) in ['x', 'y']: {
  name: n
  resource s 'subnets' = [for j in range(0, 2): { name: '\${n}\${i}\${j}' }]
}]
resource t ${tables} = { name: 't'\n properties: { x: v[1]::s[0].name } }
`)
    expect(namesOf(loaded)).toEqual(['x', 'x/x00', 'x/x01', 'y', 'y/y10', 'y/y11', 't'])
    expect(shownIn(loaded, 't', 'properties', 'x')).toBe("'y10'")
  })

  test('that do not exist are reported', () => {
    expect(
      places(
        evaluated(
          `resource v ${vnets} = { name: 'v' }\nresource t ${tables} = { name: 't'\n properties: { x: v::s.id } }`,
        ),
      ),
    ).toEqual(['HP1060 main.bicep:3:22'])
  })
})

describe('loops', () => {
  test('over a list, with an index, over a range, filtered', () => {
    const loaded = evaluated(`
var spokes = [{ name: 'a', on: true }, { name: 'b', on: false }, { name: 'c', on: true }]
resource one ${tables} = [for s in spokes: { name: 'one-\${s.name}' }]
resource two ${tables} = [for (s, i) in spokes: { name: 'two-\${i}' }]
resource three ${tables} = [for i in range(1, 2): { name: 'three-\${i}' }]
resource four ${tables} = [for s in spokes: if (s.on) { name: 'four-\${s.name}' }]
resource t ${tables} = { name: 't'\n properties: { x: [four[2].name, length(spokes), one[^1].name, map(range(0, 2), i => two[i].name)] } }
`)
    expect(places(loaded)).toEqual([])
    expect(namesOf(loaded)).toEqual([
      'one-a',
      'one-b',
      'one-c',
      'two-0',
      'two-1',
      'two-2',
      'three-1',
      'three-2',
      'four-a',
      'four-c',
      't',
    ])
    expect(shownIn(loaded, 't', 'properties', 'x')).toBe("['four-c', 3, 'one-c', ['two-0', 'two-1']]")
  })

  test('within properties', () => {
    const loaded = evaluated(`
resource v ${vnets} = {
  name: 'v'
  properties: {
    subnets: [for (p, i) in ['10.0.0.0/24', '10.0.1.0/24']: { name: 's\${i}', properties: { addressPrefix: p } }]
  }
}`)
    expect(namesOf(loaded)).toEqual(['v', 'v/s0', 'v/s1'])
    expect(shownIn(loaded, 'v/s1', 'properties', 'addressPrefix')).toBe("'10.0.1.0/24'")
  })

  test('over an unknown list: said, and what depends on it is unknown', () => {
    const loaded = evaluated(`param list array
resource a ${tables} = [for x in list: { name: x }]
resource t ${tables} = { name: 't'\n properties: { x: a[0].id } }
`)
    expect(places(loaded)).toEqual(['HP1063 main.bicep:1:7', 'HP1069 main.bicep:2:67'])
    expect(namesOf(loaded)).toEqual(['t'])
    expect(shownIn(loaded, 't', 'properties', 'x')).toBe('?list[0].id')
  })

  test('beyond 800 iterations', () => {
    const loaded = evaluated(`resource a ${tables} = [for i in range(0, 801): { name: 'r\${i}' }]`)
    expect(places(loaded)).toEqual(['HP1070 main.bicep:1:67'])
    expect(loaded.resourceSet.resources.size).toBe(800)
  })
})

describe('limits', () => {
  test('more resources than are taken', () => {
    const text = Array.from(
      { length: 50_400 },
      (_, index) => `resource r${index} ${tables} = { name: 'r${index}' }`,
    ).join('\n')
    const loaded = evaluated(text)
    expect(loaded.findings).toMatchObject([{ code: 'HP1012', parameters: { found: 50400, limit: 50000 } }])
    expect(loaded.resourceSet.resources.size).toBe(50000)
  })

  test('loops within loops end', () => {
    const loaded = evaluated(`resource v ${vnets} = [for i in range(0, 800): {
  name: 'v\${i}'
  resource s 'subnets' = [for j in range(0, 800): { name: 's\${j}' }]
}]`)
    expect(loaded.findings.map(({ code }) => code)).toContain('HP1066')
  })

  test('a chain of parents ends', () => {
    const text = Array.from(
      { length: 1000 },
      (_, index) => `resource r${index} ${subnets} = { name: 'x', parent: r${index + 1} }`,
    ).join('\n')
    expect(
      evaluated(`${text}\nresource r1000 ${vnets} = { name: 'v' }`).findings.map(({ code }) => code),
    ).toContain('HP1066')
  })
})

describe('conditions', () => {
  test('false leaves a resource out, with what is nested in it; references still have an id', () => {
    const loaded = evaluated(`
resource v ${vnets} = if (false) { name: 'v'\n resource s 'subnets' = { name: 's' } }
resource t ${tables} = { name: 't'\n properties: { x: contains(v.id, '/v'), y: v::s.name } }
`)
    expect(places(loaded)).toEqual([])
    expect(namesOf(loaded)).toEqual(['t'])
    expect(shownIn(loaded, 't', 'properties')).toBe("{x: true, y: 's'}")
  })

  test('what is left out is not evaluated', () => {
    const text = `resource v ${vnets} = if (false) { name: 'v'\n properties: { x: split(null, '/')[9] } }`
    expect(places(evaluated(text))).toEqual([])
  })

  test('unknown keeps it, marked', () => {
    const loaded = evaluated(`param on bool\nresource v ${vnets} = if (on) { name: 'v' }\n`)
    expect(namesOf(loaded)).toEqual(['v'])
    expect(shownIn(loaded, 'v', 'condition')).toBe('?on')
    expect(places(loaded)).toEqual(['HP1063 main.bicep:1:7', 'HP2009 main.bicep:2:1'])
  })
})

describe('what is declared', () => {
  test('null properties and what only places the resource are left out', () => {
    const loaded = evaluated(`
resource a ${tables} = { name: 'a' }
resource t ${tables} = { name: 't', tags: null, dependsOn: [a], properties: { x: null } }
`)
    expect([...(resourceNamed(loaded, 't')?.body.fields.keys() ?? [])]).toEqual([
      'id',
      'type',
      'name',
      'properties',
    ])
  })

  test('dependencies that go in a circle are no values', () => {
    const loaded = evaluated(`
resource a ${tables} = { name: 'a', dependsOn: [b] }
resource b ${tables} = { name: 'b', dependsOn: [a] }
`)
    expect(places(loaded)).toEqual([])
  })

  test('the place is that of the name behind decorators, else of the statement', () => {
    const loaded = evaluated(
      `@batchSize(1)\nresource a ${tables} = { name: 'a' }\nresource b ${tables} = { name: 'b' }`,
    )
    expect(resourceNamed(loaded, 'a')?.declaredAt).toMatchObject({ line: 2, column: 10 })
    expect(resourceNamed(loaded, 'b')?.declaredAt).toMatchObject({ line: 3, column: 1 })
  })
})

describe('existing', () => {
  test('subnets as intermediate symbols', () => {
    const loaded = evaluated(`
resource v ${vnets} existing = { name: 'v'\n resource gateway 'subnets' existing = { name: 'GatewaySubnet' } }
resource s ${subnets} existing = { parent: v\n name: 's' }
resource t ${tables} = { name: 't'\n properties: { x: [v::gateway.name, s.name] } }
`)
    expect(shownIn(loaded, 't', 'properties', 'x')).toBe("['GatewaySubnet', 's']")
    expect(loaded.findings.map(({ code }) => code)).toEqual(['HP2012', 'HP2012', 'HP2012'])
    expect(resourceNamed(loaded, 'v/s')?.assumed).toBe(true)
  })

  test('without a name refer to nothing, as where a parameter leaves it out', () => {
    const text = (name: string) => `
param gatewayName string = '${name}'
resource v ${vnets} existing = { name: gatewayName\n resource inside 'subnets' existing = { name: 'GatewaySubnet' } }
resource t ${tables} = { name: 't'\n dependsOn: gatewayName == '' ? [] : [v] }
`
    expect(idsOf(evaluated(text(''))).map((id) => id.split('/').at(-1))).toEqual(['t'])
    expect(evaluated(text('')).findings).toEqual([])
    expect(evaluated(text('v')).findings.map(({ code }) => code)).toEqual(['HP2012', 'HP2012'])
  })

  test('what is declared says more', () => {
    const loaded = evaluated(`
resource again ${vnets} existing = { name: 'v' }
resource v ${vnets} = { name: 'v'\n properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } }
resource t ${tables} = { name: 't'\n properties: { x: again.properties.addressSpace.addressPrefixes[0] } }
`)
    expect(places(loaded)).toEqual([])
    expect(shownIn(loaded, 't', 'properties', 'x')).toBe("'10.0.0.0/16'")
  })

  test('the twin: a declaration whose condition is false tells what it is like', () => {
    const text = (useExisting: boolean) => `
param useExisting bool = ${useExisting}
resource fresh ${vnets} = if (!useExisting) { name: 'v'\n properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } }
resource old ${vnets} existing = if (useExisting) { name: 'v' }
output id string = useExisting ? old.id : fresh.id
`
    expect(shownIn(evaluated(text(true)), 'v', 'properties', 'addressSpace')).toBe(
      "{addressPrefixes: ['10.0.0.0/16']}",
    )
    expect(resourceNamed(evaluated(text(true)), 'v')?.assumed).toBe(true)
    expect(resourceNamed(evaluated(text(false)), 'v')?.assumed).toBe(false)
  })

  test('in another group or subscription', () => {
    const loaded = evaluated(`
resource a ${vnets} existing = { name: 'v', scope: resourceGroup('other') }
resource b ${vnets} existing = { name: 'v', scope: resourceGroup('11111111-1111-1111-1111-111111111111', 'third') }
resource g 'Microsoft.Resources/resourceGroups@2024-03-01' existing = { name: 'fourth', scope: subscription() }
resource c ${vnets} existing = { name: 'v', scope: g }
resource s ${subnets} existing = { parent: a, name: 's' }
`)
    expect(idsOf(loaded).map((id) => id.replace('/providers/Microsoft.Network', ''))).toEqual([
      'resourceGroups/other/virtualNetworks/v',
      'resourceGroups/third/virtualNetworks/v',
      'resourceGroups/fourth/virtualNetworks/v',
      'resourceGroups/other/virtualNetworks/v/subnets/s',
    ])
  })
})
