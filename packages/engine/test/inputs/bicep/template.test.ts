// A file as a whole: its symbols, functions, imports, files that it loads, and faults in it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluated, namesOf, places, probed, shownValue } from './probe.ts'

describe('symbols', () => {
  test('are declared in any order', () => {
    expect(shownValue('a', "var a = '${b}!'\nvar b = c\nparam c string = 'x'\n")).toBe("'x!'")
  })

  test.each([
    ['of one', 'var a = a\n', ['a', 'a']],
    ['of two', 'var a = b\nvar b = a\n', ['a', 'b', 'a']],
    ['of parameters', 'param a string = b\nparam b string = a\n', ['a', 'b', 'a']],
    ['in an object', 'var a = { x: b.y }\nvar b = { y: a.x }\n', ['a', 'b.y', 'a.x']],
    ['of an object in itself', 'var a = { x: a }\n', ['a', 'a']],
    ['in a list', 'var a = [a[0]]\n', ['a', 'a[0]']],
    ['of a loop', 'var a = [for x in a: x]\n', ['a', 'a']],
    ['of functions', 'func f() string => g()\nfunc g() string => f()\nvar a = f()\n', ['f()', 'g()', 'f()']],
  ])('a circle %s is one finding, told from end to end', (_, text, path) => {
    const found = probed('a', text).findings
    expect(found.map(({ code, parameters }) => [code, parameters])).toEqual([['HP1062', { path }]])
  })

  test('resources whose names need each other', () => {
    const vnet = (name: string, value: string): string =>
      `resource ${name} 'Microsoft.Network/virtualNetworks@2024-05-01' = {\n  name: ${value}\n}\n`
    const own = evaluated(vnet('a', 'a.name')).findings
    expect(own).toMatchObject([{ code: 'HP1062', parameters: { path: ['a.name', 'a.name'] } }])
    const two = evaluated(vnet('a', 'b.name') + vnet('b', 'a.name')).findings
    expect(two).toMatchObject([{ code: 'HP1062', parameters: { path: ['a.name', 'b.name', 'a.name'] } }])
  })

  test.each([
    ['an object', 'var a = { x: 1, y: a.x }\n', '{x: 1, y: 1}'],
    ['two objects', 'var a = { x: 1, y: b.z }\nvar b = { z: a.x }\n', '{x: 1, y: 1}'],
    ['a list', 'var a = [1, a[0]]\n', '[1, 1]'],
  ])('%s may refer to a part of itself that does not need it', (_, text, expected) => {
    expect(shownValue('a', text)).toBe(expected)
    expect(places(probed('a', text))).toEqual([])
  })
})

describe('functions of the template', () => {
  const declarations = `
func twice(x string) string => '\${x}\${x}'
func both(a string, b int) object => { text: twice(a), number: b + 1 }
func pick(list array) array => map(filter(list, x => x > 1), x => x * 10)
`
  test.each([
    ["twice('ab')", "'abab'"],
    ["both('a', 2).text", "'aa'"],
    ["both('a', 2)", "{text: 'aa', number: 3}"],
    ['pick([1, 2, 3])', '[20, 30]'],
    ["map(['x'], x => twice(x))", "['xx']"],
    ['twice()', "''"],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression, declarations)).toBe(expected)
  })
})

