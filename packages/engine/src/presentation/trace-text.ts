// A trace for people: the verdict, the way there, the way back, what the usual tools would show, and the fine print.
import { displayWidth, escapeControl, type Language, padEndToWidth } from '../diagnostics/index.ts'
import type { Direction, Hop, TraceAnswer, TracerouteHop, Way } from '../queries/answers.ts'
import { findingText } from './findings-text.ts'
import { qualityLines } from './quality-text.ts'
import { type FilledTextOptions, fillOptions, showDeclaredAt, type TextOptions } from './text-options.ts'
import {
  arrives,
  assumptionText,
  decisionText,
  endpointName,
  formatShare,
  verdictSentence,
} from './trace-verdict.ts'
import type { Words } from './words/catalogue.ts'
import { ruleText, wordsOf } from './words/index.ts'
import { wrapText } from './wrap-text.ts'

/** Options of a trace. */
export interface TraceTextOptions extends TextOptions {
  /** Every equal-cost way in full, also those on which the same is decided. */
  readonly everyWay?: boolean
}

const hopMarks = (hop: Hop, words: Words): string =>
  hop.decrements ? (hop.answers ? words.decrementsAndAnswers : words.decrementsSilently) : ''

const indent = '     '

/** The rules that somebody wrote; those that every group has only where all is asked for, or where they deny. */
const filterLines = (
  { filters = [], decision }: Hop,
  everyWay: boolean,
  { style, width, showFile }: FilledTextOptions,
  words: Words,
): readonly string[] =>
  filters
    .filter(({ isDefault }) => everyWay || !isDefault)
    // The one that ended the way is the hop's own decision.
    .filter(({ access }) => access === 'Allow' || decision.code !== 'securityRule')
    .flatMap((filter) => {
      const { declaredAt } = filter
      const text = wrapText(escapeControl(words.securityFilter(filter)), width, {
        first: indent,
        rest: `${indent}  `,
      })
      if (declaredAt === undefined) return text.map(style.dim)
      const place = escapeControl(showDeclaredAt(declaredAt, showFile))
      const onOneLine = `${text.join('')}  ${place}`
      const lines =
        text.length === 1 && displayWidth(onOneLine) <= width ? [onOneLine] : [...text, `${indent}${place}`]
      return lines.map(style.dim)
    })

/** What the hop sees of a packet that the one before it did not yet see so. */
const translationLines = (
  hop: Hop,
  before: Hop | undefined,
  { style, width }: FilledTextOptions,
  words: Words,
): readonly string[] => {
  const destinationOf = ({ translatedDestination = '', translatedPort }: Hop): string =>
    translatedPort === undefined ? translatedDestination : `${translatedDestination}:${translatedPort}`
  const { translatedSource = '' } = hop
  const source = translatedSource === (before?.translatedSource ?? '') ? '' : translatedSource
  const destination =
    before !== undefined && destinationOf(hop) === destinationOf(before) ? '' : destinationOf(hop)
  if (source === '' && destination === '') return []
  const text = words.translatedTo(escapeControl(source), escapeControl(destination))
  return wrapText(text, width, { first: indent, rest: `${indent}  ` }).map(style.dim)
}

/** The hop's own line, and below it what it decided and by which rule. */
const hopLines = (
  hop: Hop,
  before: Hop | undefined,
  number: number,
  widths: readonly [element: number, kind: number],
  everyWay: boolean,
  options: FilledTextOptions,
  words: Words,
): readonly string[] => {
  const { style, width, showFile } = options
  const element = padEndToWidth(escapeControl(hop.element), widths[0])
  const kind = padEndToWidth(words.hopKinds[hop.kind], widths[1])
  const details = [kind, escapeControl(hop.address ?? ''), hopMarks(hop, words)].filter((text) => text !== '')
  const head = `${String(number).padStart(3)}  ${style.bold(element)}  ${style.dim(details.join('  ').trimEnd())}`
  const { rule, declaredAt } = hop.decision
  const source = [
    ruleText(escapeControl(rule), words),
    ...(declaredAt === undefined ? [] : [escapeControl(showDeclaredAt(declaredAt, showFile))]),
  ].join('  ')
  const decision = wrapText(decisionText(hop, words), width, { first: indent, rest: `${indent}  ` })
  const onOneLine = `${decision.join('')}  ${source}`
  const filters = [
    ...translationLines(hop, before, options, words),
    ...filterLines(hop, everyWay, options, words),
  ]
  return decision.length === 1 && displayWidth(onOneLine) <= width
    ? [head, `${decision.join('')}  ${style.dim(source)}`, ...filters]
    : [head, ...decision, style.dim(indent + source), ...filters]
}

