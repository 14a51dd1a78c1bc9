// Laws of what a sender takes for an answer: it comes from where the sender has sent to (R6.24, R6.52).
import type { Hop, TraceAnswer, TraceQuestion } from '../../../src/queries/index.ts'
import { type Answer, type Case, describeQuestion, type Law } from './case.ts'

type AnsweredWay = TraceAnswer['forward']['ways'][number]

const describe = ({ question }: Answer, { ending, hops }: AnsweredWay): string =>
  `${describeQuestion(question)}: ${hops.map(({ element, decision }) => `${element}:${decision.code}`).join(' > ')} = ${ending}`

/** What the replier was asked under, on ways that all arrive under one address and port. */
const askedUnder = ({ question, answer }: Answer): string | undefined => {
  const asked = question.to
  if (!/^[\d.]+$|:/.test(asked)) return undefined
  const reached = new Set(
    answer.forward.ways
      .filter(({ ending }) => ending === 'delivered' || ending === 'deliveredToInternet')
      .map(({ hops }) => hops.at(-1)?.translatedDestination ?? asked),
  )
  const [only, other] = [...reached]
  return other === undefined ? only : undefined
}

/** From outside: the public address that stands for the one that is asked for; `''` where no input states it. */
const outsideOf = ({ from, to }: TraceQuestion, { network }: Case): string | undefined =>
  /^(?:8\.8|2001:4860)/.test(from) ? network.publicOf.get(to) : undefined

const isTaken = ({ ending }: AnsweredWay): boolean =>
  ending === 'delivered' || ending === 'deliveredToInternet'

/** Devices that gave the packet another destination, on some way there. */
const translators = ({ answer }: Answer): readonly string[] => [
  ...new Set(
    answer.forward.ways.flatMap(({ hops }) =>
      hops.filter(({ decision }) => decision.code === 'destinationTranslated').map(({ element }) => element),
    ),
  ),
]

/** Behind a load balancer the answer has to leave by the very NIC that was picked, too. */
const isBalanced = ({ answer }: Answer): boolean =>
  answer.forward.ways.some(({ hops }) => hops.some(({ kind }) => kind === 'loadBalancer'))

const isInside = ({ kind }: Hop): boolean => kind === 'nic' || kind === 'appliance' || kind === 'firewall'

/** The NICs of a machine are in different subnets here, so the third octet tells them apart; IPv6 has only one of them. */
const subnetOf = (address: string | undefined): string | undefined =>
  /^10\.\d+\.(\d+)\./.exec(address ?? '')?.[1]

/** Whether an answer left for the edge where its flow came in: at the same machine or firewall, and by the same NIC. */
const leavesWhereItCame = (flow: readonly Hop[], answer: readonly Hop[], asked: string): boolean => {
  const entrance = flow.slice(flow.findIndex(({ kind }) => kind === 'internet') + 1).find(isInside)
  const exit = answer.findLast(isInside)
  if (entrance === undefined || exit === undefined || entrance.element !== exit.element) return false
  // With floating IP, and at a firewall, the address is not that of a NIC.
  const subnet = subnetOf(entrance.translatedDestination ?? asked)
  return entrance.kind === 'firewall' || subnet === undefined || subnet === subnetOf(exit.address)
}

/** Laws of acceptance. */
export const acceptanceLaws: readonly Law[] = [
  {
    name: 'what a sender takes for an answer comes from the address that it has sent to',
    judge: (given) => {
      const answers = given.answers().flatMap((each) => {
        const under = askedUnder(each)
        return under === undefined
          ? []
          : each.answer.return.ways.filter(isTaken).map((way) => ({ each, way, under }))
      })
      return {
        seen: answers.length,
        violations: answers
          .filter(({ each, way, under }) => {
            const source = way.hops.at(-1)?.translatedSource ?? under
            // Who is asked for by a private address from outside is called by the public one that stands for it.
            const outside = outsideOf(each.question, given)
            return (
              source !== each.question.to && (outside === undefined || (outside !== '' && source !== outside))
            )
          })
          .map(({ each, way }) => describe(each, way)),
      }
    },
  },
  {
    name: 'an answer that passes all who have translated its flow is taken',
    judge: (given) => {
      const answers = given
        .answers()
        .filter((each) => translators(each).length > 0 && !isBalanced(each))
        .flatMap((each) => each.answer.return.ways.map((way) => ({ each, way })))
        // Who gets a packet of its own back from Azure drops it for its source.
        .filter(({ way }) => way.hops.length > 1)
      return {
        seen: answers.length,
        violations: answers
          .filter(({ each, way }) => {
            const passed = new Set(way.hops.map(({ element }) => element))
            return (
              way.hops.at(-1)?.decision.code === 'answerFromElsewhere' &&
              translators(each).every((name) => passed.has(name))
            )
          })
          .map(({ each, way }) => describe(each, way)),
      }
    },
  },
  {
    name: 'an answer to the Internet is taken exactly if it leaves where its flow came in',
    judge: (given) => {
      const answers = given
        .answers()
        .filter(
          ({ answer }) =>
            answer.forward.ways.length === 1 &&
            answer.forward.ending === 'delivered' &&
            answer.forward.ways[0]?.hops[0]?.kind === 'internet',
        )
        .flatMap((each) => each.answer.return.ways.map((way) => ({ each, way })))
        .filter(({ way }) => way.hops.length > 1 && way.hops.at(-1)?.kind === 'internet')
      return {
        seen: answers.length,
        violations: answers
          .filter(({ each, way }) => {
            const { forward, to } = each.answer
            return isTaken(way) !== leavesWhereItCame(forward.ways[0]?.hops ?? [], way.hops, to.ip)
          })
          .map(({ each, way }) => describe(each, way)),
      }
    },
  },
]
