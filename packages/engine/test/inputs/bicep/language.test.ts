// What the language of Bicep means where it is easily read otherwise: loops, lambdas, access, strings, numbers.
import { describe, expect, test } from 'vitest'
import { evaluated, namesOf, places, shownIn, shownValue } from './probe.ts'

const table = (symbol: string, body: string): string =>
  `resource ${symbol} 'Microsoft.Network/routeTables@2024-05-01' = ${body}\n`

describe('loops', () => {
  test.each([
    ['zero-based index with an offset', "[for (x, i) in ['a', 'b']: '${x}${i + 1}']", "['a1', 'b2']"],
    ['over nothing', '[for x in []: x]', '[]'],
    ['nested', '[for x in range(1, 2): [for y in range(x, 2): x * y]]', '[[1, 2], [4, 6]]'],
    [
      'over sorted items',
      "[for e in items({ b: 1, A: 2, c: 3 }): '${e.key}${e.value}']",
      "['A2', 'b1', 'c3']",
    ],
    ['over a filtered list', '[for x in filter(range(0, 5), n => n % 2 == 0): x]', '[0, 2, 4]'],
    ['over what a lambda gives', "[for x in map(['a'], s => { n: s }): x.n]", "['a']"],
    ['with a lambda inside', '[for x in [1, 2]: map([10, 20], y => y + x)]', '[[11, 21], [12, 22]]'],
  ])('%s', (_, expression, expected) => {
    expect(shownValue(expression)).toBe(expected)
  })

  test('of a resource, a property and an output at once', () => {
    const of = evaluated({
      'main.bicep': `module m 'm.bicep' = {\n}\n${table('t', "{\n  name: join(m.outputs.names, '-')\n}")}`,
      'm.bicep': `${table('all', "[for (n, i) in ['x', 'y']: {\n  name: n\n  properties: { list: [for k in range(0, i + 1): k] }\n}]")}output names array = [for (n, i) in ['x', 'y']: all[i].name]\n`,
    })
    expect(namesOf(of)).toEqual(['x-y', 'x', 'y'])
    expect(shownIn(of, 'y', 'properties', 'list')).toBe('[0, 1]')
  })

  test('filtered with if, in batches', () => {
    const of = evaluated(
      `@batchSize(1)\n${table('t', "[for n in ['a', 'b', 'c']: if (n != 'b') {\n  name: n\n}]")}`,
    )
    expect(namesOf(of)).toEqual(['a', 'c'])
    expect(places(of)).toEqual([])
  })

  test('children of looped parents', () => {
    const of = evaluated(
      "resource v 'Microsoft.Network/virtualNetworks@2024-05-01' = [for i in range(0, 2): {\n  name: 'v${i}'\n}]\nresource s 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = [for i in range(0, 2): {\n  parent: v[i]\n  name: 's'\n  properties: { addressPrefix: '10.${i}.0.0/24' }\n}]\n",
    )
    expect(namesOf(of)).toEqual(['v0', 'v1', 'v0/s', 'v1/s'])
  })

  test.each([
    ['too long', 'range(0, 801)'],
    ['unknown', "split(p, ',')"],
  ])('whose list is %s: the finding stands there', (_, list) => {
    const of = evaluated(`param p string\n${table('t', `[for i in ${list}: {\n  name: 't\${i}'\n}]`)}`)
    const [finding] = of.findings.filter(({ code }) => code === 'HP1070' || code === 'HP1069')
    expect(finding?.span).toMatchObject({ line: 2, column: 67 })
  })
})

describe('lambdas', () => {
  test.each([
    ['with an index', "map(['a', 'b'], (x, i) => '${x}${i}')", "['a0', 'b1']"],
    ['whose body is a choice', 'map([1, 2], x => x > 1 ? x : 0)', '[0, 2]'],
    ['whose body is a fallback', "map([{ a: 1 }, {}], x => x.?a ?? 'none')", "[1, 'none']"],
    ['that sort', 'sort([3, 1, 2], (a, b) => a < b)', '[1, 2, 3]'],
    ['that reduce', 'reduce([1, 2, 3], 0, (sum, x) => sum + x)', '6'],
    ['that group', "groupBy([{ k: 'a', v: 1 }, { k: 'b', v: 2 }, { k: 'a', v: 3 }], x => x.k).a[1].v", '3'],
    ['that map values', 'mapValues({ a: 1 }, x => x * 2)', '{a: 2}'],
    ['that make objects', "toObject(['a'], x => x, x => toUpper(x))", "{a: 'A'}"],
  ])('%s', (_, expression, expected) => {
    expect(shownValue(expression)).toBe(expected)
  })
})

