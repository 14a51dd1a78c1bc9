// Laws of the answers to `trace`: their parts agree, a symmetric way is retraced, and nothing depends on order.

import { isSuccess } from '../../../src/forwarding/index.ts'
import type { TraceAnswer } from '../../../src/queries/index.ts'
import { analysisOf } from '../azure.ts'
import { traced } from '../described.ts'
import { diceOf } from '../random/dice.ts'
import { allWays, describePacket, describeQuestion, describeWay, type Law } from './case.ts'

type AnsweredWay = TraceAnswer['forward']['ways'][number]

/**
 * The elements that both directions share, in their order: gateways of ExpressRoute are on the way in only (R3.3), a load
 * balancer only where a flow meets it as a next hop.
 */
/** R3.3, R6.26: gateways take packets in only, the router of a hub is a hop where nothing else of it is. */
const shownOneWay: ReadonlySet<string> = new Set(['expressRouteGateway', 'hubRouter', 'loadBalancer'])

const elementsOf = ({ hops }: AnsweredWay): readonly string[] =>
  hops
    .filter(({ kind }) => !shownOneWay.has(kind))
    .map(({ element }) => element)
    .filter((element, index, all) => element !== all[index - 1])

const textsOf = (ways: readonly (readonly string[])[]): string =>
  [...new Set(ways.map((elements) => elements.join(' > ')))].sort().join(' | ')

/** Laws about answers. */
export const traceLaws: readonly Law[] = [
  {
    name: 'the parts of an answer agree with each other',
    judge: ({ answers }) => ({
      seen: answers().length,
      violations: answers()
        .filter(({ answer }) => {
          const { forward, return: back, reached, replyTtl, traceroute, verdict } = answer
          const { filtering, routing } = answer
          const shares = forward.ways.reduce((sum, { share }) => sum + share, 0)
          const isFiltered = [...forward.ways, ...back.ways].some(({ ending }) => ending === 'filtered')
          // The first answer of such a connection arrives, and so the tools show an end that is reached.
          const isHalfSeen = back.ways.some(({ hops }) => hops.at(-1)?.decision.code === 'answerNotSeen')
          const isOutside = back.ways.some(({ hops }) => hops[0]?.decision.code === 'outsideReply')
          const isBehindEndpoint = forward.ways.some(({ hops }) => hops.at(-1)?.kind === 'privateEndpoint')
          const leaves = back.ways.some(({ ending }) => ending === 'deliveredToInternet')
          return (
            (!isHalfSeen && (verdict === 'reached' || verdict === 'partly') !== reached) ||
            // The TTL of a host outside Azure is not known, nor what is left of one at such a host, nor who replies behind an endpoint.
            (!leaves && (replyTtl !== null) !== (reached && !isOutside && !isBehindEndpoint)) ||
            traceroute.some(({ ttl }, index) => ttl !== index + 1) ||
            Math.abs(shares - 1) > 1e-4 ||
            (filtering === 'denied' && !isFiltered) ||
            (isFiltered && filtering !== 'denied' && verdict !== 'unknown') ||
            // Rules that are not known: nobody can say that one of them stops it.
            (forward.ways.length === 1 &&
              verdict === 'unknown' &&
              routing !== 'unknown' &&
              filtering !== 'notEvaluated') ||
            (verdict === 'reached' && routing !== 'reached')
          )
        })
        .map(({ question }) => describeQuestion(question)),
    }),
  },
  {
    name: 'a reply of a symmetric way retraces it',
    judge: ({ answers }) => {
      const told = answers().filter(({ answer }) => answer.forward.ways.length > 0)
      return {
        seen: told.filter(({ answer }) => answer.symmetric).length,
        violations: told.flatMap(({ question, answer }) => {
          // What never arrives has no answer that could retrace it.
          const arriving = answer.forward.ways.filter(({ ending }) => isSuccess(ending))
          const there = textsOf((arriving.length > 0 ? arriving : answer.forward.ways).map(elementsOf))
          const back = textsOf(answer.return.ways.map((way) => elementsOf(way).toReversed()))
          const all = [...answer.forward.ways, ...answer.return.ways]
          // A machine may relay its own answer: then it is an appliance that only one direction passes.
          const isOne =
            all.length === 2 &&
            all.every(({ ending }) => ending === 'delivered') &&
            answer.sameAppliances !== false
          const withBalancer = all.some(({ hops }) => hops.some(({ kind }) => kind === 'loadBalancer'))
          // What answers at Azure's edge has seen nothing of the network.
          if (
            answer.return.ways.every(
              ({ hops }) => hops.length === 1 && hops[0]?.decision.code === 'outsideReply',
            )
          )
            return []
          // The other way round as well, where there is one way only.
          const isBroken = answer.symmetric ? there !== back : isOne && !withBalancer && there === back
          return isBroken
            ? [`${describeQuestion(question)}, symmetric ${answer.symmetric}: ${there}, back ${back}`]
            : []
        }),
      }
    },
  },
  {
    name: 'the same question gives the same bytes, in the same analysis and in another',
    judge: ({ network, analysis, answers }) => {
      const another = analysisOf(network.resources, network.world)
      const some = answers().slice(0, 8)
      return {
        seen: some.length,
        violations: some
          .filter(({ question, answer }) =>
            [analysis, another].some(
              (each) => JSON.stringify(traced(each, question)) !== JSON.stringify(answer),
            ),
          )
          .map(({ question }) => describeQuestion(question)),
      }
    },
  },
  {
    name: 'the order of the resources does not matter',
    judge: ({ seed, network, ways }) => {
      const shuffled = diceOf(seed + 1).shuffled(network.resources)
      const other = allWays(analysisOf(shuffled, network.world), network)
      const told = (all: (typeof ways)[number][1] | undefined): string =>
        JSON.stringify(all?.map((way) => [way.share, describeWay(way), way.assumptions]))
      return {
        seen: ways.length,
        violations: ways.flatMap(([packet, all], index) => {
          const [before, after] = [told(all), told(other[index]?.[1])]
          return before === after ? [] : [`${describePacket(packet)}: ${before}, then ${after}`]
        }),
      }
    },
  },
]
