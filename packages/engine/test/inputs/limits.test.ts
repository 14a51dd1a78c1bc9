// Inputs without end: each limit ends the reading with a finding that says which, and keeps what was good.
import { describe, expect, test } from 'vitest'
import { boundedFiles } from '../../src/inputs/bounded-files.ts'
import { load } from '../../src/inputs/load.ts'
import { evaluated, namesOf, places, shownIn } from './bicep/probe.ts'
import { memoryFiles } from './memory-files.ts'

const table = (symbol: string, value: string): string =>
  `resource ${symbol} 'Microsoft.Network/routeTables@2024-05-01' = { name: '${symbol}', properties: { x: ${value} } }\n`
const codes = (loaded: ReturnType<typeof load>): readonly string[] => [
  ...new Set(loaded.findings.map(({ code }) => code)),
]

describe('files', () => {
  const three = memoryFiles({ a: 'aaaa', b: 'bbbb', c: 'cccc' })

  test('not more than so many, not more than so long; what was read stays readable', () => {
    const few = boundedFiles(three, { files: 2, characters: 100 })
    expect(['a', 'b', 'c', 'a', 'nowhere'].map((file) => few.read(file).kind)).toEqual([
      'text',
      'text',
      'overLimit',
      'text',
      'overLimit',
    ])
    const short = boundedFiles(three, { files: 10, characters: 5 })
    expect(['a', 'b', 'c', 'b'].map((file) => short.read(file).kind)).toEqual([
      'text',
      'text',
      'overLimit',
      'text',
    ])
    expect(short.list('.')).toEqual(['a', 'b', 'c'])
  })

  test('a folder of more files than one run reads: said once', () => {
    const text = JSON.stringify([{ type: 'Microsoft.Network/routeTables', name: 'rt', properties: {} }])
    const files = Object.fromEntries(Array.from({ length: 10_050 }, (_, index) => [`f${index}.json`, text]))
    const loaded = load(memoryFiles(files), { inputs: ['.'] })
    expect(loaded.findings.filter(({ code }) => code === 'HP2019')).toHaveLength(1)
    expect(loaded.resourceSet.resources.size).toBe(1)
  })

  test('a template that loads files in a loop', () => {
    const loaded = evaluated({
      'main.bicep': table('t', "[for i in range(0, 3): loadTextContent('a.txt')]"),
      'a.txt': 'a',
    })
    expect(shownIn(loaded, 't', 'properties', 'x')).toBe("['a', 'a', 'a']")
  })
})

describe('loops', () => {
  test('800 iterations of resources and modules, as Azure allows; the first ones are there', () => {
    const loaded = evaluated(
      `resource t 'Microsoft.Network/routeTables@2024-05-01' = [for i in range(0, 900): { name: 't\${i}' }]\n`,
    )
    expect(codes(loaded)).toEqual(['HP1070'])
    expect(namesOf(loaded)).toHaveLength(800)
  })

  test('loops in loops end', () => {
    const nested = Array.from({ length: 5 }).reduce<string>(
      (inner) => `map(range(0, 800), i => ${inner})`,
      '1',
    )
    expect(codes(evaluated(table('t', nested)))).toEqual(['HP1066'])
  })

  test('modules that each deploy two others', () => {
    const files = Object.fromEntries(
      Array.from({ length: 18 }, (_, level) => [
        level === 0 ? 'main.bicep' : `m${level}.bicep`,
        level === 17
          ? table('t', '1')
          : `module a 'm${level + 1}.bicep' = { name: 'a' }\nmodule b 'm${level + 1}.bicep' = { name: 'b' }\n`,
      ]),
    )
    expect(codes(evaluated(files))).toContain('HP1066')
  })

  test('a value that doubles with each line', () => {
    const lines = Array.from({ length: 60 }, (_, at) => `var v${at + 1} = '\${v${at}}\${v${at}}'`)
    const loaded = evaluated(`var v0 = 'aaaaaaaaaaaaaaaa'\n${lines.join('\n')}\n${table('t', 'v60')}`)
    expect(codes(loaded)).toContain('HP1066')
  })
})

describe('circles are named with the way round', () => {
  test('of variables', () => {
    const loaded = evaluated(`var a = b\nvar b = c\nvar c = a\n${table('t', 'a')}`)
    const [circle] = loaded.findings.filter(({ code }) => code === 'HP1062')
    expect(circle?.parameters).toEqual({ path: ['a', 'b', 'c', 'a'] })
  })

  test('of modules', () => {
    const loaded = evaluated({
      'main.bicep': "module a 'a.bicep' = { name: 'a' }\n",
      'a.bicep': "module b 'b.bicep' = { name: 'b' }\n",
      'b.bicep': "module a 'a.bicep' = { name: 'a' }\n",
    })
    expect(loaded.findings).toMatchObject([
      { code: 'HP1068', parameters: { files: ['main.bicep', 'a.bicep', 'b.bicep', 'a.bicep'] } },
    ])
  })
})