describe('imports', () => {
  const files = {
    'lib/shared.bicep': `
import { deep } from 'inner/deep.bicep'
@export()
var ports = { ssh: 22 }
@export()
var routes = loadJsonContent('routes.json')
@export()
var far = deep
@export()
func label(x string) string => prefix(x)
func prefix(x string) string => 'p-\${x}'
@export()
type size = int?
`,
    'lib/routes.json': '[{"name": "r"}]',
    'lib/inner/deep.bicep': "@export()\nvar deep = loadTextContent('deep.txt')\n",
    'lib/inner/deep.txt': 'deep',
  }
  const withImports = (text: string) => ({ ...files, 'main.bicep': text })

  test.each([
    ["import { ports } from 'lib/shared.bicep'\n", 'ports.ssh', '22'],
    ["import { ports as p, label } from 'lib/shared.bicep'\n", 'label(string(p.ssh))', "'p-22'"],
    ["import * as shared from 'lib/shared.bicep'\n", "[shared.ports.ssh, shared.label('x')]", "[22, 'p-x']"],
    ["import { routes, far } from 'lib/shared.bicep'\n", '[routes[0].name, far]', "['r', 'deep']"],
    ["import { size } from 'lib/shared.bicep'\nparam s size\n", 's', 'null'],
  ])('%s', (text, expression, expected) => {
    const loaded = probed(expression, withImports(text))
    expect(places(loaded)).toEqual([])
    expect(shownValue(expression, withImports(text))).toBe(expected)
  })

  test('of what is not there', () => {
    const text = "import { prts, none } from 'lib/shared.bicep'\n"
    const loaded = probed('[prts, none(1), prts]', withImports(text))
    expect(loaded.findings).toMatchObject([
      { code: 'HP1060', parameters: { name: 'prts', suggestion: 'ports' }, span: { line: 1, column: 10 } },
      { code: 'HP1060', parameters: { name: 'none' }, span: { line: 1, column: 16 } },
    ])
  })

  test('from a registry: types cost nothing, values one finding', () => {
    const registry = "import { kind, value, make } from 'br/public:avm/utl/types/avm-common-types:0.5.1'\n"
    expect(places(probed('1', `${registry}param k kind = 1\n`))).toEqual([])
    const used = `${registry}import * as ns from 'br/public:other:1.0.0'\n`
    expect(places(probed("[value, make('x'), value.y, ns.z, ns.f()]", used))).toEqual([
      'HP1067 main.bicep:1:35',
      'HP1067 main.bicep:2:21',
    ])
    expect(shownValue("[value.y, make('x'), ns.z, ns.f()]", used)).toBe('[?value.y, ?make, ?z, ?f]')
  })

  test('files that import each other', () => {
    const circle = (text: string) => ({
      'main.bicep': `import { a } from 'a.bicep'\n${text}`,
      'a.bicep': "import { b } from 'b.bicep'\n@export()\nvar a = b\n@export()\nvar x = 1\n",
      'b.bicep': "import { a, x } from 'a.bicep'\n@export()\nvar b = a\n@export()\nvar y = x\n",
    })
    expect(places(probed('a', circle('')))).toEqual(['HP1062 a.bicep:3:5'])
    expect(shownValue('y', circle("import { y } from 'b.bicep'\n"))).toBe('1')
  })
})

describe('files that a template loads', () => {
  const files = {
    'lib/m.bicep':
      "output text string = loadTextContent('../cloud-init.yml')\noutput port int = loadJsonContent('data/ports.json', '$.ssh')\n",
    'lib/data/ports.json': '{"ssh": 22}',
    'cloud-init.yml': '#cloud-config',
    '../secret.txt': { kind: 'outsideRoot' as const, root: '..' },
  }

  test('are named relative to the file that does', () => {
    expect(
      shownValue('[m.outputs.text, m.outputs.port]', {
        ...files,
        'main.bicep': "module m 'lib/m.bicep' = {}\n",
      }),
    ).toBe("['#cloud-config', 22]")
  })

  test('are not read outside the root', () => {
    const loaded = probed("loadTextContent('../secret.txt')", { ...files, 'main.bicep': '' })
    expect(loaded.findings).toMatchObject([{ code: 'HP1003', parameters: { rootToAdd: '..' } }])
  })
})

describe('extensions', () => {
  test('are no names that are missing', () => {
    expect(
      places(probed('[k8s.x, graph.y()]', 'extension kubernetes with { a: 1 } as k8s\nextension graph\n')),
    ).toEqual([])
  })
})

