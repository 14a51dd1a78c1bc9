// Laws of the parser: whatever the text, it neither throws nor loses its place, and it always finds the way back.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTokens } from '../../../src/inputs/bicep/lexer.ts'
import { parseBicep } from '../../../src/inputs/bicep/parser.ts'
import type { BicepMode } from '../../../src/inputs/bicep/syntax-tree.ts'
import { shapeOf } from './shape.ts'

const template = `targetScope = 'resourceGroup'
@description('What it is, in \${words}.')
param prefixes array = ['10.0.0.0/16', '10.1.0.0/16']
param shape { size: int?, *: 'a' | 'b' }[] = []

type pair = [string, @minValue(1)
  int]
import { shared as other } from 'other.bicep'
var text = $'''
one \${prefixes[0]} '' two
'''
func double(n int) int => n * 2

resource hub 'Microsoft.Network/virtualNetworks@2024-05-01' = if (!empty(prefixes) && length(prefixes) > 1) {
  name: 'vnet-\${uniqueString(resourceGroup().id, 'x')}'
  properties: {
    addressSpace: { addressPrefixes: prefixes }
    subnets: [
      for (prefix, i) in prefixes: {
        name: 'snet-\${i}' // comment
        id: i == 0 ? null : tables[^1].?id ?? other!.id
      }
    ]
    ...extra
  }
  resource peering 'virtualNetworkPeerings' = [for name in map(spokes, s => s.name): {
    name: name
  }]
}
#disable-next-line no-hardcoded
module spoke './spoke.bicep' = [for i in range(0, 3): if (i > 0) {
  params: { vnet: hub::peering.id, size: -1 }
}]
output ids array = [for i in range(0, 3): spoke[i].outputs.id]
`

const parameters = `using 'main.bicep'
param prefixes = [
  '10.0.0.0/16'
]
var suffix = 'a'
param text = '''
many lines \${suffix}
'''
param shape = { size: readEnvironmentVariable('SIZE', '1') }
`