describe('depth', () => {
  const deep = 100_000

  test.each([
    ['JSON', { 'a.json': '['.repeat(deep) }, 'HP1011'],
    ['JSON of objects', { 'a.json': '{"a":'.repeat(deep) }, 'HP1011'],
    ['YAML', { 'hairpin.yaml': `version: 1\nsites: ${'['.repeat(deep)}\n` }, 'HP1011'],
    ['brackets in Bicep', { 'main.bicep': `var a = ${'('.repeat(deep)}1\n` }, 'HP1011'],
    ['objects in Bicep', { 'main.bicep': `var a = ${'{a:'.repeat(deep)}1\n` }, 'HP1059'],
    ['conditions in Bicep', { 'main.bicep': `var a = ${'true ? '.repeat(deep)}1\n` }, 'HP1011'],
    ['operators in Bicep', { 'main.bicep': `${table('t', `${'!'.repeat(deep)}true`)}` }, 'HP1011'],
    ['types in Bicep', { 'main.bicep': `type a = ${'('.repeat(deep)}int\n` }, 'HP1011'],
    ['strings in Bicep', { 'main.bicep': `var a = ${"'${".repeat(deep)}\n` }, 'HP1059'],
  ])('%s', (_, files, code) => {
    const loaded = load(memoryFiles(files), { inputs: [Object.keys(files)[0] ?? ''] })
    expect(codes(loaded)).toContain(code)
  })

  test('a type and an id of thousands of segments are none', () => {
    const type = `Microsoft.Network${'/a'.repeat(20_000)}`
    const names = 'n/'.repeat(20_000).slice(0, -1)
    const loaded = load(
      memoryFiles({
        'a.json': JSON.stringify([
          { type, name: names },
          { id: `/subscriptions/s/resourceGroups/g/providers/${type.replaceAll('/a', '/a/n')}` },
        ]),
      }),
      { inputs: ['a.json'] },
    )
    expect(codes(loaded)).toEqual(expect.arrayContaining(['HP2005']))
    expect(loaded.resourceSet.resources.size).toBe(0)
  })

  test('a name of great length, and many of them', () => {
    const loaded = evaluated(
      `var ${'a'.repeat(100_000)} = 1\n${'var b = 1\n'.repeat(2000)}${table('t', '1')}`,
    )
    expect(namesOf(loaded)).toEqual(['t'])
  })
})

describe('names that JavaScript knows are data', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'])
    test(name, () => {
      const loaded = evaluated(
        {
          'main.bicep': `param ${name} string
var v_${name} = { ${name}: ${name}, other: 1 }
module m 'm.bicep' = { name: 'm', params: { ${name}: v_${name}.${name} } }
resource r 'Microsoft.Network/routeTables@2024-05-01' = {
  name: '${name}'
  tags: v_${name}
  properties: { x: m.outputs.${name}, routes: [{ name: '${name}', properties: { addressPrefix: '10.0.0.0/8', nextHopType: 'None' } }] }
}
`,
          'm.bicep': `param ${name} string\nvar constructorOf = '\${${name}}!'\noutput ${name} string = constructorOf\n`,
        },
        { parameters: Object.fromEntries([[name, 'given']]) },
      )
      expect(places(loaded)).toEqual([])
      expect(namesOf(loaded)).toEqual([name, `${name}/${name}`])
      expect(shownIn(loaded, name, 'properties', 'x')).toBe("'given!'")
      expect(shownIn(loaded, name, 'tags')).toBe(`{${name}: 'given', other: 1}`)
      expect(Object.hasOwn(Object.prototype, 'given')).toBe(false)
    })

  test('a variable that nothing declares is not found among them', () => {
    for (const name of ['constructor', 'toString', '__proto__'])
      expect(codes(evaluated(table('t', name)))).toEqual(['HP1060'])
  })

  test('in hairpin.yaml and in JSON', () => {
    const names = ['__proto__', 'constructor', 'toString']
    const loaded = load(
      memoryFiles({
        'hairpin.yaml': `version: 1\ninputs: [a.json]\nparameters: { __proto__: x }\nguests: { __proto__: { ipForward: true } }\n`,
        'a.json': JSON.stringify(
          names.map((name) => ({
            type: 'Microsoft.Network/routeTables',
            name,
            properties: { routes: names.map((route) => ({ name: route, properties: {} })) },
          })),
        ),
      }),
      { inputs: ['hairpin.yaml'] },
    )
    expect([...loaded.resourceSet.resources.values()]).toHaveLength(12)
    expect(Object.keys(loaded.resourceSet.world.parameters ?? {})).toEqual(['__proto__'])
    expect(codes(loaded)).toEqual(['HP1031'])
  })
})