describe('faults', () => {
  test('a syntax error in one statement keeps the others', () => {
    const loaded = evaluated(`
var a = [1, 2
var good = 'x'
resource t 'Microsoft.Network/routeTables@2024-05-01' = { name: 'rt-\${good}' }
param = 3
resource u 'Microsoft.Network/routeTables@2024-05-01' = { name: 'u\${length(a)}' }
`)
    expect(new Set(loaded.findings.map(({ code }) => code))).toEqual(new Set(['HP1059']))
    expect(namesOf(loaded)).toContain('rt-x')
  })

  test('a broken value is unknown, without another word', () => {
    const loaded = probed('v', 'var v = ==\n')
    expect(loaded.findings.map(({ code }) => code)).toEqual(['HP1059'])
    expect(shownValue('v', 'var v = ==\n')).toBe('?syntax error')
  })

  test('the names of one are no further faults', () => {
    expect(new Set(probed('v', 'var v\n').findings.map(({ code }) => code))).toEqual(new Set(['HP1059']))
  })

  test('one fault in a loop, or in a module used twice, is said once', () => {
    const loaded = evaluated({
      'main.bicep': "module a 'm.bicep' = [for i in range(0, 3): {}]\nmodule b 'm.bicep' = {}\n",
      'm.bicep': "resource t 'Microsoft.Network/routeTables@2024-05-01' = { name: nowhere }\n",
    })
    expect(places(loaded)).toEqual(['HP1060 m.bicep:1:65'])
  })
})

test('the same input gives the same resources', () => {
  const text = `param p string\nresource t 'Microsoft.Network/routeTables@2024-05-01' = [for i in range(0, 3): { name: '\${p}\${uniqueString(resourceGroup().id)}\${i}' }]\n`
  expect(JSON.stringify([...evaluated(text).resourceSet.resources])).toBe(
    JSON.stringify([...evaluated(text).resourceSet.resources]),
  )
})

describe('whatever becomes of a template', () => {
  const template = `param prefixes array = ['10.0.0.0/16', '10.1.0.0/16']
param suffix string
func label(x string) string => 'vnet-\${x}'
var common = { location: resourceGroup().location, n: length(prefixes) }
module m 'm.bicep' = [for (p, i) in prefixes: if (i < 5) { params: { name: '\${suffix}\${i}', list: [...prefixes, p] } }]
resource v 'Microsoft.Network/virtualNetworks@2024-05-01' = [for (p, i) in prefixes: {
  name: label('\${suffix}-\${i}')
  properties: { addressSpace: { addressPrefixes: [p] }, subnets: [for j in range(0, 2): { name: 's\${j}', properties: { addressPrefix: cidrSubnet(p, 24, j) } }] }
  resource nested 'subnets' existing = { name: 'x' }
}]
resource t 'Microsoft.Network/routeTables@2024-05-01' = if (!empty(prefixes)) {
  name: 'rt-\${v[0].name}'
  properties: { a: v[1].properties.subnets[^1].id, b: m[0].outputs.?o ?? common.?n, c: v[0]::nested.id, d: { ...common } }
}
output o array = map(filter(v[0].properties.subnets, s => s.name == 's1'), s => s.id)
`
  const module = 'param name string\nparam list array\nvar common = { n: name }\noutput o string = common.n\n'
  const words = [...new Set(template.match(/[A-Za-z]\w*|\d+|[^\s\w]/g))]

  test('nothing throws, and the places of findings are in the files', () => {
    const edit = fc.record({
      at: fc.nat(template.length),
      length: fc.nat(30),
      text: fc.array(fc.constantFrom(...words), { maxLength: 3 }).map((parts) => parts.join(' ')),
    })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const main = edits.reduce(
          (text, { at, length, text: put }) => text.slice(0, at) + put + text.slice(at + length),
          template,
        )
        const lines = { 'main.bicep': main.split('\n').length, 'm.bicep': module.split('\n').length }
        for (const { span } of evaluated({ 'main.bicep': main, 'm.bicep': module }).findings) {
          if (span === undefined || (span.file !== 'main.bicep' && span.file !== 'm.bicep')) continue
          expect(span.line).toBeLessThanOrEqual(lines[span.file])
        }
      }),
      { numRuns: 300 },
    )
  })
})
