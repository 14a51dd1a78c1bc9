// The recorded tables, exported as files and read back by `compare`, give the score of the fidelity suite.
import { fileURLToPath } from 'node:url'
import { analyse, compare, type FileAccess, load, readEvidence, type Tally } from '@hairpin/engine'
import { expect, test } from 'vitest'
import type { Case } from '../src/case.ts'
import { readCases } from '../src/case-files.ts'
import { evidenceOf } from '../src/case-to-inputs/evidence.ts'
import { fileAccessOf, inputsOf } from '../src/case-to-inputs/index.ts'
import { noneRowsOf, scoreCase, tallyOf } from '../src/score.ts'

const { cases } = readCases(fileURLToPath(new URL('../cases', import.meta.url)))

const tableKinds = [
  'effectiveRoutes',
  'learnedRoutes',
  'advertisedRoutes',
  'erCircuitRoutes',
  'vhubEffectiveRoutes',
]

const evidenceAccess = (one: Case): FileAccess => {
  const files = evidenceOf(one)
  return {
    read: (file) => {
      const text = files.get(file)
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
    },
    list: (folder) =>
      folder === 'evidence' ? [...files.keys()].map((file) => file.slice('evidence/'.length)) : [],
  }
}

/** What the fidelity suite says of the tables of a case. */
const scored = (one: Case): { readonly tables: Tally; readonly noneRows: Tally } => {
  const records = scoreCase({
    ...one,
    recorded: one.recorded.filter(({ kind }) => tableKinds.includes(kind)),
  })
  return { tables: tallyOf([records]), noneRows: noneRowsOf([records]) }
}

test.each(cases.filter((one) => evidenceOf(one).size > 0).map((one) => [one.id, one] as const))(
  '%s',
  (_, one) => {
    const { evidence, findings } = readEvidence(evidenceAccess(one), '.', false)
    expect(findings).toEqual([])
    const analysis = analyse(load(fileAccessOf(inputsOf(one)), { inputs: ['.'] }).resourceSet)
    const reply = compare(analysis, { evidence, places: new Map() })
    expect(reply.findings).toEqual([])
    const { share: _share, noneRows, ...tables } = reply.answer.agreement
    expect({ tables, noneRows }).toEqual(scored(one))
    // Every row that is not as predicted is in a group.
    const grouped = reply.answer.groups.flatMap(({ rows }) => rows).length
    expect(grouped).toBeGreaterThanOrEqual(Math.max(tables.recorded - tables.matched, tables.extra))
  },
)
