// A trace for people: the verdict, the way there, the way back, what the usual tools would show, and the fine print.
import { displayWidth, escapeControl, type Language, padEndToWidth } from '../diagnostics/index.ts'
import type { Direction, Hop, TraceAnswer, TracerouteHop, Way } from '../queries/answers.ts'
import { findingText } from './findings-text.ts'
import { foldedWays } from './folded-ways.ts'
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
import { foldedRounds } from './traceroute-rounds.ts'
import { changedEnds } from './translation-lines.ts'
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
    .filter(
      ({ access }) =>
        access === 'Allow' || !(decision.code === 'securityRule' || decision.code === 'firewallRule'),
    )
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

/** What carries the packet through the tunnel that begins at a hop. */
const carrierLines = (
  { carrier }: Hop,
  { style, width }: FilledTextOptions,
  words: Words,
): readonly string[] => {
  if (carrier === undefined) return []
  const elements = carrier.hops.map(({ element }) => element)
  const passed = elements.filter((element, index) => element !== elements[index - 1])
  const text = escapeControl(words.carriedBy(carrier, passed))
  return wrapText(text, width, { first: indent, rest: `${indent}  ` }).map(style.dim)
}

/** With which ends the packet leaves an element that translates it. */
const translationLines = (
  hop: Hop,
  next: Hop | undefined,
  { style, width }: FilledTextOptions,
  words: Words,
): readonly string[] => {
  const changed = changedEnds(hop, next)
  if (changed === undefined) return []
  const text = escapeControl(words.translatedEnds(changed))
  return wrapText(text, width, { first: indent, rest: `${indent}  ` }).map(style.dim)
}

/** The hop's own line, and below it what it decided and by which rule. */
const hopLines = (
  [hop, next]: readonly [Hop, Hop | undefined],
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
    ...carrierLines(hop, options, words),
    ...filterLines(hop, everyWay, options, words),
    ...translationLines(hop, next, options, words),
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
      hopLines([hop, way.hops[index + 1]], index + 1, widths, everyWay, options, words),
    ),
    endingLine(way, options, words),
  ]
}

const directionLines = (
  direction: Direction,
  heading: string,
  everyWay: boolean,
  options: FilledTextOptions,
  words: Words,
): readonly string[] => {
  const { style, width } = options
  const count = direction.ways.length
  const lines: string[] = [style.bold(heading)]
  const folded = foldedWays(direction.ways, everyWay)
  for (const { kind, index, way } of folded.shown) {
    const label = words.way(index + 1, count, formatShare(way.share))
    if (kind === 'line') {
      const elements = way.hops.map((hop) => escapeControl(hop.element)).join(' → ')
      const sentence = `${label}: ${elements} (${words.sameDecisions})`
      lines.push(...wrapText(sentence, width, { first: '  ', rest: '    ' }).map(style.dim))
      continue
    }
    if (count > 1) lines.push(style.dim(`  ${label}`))
    lines.push(...wayLines(way, everyWay, options, words))
  }
  for (const { ending, count: more, share } of folded.rest) {
    const sentence = words.moreWays(more, formatShare(share), words.endings[ending])
    lines.push(...wrapText(sentence, width, { first: '  ', rest: '    ' }).map(style.dim))
  }
  if (count === 0) {
    const ending = words.endings[direction.ending]
    lines.push(direction.ending === 'unknown' ? `  ?  ${style.caution(ending)}` : `  ✗  ${style.bad(ending)}`)
  }
  return lines
}

