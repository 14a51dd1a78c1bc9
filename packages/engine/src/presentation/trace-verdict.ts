// The one sentence that answers a trace: who reaches whom, and if not, why not.
import { escapeControl } from '../diagnostics/index.ts'
import type { Assumption, Direction, Ending, Endpoint, Hop, TraceAnswer, Way } from '../queries/answers.ts'
import type { DirectionFacts, Parameters, Words } from './words/catalogue.ts'

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

/** Decisions after which nothing more need be said of why a way ended: no element of the network drops the packet. */
const wholeReasons: ReadonlySet<Hop['decision']['code']> = new Set(['answerLeavesElsewhere'])

/** Where and why the way ended; names of the deciding route where a None route dropped the packet. */
const reasonOfWay = (failing: Way | undefined, direction: Direction, words: Words): string => {
  const last = failing?.hops.at(-1)
  if (last !== undefined && wholeReasons.has(last.decision.code)) return decisionText(last, words)
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

/** Why ways fail: the one that the direction is called by first, then what else ends equal-cost ways. */
const reasonOf = (direction: Direction, told: (way: Way) => boolean, words: Words): string => {
  const failing = direction.ways.filter(told)
  const named = failing.find((way) => way.ending === direction.ending) ?? failing[0]
  const reasons = [...new Set([named, ...failing].map((way) => reasonOfWay(way, direction, words)))]
  const first = reasons.slice(0, toldReasons).join('; ')
  return reasons.length > toldReasons ? words.andMoreReasons(first, reasons.length - toldReasons) : first
}

const isUnknown = ({ ending }: Way): boolean => ending === 'unknown'

/** What one direction adds to the verdict; where what decides is not known, nothing else is a reason. */
const factsOf = (direction: Direction, verdict: TraceAnswer['verdict'], words: Words): DirectionFacts => {
  const { ways } = direction
  const arriving = ways.filter((way) => arrives(way.ending))
  const isTold =
    verdict === 'unknown' && ways.some(isUnknown) ? isUnknown : (way: Way) => !arrives(way.ending)
  return {
    reason: reasonOf(direction, isTold, words),
    share: formatShare(arrivingShare(direction)),
    arriving: arriving.length,
    ways: ways.length,
  }
}

/** The verdict in one sentence. */
export const verdictSentence = (answer: TraceAnswer, words: Words): string => {
  const { forward, return: back, verdict } = answer
  return words.verdict[verdict]({
    from: endpointName(answer.from),
    to: endpointWithAddress(answer.to),
    forward: factsOf(forward, verdict, words),
    back: factsOf(back, verdict, words),
    isAnswered: back.ways.some(({ hops }) => hops.at(-1)?.decision.code === 'answerNotSeen'),
    answered: formatShare(arrivingShare(forward) * arrivingShare(back)),
  })
}
