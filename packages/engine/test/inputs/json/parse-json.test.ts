// JSON: what is right is read as JSON.parse reads it; what is wrong is told, and what surrounds it is kept.
import fc from 'fast-check'
import { parse as parseJsonc } from 'jsonc-parser'
import { describe, expect, test } from 'vitest'
import { formatSpan } from '../../../src/diagnostics/index.ts'
import { nestingLimit, parseJson } from '../../../src/inputs/json/parse-json.ts'
import { at, fieldOf } from '../../../src/resources/index.ts'
import { plain } from '../../plain.ts'

const read = (text: string) => parseJson(text, 'a.json')

/** Code, place, found and expected of each finding. */
const faults = (text: string) =>
  read(text).findings.map(({ code, span, parameters }) => [
    code,
    span === undefined ? '' : formatSpan(span),
    'found' in parameters ? parameters.found : undefined,
    'expected' in parameters ? parameters.expected : undefined,
  ])

/** JSON whose field names differ in more than letter case, as Azure's do. */
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(fc.string(), tie('value')), {
        selector: ([name]) => name.toLowerCase(),
        maxLength: 4,
      })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value

describe('valid JSON', () => {
  test('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent)
        const { value: got, findings } = read(text)
        expect(findings).toEqual([])
        expect(plain(got)).toEqual(JSON.parse(text))
      }),
    )
  })

  test('every value knows its place: the text there says the same', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = JSON.stringify(value) // one line, so that columns are offsets
        const check = (node: ReturnType<typeof read>['value']): void => {
          if (node?.span === undefined) throw new Error('no span')
          const own = text.slice(node.span.column - 1, node.span.endColumn - 1)
          expect(plain(node)).toEqual(JSON.parse(own))
          if (node.kind === 'list') node.items.forEach(check)
          if (node.kind === 'dictionary') for (const field of node.fields.values()) check(field.value)
        }
        check(read(text).value)
      }),
    )
  })

  test('names know their places', () => {
    const { value } = read('{\n  "name": "hub"\n}')
    const field = value?.kind === 'dictionary' ? value.fields.get('name') : undefined
    expect(field?.nameSpan).toEqual({ file: 'a.json', line: 2, column: 3, endLine: 2, endColumn: 9 })
    expect(field?.value.span).toEqual({ file: 'a.json', line: 2, column: 11, endLine: 2, endColumn: 16 })
  })
})

describe('what people write', () => {
  test.each([
    ['comments', '{ // one\n "a": 1, /* two\n */ "b": 2 }'],
    ['trailing commas', '{ "a": 1, "b": [1, 2,], }'],
    ['a comment at the end', '{"a": 1} // end'],
  ])('%s', (_, text) => {
    expect(read(text).findings).toEqual([])
    expect(plain(read(text).value)).toEqual(parseJsonc(text, [], { allowTrailingComma: true }))
  })

  test('a byte order mark', () => {
    expect(read('\u{feff}{"a": 1}').findings).toEqual([])
  })

  test('strings over several lines, as ARM templates have them', () => {
    const text = '{ "a": "[concat(\n  \'x\',\n  \'y\')]", "b": 1 }'
    expect(read(text).findings).toEqual([])
    expect(plain(read(text).value)).toEqual({ a: "[concat(\n  'x',\n  'y')]", b: 1 })
  })

  test('field names in any letter case', () => {
    expect(
      plain(at(read('{"Properties": {"addressPREFIX": "x"}}').value, 'properties', 'addressPrefix')),
    ).toBe('x')
  })

  test('__proto__ and constructor are data', () => {
    const { value, findings } = read('{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2}')
    expect(findings).toEqual([])
    expect(plain(at(value, '__proto__', 'polluted'))).toBe(true)
    expect(plain(fieldOf(value, 'constructor'))).toBe(1)
    expect(fieldOf(value, 'valueOf')).toBeUndefined()
    expect({}).not.toHaveProperty('polluted')
  })
})

