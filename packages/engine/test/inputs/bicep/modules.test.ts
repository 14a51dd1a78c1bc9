// Modules: files below files, what they are given and give back, and where they are deployed to.
import { describe, expect, test } from 'vitest'
import { evaluated, idsOf, namesOf, places, resourceNamed, shownIn, shownValue } from './probe.ts'

const vnets = "'Microsoft.Network/virtualNetworks@2024-05-01'"
const tables = "'Microsoft.Network/routeTables@2024-05-01'"

const spoke = `
param name string
param prefix string = '10.0.0.0/16'
param tags object?
resource v ${vnets} = { name: 'vnet-\${name}'
 tags: tags
 properties: { addressSpace: { addressPrefixes: [prefix] } } }
output id string = v.id
output name string = v.name
output prefix string = prefix
`
const result = (value: string): string =>
  `\nresource t ${tables} = { name: 't'\n properties: { x: ${value} } }\n`

const x = (loaded: ReturnType<typeof evaluated>): string => shownIn(loaded, 't', 'properties', 'x')

describe('outputs', () => {
  test('of a module', () => {
    const loaded = evaluated({
      'main.bicep': `module a 'modules/spoke.bicep' = { name: 'da', params: { name: 'a' } }${result("[a.outputs.name, a.outputs.?none ?? 'no', a.name, a.outputs.nam]")}`,
      'modules/spoke.bicep': spoke,
    })
    expect(namesOf(loaded)).toEqual(['t', 'vnet-a'])
    expect(x(loaded)).toBe("['vnet-a', 'no', 'da', ?a.outputs.nam]")
    expect(places(loaded)).toEqual(['HP1060 main.bicep:3:69'])
  })

  test('of one module to another, in both directions, as long as no value needs itself', () => {
    const loaded = evaluated({
      'main.bicep': `
module a 'm.bicep' = { params: { first: b.outputs.fixed, second: 'x' } }
module b 'm.bicep' = { params: { first: 'y', second: a.outputs.first } }
${result('[a.outputs.first, b.outputs.second]')}`,
      'm.bicep': `param first string\nparam second string\noutput fixed string = 'fixed'\noutput first string = first\noutput second string = second\n`,
    })
    expect(x(loaded)).toBe("['fixed', 'fixed']")
    expect(places(loaded)).toEqual([])
  })

  test('of a looped module', () => {
    const loaded = evaluated({
      'main.bicep': `
var names = ['a', 'b']
module s 'spoke.bicep' = [for (n, i) in names: { name: 'd\${i}', params: { name: n, prefix: '10.\${i}.0.0/16' } }]
${result('[s[1].outputs.prefix, [for i in range(0, length(names)): s[i].outputs.name], map(s, m => m.outputs.prefix)]')}`,
      'spoke.bicep': spoke,
    })
    expect(places(loaded)).toEqual([])
    expect(x(loaded)).toBe("['10.1.0.0/16', ['vnet-a', 'vnet-b'], ['10.0.0.0/16', '10.1.0.0/16']]")
  })

  test('of a looped module with conditions', () => {
    const loaded = evaluated({
      'main.bicep': `module s 'spoke.bicep' = [for n in ['a', 'b', 'c']: if (n != 'b') { params: { name: n } }]${result('s[2].outputs.name')}`,
      'spoke.bicep': spoke,
    })
    expect(namesOf(loaded)).toEqual(['t', 'vnet-a', 'vnet-c'])
    expect(x(loaded)).toBe("'vnet-c'")
  })

  test('of a module that is not deployed, or may not be', () => {
    const main = (condition: string) => ({
      'main.bicep': `param on bool\nmodule s 'spoke.bicep' = if (${condition}) { params: { name: 'a' } }${result(`${condition} ? s.outputs.name : 'none'`)}`,
      'spoke.bicep': spoke,
    })
    const off = evaluated(main('false'))
    expect(namesOf(off)).toEqual(['t'])
    expect(x(off)).toBe("'none'")
    const maybe = evaluated(main('on'))
    expect(namesOf(maybe)).toEqual(['t', 'vnet-a'])
    expect(shownIn(maybe, 'vnet-a', 'condition')).toBe('?on')
    expect(places(maybe)).toEqual(['HP1063 main.bicep:1:7', 'HP2009 spoke.bicep:5:1'])
  })

  test('a value that needs itself by way of modules', () => {
    const loaded = evaluated({
      'main.bicep': `
module a 'm.bicep' = { params: { p: b.outputs.o } }
module b 'm.bicep' = { params: { p: a.outputs.o } }
${result('a.outputs.o')}`,
      'm.bicep': 'param p string\noutput o string = p\n',
    })
    expect(new Set(loaded.findings.map(({ code }) => code))).toEqual(new Set(['HP1062']))
    expect(x(loaded)).toMatch(/^\?/)
  })
})

