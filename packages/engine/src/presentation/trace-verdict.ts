// The one sentence that answers a trace: who reaches whom, and if not, why not.
import { escapeControl } from '../diagnostics/index.ts'
import type { Assumption, Direction, Ending, Endpoint, Hop, TraceAnswer, Way } from '../queries/answers.ts'
import type { Parameters, Words } from './words/catalogue.ts'

/** Whether a packet that ends so has arrived. */
export const arrives = (ending: Ending): boolean => ending === 'delivered' || ending === 'deliveredToInternet'

/** The VM's name, or the address of what has none. */
export const endpointName = (endpoint: Endpoint): string =>
  escapeControl(endpoint.vm ?? endpoint.service ?? endpoint.ip)

/** The name with the address behind it: `vm-spoke20 (10.20.0.4)`. */
const endpointWithAddress = (endpoint: Endpoint): string =>
  endpoint.vm === undefined ? endpointName(endpoint) : `${endpointName(endpoint)} (${endpoint.ip})`

/** A part of all flows in percent, with one decimal where it needs one. */
export const formatShare = (share: number): string => `${Math.round(share * 1000) / 10}%`

/** What part of the flows arrives in this direction. */
export const arrivingShare = (direction: Direction): number =>
  direction.ways.reduce((sum, way) => sum + (arrives(way.ending) ? way.share : 0), 0)

const safe = (parameters: Readonly<Record<string, string>>): Parameters =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, escapeControl(value)]))

/** What a hop decided, in words; the next hop is added where the decision itself does not name one. */
export const decisionText = (hop: Hop, words: Words): string =>
  words.decisions[hop.decision.code](
    safe({
      ...(hop.nextHopType === undefined ? {} : { nextHopType: hop.nextHopType }),
      ...(hop.nextHopIp === undefined ? {} : { nextHopIp: hop.nextHopIp }),
      ...hop.decision.parameters,
    }),
  )

/** An assumption in words. */
export const assumptionText = ({ code, parameters }: Assumption, words: Words): string =>
  words.assumptions[code](safe(parameters))

/** Where and why the way ended; names of the deciding route where a None route dropped the packet. */
const reasonOfWay = (failing: Way | undefined, direction: Direction, words: Words): string => {
  const last = failing?.hops.at(-1)
  const parameters = last?.decision.parameters ?? {}
  const nextHopType = last?.nextHopType ?? parameters['nextHopType']
  const isOwnRoute = last?.decision.code === 'effectiveRoute' && nextHopType === 'None'
  const prefix = isOwnRoute ? parameters['prefix'] : undefined
  return words.reason({
    ending: failing?.ending ?? direction.ending,
    element: last === undefined ? '' : escapeControl(last.element),
    onwardFrom:
      last === undefined || last.element === failing?.hops[0]?.element
        ? undefined
        : escapeControl(last.element),
    prefix: prefix === undefined ? undefined : escapeControl(prefix),
    nextHopType: nextHopType === undefined ? undefined : escapeControl(nextHopType),
    detail: last === undefined ? '' : decisionText(last, words),
  })
}

/** So many reasons are told where equal-cost ways fail in different manners. */
const toldReasons = 2

/** Why ways fail: the one that the verdict names first, then what else ends equal-cost ways. */
const reasonOf = (direction: Direction, words: Words): string => {
  const named =
    direction.ways.find((way) => way.ending === direction.ending) ??
    direction.ways.find((way) => !arrives(way.ending))
  const others = direction.ways.filter((way) => !arrives(way.ending))
  const reasons = [...new Set([named, ...others].map((way) => reasonOfWay(way, direction, words)))]
  const told = reasons.slice(0, toldReasons).join('; ')
  return reasons.length > toldReasons ? words.andMoreReasons(told, reasons.length - toldReasons) : told
}

/** The direction that keeps the verdict from being `reached`. */
const failingDirection = (answer: TraceAnswer): 'forward' | 'return' => {
  const failsAsVerdict = (direction: Direction): boolean =>
    answer.verdict === 'unknown'
      ? direction.ending === 'unknown'
      : direction.ways.some((way) => !arrives(way.ending)) || !arrives(direction.ending)
  return failsAsVerdict(answer.forward) || !failsAsVerdict(answer.return) ? 'forward' : 'return'
}

/** The verdict in one sentence. */
export const verdictSentence = (answer: TraceAnswer, words: Words): string => {
  const failing = failingDirection(answer)
  const direction = answer[failing]
  const stoppedByFilter = answer.filtering === 'denied' && arrives(direction.ending)
  return words.verdict[answer.verdict]({
    from: endpointName(answer.from),
    to: endpointWithAddress(answer.to),
    reason: stoppedByFilter ? words.endings.filtered : reasonOf(direction, words),
    failing,
    isAnswered: direction.ways.some(({ hops }) => hops.at(-1)?.decision.code === 'answerNotSeen'),
    share: formatShare(arrivingShare(direction)),
    arriving: direction.ways.filter((way) => arrives(way.ending)).length,
    ways: direction.ways.length,
    filtering: answer.filtering,
  })
}
