// Laws of what an answer says in sum: its verdict, its filters, and the devices that it says see one direction only.
import { plainStyle, traceText } from '../../../src/presentation/index.ts'
import type { TraceAnswer } from '../../../src/queries/index.ts'
import { type Answer, type Case, describeQuestion, type Law, type Verdict } from './case.ts'

type AnsweredWay = TraceAnswer['forward']['ways'][number]

const arrives = ({ ending }: AnsweredWay): boolean =>
  ending === 'delivered' || ending === 'deliveredToInternet'

const sumOf = (ways: readonly AnsweredWay[]): number => ways.reduce((sum, { share }) => sum + share, 0)

const judged = (
  given: Case,
  isMeant: (answer: TraceAnswer) => boolean,
  brokenBy: (answer: Answer) => string | undefined,
): Verdict => {
  const meant = given.answers().filter(({ answer }) => isMeant(answer))
  return {
    seen: meant.length,
    violations: meant.flatMap((each) => {
      const broken = brokenBy(each)
      return broken === undefined ? [] : [`${describeQuestion(each.question)}: ${broken}`]
    }),
  }
}

/** The names in the sentence on devices that see one direction only, as the text of an answer has it. */
const sayOneDirection = (answer: TraceAnswer): readonly string[] => {
  // The sentence is only for ways that differ, and the text takes its time.
  if (answer.symmetric) return []
  const text = traceText(answer, { language: 'en', style: plainStyle, width: 100_000 })
  const [, names = ''] = /there: (.*) sees? one direction only/.exec(text) ?? []
  return names === '' ? [] : names.split(', ')
}

/** Whether packets pass the device; one that misses an answer is told at the end of a way that goes past it. */
const isDeviceOn = (ways: readonly AnsweredWay[], name: string): boolean =>
  ways.some(({ hops }) =>
    hops.some(
      ({ kind, element, decision }) =>
        (kind === 'appliance' || kind === 'firewall') &&
        element === name &&
        decision.code !== 'answerNotSeen',
    ),
  )

/** Laws of verdicts. */
export const verdictLaws: readonly Law[] = [
  {
    name: 'a verdict is what the ways there and back say, and the shares of each direction add up',
    judge: (given) =>
      judged(
        given,
        () => true,
        ({ answer }) => {
          const { verdict, forward, return: back } = answer
          const [there, returned] = [forward.ways.filter(arrives), back.ways.filter(arrives)]
          const isSome = there.length > 0 && returned.length > 0
          const isAll = isSome && there.length === forward.ways.length && returned.length === back.ways.length
          const expected = isAll ? 'reached' : isSome ? 'partly' : 'neither'
          const said = verdict === 'unknown' || verdict === 'notReached' ? 'neither' : verdict
          if (said !== expected) return `${verdict}, but ${expected}`
          const hasUnknown = [...forward.ways, ...back.ways].some(({ ending }) => ending === 'unknown')
          if (verdict === 'unknown' && !hasUnknown && back.ways.length > 0) return 'unknown without a reason'
          const sums = [forward.ways, back.ways].filter(({ length }) => length > 0).map(sumOf)
          return sums.every((sum) => Math.abs(sum - 1) < 1e-4) ? undefined : `shares ${sums.join(', ')}`
        },
      ),
  },
  {
    name: 'no answer says of one flow that it is unknown, and that a filter denies it',
    judge: (given) =>
      judged(
        given,
        ({ verdict, forward, return: back }) =>
          verdict === 'unknown' && forward.ways.length === 1 && back.ways.length <= 1,
        ({ answer }) =>
          answer.filtering === 'denied'
            ? `${answer.forward.ending} there, ${answer.return.ending} back`
            : undefined,
      ),
  },
  {
    name: 'a device that is said to see one direction only is on one of the two ways of a flow that arrives',
    judge: (given) =>
      judged(
        given,
        (answer) => sayOneDirection(answer).length > 0,
        ({ answer }) => {
          const there = answer.forward.ways.filter(arrives)
          const wrong = sayOneDirection(answer).filter(
            (name) => there.length === 0 || isDeviceOn(there, name) === isDeviceOn(answer.return.ways, name),
          )
          return wrong.length === 0
            ? undefined
            : `${wrong.join()} with ${answer.forward.ending} there, ${answer.return.ending} back`
        },
      ),
  },
]
