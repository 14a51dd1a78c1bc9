// Expressions as a whole: literals, texts with holes, objects and arrays, lambdas, loops, and limits.
import { describe, expect, test } from 'vitest'
import { evaluated, places, probed, shownValue } from '../bicep/probe.ts'

describe('literals and texts', () => {
  test.each([
    ['true', 'true'],
    ['null', 'null'],
    ['42', '42'],
    ['-1', '-1'],
    ["'it\\'s'", "'it's'"],
    ["'''\nraw ${x}'''", "'raw ${x}'"],
    ["'a${1}b${true}c${false}d${null}e'", "'a1bTruecFalsede'"],
    ["'${[1, 'a', true]}'", "'[1,'a',true]'"],
    ["'${{ a: 1 }}'", "'{'a':1}'"],
    ["'${'${1}${2}'}3'", "'123'"],
    ['9007199254740993', "'9007199254740993'"],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression)).toBe(expected)
  })
})

describe('texts with unknown parts are symbolic and differ', () => {
  const parameters = "param a string\nparam b string\nvar both = '${a}-${b}'\n"
  test.each([
    ["'x-${a}'", '?x-‹a›'],
    ["'x-${b}'", '?x-‹b›'],
    ["'${a}${a}'", '?‹a›‹a›'],
    ["'x-${both}'", '?x-‹a›-‹b›'],
    ["'${toLower(a)}'", '?‹toLower(a)›'],
    ["toLower('X-${a}')", "?toLower('X-${a}')"],
    ["'${take('${a}-${1}', 3)}'", "?‹take('${a}-1', 3)›"],
    ["format('{0}-{1}', a, 2)", "?format('{0}-{1}', a, 2)"],
    ["join(['x', a, '2'], '-')", "?join(['x', a, '2'], '-')"],
    ["split(a, '/')[0]", "?split(a, '/')[0]"],
    ["split(a, '/')[1]", "?split(a, '/')[1]"],
    ["[for i in range(0, 2): '${a}-${i}']", '[?‹a›-0, ?‹a›-1]'],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression, parameters)).toBe(expected)
  })
})

describe('objects and arrays', () => {
  const declarations = `
param unknown object
param key string
var base = { a: 1, b: { c: 2 } }
var more = [3, 4]
`
  test.each([
    ['{ ...base, a: 9 }', '{a: 9, b: {c: 2}}'],
    ['{ a: 9, ...base }', '{a: 1, b: {c: 2}}'],
    ['{ ...base, ...{ B: 0 } }.b', '0'],
    ["{ '${'k'}1': 2 }", '{k1: 2}'],
    ["{ '${'k'}1': 2 }.K1", '2'],
    ['[...more, 5, ...more]', '[3, 4, 5, 3, 4]'],
    ['[5, ...more][2]', '4'],
    ['{ ...unknown, a: 1 }', '?unknown'],
    ['{ ...unknown, a: 1 }.a', '1'],
    ['{ a: 1, ...unknown }.a', '?unknown.a'],
    ["{ '${key}': 1, a: 2 }.a", '2'],
    ["{ a: 2, '${key}': 1 }.a", '?‹key›.a'],
    ['{ a: unknown }', '{a: ?unknown}'],
    ['[1, unknown.x]', '[1, ?unknown.x]'],
    ['{}', '{}'],
    ['[]', '[]'],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression, declarations)).toBe(expected)
  })
})

describe('lambdas', () => {
  const declarations = `
param unknown int
var people = [{ name: 'Ada', age: 36 }, { name: 'Ben', age: 20 }, { name: 'Cy', age: 50 }]
var offset = 100
`
  test.each([
    ['map(people, p => p.name)', "['Ada', 'Ben', 'Cy']"],
    ["map(people, (p, i) => '${i}${p.name}')", "['0Ada', '1Ben', '2Cy']"],
    ['filter(people, p => p.age > 30)[1].name', "'Cy'"],
    ['reduce(people, 0, (sum, p) => sum + p.age)', '106'],
    ['toObject(people, p => p.name, p => p.age)', '{Ada: 36, Ben: 20, Cy: 50}'],
    ['toObject(people, p => p.name).ben.age', '20'],
    ['map([1, 2], a => map([10, 20], b => a + b + offset))', '[[111, 121], [112, 122]]'],
    ['sort([3, 1, 2], (a, b) => a < b)', '[1, 2, 3]'],
    ['map(people, p => p.?nick ?? p.name)[0]', "'Ada'"],
    ['map(people, p => p.age > 30 ? 1 : 0)', '[1, 0, 1]'],
    ['filter(people, p => p.age > unknown)', '?unknown'],
    ['map([1], x => x + unknown)', '[?unknown]'],
    ["[for p in people: map([1], x => '${p.name}${x}')[0]]", "['Ada1', 'Ben1', 'Cy1']"],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression, declarations)).toBe(expected)
  })
})

