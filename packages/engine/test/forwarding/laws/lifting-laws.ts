// Laws of what is taken out of the way: nothing that arrived before is lost by it.
import { isSuccess } from '../../../src/forwarding/index.ts'
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

/** Ways that arrived and are no more among those of the same packet. */
const lostWays = (before: readonly WaysOfPacket[], after: readonly WaysOfPacket[]): readonly string[] =>
  before.flatMap(([packet, all], index) => {
    const kept = new Set(after[index]?.[1].map(elementsOf))
    return all
      .filter((way) => isSuccess(way.ending) && !kept.has(elementsOf(way)))
      .map((way) => `${describePacket(packet)}: ${describeWay(way)}`)
  })

/** Some of them, others in each network. */
const someOf = (liftings: readonly Lifting[], { seed }: Case, atMost: number): readonly Lifting[] => {
  const step = Math.max(1, Math.ceil(liftings.length / atMost))
  return liftings.filter((_, index) => index % step === seed % step)
}

const nothingLost = (given: Case, liftings: readonly Lifting[]): Verdict => ({
  seen: liftings.length,
  violations: liftings.flatMap(({ what, resources }) => {
    const after = allWays(analysisOf(resources, given.network.world), given.network)
    return lostWays(given.ways, after).map((lost) => `${what}: ${lost}`)
  }),
})

/** Laws about what is lifted. */
export const liftingLaws: readonly Law[] = [
  {
    name: 'turning a flag of a peering on never removes a way',
    judge: (given) => nothingLost(given, someOf(liftedFlags(given.network.resources), given, 1)),
  },
  {
    name: 'lifting one rule, group or collection that denies never removes a way',
    judge: (given) => nothingLost(given, someOf(liftedFilters(given.network.resources), given, 1)),
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
      const liftings = someOf(liftedFilters(given.network.resources), given, 1)
      return {
        seen: liftings.length * reached.length,
        violations: liftings.flatMap(({ what, resources }) => {
          const after = analysisOf(resources, given.network.world)
          return reached
            .filter((question) => traced(after, question).verdict !== 'reached')
            .map((question) => `${what}: ${describeQuestion(question)}`)
        }),
      }
    },
  },
]
