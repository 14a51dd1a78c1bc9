// Property and index access, safe or not, on anything that an expression can evaluate to.
import type { Span } from '../../diagnostics/index.ts'
import type { Value } from '../../resources/index.ts'
import { type Evaluated, type Lazy, unknownAt, wholeOf, withRuntime } from './evaluated.ts'

/** The part of this name; undefined when there is none. What is in an unknown is unknown. */
export const memberOf = (target: Evaluated, name: string, span: Span | undefined): Evaluated | undefined => {
  switch (target.kind) {
    case 'lazy':
      return target.member(name, span)
    case 'dictionary':
      return target.fields.get(name.toLowerCase())?.value
    case 'unknown':
      return unknownAt(target.reason, `${target.origin}.${name}`, span)
    default:
      return undefined
  }
}

/** How many items there are; undefined for what is no list. */
const sizeOf = (target: Evaluated): number | undefined => {
  if (target.kind === 'list') return target.items.length
  return target.kind === 'lazy' ? target.size?.() : undefined
}

/** The item at an index, or the part of that name: `x[0]`, `x['name']`. */
export const indexed = (
  target: Evaluated,
  index: Value,
  fromEnd: boolean,
  span: Span | undefined,
): Evaluated | undefined => {
  if (target.kind === 'unknown') return unknownAt(target.reason, `${target.origin}[…]`, span)
  if (index.kind === 'unknown') return unknownAt(index.reason, index.origin, span)
  if (index.kind !== 'scalar') return undefined
  if (typeof index.value === 'string') return memberOf(target, index.value, span)
  if (typeof index.value !== 'number') return undefined
  const size = sizeOf(target)
  if (size === undefined) {
    // A list that only exists at run time (a resource's property that nobody declared).
    return target.kind === 'lazy' ? target.item?.(index.value) : undefined
  }
  const place = fromEnd ? size - index.value : index.value
  if (target.kind === 'list') return target.items[place]
  return target.kind === 'lazy' ? target.item?.(place) : undefined
}

/** Declared parts, evaluated on demand, completed by what is known from run time. */
export const overlaid = (
  declared: Evaluated | undefined,
  runtime: Value | undefined,
): Evaluated | undefined => {
  if (declared === undefined || runtime === undefined) return declared ?? runtime
  if (declared.kind !== 'lazy' && declared.kind !== 'dictionary' && declared.kind !== 'list') return declared
  const whole = (): Value => withRuntime(wholeOf(declared), runtime)
  const lazy: Lazy = {
    kind: 'lazy',
    member: (name, span) => overlaid(memberOf(declared, name, span), asValue(memberOf(runtime, name, span))),
    item: (index) => {
      const all = whole()
      return all.kind === 'list' ? all.items[index] : undefined
    },
    ...(declared.kind === 'list' ? { size: () => declared.items.length } : {}),
    force: whole,
  }
  return lazy
}

const asValue = (evaluated: Evaluated | undefined): Value | undefined =>
  evaluated === undefined ? undefined : wholeOf(evaluated)
