// Writes docs/fidelity.md: the honest state, with every record that is not predicted and why.
import type { Tally } from '@hairpin/engine'
import type { KnownMiss } from './known-miss.ts'
import {
  noneRowsOf,
  type ScoredCase,
  type ScoredRecord,
  subjectOf,
  tallyByKind,
  tallyByLabel,
  tallyOf,
} from './score.ts'
import { percentText, totalLine } from './text-report.ts'

/** Text inside a table or list: nothing in it may act as Markdown. */
const escaped = (text: string): string => text.replaceAll(/[\\|*_<>`[\]]/g, (character) => `\\${character}`)

const tableOf = (heading: string, tallies: ReadonlyMap<string, Tally>): readonly string[] => [
  `| ${heading} | recorded | matched | extra | score |`,
  '|---|---:|---:|---:|---:|',
  ...[...tallies].map(
    ([label, tally]) =>
      `| ${escaped(label)} | ${tally.recorded} | ${tally.matched} | ${tally.extra} | ${percentText(tally)} |`,
  ),
]

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

/** What names a record in this page. */
export const recordName = ({ record }: ScoredRecord): string => `${record.kind} ${subjectOf(record)}`

/** Whether a record is not predicted, or not fully. */
export const fallsShort = ({ comparison }: ScoredRecord): boolean =>
  comparison !== undefined && (comparison.matched !== comparison.recorded || comparison.extra > 0)

/** What is wrong with one record: its counts, the cause, its first difference, and why. */
const shortfall = (one: ScoredRecord, why: string | undefined): readonly string[] => {
  const { comparison } = one
  if (comparison === undefined || !fallsShort(one)) return []
  const { recorded, matched, extra, predicted, misses, extras } = comparison
  const [first] = misses.length > 0 ? misses : extras
  const counts = `${matched} of ${recorded} rows${extra > 0 ? `, ${extra} extra` : ''}`
  const cause = predicted ? 'mismatch' : 'not predicted'
  const detail = first === undefined ? '' : predicted ? `${first.row}: ${first.reason}` : first.reason
  return [
    `- ${escaped(recordName(one))}: ${counts}; ${cause}: ${escaped(shortened(detail))}${why === undefined ? '' : `. Reason: ${escaped(why)}`}`,
  ]
}

const caseSection = (one: ScoredCase, known: readonly KnownMiss[]): readonly string[] => {
  const lines = one.records.flatMap((record) => {
    const name = recordName(record)
    return shortfall(record, known.find((miss) => miss.case === one.case.id && miss.record === name)?.why)
  })
  return lines.length === 0
    ? []
    : ['', `### ${escaped(one.case.id)} (${one.case.year}): ${percentText(tallyOf([one]))}`, '', ...lines]
}

const notScored = (one: ScoredCase): readonly string[] =>
  one.records.flatMap(({ record, comparison }) =>
    comparison === undefined
      ? [
          `- ${escaped(one.case.id)}, ${record.kind} ${escaped(subjectOf(record))}: ${escaped(record.why ?? 'no reason given')}`,
        ]
      : [],
  )

/** The text of docs/fidelity.md. `known`: the reasons of what is missed. */
export const documentation = (cases: readonly ScoredCase[], known: readonly KnownMiss[] = []): string => {
  const noneRows = noneRowsOf(cases)
  const complete = cases.filter((one) => !one.records.some(fallsShort))
  return [
    '# Fidelity',
    '',
    '<!-- Written by `npm run fidelity -- --write-docs`; do not edit. -->',
    '',
    'How well the engine predicts what Azure really printed. Each recorded case is one state of one public lab:',
    'its topology is written as ARM resources and a world file, read through the ordinary front door, and every',
    'recorded row is compared with the prediction. Score = matched / (recorded + extra).',
    '',
    `**${totalLine(cases)}**`,
    '',
    `${complete.length} of ${cases.length} cases are predicted without a difference.`,
    `None rows beyond the documented four differ by date and region and are not part of the score: ${noneRows.matched} of ${noneRows.recorded} matched, ${noneRows.extra} extra.`,
    '',
    'Addresses are compared where the topology gives them; a user route to None counts as every other user route.',
    'A ping is predicted only when the verdict is definite. `npm run fidelity -- --misses` lists every row.',
    '',
    '## By kind of record',
    '',
    ...tableOf('kind', tallyByKind(cases)),
    '',
    '## By year of the recording',
    '',
    ...tableOf(
      'year',
      tallyByLabel(cases, ({ year }) => [String(year)]),
    ),
    '',
    '## By feature',
    '',
    'A case counts for each of its features.',
    '',
    ...tableOf(
      'feature',
      tallyByLabel(cases, ({ features }) => features),
    ),
    '',
    '## Records that are not predicted, or not fully',
    '',
    '“Not predicted” means that the engine has no answer of this kind yet; “mismatch” that it has one, and it differs.',
    'The first difference of each record is shown.',
    ...cases.flatMap((one) => caseSection(one, known)),
    '',
    '## Records that are not scored',
    '',
    'The source does not say enough to predict them.',
    '',
    ...cases.flatMap(notScored),
    '',
  ].join('\n')
}
