// The table as a whole: names, counts and kinds of arguments, and that nothing throws.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { templateFunctions } from '../../../../src/inputs/expressions/functions/index.ts'
import { lambda, run, unknown } from './call.ts'

const all = [...templateFunctions]

test('names are keyed by their lower case', () => {
  for (const [key, { name }] of all) expect(key).toBe(name.toLowerCase())
  expect(all.length).toBeGreaterThan(100)
})

test.each(all)('%s reports a wrong number of arguments', (_, { name, least, most }) => {
  const lengths = [least - 1, most === undefined ? -1 : most + 1].filter((length) => length >= 0)
  for (const length of lengths) {
    const { plain, findings } = run(
      name,
      Array.from({ length }, () => 'x'),
    )
    expect(findings.map(({ code, parameters }) => [code, parameters])).toEqual([
      ['HP1051', { name, found: length, least, most }],
    ])
    expect(plain).toEqual({ unknown: 'expression' })
  }
})

test('an argument of the wrong kind is named with what was expected', () => {
  const { plain, findings } = run('padLeft', ['a', 'wide'])
  expect(plain).toEqual({ unknown: 'expression' })
  expect(findings.map(({ code, parameters }) => [code, parameters])).toEqual([
    ['HP1052', { name: 'padLeft', index: 2, found: 'string', expected: ['integer'] }],
  ])
})

const anything = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    '10.0.0.0/16',
    'Microsoft.Network/virtualNetworks',
    '{0}',
    '{"a":1}',
    'P1D',
    '%41',
  ),
  fc.constantFrom(0, 1, 24, -1, 1.5, 1e300, 9007199254740991),
  fc.constantFrom(null, true, unknown),
  fc.constantFrom<unknown>([], ['a', 1], [[1], [unknown]], {}, { a: 1, b: { c: unknown } }),
  fc.constantFrom(
    lambda(1, () => true),
    lambda(2, (a: unknown) => a),
    lambda(1, () => unknown),
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

test.each(all)('%s takes whatever comes: a value, and where it is wrong a finding', (_, { name, most }) => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: Math.min(most ?? 4, 5) }), (args) => {
      const { value, findings } = run(name, args)
      expect(['scalar', 'list', 'dictionary', 'unknown']).toContain(value.kind)
      if (value.kind === 'scalar' && typeof value.value === 'number') expect(value.value).not.toBeNaN()
      expect(findings.length).toBeLessThan(10)
    }),
    { numRuns: 60 },
  )
})