describe('errors', () => {
  test.each([
    ['', [['HP1008', 'a.json:1:1', undefined, 'value']], undefined],
    ['{"a" 1}', [['HP1008', 'a.json:1:6', '1', 'colon']], { a: 1 }],
    ['{"a": 1 "b": 2}', [['HP1008', 'a.json:1:9', '"b"', 'comma']], { a: 1, b: 2 }],
    ['{"a": , "b": 2}', [['HP1008', 'a.json:1:7', ',', 'value']], { b: 2 }],
    ['{"a", "b": 2}', [['HP1008', 'a.json:1:5', ',', 'colon']], { b: 2 }],
    ['[1 2]', [['HP1008', 'a.json:1:4', '2', 'comma']], [1, 2]],
    ['[1,,2]', [['HP1008', 'a.json:1:4', ',', 'value']], [1, 2]],
    ['{a: 1}', [['HP1008', 'a.json:1:2', 'a', 'propertyName']], { a: 1 }],
    [
      '{"a": hub, "b": 2}',
      [['HP1008', 'a.json:1:7', 'hub', 'value']],
      { a: { unknown: 'unsupported' }, b: 2 },
    ],
    [
      '{"a": [1, 2}, "b": 3',
      [
        ['HP1008', 'a.json:1:12', '}', 'closingBracket'],
        ['HP1008', 'a.json:1:13', ',', 'endOfFile'],
      ],
      { a: [1, 2] },
    ],
    [
      '[{"a": 1], 2]',
      [
        ['HP1008', 'a.json:1:9', ']', 'closingBrace'],
        ['HP1008', 'a.json:1:10', ',', 'endOfFile'],
      ],
      [{ a: 1 }],
    ],
    ['{"a": 1]}', [['HP1008', 'a.json:1:8', ']', 'closingBrace']], { a: 1 }],
    ['{"a": "\\q"}', [['HP1008', 'a.json:1:8', '\\q', 'escapeSequence']], { a: '\\q' }],
    ['{"a": 1} {"b": 2}', [['HP1008', 'a.json:1:10', '{', 'endOfFile']], { a: 1 }],
    [
      '/* open',
      [
        ['HP1008', 'a.json:1:1', '/* open', 'endOfComment'],
        ['HP1008', 'a.json:1:8', undefined, 'value'],
      ],
      undefined,
    ],
    ['{1: 2, "b": 3}', [['HP1008', 'a.json:1:2', '1', 'propertyName']], { 1: 2, b: 3 }],
    ['{"a": 1e999}', [['HP1008', 'a.json:1:7', '1e999', 'number']], { a: { unknown: 'unsupported' } }],
    ['{[1], "b": 3}', [['HP1008', 'a.json:1:2', '[', 'propertyName']], { b: 3 }],
  ])('%s', (text, expected, kept) => {
    expect(faults(text)).toEqual(expected)
    expect(plain(read(text).value)).toEqual(kept)
  })

  test('a quotation mark that is missing costs one field', () => {
    const text = '{\n  "a": "x,\n  "b": "y"\n}'
    expect(faults(text)).toContainEqual(['HP1008', 'a.json:2:8', '"x,', 'endOfString'])
    expect(plain(read(text).value)).toEqual({ a: { unknown: 'unsupported' }, b: 'y' })
  })

  test('a duplicate key: warned, the last one counts', () => {
    const { value, findings } = read('{"name": "a",\n "Name": "b"}')
    expect(plain(fieldOf(value, 'NAME'))).toBe('b')
    expect(findings).toMatchObject([
      { code: 'HP1010', parameters: { key: 'Name', first: 'a.json:1:2' }, span: { line: 2, column: 2 } },
    ])
  })

  test('a text that breaks off: one finding, and what is unfinished is known', () => {
    const text = '{"value": [{"name": "a"}, {"name": "b", "properties": {"x"'
    const { value, unfinished, findings } = read(text)
    expect(findings).toMatchObject([{ code: 'HP1008', parameters: { expected: 'closingBrace' } }])
    const list = fieldOf(value, 'value')
    if (list?.kind !== 'list' || value === undefined) throw new Error('no list')
    expect(list.items.map((item) => unfinished.has(item))).toEqual([false, true])
    expect(unfinished.has(list)).toBe(true)
    expect(unfinished.has(value)).toBe(true)
  })

  test('nesting at the limit is read, beyond it left out with one finding, and what follows is kept', () => {
    const nest = (depth: number): string => `{"a": ${'['.repeat(depth)}${']'.repeat(depth)}, "b": 1}`
    expect(read(nest(nestingLimit - 1)).findings).toEqual([])
    const { value, findings } = read(nest(nestingLimit))
    expect(findings).toMatchObject([{ code: 'HP1011' }])
    expect(plain(fieldOf(value, 'b'))).toBe(1)
  })

  test.each(['[', '{"a":', '[{"a":'])('100,000 of %s do not exhaust the stack', (open) => {
    expect(read(open.repeat(100_000)).findings.map(({ code }) => code)).toContain('HP1011')
    expect(() => read(open.repeat(100_000) + ']'.repeat(100_000))).not.toThrow()
  })

  test('a file that is no JSON gives a bounded number of findings', () => {
    expect(read('x ] '.repeat(10_000)).findings.length).toBeLessThanOrEqual(50)
  })
})

describe('anything at all', () => {
  const never = (text: string): void => {
    const { value, findings, unfinished } = read(text)
    if (value === undefined) expect(findings.length + unfinished.size).toBeGreaterThan(0)
    for (const { span } of findings) expect(span?.line).toBeGreaterThan(0)
  }

  test('random bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => never(new TextDecoder().decode(bytes))),
    )
  })

  test('random pieces of JSON never throw', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-',
      'true',
      '\\',
      '\n',
      '/*',
      '//',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => never(pieces.join(''))),
      { numRuns: 500 },
    )
  })

  test('a valid text without one of its characters never throws, and without a finding it is JSON still', () => {
    fc.assert(
      fc.property(json, fc.nat(), (value, position) => {
        const text = JSON.stringify(value)
        const cut = position % Math.max(text.length, 1)
        const mutated = text.slice(0, cut) + text.slice(cut + 1)
        const { findings, value: got } = read(mutated)
        if (findings.length > 0) return
        expect(plain(got)).toEqual(parseJsonc(mutated, [], { allowTrailingComma: true }))
      }),
    )
  })
})
