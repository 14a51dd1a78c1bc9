// The arithmetic of scores, and the three reports made from it.
import { pairRows } from '@hairpin/engine'
import { describe, expect, test } from 'vitest'
import type { CaseRecord } from '../src/case.ts'
import { documentation } from '../src/documentation.ts'
import { jsonReport } from '../src/json-report.ts'
import type { CasePredictions } from '../src/predictions.ts'
import { type ScoredCase, scoreCase, scoreOf, tallyByKind, tallyByLabel, tallyOf } from '../src/score.ts'
import { percentText, textReport, totalLine } from '../src/text-report.ts'
import { caseOf } from './full-case.ts'

const silentEngine: CasePredictions = {
  findings: [],
  routes: () => ({ ok: false, reason: 'not yet' }),
  trace: () => ({ ok: false, reason: 'not yet' }),
  bgp: () => ({ ok: true, value: { format: 1, tables: [], hubTables: [] } }),
  known: () => ({ nextHops: new Set(), stated: new Set() }),
}

const records: readonly CaseRecord[] = [
  {
    kind: 'effectiveRoutes',
    determinable: true,
    nic: 'nic',
    complete: true,
    routes: [
      {
        source: 'Default',
        state: 'Active',
        prefixes: ['10.0.0.0/16', '10.1.0.0/16'],
        nextHopType: 'VnetLocal',
        nextHopIps: [],
      },
    ],
  },
  { kind: 'ping', determinable: true, from: 'a', to: '10.0.0.4', ok: true },
  { kind: 'ping', determinable: false, why: 'the listing is cut', from: 'a', to: '10.0.0.5', ok: true },
  { kind: 'learnedRoutes', determinable: true, on: 'gw', routes: [{ network: '10.0.0.0/16', asPath: [] }] },
]

const scored = (): ScoredCase => scoreCase(caseOf({ vnets: [] }, records), silentEngine)

describe('score', () => {
  test('is matched / (recorded + extra), to 4 digits', () => {
    expect(scoreOf({ recorded: 3, matched: 2, extra: 0 }).score).toBe(0.6667)
    expect(scoreOf({ recorded: 8, matched: 8, extra: 2 }).score).toBe(0.8)
    expect(scoreOf({ recorded: 0, matched: 0, extra: 5 }).score).toBe(0)
    expect(scoreOf({ recorded: 0, matched: 0, extra: 0 }).score).toBe(1)
  })

  test('counts determinable records only, each by its rows', () => {
    const one = scored()
    expect(tallyOf([one])).toEqual({ recorded: 4, matched: 0, extra: 0 })
    expect([...tallyByKind([one])].map(([kind, { recorded }]) => [kind, recorded])).toEqual([
      ['effectiveRoutes', 2],
      ['learnedRoutes', 1],
      ['ping', 1],
    ])
  })

  test('a case counts for each of its labels', () => {
    const byLabel = tallyByLabel([scored()], () => ['b', 'a', 'b'])
    expect([...byLabel.keys()]).toEqual(['a', 'b'])
    expect(byLabel.get('b')).toEqual({ recorded: 4, matched: 0, extra: 0 })
  })

  test('a percentage is rounded down: 100 means all', () => {
    expect(percentText({ recorded: 10_000, matched: 9_999, extra: 0 })).toBe('99.9 %')
    expect(percentText({ recorded: 2_345, matched: 1_252, extra: 12 })).toBe('53.1 %')
    expect(percentText({ recorded: 5, matched: 5, extra: 0 })).toBe('100.0 %')
  })
})

describe('reports', () => {
  test('JSON has the agreed shape', () => {
    const problem = { file: 'x.json', path: 'id', message: 'missing' }
    expect(jsonReport([scored()], [problem])).toMatchObject({
      total: { recorded: 4, matched: 0, extra: 0, score: 0 },
      byKind: { effectiveRoutes: { recorded: 2 }, ping: { recorded: 1 }, learnedRoutes: { recorded: 1 } },
      noneRows: { recorded: 0, matched: 0, extra: 0, score: 1 },
      cases: [
        {
          id: 'test-case',
          recorded: 4,
          matched: 0,
          extra: 0,
          misses: [
            { record: 0, kind: 'effectiveRoutes', subject: 'nic', cause: 'notPredicted', reason: 'not yet' },
            { record: 0 },
            { record: 1, kind: 'ping' },
            { record: 3, kind: 'learnedRoutes', reason: 'no table is predicted: learned routes of gw' },
          ],
        },
      ],
      problems: [problem],
    })
  })

  test('text ends in the total line', () => {
    const text = textReport([scored()], false)
    expect(text.trimEnd().split('\n').at(-1)).toBe('fidelity: 0.0 % (0 of 4 rows, 0 extra; 1 case)')
    expect(totalLine([scored(), scored()])).toBe('fidelity: 0.0 % (0 of 8 rows, 0 extra; 2 cases)')
    expect(text).not.toContain('not yet')
    expect(textReport([scored()], true)).toContain(
      '  - ping a to 10.0.0.4: a to 10.0.0.4: answered\n      not yet',
    )
  })

  test('the documentation hides no record', () => {
    const text = documentation([scored()])
    expect(text).toContain('- effectiveRoutes nic: 0 of 2 rows; not predicted: not yet')
    expect(text).toContain('- ping a to 10.0.0.4: 0 of 1 rows; not predicted: not yet')
    expect(text).toContain('- learnedRoutes gw: 0 of 1 rows; not predicted: no table is predicted')
    expect(text).toContain('- test-case, ping a to 10.0.0.5: the listing is cut')
  })
})

test('pairing finds as many pairs as there are', () => {
  const fits: Readonly<Record<string, string>> = { a: '12', b: '1', c: '23' }
  const matches = (letter: string, digit: string): boolean => (fits[letter] ?? '').includes(digit)
  expect(pairRows(['a', 'b', 'c'], ['1', '2', '3'], matches).pairs).toHaveLength(3)
  const { missed, extra } = pairRows(['b', 'a'], ['1', '9'], matches)
  expect(missed).toEqual(['a'])
  expect(extra).toEqual(['9'])
})