describe('access', () => {
  test.each([
    ['a safe one ends the chain', 'o.?none.x.y[0]', 'null'],
    ['in brackets it does not', '(o.?none).?x ?? 1', '1'],
    ['to a safe index', 'o.list[?5].name', 'null'],
    ['counted from the end', 'o.list[^1]', '2'],
    ['that vouches for a value', 'o.a!', '1'],
    ['whose fallback binds weakest', 'o.?none ?? false || true', 'true'],
  ])('%s', (_, expression, expected) => {
    expect(shownValue(expression, 'var o = { a: 1, list: [1, 2] }\n')).toBe(expected)
  })
})

describe('spread', () => {
  test.each([
    ['later keys win', '{ a: 1, ...{ a: 2, b: 3 }, b: 4 }', '{a: 2, b: 4}'],
    ['it is not deep', '{ ...{ a: { x: 1 } }, ...{ a: { y: 2 } } }', '{a: {y: 2}}'],
    ['lists flatten', '[...[1, 2], 3, ...[]]', '[1, 2, 3]'],
  ])('%s', (_, expression, expected) => {
    expect(shownValue(expression)).toBe(expected)
  })
})

describe('null', () => {
  const vnet = (value: string): string =>
    `resource r 'Microsoft.Network/routeTables@2024-05-01' = {\n  name: 'r'\n}\nresource v 'Microsoft.Network/virtualNetworks@2024-05-01' = {\n  name: 'v'\n  properties: {\n    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }\n    subnets: [{ name: 's', properties: { addressPrefix: '10.0.0.0/24', routeTable: ${value} } }]\n  }\n}\n`

  test.each([
    ['null', 'null'],
    ['{}', '{}'],
  ])('a route table that is %s is none', (value, shown) => {
    const of = evaluated(vnet(value))
    expect(shownIn(of, 'v/s', 'properties', 'routeTable')).toBe(shown)
    expect(places(of)).toEqual([])
  })

  test('a resource without a property and one where it is null are the same', () => {
    const of = evaluated(table('t', "{\n  name: 't'\n  tags: null\n  location: null\n}"))
    expect(shownIn(of, 't', 'tags')).toBe('nothing')
  })
})

describe('strings', () => {
  test.each([
    ['three quotes keep backslashes and drop the first line break', "'''\na\\n''b\n'''", "'a\\n''b\n'"],
    ['CRLF inside three quotes is kept', "'''\r\na\r\nb'''", "'a\r\nb'"],
    ['an escaped hole is none', "'\\${a}'", "'${a}'"],
    ['escapes', "'\\u{1F600}\\t\\''", "'\u{1F600}\t''"],
    ['truth values in holes', "'${true}-${false}'", "'True-False'"],
    ['numbers in holes', "'${1}'", "'1'"],
    ['dollars before three quotes open holes', "$'''${1 + 1}'''", "'2'"],
    ['as many dollars as are written', "$$'''${a}$${1}'''", "'${a}1'"],
    ['composite format', "format('{0:D3}|{1,4}|{{}}|{2}', 7, 'a', true)", "'007|   a|{}|True'"],
    ['numbers in formats', "format('{0:X}-{0:N0}', 1234567)", "'12D687-1,234,567'"],
  ])('%s', (_, expression, expected) => {
    expect(shownValue(expression)).toBe(expected)
  })
})

describe('numbers', () => {
  test.each([
    ['7 / 2', '3'],
    ['-7 / 2', '-3'],
    ['-7 % 3', '-1'],
    ['4294967296 + 1', '4294967297'],
    ['9223372036854775807', "'9223372036854775807'"],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression)).toBe(expected)
  })
})

