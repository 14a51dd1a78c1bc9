// What an expression evaluates to: a value, or something of which only the parts that are asked for are evaluated.

import type { Span } from '../../diagnostics/index.ts'
import type { Scalar, Unknown, UnknownReason, Value } from '../../resources/index.ts'
import type { LambdaArgument } from './template-function.ts'

/**
 * A resource, a module, a list of them, an object: evaluated part by part, since two resources may well refer to
 * properties of each other.
 */
export interface Lazy {
  readonly kind: 'lazy'
  /** The part of this name, in any letter case; undefined when there is none. */
  readonly member: (name: string, span: Span | undefined) => Evaluated | undefined
  /** Reports that there is no part of this name, where that is a fault; asked after `member` found nothing. */
  readonly missing?: (name: string, span: Span | undefined) => Unknown
  /** The item at this index (`size` items in all); undefined when there is none, or when this is no list. */
  readonly item?: (index: number) => Evaluated | undefined
  readonly size?: () => number
  /** A resource declared inside this one (`vnet::subnet`). */
  readonly nested?: (name: string) => Evaluated | undefined
  /** The value as a whole. */
  readonly force: () => Value
}

/** Anything. */
export type Evaluated = Value | Lazy | LambdaArgument

/** A null that the program made. */
export const nullAt = (span: Span | undefined): Scalar => ({ kind: 'scalar', value: null, span })

/** A value that is not known. */
export const unknownAt = (reason: UnknownReason, origin: string, span: Span | undefined): Unknown => ({
  kind: 'unknown',
  reason,
  origin,
  span,
})

/** The whole value; a lambda is none. */
export const wholeOf = (evaluated: Evaluated): Value => {
  if (evaluated.kind === 'lazy') return evaluated.force()
  return evaluated.kind === 'lambda' ? unknownAt('expression', 'lambda', undefined) : evaluated
}

/** Whether this is null: then a safe access stops here. */
export const isNull = (evaluated: Evaluated): boolean =>
  evaluated.kind === 'scalar' && evaluated.value === null

/** Does something once, on demand; asked again while it is at it (a cycle), `whenBusy` answers. */
export const once = <T>(make: () => T, whenBusy: () => T): (() => T) => {
  let state: { readonly value: T } | 'busy' | undefined
  return () => {
    if (state === 'busy') return whenBusy()
    if (state === undefined) {
      state = 'busy'
      state = { value: make() }
    }
    return state.value
  }
}
