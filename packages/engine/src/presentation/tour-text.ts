// The first thing a newcomer sees: who reaches whom in an example network, one route table, one trace, what to type next.
import { escapeControl } from '../diagnostics/index.ts'
import type { ReachabilityRow, RoutesAnswer, TraceAnswer } from '../queries/answers.ts'
import { effectiveRoutesTable } from './routes-table.ts'
import { fillOptions, type TextOptions } from './text-options.ts'
import { textTable } from './text-table.ts'
import { traceText } from './trace-text.ts'
import { endpointName, verdictSentence } from './trace-verdict.ts'
import { wordsOf } from './words/index.ts'
import { wrapText } from './wrap-text.ts'

/** What the tour shows; titles and commands come from the caller, in its language. */
export interface Tour {
  readonly title: string
  readonly description: string
  readonly reachability: readonly ReachabilityRow[]
  readonly routes: RoutesAnswer
  /** Traces that are shown by their verdict alone. */
  readonly verdicts: readonly TraceAnswer[]
  /** The trace that is shown with all its reasons. */
  readonly trace: TraceAnswer | undefined
  /** Commands to copy. */
  readonly next: readonly string[]
}

/** Who reaches whom as a square: a row for each sender, a column for each receiver, in order of appearance. */
export const reachabilityTable = (
  rows: readonly ReachabilityRow[],
  options: TextOptions,
): readonly string[] => {
  const words = wordsOf(options.language)
  const key = (from: string, to: string): string => JSON.stringify([from, to])
  const verdicts = new Map(rows.map((row) => [key(row.from, row.to), words.reachability[row.verdict]]))
  const senders = [...new Set(rows.map((row) => row.from))]
  const receivers = [...new Set([...senders, ...rows.map((row) => row.to)])]
  return textTable(
    [words.tour.fromColumn, ...receivers.map(escapeControl)],
    senders.map((from) => [
      from,
      ...receivers.map((to) => (from === to ? '' : (verdicts.get(key(from, to)) ?? '?'))),
    ]),
  )
}

/** The text of `hairpin tour`. */
export const tourText = (tour: Tour, options: TextOptions): string => {
  const { style, width } = fillOptions(options)
  const words = wordsOf(options.language)
  const none = { first: '', rest: '' }
  const sentence = (answer: TraceAnswer): readonly string[] =>
    wrapText(verdictSentence(answer, words), width, { first: '  ', rest: '    ' })
  const section = (heading: string, lines: readonly string[]): readonly string[] => [
    '',
    style.bold(heading),
    '',
    ...lines,
  ]
  const lines = [
    style.bold(tour.title),
    ...wrapText(tour.description, width, none),
    ...section(words.tour.reachabilityHeading, [
      ...reachabilityTable(tour.reachability, options),
      ...(tour.verdicts.length === 0 ? [] : ['', ...tour.verdicts.flatMap(sentence)]),
    ]),
    ...tour.routes.tables.flatMap(({ place, routes }) =>
      section(
        words.tour.routesHeading(escapeControl(place.vm ?? place.name)),
        effectiveRoutesTable(routes, options),
      ),
    ),
    ...(tour.trace === undefined
      ? []
      : section(words.tour.traceHeading(endpointName(tour.trace.from), endpointName(tour.trace.to)), [
          traceText(tour.trace, options).trimEnd(),
        ])),
    ...section(
      words.tour.nextHeading,
      tour.next.map((command) => `  ${command}`),
    ),
  ]
  return `${lines.join('\n')}\n`
}
