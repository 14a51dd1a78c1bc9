// Laws of what is taken out of the way: nothing that arrived before is lost by it.
import type { Analysis } from '../../../src/analyse.ts'
import { isSuccess } from '../../../src/forwarding/index.ts'
import { routes } from '../../../src/queries/index.ts'
import { analysisOf } from '../azure.ts'
import { traced } from '../described.ts'
import {
  allWays,
  type Case,
  describePacket,
  describeQuestion,
  describeWay,
  type Law,
  type Verdict,
  type WaysOfPacket,
} from './case.ts'
import { type Lifting, liftedFilters, liftedFlags } from './lifted.ts'

/** What decided, but for the filters: names of elements and the ending. */
const elementsOf: typeof describeWay = ({ hops, ending }) =>
  `${hops.map(({ kind, element }) => `${element}[${kind}]`).join(' > ')} = ${ending}`

/** A Standard public address is closed where no group says anything: without the last one nothing comes in by it. */
const isClosed = ({
  hops,
}: {
  readonly hops: readonly { readonly decision: { readonly code: string } }[]
}): boolean => hops.at(-1)?.decision.code === 'closedAddress'

/** Ways that arrived and are no more among those of the same packet. */
const lostWays = (before: readonly WaysOfPacket[], after: readonly WaysOfPacket[]): readonly string[] =>
  before.flatMap(([packet, all], index) => {
    const now = after[index]?.[1] ?? []
    if (now.some(isClosed)) return []
    const kept = new Set(now.map(elementsOf))
    return all
      .filter((way) => isSuccess(way.ending) && !kept.has(elementsOf(way)))
      .map((way) => `${describePacket(packet)}: ${describeWay(way)}`)
  })

/** Some of them, others in each network. */
const someOf = (liftings: readonly Lifting[], { seed }: Case, atMost: number): readonly Lifting[] => {
  const step = Math.max(1, Math.ceil(liftings.length / atMost))
  return liftings.filter((_, index) => index % step === seed % step)
}

const nothingLost = (given: Case, changes: readonly Changed[]): Verdict => ({
  seen: changes.length,
  violations: changes.flatMap(({ what, analysis }) =>
    lostWays(given.ways, allWays(analysis, given.network)).map((lost) => `${what}: ${lost}`),
  ),
})

/** The network after a change. */
interface Changed {
  readonly what: string
  readonly analysis: Analysis
}

const analysed = (liftings: readonly Lifting[], { network }: Case): readonly Changed[] =>
  liftings.map(({ what, resources }) => ({ what, analysis: analysisOf(resources, network.world) }))

/**
 * One filter less, where that changes no route: a rule may have stopped a BGP session, and what comes over the session
 * then takes packets elsewhere.
 */
const withoutOneFilter = (given: Case): readonly Changed[] => {
  const before = JSON.stringify(routes(given.analysis))
  return analysed(someOf(liftedFilters(given.network.resources), given, 1), given).filter(
    ({ analysis }) => JSON.stringify(routes(analysis)) === before,
  )
}

/** Laws about what is lifted. */
export const liftingLaws: readonly Law[] = [
  {
    name: 'turning a flag of a peering on never removes a way',
    judge: (given) =>
      nothingLost(given, analysed(someOf(liftedFlags(given.network.resources), given, 1), given)),
  },
  {
    name: 'lifting one rule, group or collection that denies never removes a way',
    judge: (given) => nothingLost(given, withoutOneFilter(given)),
  },
  {
    name: 'without filters nothing of them stops a packet, and every way that arrived still does',
    judge: (given) => {
      const open = { ...given.analysis, surroundings: { ...given.analysis.surroundings, filters: false } }
      const unfiltered = allWays(open, given.network)
      const still = unfiltered.flatMap(([packet, all]) =>
        all
          .filter(({ hops, ending }) => {
            const code = hops.at(-1)?.decision.code ?? ''
            return ending === 'filtered' || code === 'securityRuleOpen' || code === 'firewallRuleOpen'
          })
          .map((way) => `still filtered: ${describePacket(packet)}: ${describeWay(way)}`),
      )
      return {
        seen: given.ways.filter(([, all]) => all.some(({ ending }) => ending === 'filtered')).length,
        violations: [...lostWays(given.ways, unfiltered), ...still],
      }
    },
  },
  {
    name: 'a round trip that succeeds does so without any one of the filters as well',
    judge: (given) => {
      const reached = given
        .answers()
        .filter(({ answer }) => answer.verdict === 'reached')
        .map(({ question }) => question)
      const changes = withoutOneFilter(given)
      return {
        seen: changes.length * reached.length,
        violations: changes.flatMap(({ what, analysis }) =>
          reached
            .filter((question) => {
              const { verdict, forward } = traced(analysis, question)
              return verdict !== 'reached' && !forward.ways.some(isClosed)
            })
            .map((question) => `${what}: ${describeQuestion(question)}`),
        ),
      }
    },
  },
]
