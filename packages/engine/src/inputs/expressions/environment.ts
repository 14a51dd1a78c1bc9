// What an expression sees around it: names, functions, its place in a file, and how much work is left.
import { type Finding, findings, type Span } from '../../diagnostics/index.ts'
import type { Unknown, Value } from '../../resources/index.ts'
import { type Evaluated, unknownAt } from './evaluated.ts'
import type { Name, Place } from './expression.ts'
import type { CallContext } from './template-function.ts'
import { type Trail, trailOf } from './trail.ts'

/** What an evaluation is bounded by: how deep it goes, and how many steps it takes. */
export type Limit = 'depth' | 'steps'

/** Keeps an evaluation within its limits, so that no template can exhaust the stack or go on without end. */
export interface Budget {
  readonly limits: Readonly<Record<Limit, number>>
  /** Starts a step. Undefined when it may be taken, and then needs a `leave`; else the limit that is reached. */
  readonly enter: () => Limit | undefined
  readonly leave: () => void
  /** Counts work that a single step does: the items that a function goes through. */
  readonly spend: (steps: number) => void
  /** Runs the report of this limit the first time only. */
  readonly reportOnce: (limit: Limit, report: () => void) => void
  /** The way that the run has taken to where it is. */
  readonly trail: Trail
}

/** A budget for one run. */
export const budgetOf = (limits: Readonly<Record<Limit, number>>): Budget => {
  let depth = 0
  let steps = 0
  const reported = new Set<Limit>()
  return {
    limits,
    enter: () => {
      if (depth >= limits.depth) return 'depth'
      if (steps >= limits.steps) return 'steps'
      depth += 1
      steps += 1
      return undefined
    },
    leave: () => {
      depth -= 1
    },
    spend: (more) => {
      steps += more
    },
    reportOnce: (limit, report) => {
      if (!reported.has(limit)) report()
      reported.add(limit)
    },
    trail: trailOf(),
  }
}

/** A function that the template defines itself. */
export type OwnFunction = (args: readonly Value[], span: Span) => Value

/** The surroundings of an expression. */
export interface Environment {
  readonly lookup: (name: Name) => Evaluated | undefined
  /** All names of this space in reach, for suggestions. */
  readonly names: (space: Name['space']) => readonly string[]
  /** Whether a name is a namespace of functions (`sys`, `az`, an import) and nothing else. */
  readonly isNamespace: (name: string) => boolean
  readonly functionNamed: (name: string, namespace: string | undefined) => OwnFunction | undefined
  readonly callContext: (span: Span) => CallContext
  /** The resource that `reference()` means by an id, a relative one, a name or a symbolic name. */
  readonly deployed: (text: string) => Evaluated | undefined
  readonly spanOf: (place: Place) => Span
  readonly report: (finding: Finding) => void
  readonly budget: Budget
}

/** A plain name of Bicep may be a local one; ARM says whether it means one. */
const mayBeLocal = (space: Name['space']): boolean => space === 'symbol' || space === 'local'

/** The same surroundings with names of a loop or lambda in front. */
export const withLocals = (outer: Environment, locals: ReadonlyMap<string, Evaluated>): Environment => ({
  ...outer,
  lookup: (name) => (mayBeLocal(name.space) ? locals.get(name.name) : undefined) ?? outer.lookup(name),
  names: (space) => [...(mayBeLocal(space) ? locals.keys() : []), ...outer.names(space)],
})

/** The origin of what is not evaluated any more. */
const beyondLimit = 'expression'

/** Whether something is unknown only because a limit was reached, which is said once. */
export const isBeyondLimit = ({ reason, origin }: Unknown): boolean =>
  reason === 'unsupported' && origin === beyondLimit

/** Takes a step, one level deeper; where a limit is reached, that is said once and an unknown stands for the result. */
export const bounded = <T>(
  { budget, report }: Environment,
  span: () => Span,
  make: () => T,
  instead: (unknown: Unknown) => T,
): T => {
  const reached = budget.enter()
  if (reached !== undefined) {
    const at = span()
    budget.reportOnce(reached, () => {
      report(findings.evaluationLimit({ limit: budget.limits[reached], of: reached }, { span: at }))
    })
    return instead(unknownAt('unsupported', beyondLimit, at))
  }
  try {
    return make()
  } finally {
    budget.leave()
  }
}
