// Property and index access on anything that an expression can evaluate to.
import type { Span } from '../../diagnostics/index.ts'
import type { Value } from '../../resources/index.ts'
import type { Evaluated } from './evaluated.ts'
import { composed, indexText } from './unknown-origins.ts'

/** The part of this name; undefined when there is none. What is in an unknown is unknown. */
export const memberOf = (target: Evaluated, name: string, span: Span | undefined): Evaluated | undefined => {
  switch (target.kind) {
    case 'lazy':
      return target.member(name, span)
    case 'dictionary':
      return target.fields.get(name.toLowerCase())?.value
    case 'unknown':
      return composed(target, `${target.origin}.${name}`, span)
    default:
      return undefined
  }
}

/** How many items there are; undefined for what is no list. */
const sizeOf = (target: Evaluated): number | undefined => {
  if (target.kind === 'list') return target.items.length
  return target.kind === 'lazy' ? target.size?.() : undefined
}

/** The item at an index, or the part of that name: `x[0]`, `x[^1]` (counted from the end), `x['name']`. */
export const indexed = (
  target: Evaluated,
  index: Value,
  fromEnd: boolean,
  span: Span | undefined,
): Evaluated | undefined => {
  if (target.kind === 'unknown') return composed(target, `${target.origin}${indexText(index, fromEnd)}`, span)
  if (index.kind === 'unknown') return composed(index, `…${indexText(index, fromEnd)}`, span)
  if (index.kind !== 'scalar') return undefined
  if (typeof index.value === 'string') return memberOf(target, index.value, span)
  if (typeof index.value !== 'number') return undefined
  const size = sizeOf(target)
  if (size === undefined) {
    // A list that only exists at run time, or is not known for another reason.
    return target.kind === 'lazy' ? target.item?.(index.value) : undefined
  }
  const place = fromEnd ? size - index.value : index.value
  if (target.kind === 'list') return target.items[place]
  return target.kind === 'lazy' ? target.item?.(place) : undefined
}
