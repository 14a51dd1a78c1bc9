// Scores cases: every determinable record compared, counts summed by kind, feature and year.
import { type Finding, sumTallies, type Tally } from '@hairpin/engine'
import { type Case, type CaseRecord, type RecordKind, recordKinds } from './case.ts'
import type { Comparison } from './compare/comparison.ts'
import { compareRecord } from './compare/index.ts'
import { type CasePredictions, predictionsOf } from './predictions.ts'

/** A record with its comparison; without one when the record is not determinable. */
export interface ScoredRecord {
  /** Place in the case's `recorded` list. */
  readonly index: number
  readonly record: CaseRecord
  readonly comparison: Comparison | undefined
}

/** A case with all of its records compared. */
export interface ScoredCase {
  readonly case: Case
  readonly records: readonly ScoredRecord[]
  /** What the engine found while it read and resolved the inputs. */
  readonly findings: readonly Finding[]
}

/** Counts with the score: matched / (recorded + extra), 0 to 1, rounded to 4 digits. */
export interface Score extends Tally {
  readonly score: number
}

/** The score of counts; where nothing was recorded and nothing predicted, nothing is wrong: 1. */
export const scoreOf = (tally: Tally): Score => {
  const rows = tally.recorded + tally.extra
  return { ...tally, score: rows === 0 ? 1 : Math.round((tally.matched / rows) * 10_000) / 10_000 }
}

/** Compares all determinable records of a case. `predictions` default to the engine's. */
export const scoreCase = (one: Case, predictions: CasePredictions = predictionsOf(one)): ScoredCase => ({
  case: one,
  findings: predictions.findings,
  records: one.recorded.map((record, index) => ({
    index,
    record,
    comparison: record.determinable ? compareRecord(record, one, predictions) : undefined,
  })),
})

const comparisonsOf = (cases: readonly ScoredCase[]): readonly Comparison[] =>
  cases.flatMap(({ records }) => records.flatMap(({ comparison }) => comparison ?? []))

/** The counts of cases. */
export const tallyOf = (cases: readonly ScoredCase[]): Tally => sumTallies(comparisonsOf(cases))

/** The counts of None rows, which are not part of the score. */
export const noneRowsOf = (cases: readonly ScoredCase[]): Tally =>
  sumTallies(comparisonsOf(cases).map(({ noneRows }) => noneRows))

/** The counts of each kind of record that the cases hold, in the order of `recordKinds`. */
export const tallyByKind = (cases: readonly ScoredCase[]): ReadonlyMap<RecordKind, Tally> => {
  const records = cases.flatMap((one) => one.records)
  return new Map(
    recordKinds.flatMap((kind): readonly (readonly [RecordKind, Tally])[] => {
      const comparisons = records.flatMap(({ record, comparison }) =>
        record.kind === kind && comparison !== undefined ? [comparison] : [],
      )
      return comparisons.length === 0 ? [] : [[kind, sumTallies(comparisons)]]
    }),
  )
}

/** The counts of the cases that share a label; a case with several labels counts for each. Sorted by label. */
export const tallyByLabel = (
  cases: readonly ScoredCase[],
  labelsOf: (one: Case) => readonly string[],
): ReadonlyMap<string, Tally> => {
  const groups = new Map<string, ScoredCase[]>()
  for (const one of cases) {
    for (const label of new Set(labelsOf(one.case))) {
      groups.set(label, [...(groups.get(label) ?? []), one])
    }
  }
  return new Map(
    [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([label, group]) => [label, tallyOf(group)]),
  )
}

/** What a record is about, e.g. `nic-spoke10` or `vm-a to 10.0.0.4`. */
export const subjectOf = (record: CaseRecord): string => {
  switch (record.kind) {
    case 'effectiveRoutes':
      return record.nic
    case 'trace':
    case 'ping':
    case 'nextHop':
      return `${record.from} to ${record.to}`
    case 'learnedRoutes':
    case 'advertisedRoutes':
      return [record.on, record.instance, record.peer].filter((part) => part !== undefined).join(', ')
    case 'bgpTable':
      return [record.on, record.direction, record.peer].filter((part) => part !== undefined).join(', ')
    case 'erCircuitRoutes':
      return `${record.on}, ${record.link}`
    case 'vhubEffectiveRoutes':
      return `${record.on}, ${record.resource.name}`
  }
}
