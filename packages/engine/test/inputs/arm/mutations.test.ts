// Laws of reading ARM templates: whatever the text, nothing throws, nothing is lost of place, and the answer is the same twice.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loaded } from './probe.ts'

const pairs = new URL('../pairs/', import.meta.url)
const textOf = (name: string): string => readFileSync(new URL(`${name}/main.json`, pairs), 'utf8')

const sources = [
  'addresses-at-run-time',
  'conditions',
  'deployment-parameters',
  'functions-of-the-template',
  'loops-within-loops',
  'nested-in-nested',
  'outputs-in-a-loop',
  'symbolic-names',
  'tolerated-json',
  'types-of-the-template',
] as const

const pieces = [
  ...['"', '[', ']', '{', '}', '(', ')', ',', ':', "'", "''", '\\', '\\u', '[[', '//', '/*', '.', '?', '[?'],
  ...['\n', '\r\n', '\0', '😀', '\ud800', '-1', '1e309', '99999999999999999999', 'null', 'true', 'x'],
  ...[
    '"copy": ',
    '"copy": [{"name": "c", "count": 2, "input": "[copyIndex(',
    '"count": 801',
    '"resources": ',
  ],
  ...["[parameters('", "[variables('", "reference('", "')]", 'copyIndex()', 'if(', 'lambda(', 'tryGet('],
  ...[
    '"__proto__": ',
    '"scope": "outer"',
    '"existing": true',
    '"nullable": true',
    '"$ref": "#/definitions/x"',
  ],
]

type Edit = readonly [at: number, length: number, piece: string]

const edit: fc.Arbitrary<Edit> = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.oneof({ weight: 8, arbitrary: fc.nat(6) }, { weight: 1, arbitrary: fc.nat(300) }),
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('', ...pieces) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  ),
)

const damaged = (source: string): fc.Arbitrary<string> =>
  fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) =>
    edits.reduce((text, [at, length, piece]) => {
      const start = Math.floor(at * text.length)
      return text.slice(0, start) + piece + text.slice(start + length)
    }, source),
  )

/** Expressions that are well formed, of which most make no sense. */
const expressions: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.constantFrom("'a'", "''", '0', '-1', 'null()', 'copyIndex()', "copyIndex('x', 1)", 'resourceGroup()'),
    fc.constantFrom(
      "parameters('p')",
      "variables('v')",
      "lambdaVariables('x')",
      "reference('vnet')",
      'deployment()',
    ),
    fc
      .tuple(
        fc.constantFrom(
          ...['concat', 'format', 'if', 'and', 'coalesce', 'tryGet', 'createObject', 'createArray', 'union'],
          ...[
            'shallowMerge',
            'split',
            'length',
            'range',
            'map',
            'filter',
            'items',
            'json',
            'string',
            'resourceId',
          ],
          ...[
            'extensionResourceId',
            'reference',
            'references',
            'variables',
            'parameters',
            'cidrSubnet',
            'nope',
          ],
        ),
        fc.array(tie('any'), { maxLength: 4 }),
      )
      .map(([name, given]) => `${name}(${given.join(', ')})`),
    tie('any').map((body) => `lambda('x', ${body})`),
    fc.tuple(tie('any'), tie('any')).map(([target, index]) => `array(${target})[${index}]`),
    tie('any').map((target) => `createArray(${target}).a.b`),
  ),
})).any

/** Reads it twice: the same both times, and every finding at a place that the text has. */
const expectOrder = (text: string): void => {
  const read = () => loaded({ 'main.json': text })
  const { findings, resourceSet } = read()
  const lines = text.split(/\r\n|\n|\r/).length
  for (const { span } of findings) {
    if (span === undefined) continue
    expect(span.file).toBe('main.json')
    expect(span.line).toBeGreaterThan(0)
    expect(span.endLine).toBeLessThanOrEqual(lines)
  }
  const again = read()
  expect(again.findings).toEqual(findings)
  expect([...again.resourceSet.resources.keys()]).toEqual([...resourceSet.resources.keys()])
}

describe.each(sources)('damaged %s', (name) => {
  test('neither throws nor loses its place, and reads the same twice', () => {
    fc.assert(fc.property(damaged(textOf(name)), expectOrder), { numRuns: 150 })
  })
})

test('any expression in any place', () => {
  const places = ['NAME', 'COUNT', 'TAG', 'CONDITION', 'VARIABLE', 'INPUT', 'OUTPUT', 'GROUP', 'PARAMETER']
  const source = JSON.stringify(
    {
      contentVersion: '1.0.0.0',
      parameters: { p: { type: 'object', defaultValue: 'PARAMETER' } },
      variables: { v: 'VARIABLE', copy: [{ name: 'w', count: 2, input: 'INPUT' }] },
      resources: [
        {
          type: 'Microsoft.Network/virtualNetworks',
          name: 'NAME',
          condition: 'CONDITION',
          copy: { name: 'x', count: 'COUNT' },
          tags: { a: 'TAG', b: "[variables('w')]", c: "[reference('d').outputs.o.value]" },
        },
        {
          type: 'Microsoft.Resources/deployments',
          name: 'd',
          resourceGroup: 'GROUP',
          properties: { template: { resources: [], outputs: { o: { type: 'string', value: 'OUTPUT' } } } },
        },
      ],
    },
    undefined,
    1,
  )
  const filled = fc
    .tuple(...places.map(() => expressions))
    .map((values) =>
      places.reduce(
        (text, place, index) => text.replace(`"${place}"`, () => JSON.stringify(`[${values[index] ?? ''}]`)),
        source,
      ),
    )
  fc.assert(fc.property(filled, expectOrder), { numRuns: 500 })
})
