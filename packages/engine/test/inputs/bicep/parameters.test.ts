// Parameters of the main file: where their values come from, and what is said where they have none.
import { describe, expect, test } from 'vitest'
import { evaluated, places, probed, shownIn, shownValue } from './probe.ts'

const vnet = (prefix: string): string =>
  `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { addressSpace: { addressPrefixes: [${prefix}] } }
}
`

describe('texts from the command line, in the declared type', () => {
  test.each([
    ['int', '3', '3'],
    ['int', 'three', "'three'"],
    ['bool', 'True', 'true'],
    ['bool', '1', "'1'"],
    ['string', '3', "'3'"],
    ['array', '[1, "a"]', "[1, 'a']"],
    ['array', '[1,', "'[1,'"],
    ['object', '{"a": {"b": true}}', '{a: {b: true}}'],
    ['int?', '4', '4'],
    ['string[]', '["a"]', "['a']"],
    ['count', '5', '5'],
    ['1 | 2', '2', '2'],
    ["'a' | 'b'", 'b', "'b'"],
    ['{ a: int }', '{"a": 1}', '{a: 1}'],
    ['shared.size', '6', '6'],
  ])('%s given %s', (type, text, expected) => {
    const files = {
      'main.bicep': `import * as shared from 'types.bicep'\ntype count = number\ntype number = (int)\nparam p ${type}\n`,
      'types.bicep': '@export()\ntype size = int\n',
    }
    expect(shownValue('p', files, { parameters: { p: text } })).toBe(expected)
    expect(shownValue('p', files, { parameters: { P: text } })).toBe(expected)
  })
})

test('of the world file, typed as they are; the command line wins', () => {
  const files = {
    'hairpin.yaml': 'version: 1\nparameters:\n  list: [1, two]\n  text: from the file\n',
    'main.bicep': `param list array\nparam text string\n${vnet("'10.0.0.0/16'")}output o string = text\n
resource t 'Microsoft.Network/routeTables@2024-05-01' = {\n name: 't'\n properties: { x: [list, text] }\n}\n`,
  }
  expect(shownIn(evaluated(files, { inputs: ['.'] }), 't', 'properties', 'x')).toBe(
    "[[1, 'two'], 'from the file']",
  )
  const given = evaluated(files, { inputs: ['.'], parameters: { text: 'given' } })
  expect(shownIn(given, 't', 'properties', 'x')).toBe("[[1, 'two'], 'given']")
  expect(given.findings).toEqual([])
})

describe('defaults', () => {
  test.each([
    ["param a string = b\nparam b string = toUpper(c)\nvar c = 'x'\n", "'X'"],
    ['param a string = resourceGroup().name\n', "'rg'"],
    ['param a string?\n', 'null'],
    ['type t = string?\nparam a t\n', 'null'],
    ["type t = 'x' | null\nparam a t\n", 'null'],
    ['param a (string?)!\n', '?a'],
    ['param a string\n', '?a'],
    ['@secure()\nparam a string\n', '?a'],
  ])('%s', (declarations, expected) => {
    expect(shownValue('a', declarations)).toBe(expected)
  })
})