const pieces = [
  ...[
    "'",
    "'''",
    "$'''",
    '${',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '[^',
    '[?',
    '<',
    '>',
    '/*',
    '*/',
    '//',
  ],
  ...[
    '=',
    '=>',
    '?',
    '??',
    ':',
    '::',
    ',',
    '.',
    '...',
    '|',
    '&&',
    '!',
    '-',
    '*',
    '@',
    '#',
    '$',
    '^',
    ';',
    '`',
  ],
  ...['\n', '\r\n', '\n\n', ' ', '\t', '\0', '\u{a0}', '😀', '\ud800', '99999999999999999999999'],
  ...[
    'for',
    'in',
    'if (',
    'resource x',
    "resource x 'y@1' = {\n",
    'param',
    'var a = ',
    'import *',
    'type t = {',
  ],
  ...['#disable-next-line x', '@export()', 'null()', '\nresource', '\nvar'],
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

const sources: readonly (readonly [BicepMode, string])[] = [
  ['template', template],
  ['parameters', parameters],
]

interface Node {
  readonly [name: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** Every node with a place must lie inside the one that it is part of. */
const expectPlacesInside = (root: unknown, length: number): void => {
  const open: { readonly value: unknown; readonly from: number; readonly to: number }[] = [
    { value: root, from: 0, to: length },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value } = next
    if (!isNode(value)) continue
    let { from, to } = next
    const { start, end } = value
    if (typeof start === 'number' && typeof end === 'number') {
      if (!(from <= start && start <= end && end <= to))
        throw new Error(`${String(value['kind'])} at ${start}..${end} is not inside ${from}..${to}`)
      from = start
      to = end
    }
    for (const part of Object.values(value)) open.push({ value: part, from, to })
  }
}

test('what the laws are about is free of errors', () => {
  for (const [mode, source] of sources) expect(parseBicep(source, 'f', mode).findings).toEqual([])
})

describe.each(sources)('damaged %s', (mode, source) => {
  test('neither throws nor loses its place', () => {
    fc.assert(
      fc.property(damaged(source), (text) => {
        const { program, findings } = parseBicep(text, 'f', mode)
        expectPlacesInside(program.statements, text.length)
        for (const [at, statement] of program.statements.entries())
          expect(statement.start).toBeGreaterThanOrEqual(program.statements[at - 1]?.end ?? 0)
        for (const { span } of findings) expect(span?.file).toBe('f')
        expect(findings.length).toBeLessThanOrEqual(50)
      }),
      { numRuns: 1500 },
    )
  })

  test('finds the way back: a statement after it is read', () => {
    fc.assert(
      fc.property(damaged(source), (text) => {
        const whole = `${text}\nvar last = 1\n`
        const swallowed = readTokens(whole).errors.some(
          ({ expected }) => expected === 'endOfComment' || expected === 'endOfMultiLineString',
        )
        fc.pre(!swallowed)
        const last = parseBicep(whole, 'f', mode).program.statements.at(-1)
        expect(last).toMatchObject({ kind: 'variable', name: { name: 'last' }, value: { value: 1 } })
      }),
      { numRuns: 1500 },
    )
  })

  test('what stands before the damage is read as before', () => {
    const whole = parseBicep(source, 'f', mode).program.statements
    fc.assert(
      fc.property(fc.nat(source.length), fc.constantFrom(...pieces), (at, piece) => {
        const text = source.slice(0, at) + piece
        const untouched = whole.filter(({ end }) => end < at).slice(0, -1) // the last may go on: `? a : b`
        const read = parseBicep(text, 'f', mode).program.statements.slice(0, untouched.length)
        expect(read).toEqual(untouched)
      }),
      { numRuns: 1000 },
    )
  })
})

// Precedence, from the other end: trees are printed with no more parentheses than the table of operators asks for.

const table: readonly (readonly string[])[] = [
  ['??'],
  ['||'],
  ['&&'],
  ['==', '!=', '=~', '!~'],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
]

/** An expression as source and as shape; `level` is its row in the table, 0 for a condition. */
interface Printed {
  readonly source: string
  readonly shape: string
  readonly level: number
}

const unaryLevel = table.length + 1
const memberLevel = table.length + 2

const within = (level: number, { source, shape, level: own }: Printed): Printed =>
  own >= level
    ? { source, shape, level: own }
    : { source: `(${source})`, shape: `(group ${shape})`, level: memberLevel }

const expressions: fc.Arbitrary<Printed> = fc.letrec<{ any: Printed }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 6, depthSize: 'small' },
    fc.constantFrom('a', 'b', '1', "'s'").map((source) => ({ source, shape: source, level: memberLevel })),
    fc
      .tuple(fc.nat(table.length - 1), fc.nat(3), tie('any'), tie('any'))
      .map(([row, column, first, second]) => {
        const operators = table[row] ?? []
        const operator = operators[column % operators.length] ?? ''
        const left = within(row + 1, first)
        const right = within(row + 2, second)
        return {
          source: `${left.source} ${operator} ${right.source}`,
          shape: `(${operator} ${left.shape} ${right.shape})`,
          level: row + 1,
        }
      }),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([first, second, third]) => {
      const condition = within(1, first)
      return {
        source: `${condition.source} ? ${second.source} : ${third.source}`,
        shape: `(? ${condition.shape} ${second.shape} ${third.shape})`,
        level: 0,
      }
    }),
    fc.tuple(fc.constantFrom('!', '-', '+'), tie('any')).map(([operator, inner]) => {
      const operand = within(unaryLevel, inner)
      return { source: operator + operand.source, shape: `(${operator} ${operand.shape})`, level: unaryLevel }
    }),
    fc.tuple(tie('any'), tie('any')).map(([first, index]) => {
      const target = within(memberLevel, first)
      return {
        source: `${target.source}[${index.source}].?p`,
        shape: `(.? ([] ${target.shape} ${index.shape}) p)`,
        level: memberLevel,
      }
    }),
    tie('any').map((body) => ({
      source: `map(x, y => ${body.source})`,
      shape: `(map() x (=> <y> ${body.shape}))`,
      level: memberLevel,
    })),
    tie('any').map((hole) => ({
      source: `'<\${${hole.source}}>'`,
      shape: `(text '<' ${hole.shape} '>')`,
      level: memberLevel,
    })),
  ),
})).any

test('expressions printed with as few parentheses as possible are read as they were meant', () => {
  fc.assert(
    fc.property(expressions, ({ source, shape }) => {
      const { program, findings } = parseBicep(`var v = ${source}`, 'f', 'template')
      expect(findings).toEqual([])
      const [statement] = program.statements
      expect(statement?.kind === 'variable' && shapeOf(statement.value)).toBe(shape)
    }),
    { numRuns: 1500 },
  )
})