describe('letter case', () => {
  test.each([
    ["'a' == 'A'", 'false'],
    ["'a' =~ 'A'", 'true'],
    ["'a' !~ 'A'", 'false'],
    ['{ a: [1] } == { a: [1] }', 'true'],
    ["contains({ KEY: 1 }, 'key')", 'true'],
    ["contains('ABC', 'b')", 'false'],
    ["startsWith('ABC', 'ab')", 'true'],
    ["endsWith('ABC', 'bc')", 'true'],
    ["indexOf('ABC', 'b')", '1'],
    ["replace('AaA', 'a', 'x')", "'AxA'"],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression)).toBe(expected)
  })
})

describe('files', () => {
  const texts = {
    'main.bicep': "import { text } from 'lib/shared.bicep'\n",
    'lib/shared.bicep': "@export()\nvar text = loadTextContent('data/a.txt', 'utf-16')\n",
    'lib/data/a.txt': 'A',
    'data.json': '{ "vnets": [{ "name": "v0" }], // comment\n "n": 1 }',
    'data.yaml': 'vnets:\n  - name: y0\n',
    'conf/b.conf': 'b',
    'conf/A.conf': 'a',
    'conf/c.txt': 'c',
  }
  test.each([
    ['relative to the file that loads them, also by way of an import', 'text', "'A'"],
    ['a part of JSON', "loadJsonContent('data.json', '$.vnets[0].name')", "'v0'"],
    ['a part of YAML', "loadYamlContent('data.yaml', 'vnets[0].name')", "'y0'"],
    ['Base64', "loadFileAsBase64('conf/c.txt')", "'Yw=='"],
    [
      'names of a folder',
      "map(loadDirectoryFileInfo('conf'), f => f.baseName)",
      "['A.conf', 'b.conf', 'c.txt']",
    ],
    [
      'names that fit',
      "loadDirectoryFileInfo('conf', '?.conf')[1]",
      "{relativePath: 'conf/b.conf', baseName: 'b.conf', extension: '.conf'}",
    ],
    ['any name', "map(loadDirectoryFileInfo('conf', '*.t*'), f => f.relativePath)", "['conf/c.txt']"],
    ['of a folder that is not there', "loadDirectoryFileInfo('none')", '[]'],
  ])('%s', (_, expression, expected) => {
    expect(shownValue(expression, texts)).toBe(expected)
  })
})

describe('JSON in texts', () => {
  test.each([
    ['json(\'{"a": .25}\').a', '0.25'],
    ["json('{\\'/sub/x\\': {}, b: [1]}')", '{/sub/x: {}, b: [1]}'],
    ['json(\'[-.5, "a.5"]\')', "[-0.5, 'a.5']"],
  ])('%s is %s, as Azure reads it', (expression, expected) => {
    expect(shownValue(expression)).toBe(expected)
  })
})

describe('URIs', () => {
  test.each([
    ["parseUri('https://Host.example:8443/a/b?q=1').port", '8443'],
    ["parseUri('http://host').path", "'/'"],
    ["buildUri({ scheme: 'https', host: 'h', port: 443, path: 'a', query: 'q=1' })", "'https://h/a?q=1'"],
    ["buildUri(parseUri('https://h:8080/x?y'))", "'https://h:8080/x?y'"],
  ])('%s is %s', (expression, expected) => {
    expect(shownValue(expression)).toBe(expected)
  })
})

describe('names', () => {
  test('that are words of the language elsewhere', () => {
    const declarations =
      'var resource = 1\nvar type = 2\nvar for = 3\nvar in = { if: 4, existing: 5 }\nvar module = { param: 6 }\n'
    expect(shownValue('[resource, type, for, in.if, in.existing, module.param]', declarations)).toBe(
      '[1, 2, 3, 4, 5, 6]',
    )
  })

  test('with namespaces in front, and one that hides a function', () => {
    expect(shownValue("sys.concat('a', sys.toUpper('b'))")).toBe("'aB'")
    expect(shownValue('az.resourceGroup().name')).toBe("'rg'")
    expect(shownValue("[concat, sys.concat('a', 'b')]", 'var concat = 1\n')).toBe("[1, 'ab']")
  })
})
