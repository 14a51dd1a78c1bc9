// Whatever lies among the tables: reading never throws, and says something of each file that it does not take.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEvidence } from '../../../src/inputs/evidence/read-evidence.ts'
import { memoryFiles } from '../memory-files.ts'

const word = fc.constantFrom(
  'value',
  'output',
  'kind',
  'resource',
  'network',
  'nextHop',
  'asPath',
  'addressPrefix',
  'nextHopType',
  'source',
  'error',
  'code',
  'effectiveRoutes',
  'RouteServiceRole_IN_0',
  '__proto__',
  '10.0.0.0/8',
  '',
)
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(word, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value

const table = fc
  .array(
    fc.array(fc.constantFrom('---', '-----', ' ', 'Next Hop', '10.0.0.0/8', ',', '"', '\t'), {
      maxLength: 6,
    }),
  )
  .map((lines) => lines.map((line) => line.join(' ')).join('\n'))

const text = fc.oneof(
  fc.string(),
  table,
  json.map((value) => JSON.stringify(value)),
  json.map((value) => JSON.stringify(value).slice(0, -2)),
)

test('reading never throws, and a file is taken or told', () => {
  fc.assert(
    fc.property(text, (content) => {
      const { evidence, findings } = readEvidence(memoryFiles({ 'evidence/a.json': content }), '.', false)
      expect(evidence.length + findings.length).toBeGreaterThan(0)
      for (const { contents } of evidence) expect(contents.length).toBeGreaterThan(0)
    }),
    { numRuns: 500 },
  )
})
