// Bounds what a template declares: values share their parts, so a short one can describe a tree without end.
import type { Field, Unknown, Value } from '../../resources/index.ts'
import { unknownAt } from '../expressions/evaluated.ts'

/** How deep and how large the values of one evaluation may be, all resources together. */
export interface ValueLimits {
  readonly depth: number
  readonly nodes: number
}

/** Cuts off what is beyond the limits: that is unknown. Values within them are handed back as they are. */
export const limitedBy = ({ depth, nodes }: ValueLimits, onLimit: () => void) => {
  let left = nodes

  const cut = (value: Value): Unknown => {
    onLimit()
    return unknownAt('unsupported', 'value', value.span)
  }

  const limited = (value: Value, deeper: number): Value => {
    left -= 1
    if (left < 0 || deeper < 0) return cut(value)
    if (value.kind === 'list') {
      if (value.items.length > left) return cut(value)
      const items = value.items.map((item) => limited(item, deeper - 1))
      return items.every((item, index) => item === value.items[index]) ? value : { ...value, items }
    }
    if (value.kind !== 'dictionary') return value
    let fields: Map<string, Field> | undefined
    for (const [key, field] of value.fields) {
      const inner = limited(field.value, deeper - 1)
      if (inner === field.value) continue
      fields ??= new Map(value.fields)
      fields.set(key, { ...field, value: inner })
    }
    return fields === undefined ? value : { ...value, fields }
  }

  return (value: Value): Value => limited(value, depth)
}
