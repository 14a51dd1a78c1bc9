// What an expression sees around it: names, functions, its place in a file, and how much work is left.
import type { Finding, Span } from '../../diagnostics/index.ts'
import type { Value } from '../../resources/index.ts'
import type { Evaluated } from './evaluated.ts'
import type { Name, Place } from './expression.ts'
import type { CallContext } from './template-function.ts'

/** Bounds the depth of evaluation, so that no template can exhaust the stack. */
export interface Budget {
  readonly limit: number
  /** False when it would go too deep; each true needs a `leave`. */
  readonly enter: () => boolean
  readonly leave: () => void
  /** Runs the report the first time only. */
  readonly reportOnce: (report: () => void) => void
}

/** A budget for one run. */
export const budgetOf = (limit: number): Budget => {
  let depth = 0
  let reported = false
  return {
    limit,
    enter: () => {
      if (depth >= limit) return false
      depth += 1
      return true
    },
    leave: () => {
      depth -= 1
    },
    reportOnce: (report) => {
      if (!reported) report()
      reported = true
    },
  }
}

/** A function that the template defines itself. */
export type OwnFunction = (args: readonly Value[], span: Span) => Value

/** The surroundings of an expression. */
export interface Environment {
  readonly lookup: (name: Name) => Evaluated | undefined
  /** All names in reach, for suggestions. */
  readonly names: () => readonly string[]
  /** Whether a name is a namespace of functions (`sys`, `az`, an import) and nothing else. */
  readonly isNamespace: (name: string) => boolean
  readonly functionNamed: (name: string, namespace: string | undefined) => OwnFunction | undefined
  readonly callContext: (span: Span) => CallContext
  readonly spanOf: (place: Place) => Span
  readonly report: (finding: Finding) => void
  readonly budget: Budget
}

/** The same surroundings with names of a loop or lambda in front. */
export const withLocals = (outer: Environment, locals: ReadonlyMap<string, Evaluated>): Environment => ({
  ...outer,
  lookup: (name) => locals.get(name.name) ?? outer.lookup(name),
  names: () => [...locals.keys(), ...outer.names()],
})