const endingLine = (way: Way, { style }: FilledTextOptions, words: Words): string => {
  const ending = words.endings[way.ending]
  if (arrives(way.ending)) return `  ✓  ${style.good(ending)}`
  return way.ending === 'unknown' ? `  ?  ${style.caution(ending)}` : `  ✗  ${style.bad(ending)}`
}

const wayLines = (
  way: Way,
  everyWay: boolean,
  options: FilledTextOptions,
  words: Words,
): readonly string[] => {
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(displayWidth))
  const widths = [
    widest(way.hops.map((hop) => escapeControl(hop.element))),
    widest(way.hops.map((hop) => words.hopKinds[hop.kind])),
  ] as const
  return [
    ...way.hops.flatMap((hop, index) =>
      hopLines(hop, way.hops[index - 1], index + 1, widths, everyWay, options, words),
    ),
    endingLine(way, options, words),
  ]
}

/** What is decided on a way, without the names that differ between equal-cost ways. */
const decisionsKey = (way: Way): string =>
  JSON.stringify([
    way.ending,
    way.hops.map(({ kind, decision, decrements, answers }) => [
      kind,
      decision.code,
      decision.rule,
      decision.parameters['prefix'] ?? '',
      decision.declaredAt ?? '',
      decrements,
      answers,
    ]),
  ])

const directionLines = (
  direction: Direction,
  heading: string,
  everyWay: boolean,
  options: FilledTextOptions,
  words: Words,
): readonly string[] => {
  const { style, width } = options
  const count = direction.ways.length
  const shown = new Set<string>()
  const lines: string[] = [style.bold(heading)]
  for (const [index, way] of direction.ways.entries()) {
    const label = words.way(index + 1, count, formatShare(way.share))
    const key = decisionsKey(way)
    if (!everyWay && shown.has(key)) {
      const elements = way.hops.map((hop) => escapeControl(hop.element)).join(' → ')
      const sentence = `${label}: ${elements} (${words.sameDecisions})`
      lines.push(...wrapText(sentence, width, { first: '  ', rest: '    ' }).map(style.dim))
      continue
    }
    shown.add(key)
    if (count > 1) lines.push(style.dim(`  ${label}`))
    lines.push(...wayLines(way, everyWay, options, words))
  }
  if (count === 0) {
    const ending = words.endings[direction.ending]
    lines.push(direction.ending === 'unknown' ? `  ?  ${style.caution(ending)}` : `  ✗  ${style.bad(ending)}`)
  }
  return lines
}

const tracerouteLine = ({ ttl, addresses, silent }: TracerouteHop, words: Words): string => {
  const shown = addresses.length === 0 ? '*' : addresses.map(escapeControl).join(' | ')
  return `${String(ttl).padStart(3)}  ${shown}${silent && addresses.length > 0 ? `  (${words.onSomeWays})` : ''}`
}

