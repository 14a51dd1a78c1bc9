// Holds the committed cases to what is written down: clean inputs, a score that never falls, documentation in step.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe as describeFinding, load } from '@hairpin/engine'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readCases } from '../src/case-files.ts'
import { fileAccessOf, inputsOf } from '../src/case-to-inputs/index.ts'
import { documentation, fallsShort, recordName } from '../src/documentation.ts'
import { readKnownMisses } from '../src/known-miss.ts'
import { scoreCase, scoreOf, tallyOf } from '../src/score.ts'

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const { cases } = readCases(beside('../cases'))
const scored = cases.map((one) => scoreCase(one))
const knownMisses = readKnownMisses(readFileSync(beside('../known-misses.json'), 'utf8'))

test.each(cases.map((one) => [one.id, one] as const))('%s is read without an error', (_, one) => {
  const { findings, unsupported } = load(fileAccessOf(inputsOf(one)), { inputs: ['.'] })
  const errors = findings.filter(({ severity }) => severity === 'error')
  expect(errors.map((finding) => `${finding.code}: ${describeFinding(finding, 'en').message}`)).toEqual([])
  expect([...unsupported.keys()]).toEqual([])
})

test('every record is scored without a failure of the engine', () => {
  const failures = scored.flatMap((one) =>
    one.records.flatMap(({ index, comparison }) =>
      (comparison?.misses ?? [])
        .filter(({ reason }) => reason.startsWith('the engine failed'))
        .map(({ reason }) => `${one.case.id}, record ${index}: ${reason}`),
    ),
  )
  expect(failures).toEqual([])
})

test('the score never falls: raise floor.json with --write-floor', () => {
  const floor = z
    .strictObject({ score: z.number() })
    .parse(JSON.parse(readFileSync(beside('../floor.json'), 'utf8')))
  expect(scoreOf(tallyOf(scored)).score).toBeGreaterThanOrEqual(floor.score)
})

test('every miss has its reason, and no reason outlives its miss', () => {
  const misses = scored.flatMap((one) =>
    one.records.filter(fallsShort).map((record) => `${one.case.id}, ${recordName(record)}`),
  )
  expect(knownMisses.map((miss) => `${miss.case}, ${miss.record}`).sort()).toEqual(misses.sort())
})

test('docs/fidelity.md is in step: write it with --write-docs', () => {
  expect(readFileSync(beside('../../../docs/fidelity.md'), 'utf8')).toBe(documentation(scored, knownMisses))
})