describe('a parameter without a value', () => {
  test('is reported where something of the network depends on it', () => {
    const loaded = evaluated(`param prefix string\n${vnet('prefix')}`)
    expect(loaded.findings).toMatchObject([
      { code: 'HP1063', parameters: { name: 'prefix' }, span: { line: 1, column: 7 } },
    ])
    expect(
      evaluated(`param prefix string\n${vnet('prefix')}`, { parameters: { prefix: '10.0.0.0/8' } }).findings,
    ).toEqual([])
  })

  test.each([
    ['through a text', "'${p}/16'", 'p'],
    ['through a function', 'cidrSubnet(p, 24, 1)', 'p'],
    ['through a variable and a property', 'v[0]', 'p'],
    ['through a condition', "p == 'x' ? '10.0.0.0/16' : '10.1.0.0/16'", 'p'],
  ])('%s', (_, prefix, name) => {
    const loaded = evaluated(`param p string\nparam ${name}q string = 'x'\nvar v = [p]\n${vnet(prefix)}`)
    expect(loaded.findings).toMatchObject([{ code: 'HP1063', parameters: { name } }])
  })

  test.each([
    ['name', "resource t 'Microsoft.Network/routeTables@2024-05-01' = { name: 'rt-${p}' }"],
    ['condition', "resource t 'Microsoft.Network/routeTables@2024-05-01' = if (p == 'x') { name: 't' }"],
    ['loop', "resource t 'Microsoft.Network/routeTables@2024-05-01' = [for x in split(p, ','): { name: x }]"],
    [
      'parent',
      "resource t 'Microsoft.Network/routeTables@2024-05-01' existing = { name: p }\nresource r 'Microsoft.Network/routeTables/routes@2024-05-01' = { parent: t\n name: 'r' }",
    ],
    ['machine', "resource vm 'Microsoft.Compute/virtualMachines@2024-05-01' = { name: '${p}-vm' }"],
  ])('as a %s', (_, text) => {
    const found = evaluated(`param p string\n${text}\n`).findings
    expect(found.filter(({ code }) => code === 'HP1063')).toMatchObject([{ parameters: { name: 'p' } }])
  })

  test.each([
    [
      'a machine',
      "resource vm 'Microsoft.Compute/virtualMachines@2024-05-01' = { name: 'vm'\n properties: { osProfile: { adminUsername: p } } }",
    ],
    [
      'a region',
      "resource t 'Microsoft.Network/routeTables@2024-05-01' = { name: 't'\n location: p\n tags: { a: p } }",
    ],
    ['an output', 'output o string = p'],
    ['another kind of resource', "resource s 'Microsoft.Storage/storageAccounts@2024-05-01' = { name: p }"],
    [
      'a text that only looks like it',
      "resource t 'Microsoft.Network/routeTables@2024-05-01' = { name: 'p-${q.p}' }\nvar q = { p: 'p' }",
    ],
    [
      'a secret',
      "resource c 'Microsoft.Network/connections@2024-05-01' = { name: 'c'\n properties: { sharedKey: p } }",
    ],
  ])('is not reported when only %s depends on it', (_, text) => {
    expect(
      places(evaluated(`param p string\n${text}\n`)).filter((place) => place.startsWith('HP1063')),
    ).toEqual([])
  })

  test('is not reported when it is a secret', () => {
    const loaded = evaluated(`@secure()\nparam p string\n${vnet('p')}`)
    expect(places(loaded).filter((place) => place.startsWith('HP1063'))).toEqual([])
  })
})

test('a value for a parameter that is not declared', () => {
  const loaded = probed('prefix', "param prefix string = 'x'\n", { parameters: { prefx: 'y' } })
  expect(loaded.findings).toMatchObject([
    {
      code: 'HP1085',
      parameters: { name: 'prefx', suggestion: 'prefix', template: 'main.bicep', source: 'option' },
    },
  ])
})

test('a secret that is given does not get into a value, nor by way of a module', () => {
  const of = evaluated(
    {
      'main.bicep':
        "@secure()\nparam a string\nmodule m 'm.bicep' = {\n  params: { key: a, plain: 'k-${a}' }\n}\n",
      'm.bicep':
        "@secure()\nparam key string\nparam plain string\nresource t 'Microsoft.Network/routeTables@2024-05-01' = {\n  name: 't'\n  properties: { key: key, plain: plain, empty: empty(key) }\n}\n",
    },
    { parameters: { a: 'hunter2' } },
  )
  expect(shownIn(of, 't', 'properties')).toBe('{key: ?a, plain: ?k-‹a›, empty: ?empty(a)}')
  const bodies = [...of.resourceSet.resources.values()].map(({ body }) => [...body.fields])
  expect(
    JSON.stringify([bodies, of.findings], (_, value: unknown) => (value instanceof Map ? [...value] : value)),
  ).not.toContain('hunter2')
})

test('a secret never gets into a value, given or not', () => {
  expect(shownValue('[a, b]', "@secure()\nparam a string\n@sys.secure()\nparam b string = ''\n")).toBe(
    "[?a, '']",
  )
})