const toolLines = (answer: TraceAnswer, { style }: FilledTextOptions, words: Words): readonly string[] => {
  const isUnknown = answer.verdict === 'unknown'
  const known = answer.traceroute.findLastIndex(({ addresses }) => addresses.length > 0) + 1
  // Silence is an observation too: where the way is not known, none is foretold.
  const hops = isUnknown ? answer.traceroute.slice(0, known) : answer.traceroute
  // In a loop somebody answers until the tool gives up: no silence follows.
  const answersToTheEnd = !isUnknown && known > 0 && known === hops.length
  const noReply = isUnknown ? words.replyUnknown : words.noReplyComes
  return [
    style.bold(words.tracerouteShows),
    ...hops.map((hop) => tracerouteLine(hop, words)),
    ...(answer.reached || answersToTheEnd ? [] : [isUnknown ? '  …  ?' : '  …  *']),
    answer.replyTtl === null ? noReply : words.replyTtl(answer.replyTtl),
  ]
}

/** Nothing where no group was asked, where assumptions say it, or where there is no route either. */
const filteringSentence = (answer: TraceAnswer, words: Words): string => {
  if (answer.filtering === 'notEvaluated') return words.filtering.notEvaluated
  if (answer.filtering === 'denied')
    return answer.routing === 'reached' || answer.routing === 'partly' ? words.filtering.denied : ''
  const wasAsked = [...answer.forward.ways, ...answer.return.ways].some(({ hops }) =>
    hops.some(({ filters = [] }) => filters.length > 0),
  )
  return wasAsked ? words.filtering.allowed : ''
}

const symmetryAndFilters = (
  answer: TraceAnswer,
  { style, width }: FilledTextOptions,
  words: Words,
): readonly string[] => {
  const filtering = filteringSentence(answer, words)
  return [
    ...(answer.verdict === 'reached' || answer.verdict === 'partly'
      ? wrapText(answer.symmetric ? words.symmetric : words.asymmetric, width, { first: '', rest: '' })
      : []),
    ...(filtering === '' ? [] : wrapText(filtering, width, { first: '', rest: '' }).map(style.dim)),
  ]
}

const takenForGranted = (
  { assumptions }: TraceAnswer,
  { style, width }: FilledTextOptions,
  words: Words,
): readonly string[] =>
  assumptions.length === 0
    ? []
    : [
        '',
        style.bold(words.assumptionsHeading),
        ...assumptions.flatMap((assumption) =>
          wrapText(assumptionText(assumption, words), width, { first: '  - ', rest: '    ' }),
        ),
      ]

/** The verdict alone, in one sentence. */
export const verdictText = (answer: TraceAnswer, language: Language): string =>
  verdictSentence(answer, wordsOf(language))

/** The text of `hairpin trace`. */
export const traceText = (answer: TraceAnswer, options: TraceTextOptions): string => {
  const filled = fillOptions(options)
  const { style, width } = filled
  const words = wordsOf(options.language)
  const everyWay = options.everyWay === true
  const from = endpointName(answer.from)
  const to = endpointName(answer.to)
  const emphasis = {
    reached: style.good,
    partly: style.caution,
    notReached: style.bad,
    unknown: style.caution,
  }
  const verdict = wrapText(verdictSentence(answer, words), width, { first: '', rest: '' })
  // That the network cannot exist belongs to the verdict; the rest is about the ways.
  const cautions = answer.findings.filter(({ code }) => code === 'HP5007')
  const others = answer.findings.filter(({ code }) => code !== 'HP5007')
  const lines = [
    ...verdict.map((line) => style.bold(emphasis[answer.verdict](line))),
    ...cautions.map((finding) => findingText(finding, options)),
    '',
    ...directionLines(answer.forward, words.wayThere(from, to), everyWay, filled, words),
    '',
    ...directionLines(answer.return, words.wayBack(to, from), everyWay, filled, words),
    '',
    ...toolLines(answer, filled, words),
    ...symmetryAndFilters(answer, filled, words),
    ...qualityLines(answer.quality, filled, words),
    ...takenForGranted(answer, filled, words),
    ...(others.length === 0 ? [] : ['', style.bold(words.findingsHeading)]),
    ...others.map((finding) => findingText(finding, options)),
  ]
  return `${lines.join('\n')}\n`
}
