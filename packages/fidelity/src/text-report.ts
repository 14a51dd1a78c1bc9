// The report for a terminal: a table by kind, the None rows, and the total line.
import type { Tally } from '@hairpin/engine'
import { reportCase } from './json-report.ts'
import { noneRowsOf, type ScoredCase, tallyByKind, tallyOf } from './score.ts'

/** A score as a percentage with one decimal: `53.1 %`. Rounded down, so that 100 means all. */
export const percentText = (tally: Tally): string => {
  const rows = tally.recorded + tally.extra
  const perMille = rows === 0 ? 1000 : Math.floor((tally.matched / rows) * 1000)
  return `${(perMille / 10).toFixed(1)} %`
}

/** `fidelity: 53.1 % (1234 of 2345 rows, 12 extra; 93 cases)` */
export const totalLine = (cases: readonly ScoredCase[]): string => {
  const total = tallyOf(cases)
  const counts = `${total.matched} of ${total.recorded} rows, ${total.extra} extra`
  return `fidelity: ${percentText(total)} (${counts}; ${cases.length} ${cases.length === 1 ? 'case' : 'cases'})`
}

const columns = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}

const tableRow = (name: string, tally: Tally): readonly string[] => [
  name,
  String(tally.recorded),
  String(tally.matched),
  String(tally.extra),
  percentText(tally),
]

/** Every difference of a case, for `--misses`. */
const differences = (one: ScoredCase): readonly string[] => {
  const { id, misses, extras, errors } = reportCase(one)
  if (misses.length + extras.length + errors.length === 0) return []
  return [
    '',
    `${id}: ${percentText(tallyOf([one]))}`,
    ...errors.map((code) => `  error in the inputs: ${code}`),
    ...misses.map((miss) => `  - ${miss.kind} ${miss.subject}: ${miss.row}\n      ${miss.reason}`),
    ...extras.map((extra) => `  + ${extra.kind} ${extra.subject}: ${extra.row}`),
  ]
}

/** The whole report. `withDifferences` lists every missed and every extra row. */
export const textReport = (cases: readonly ScoredCase[], withDifferences: boolean): string => {
  const noneRows = noneRowsOf(cases)
  const table = columns([
    ['kind', 'recorded', 'matched', 'extra', 'score'],
    ...[...tallyByKind(cases)].map(([kind, tally]) => tableRow(kind, tally)),
  ])
  const { matched, recorded, extra } = noneRows
  return [
    ...(withDifferences ? [...cases.flatMap(differences), ''] : []),
    table,
    '',
    `None rows beyond the documented four, which differ by date and region: ${matched} of ${recorded}, ${extra} extra (not in the score)`,
    totalLine(cases),
    '',
  ].join('\n')
}
