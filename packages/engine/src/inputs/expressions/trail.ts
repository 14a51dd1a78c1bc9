// The way that an evaluation has taken, by names as they are written: so that a cycle can be told from end to end.
import type { Expression } from './expression.ts'

/** A name, or an expression that is only written out when it is told. */
type Step = string | Expression

/** Steps in progress, outermost first. */
export interface Trail {
  readonly enter: (step: Step) => void
  readonly leave: () => void
  /** Does something as a step of the way. */
  readonly within: <T>(step: Step, make: () => T) => T
  /** The way round to a name that is asked for again while it is being made: `a`, `b.name`, `a`. */
  readonly roundTo: (name: string) => readonly string[]
}

/** An access as it is written, roughly: where a value would come from. */
export const writtenAs = (expression: Expression): string => {
  const parts: string[] = []
  let at = expression
  for (;;) {
    if (at.kind === 'property') parts.push(`.${at.name.name}`)
    else if (at.kind === 'index')
      parts.push(at.index.kind === 'literal' ? `[${String(at.index.value)}]` : '[…]')
    else if (at.kind === 'methodCall') parts.push(`.${at.name.name}()`)
    else if (at.kind === 'nestedResource') parts.push(`::${at.name.name}`)
    else if (at.kind !== 'nonNull') break
    at = at.kind === 'nonNull' ? at.operand : at.target
  }
  parts.push(at.kind === 'name' ? at.name : at.kind === 'call' ? `${at.name.name}()` : '')
  return parts.toReversed().join('')
}

const written = (step: Step): string => (typeof step === 'string' ? step : writtenAs(step))

/** Longer ways are told by their beginning and end. */
const longest = 12

const shortened = (names: readonly string[]): readonly string[] =>
  names.length <= longest ? names : [...names.slice(0, longest - 3), '…', ...names.slice(-2)]

/** The symbol that a step begins with: `vnet` of `vnet.properties.subnets[0]`. */
const symbolOf = (step: string): string => /^[^.[:]*/.exec(step)?.[0] ?? step

/** The same step in succession is one: asked for, and then made. */
const withoutRepeats = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => index === 0 || name !== names[index - 1])

const closed = (round: readonly string[]): readonly string[] => {
  const names = withoutRepeats(round)
  const [only] = names
  return only !== undefined && names.length === 1 ? [only, only] : shortened(names)
}

/** The trail of one run. */
export const trailOf = (): Trail => {
  const steps: Step[] = []
  const leave = (): void => {
    steps.pop()
  }
  return {
    enter: (step) => {
      steps.push(step)
    },
    leave,
    within: (step, make) => {
      steps.push(step)
      const made = make()
      leave()
      return made
    },
    roundTo: (name) => {
      const names = steps.map(written)
      const last = names.at(-1) ?? name
      const before = names.indexOf(last)
      if (before < names.length - 1) return closed(names.slice(Math.max(before, 0)))
      const start = names.findIndex((each) => symbolOf(each) === name || each === name)
      if (start >= 0) return closed([...names.slice(start), name])
      // A part of an object needs itself: the symbol that is followed last was under way before.
      const first = names.findIndex((each) => symbolOf(each) === symbolOf(last))
      return closed(first < 0 ? [name] : names.slice(first))
    },
  }
}