describe('parameters', () => {
  const module = `param vmNameSuffix string\nparam size int = 3\nparam kind string?\nresource t ${tables} = { name: 'rt-\${vmNameSuffix}' }\n`

  test('unknown and missing ones, with positions and what is meant', () => {
    const loaded = evaluated({
      'main.bicep': `module a 'm.bicep' = {\n  params: {\n    vmName: 'a'\n  }\n}\nmodule b 'm.bicep' = {\n}\n`,
      'm.bicep': module,
    })
    expect(
      loaded.findings.map(({ code, span, parameters }) => [code, span?.line, span?.column, parameters]),
    ).toEqual([
      ['HP1065', 2, 11, { module: 'a', name: 'vmNameSuffix', declaredAt: 'm.bicep:1:7' }],
      ['HP1064', 3, 5, { module: 'a', name: 'vmName', suggestion: 'vmNameSuffix' }],
      ['HP1065', 6, 8, { module: 'b', name: 'vmNameSuffix', declaredAt: 'm.bicep:1:7' }],
    ])
    expect(namesOf(loaded)).toEqual(['rt-‹a∕vmNameSuffix›', 'rt-‹b∕vmNameSuffix›'])
  })

  test('are checked also where the module is not deployed', () => {
    const loaded = evaluated({
      'main.bicep': `module a 'm.bicep' = if (false) { params: { vmName: 'a' } }`,
      'm.bicep': module,
    })
    expect(loaded.findings.map(({ code }) => code)).toEqual(['HP1065', 'HP1064'])
  })

  test('a fault in a loop is one finding, and the names differ', () => {
    const loaded = evaluated({
      'main.bicep': `module a 'm.bicep' = [for i in range(0, 3): {}]`,
      'm.bicep': module,
    })
    expect(loaded.findings.map(({ code }) => code)).toEqual(['HP1065'])
    expect(namesOf(loaded)).toEqual([
      'rt-‹a[0]∕vmNameSuffix›',
      'rt-‹a[1]∕vmNameSuffix›',
      'rt-‹a[2]∕vmNameSuffix›',
    ])
  })

  test('put together with spread, or made by an expression', () => {
    const main = (params: string) => ({
      'main.bicep': `param some object\nvar common = { vmNameSuffix: 'c' }\nmodule a 'm.bicep' = { params: ${params} }`,
      'm.bicep': module,
    })
    for (const params of ['{ ...common, size: 4 }', 'common', 'union(common, { size: 4 })']) {
      const loaded = evaluated(main(params))
      expect(places(loaded)).toEqual([])
      expect(namesOf(loaded)).toEqual(['rt-c'])
    }
    expect(namesOf(evaluated(main('{ ...some }')))).toEqual(['rt-‹some.vmNameSuffix›'])
  })

  test('null means the default value', () => {
    expect(
      shownValue('a.outputs.o', {
        'main.bicep': `module a 'm.bicep' = { params: { p: null } }`,
        'm.bicep': `param p string = 'd'\noutput o string = p\n`,
      }),
    ).toBe("'d'")
  })

  test('keep their kind: a text is no number only because it looks like one', () => {
    expect(
      shownValue('a.outputs.o', {
        'main.bicep': `module a 'm.bicep' = { params: { p: '3' } }`,
        'm.bicep': `param p int\noutput o int = p\n`,
      }),
    ).toBe("'3'")
  })
})