describe('loops', () => {
  test.each([
    ["[for x in ['a', 'b']: '${x}!']", "['a!', 'b!']"],
    ["[for (x, i) in ['a', 'b']: '${x}${i}']", "['a0', 'b1']"],
    ['[for i in range(2, 3): i * i]', '[4, 9, 16]'],
    ['[for x in []: x]', '[]'],
    ["[for x in items({ b: 1, a: 2 }): '${x.key}${x.value}']", "['a2', 'b1']"],
    ['[for i in range(0, 2): { inner: map(range(0, 2), j => i + j) }]', '[{inner: [0, 1]}, {inner: [1, 2]}]'],
    ['[for x in [1, 2]: { v: x }][1].v', '2'],
    ['length([for x in [1, 2]: x])', '2'],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression)).toBe(expected)
  })

  test('over an unknown list is unknown, over what is no list too', () => {
    expect(shownValue('[for x in list: x]', 'param list array\n')).toBe('?list')
    expect(shownValue('[for x in { a: 1 }: x]')).toBe('?loop')
  })

  test('800 iterations, no more', () => {
    const loaded = probed('length([for i in range(0, 801): i])')
    expect(loaded.findings).toMatchObject([{ code: 'HP1070', parameters: { found: 801, limit: 800 } }])
    expect(shownValue('length([for i in range(0, 801): i])')).toBe('800')
    expect(places(probed('length([for i in range(0, 800): i])'))).toEqual([])
  })
})

describe('names and functions', () => {
  test('an unknown name is said once, with what is near', () => {
    const loaded = probed('[adress, adress]', 'var address = 1\n')
    expect(loaded.findings.map(({ parameters }) => parameters)).toEqual([
      { name: 'adress', suggestion: 'address' },
      { name: 'adress', suggestion: 'address' },
    ])
  })

  test('an unknown function likewise', () => {
    expect(probed("toLowr('A')").findings).toMatchObject([
      { code: 'HP1061', parameters: { name: 'toLowr', suggestion: 'toLower' } },
    ])
  })

  test.each([
    ["sys.toUpper('a')", "'A'"],
    ['az.resourceGroup().name', "'rg'"],
    ['nameof(resourceGroup().id)', "'id'"],
    ['nameof(v)', "'v'"],
    ["reference('x').y", "?reference('x').y"],
    ["listKeys('x', '1').keys[0].value", "?listKeys('x', '1').keys[0].value"],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression, 'var v = 1\n')).toBe(expected)
  })

  test('a name that shadows a namespace or a function', () => {
    expect(shownValue('sys.x', "var sys = { x: 'mine' }\n")).toBe("'mine'")
    expect(shownValue('range(0, length)', 'var length = 2\n')).toBe('[0, 1]')
  })
})

describe('limits', () => {
  const codesOf = (text: string) => new Set(evaluated(text).findings.map(({ code }) => code))
  const chainOf = (count: number, next: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => `var v${index + 1} = ${next(index)}`).join('\n')
  const table = (value: string) =>
    `\nresource t 'Microsoft.Network/routeTables@2024-05-01' = {\n name: 't'\n properties: { x: ${value} }\n}\n`

  test('a long chain of variables', () => {
    const codes = codesOf(`var v0 = 1\n${chainOf(5000, (index) => `v${index} + 1`)}${table('v5000')}`)
    expect([...codes]).toEqual(['HP1066'])
  })

  test('a value that doubles at each step', () => {
    expect([
      ...codesOf(`var v0 = [1]\n${chainOf(60, (index) => `[v${index}, v${index}]`)}${table('v60')}`),
    ]).toEqual(['HP1066'])
  })

  test('a text that doubles at each step, known or not', () => {
    const doubling = chainOf(60, (index) => `'\${v${index}}\${v${index}}'`)
    expect([...codesOf(`var v0 = 'x'\n${doubling}${table('v60')}`)]).toEqual([])
    expect([...codesOf(`param v0 string\n${doubling}${table('v60')}`)]).toEqual(['HP1063'])
  })

  test('a value as deep as a list is long', () => {
    expect([...codesOf(table('reduce(range(0, 10000), [], (all, x) => [all])'))]).toEqual(['HP1066'])
  })

  test('functions that call themselves, once or twice', () => {
    expect([...codesOf(`func f(x int) int => f(x + 1)${table('f(0)')}`)]).toEqual(['HP1062'])
    expect([...codesOf(`func f(x int) int => f(x) + f(x)${table('f(0)')}`)]).toEqual(['HP1062'])
  })

  test('lambdas within lambdas', () => {
    const nested = (depth: number): string =>
      depth === 0 ? '1' : `map(range(0, 10000), x${depth} => ${nested(depth - 1)})`
    expect([...codesOf(table(nested(4)))]).toEqual(['HP1066'])
  })

  test('much work in one function', () => {
    const search = 'filter(range(0, 10000), x => contains(range(0, 10000), x))'
    expect([...codesOf(table(`length(${search})`))]).toEqual(['HP1066'])
  })
})
