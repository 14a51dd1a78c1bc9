// Looking into the values of a plan, and marking them with the address that they belong to.
import type { Span } from '../../diagnostics/index.ts'
import { type Field, fieldOf, type List, type Value } from '../../resources/index.ts'
import type { Step } from './address.ts'

/** What stands at a path of names, keys and positions. */
export const lookUp = (value: Value | undefined, path: readonly Step[]): Value | undefined =>
  path.reduce<Value | undefined>((at, step) => {
    const key = typeof step === 'object' ? step.key : step
    if (at?.kind === 'dictionary') return fieldOf(at, String(key))
    if (at?.kind !== 'list') return undefined
    if (typeof key === 'number') return at.items[key]
    // A block that occurs once is a list of one: its attributes are reached without a position as well.
    return at.items.length === 1 ? fieldOf(at.items[0], key) : undefined
  }, value)

/** The items of a list; none for anything else. */
export const itemsOf = (value: Value | undefined): readonly Value[] =>
  value?.kind === 'list' ? value.items : []

/** Whether nothing is set: providers write null, and in states often an empty text. */
export const isUnset = (value: Value | undefined): boolean =>
  value === undefined || (value.kind === 'scalar' && (value.value === null || value.value === ''))

/** Whether a value says true. */
export const isTrue = (value: Value | undefined): boolean => value?.kind === 'scalar' && value.value === true

/** Whether a mark (unknown, sensitive) covers a whole value or any part of it. */
export const isMarked = (mark: Value | undefined): boolean => {
  if (mark?.kind === 'list') return mark.items.some(isMarked)
  if (mark?.kind === 'dictionary') return [...mark.fields.values()].some((field) => isMarked(field.value))
  return isTrue(mark)
}

/** A list made by the program. */
export const listOf = (items: readonly Value[], span?: Span): List => ({ kind: 'list', items, span })

/** The same place, with the name of what is declared there: a plan is one long line, in which a column says little. */
export const named = (span: Span | undefined, name: string): Span | undefined =>
  span === undefined ? undefined : { ...span, name }

/** A copy of which every part is placed by `place`. */
export const placed = (value: Value, place: (span: Span | undefined) => Span | undefined): Value => {
  const span = place(value.span)
  switch (value.kind) {
    case 'scalar':
    case 'unknown':
      return { ...value, span }
    case 'list':
      return { ...value, items: value.items.map((item) => placed(item, place)), span }
    case 'dictionary':
      return {
        ...value,
        fields: new Map(
          [...value.fields].map(([key, field]): [string, Field] => [
            key,
            { ...field, nameSpan: place(field.nameSpan), value: placed(field.value, place) },
          ]),
        ),
        span,
      }
  }
}