describe('scopes', () => {
  test('a resource group by name, by symbol, in another subscription', () => {
    const loaded = evaluated({
      'main.bicep': `targetScope = 'subscription'
param unknown string
resource g 'Microsoft.Resources/resourceGroups@2024-03-01' = { name: 'g1', location: 'westeurope' }
module a 'spoke.bicep' = { scope: g, params: { name: resourceGroup('g2').name } }
module b 'spoke.bicep' = { scope: resourceGroup('g2'), params: { name: 'b' } }
module c 'spoke.bicep' = { scope: resourceGroup('11111111-1111-1111-1111-111111111111', 'g3'), params: { name: 'c' } }
module d 'spoke.bicep' = { scope: resourceGroup(unknown), params: { name: 'd' } }
module e 'spoke.bicep' = { scope: resourceGroup('x\${unknown}'), params: { name: 'd' } }
`,
      'spoke.bicep': spoke,
    })
    expect(idsOf(loaded).map((id) => id.replace('/providers/Microsoft.Network/virtualNetworks', ''))).toEqual(
      [
        'resourceGroups/g1/vnet-g2',
        'resourceGroups/g2/vnet-b',
        'resourceGroups/g3/vnet-c',
        'resourceGroups/‹resourceGroup(unknown).id›/vnet-d',
        "resourceGroups/‹resourceGroup('x${unknown}').id›/vnet-d",
      ],
    )
    expect(resourceNamed(loaded, 'vnet-c')?.id.subscription).toBe('11111111-1111-1111-1111-111111111111')
  })

  test('functions mean the scope of the module', () => {
    const inner = `output o array = [resourceGroup().name, resourceGroup().location, resourceId('Microsoft.Network/routeTables', 'r')]\n`
    expect(
      shownValue(
        'a.outputs.o',
        {
          'main.bicep': `resource g 'Microsoft.Resources/resourceGroups@2024-03-01' existing = { name: 'g1', scope: subscription() }\nmodule a 'm.bicep' = { scope: resourceGroup('g1') }\n`,
          'm.bicep': inner,
        },
        { subscription: 's', location: 'westeurope' },
      ),
    ).toBe(
      "['g1', 'westeurope', '/subscriptions/s/resourceGroups/g1/providers/Microsoft.Network/routeTables/r']",
    )
  })

  test('one name in two groups is two resources', () => {
    const loaded = evaluated({
      'main.bicep': `module a 'spoke.bicep' = [for g in ['g1', 'g2']: { scope: resourceGroup(g), params: { name: 'a' } }]`,
      'spoke.bicep': spoke,
    })
    expect(namesOf(loaded)).toEqual(['vnet-a', 'vnet-a'])
    expect(places(loaded)).toEqual([])
  })
})