/** Where nothing arrives at an address that nobody has, there is no way back, which is no gap in the answer. */
const wayBackLines = (
  { return: back, verdict }: TraceAnswer,
  heading: string,
  everyWay: boolean,
  options: FilledTextOptions,
  words: Words,
): readonly string[] =>
  back.ways.length === 0 && verdict === 'notReached'
    ? [options.style.bold(heading), options.style.dim(`  –  ${words.nobodyReplies}`)]
    : directionLines(back, heading, everyWay, options, words)

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
  const { shown, upTo } = foldedRounds(hops)
  const { protocol } = answer
  const noReply = isUnknown ? words.replyUnknown(protocol) : words.noReplyComes(protocol)
  return [
    style.bold(words.tracerouteShows),
    ...shown.map((hop) => tracerouteLine(hop, words)),
    ...(upTo === undefined ? [] : [`  …  ${words.sameAgain(upTo)}`]),
    ...(answer.reached || answersToTheEnd ? [] : [isUnknown ? '  …  ?' : '  …  *']),
    ...(answer.replyTtl !== null
      ? [words.replyTtl(answer.replyTtl, protocol)]
      : // The TTL of a host outside is not known; that it replies is said.
        answer.reached
        ? []
        : [noReply]),
  ]
}

const wasAsked = ({ filters = [] }: Hop): boolean => filters.length > 0

const fromWorst: readonly TraceAnswer['verdict'][] = ['notReached', 'unknown', 'partly', 'reached']

const isBetter = (one: TraceAnswer['verdict'], other: TraceAnswer['verdict']): boolean =>
  fromWorst.indexOf(one) > fromWorst.indexOf(other)

/**
 * Nothing where no group was asked, where assumptions say it, or where there is no route either. Of a packet that gets
 * lost the filters behind the place are not asked, so only those before it can be spoken of.
 */
const filteringSentence = (answer: TraceAnswer, words: Words): string => {
  if (answer.filtering === 'notEvaluated') return words.filtering.notEvaluated
  // Where flows are lost for another reason as well, their ways say so; where nothing can be told, no filter is the reason.
  if (answer.filtering === 'denied') {
    const isTold = answer.routing !== 'unknown' && answer.verdict !== 'unknown'
    return isTold && isBetter(answer.routing, answer.verdict) ? words.filtering.denied : ''
  }
  const ways = [...answer.forward.ways, ...answer.return.ways]
  if (answer.verdict === 'reached' || answer.verdict === 'partly')
    return ways.some(({ hops }) => hops.some(wasAsked)) ? words.filtering.allowed : ''
  const lost = ways.filter(({ ending }) => !arrives(ending)).map(({ hops }) => hops.at(-1))
  return lost.length > 0 && lost.every((hop) => hop !== undefined && wasAsked(hop))
    ? words.filteringSoFar
    : ''
}

/** Appliances and firewalls that the packets pass; one that misses an answer is not passed by it. */
const devicesOn = (ways: readonly Way[]): ReadonlySet<string> =>
  new Set(
    ways.flatMap(({ hops }) =>
      hops.flatMap(({ kind, element, decision }) =>
        (kind === 'appliance' || kind === 'firewall') && decision.code !== 'answerNotSeen' ? element : [],
      ),
    ),
  )

/** Appliances and firewalls that see one direction only of flows that arrive: others have no answer. */
const oneSidedDevices = (forward: Direction, back: Direction): readonly string[] => {
  const there = devicesOn(forward.ways.filter(({ ending }) => arrives(ending)))
  const returning = devicesOn(back.ways)
  const onOneSide = [...there, ...returning].filter((name) => there.has(name) !== returning.has(name))
  return [...new Set(onOneSide)].sort().map(escapeControl)
}

const symmetrySentence = (
  { symmetric, sameAppliances, forward, return: back }: TraceAnswer,
  words: Words,
): string => {
  if (symmetric) return words.symmetric
  const devices = oneSidedDevices(forward, back)
  if (sameAppliances === false || devices.length > 0) return words.asymmetric(devices)
  return devicesOn(forward.ways).size > 0 ? words.sameAppliances : words.noAppliances
}

const symmetryAndFilters = (
  answer: TraceAnswer,
  { style, width }: FilledTextOptions,
  words: Words,
): readonly string[] => {
  const filtering = filteringSentence(answer, words)
  return [
    ...(answer.verdict === 'reached' || answer.verdict === 'partly'
      ? wrapText(symmetrySentence(answer, words), width, { first: '', rest: '' })
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
    ...wayBackLines(answer, words.wayBack(to, from), everyWay, filled, words),
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
