// The report of `--json`: counts in total, by kind and by case, every miss among them.

import type { Difference } from './compare/comparison.ts'
import type { CaseProblem } from './read-case.ts'
import { noneRowsOf, type Score, type ScoredCase, scoreOf, subjectOf, tallyByKind, tallyOf } from './score.ts'

/** A row that was recorded and not predicted, or predicted and not recorded. */
export interface ReportedDifference extends Difference {
  /** Place in the case's `recorded` list. */
  readonly record: number
  readonly kind: string
  readonly subject: string
  /** `notPredicted`: the engine has no answer for this record at all. `mismatch`: it has, and it differs. */
  readonly cause: 'notPredicted' | 'mismatch'
}

/** One case of the report. */
export interface ReportedCase extends Score {
  readonly id: string
  readonly noneRows: Score
  readonly misses: readonly ReportedDifference[]
  readonly extras: readonly ReportedDifference[]
  /** Codes of the errors that the engine found in the case's inputs. */
  readonly errors: readonly string[]
}

/** The whole report, as `--json` prints it. */
export interface JsonReport {
  readonly total: Score
  readonly byKind: Readonly<Record<string, Score>>
  readonly noneRows: Score
  readonly cases: readonly ReportedCase[]
  /** Case files that could not be read, and fields that were left out. */
  readonly problems: readonly CaseProblem[]
}

const differencesOf = (one: ScoredCase, of: 'misses' | 'extras'): readonly ReportedDifference[] =>
  one.records.flatMap(({ index, record, comparison }) =>
    (comparison?.[of] ?? []).map((difference) => ({
      record: index,
      kind: record.kind,
      subject: subjectOf(record),
      cause: comparison?.predicted === true ? 'mismatch' : 'notPredicted',
      ...difference,
    })),
  )

/** One case as it is reported. */
export const reportCase = (one: ScoredCase): ReportedCase => ({
  id: one.case.id,
  ...scoreOf(tallyOf([one])),
  noneRows: scoreOf(noneRowsOf([one])),
  misses: differencesOf(one, 'misses'),
  extras: differencesOf(one, 'extras'),
  errors: one.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code),
})

/** The report of all cases. */
export const jsonReport = (cases: readonly ScoredCase[], problems: readonly CaseProblem[]): JsonReport => ({
  total: scoreOf(tallyOf(cases)),
  byKind: Object.fromEntries([...tallyByKind(cases)].map(([kind, tally]) => [kind, scoreOf(tally)])),
  noneRows: scoreOf(noneRowsOf(cases)),
  cases: cases.map(reportCase),
  problems,
})