describe('files', () => {
  test('a module that deploys itself, by the way that leads there', () => {
    const loaded = evaluated({
      'main.bicep': `module a 'm/a.bicep' = {}`,
      'm/a.bicep': `module b 'b.bicep' = {}\nresource t ${tables} = { name: 'a' }\n`,
      'm/b.bicep': `module a 'a.bicep' = {}\nmodule main '../main.bicep' = {}\n`,
    })
    expect(loaded.findings).toMatchObject([
      {
        code: 'HP1068',
        parameters: { files: ['main.bicep', 'm/a.bicep', 'm/b.bicep', 'm/a.bicep'] },
        span: { file: 'm/b.bicep', line: 1 },
      },
      {
        code: 'HP1068',
        parameters: { files: ['main.bicep', 'm/a.bicep', 'm/b.bicep', 'main.bicep'] },
        span: { file: 'm/b.bicep', line: 2 },
      },
    ])
    expect(namesOf(loaded)).toEqual(['a'])
  })

  test('modules below modules end at some depth', () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`m${index}.bicep`, `module n 'm${index + 1}.bicep' = {}\n`]),
    )
    expect(
      evaluated({ 'main.bicep': "module m 'm0.bicep' = {}", ...files }).findings.map(({ code }) => code),
    ).toEqual(['HP1068'])
  })

  test('modules that each deploy two of the next do not go on without end', () => {
    const files = Object.fromEntries(
      Array.from({ length: 18 }, (_, index) => [
        `m${index}.bicep`,
        `param p string\nmodule a 'm${index + 1}.bicep' = { params: { p: '\${p}a' } }\nmodule b 'm${index + 1}.bicep' = { params: { p: '\${p}b' } }\n`,
      ]),
    )
    const loaded = evaluated({
      'main.bicep': "module m 'm0.bicep' = { params: { p: 'x' } }",
      ...files,
      'm18.bicep': `param p string\nresource t ${tables} = { name: p }\n`,
    })
    expect(loaded.findings.map(({ code }) => code)).toEqual(['HP1066'])
  })

  test('of a registry: one finding for all uses, the rest goes on', () => {
    const loaded = evaluated(`
module a 'br/public:avm/res/network/virtual-network:0.5.0' = { name: 'a', params: { anything: 1 } }
${result('[a.outputs.resourceId, a.outputs.name]')}`)
    expect(loaded.findings).toMatchObject([
      {
        code: 'HP1067',
        parameters: { path: 'br/public:avm/res/network/virtual-network:0.5.0' },
        span: { line: 2, column: 10 },
      },
    ])
    expect(x(loaded)).toBe('[?a.outputs.resourceId, ?a.outputs.name]')
  })

  test.each([
    ['that is not there', "'none.bicep'", 'HP1001'],
    ['outside the root', "'../out.bicep'", 'HP1003'],
    ['in JSON that is no template', "'m.json'", 'HP1073'],
    ['with a hole in its path', "'${1}.bicep'", 'HP1001'],
  ])('%s', (_, path, code) => {
    const loaded = evaluated({
      'main.bicep': `module a ${path} = {}${result('a.outputs.x')}`,
      '../out.bicep': { kind: 'outsideRoot', root: '..' },
      'm.json': '{}',
    })
    expect(places(loaded)).toEqual([`${code} main.bicep:1:10`])
    expect(x(loaded)).toBe('?a.outputs.x')
  })

  test('a route says in which file and line it is written', () => {
    const loaded = evaluated({
      'main.bicep': `module a '../lib/rt.bicep' = [for i in range(0, 2): { params: { name: 'rt\${i}', extra: [\n  { name: 'given', properties: { addressPrefix: '10.9.0.0/16', nextHopType: 'None' } }\n] } }]`,
      '../lib/rt.bicep': `param name string\nparam extra array\nresource t ${tables} = {\n  name: name\n  properties: {\n    routes: [\n      {\n        name: 'own'\n        properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' }\n      }\n      ...extra\n    ]\n  }\n}\n`,
    })
    expect(places(loaded)).toEqual([])
    const at = (name: string) => resourceNamed(loaded, name)?.declaredAt
    expect(at('rt1')).toMatchObject({ file: '../lib/rt.bicep', line: 3 })
    expect(at('rt1/own')).toMatchObject({ file: '../lib/rt.bicep', line: 7 })
    expect(at('rt1/given')).toMatchObject({ file: 'main.bicep', line: 2 })
  })
})

describe('modules in ARM JSON', () => {
  const network = JSON.stringify({
    contentVersion: '1.0.0.0',
    parameters: { vnetNameSuffix: { type: 'string' }, size: { type: 'int', defaultValue: 1 } },
    resources: [
      { type: 'Microsoft.Network/routeTables', name: "[concat('rt-', parameters('vnetNameSuffix'))]" },
    ],
    outputs: { x: { type: 'string', value: '[deployment().name]' } },
  })

  test('a parameter that is not declared, one that is needed, and an output that is not there', () => {
    const loaded = evaluated({
      'main.bicep': `module a 'm.json' = { params: { vnetName: 'x' } }${result('a.outputs.y')}`,
      'm.json': network,
    })
    expect(loaded.findings).toMatchObject([
      { code: 'HP1065', parameters: { module: 'a', name: 'vnetNameSuffix', declaredAt: 'm.json:1:43' } },
      { code: 'HP1064', parameters: { module: 'a', name: 'vnetName', suggestion: 'vnetNameSuffix' } },
      { code: 'HP1060', parameters: { name: 'y' } },
    ])
  })

  test('its deployment is called as the module says', () => {
    const loaded = evaluated({
      'main.bicep': `module a 'm.json' = { name: 'deploy-a', params: { vnetNameSuffix: 'x' } }${result('a.outputs.x')}`,
      'm.json': network,
    })
    expect(places(loaded)).toEqual([])
    expect(x(loaded)).toBe("'deploy-a'")
    expect(namesOf(loaded)).toContain('rt-x')
  })

  test('a fault in its expressions is placed in the JSON', () => {
    const loaded = evaluated({
      'main.bicep': "module a 'm.json' = { params: { vnetNameSuffix: 'x' } }\n",
      'm.json': network.replace("parameters('vnetNameSuffix')", "parameters('vnetNameSufix')"),
    })
    expect(loaded.findings).toMatchObject([{ code: 'HP1060', span: { file: 'm.json' } }])
  })
})
