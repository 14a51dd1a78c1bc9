// Names of children that are not known become symbolic, so that the children are there and stay apart.
import { type Field, scalar, type Value } from '../../resources/index.ts'
import { symbolicText } from '../expressions/unknown-origins.ts'

const withName = (item: Value): Value => {
  const name = item.kind === 'dictionary' ? item.fields.get('name') : undefined
  if (item.kind !== 'dictionary' || name?.value.kind !== 'unknown') return item
  const value = scalar(symbolicText(name.value), name.value.span)
  return { ...item, fields: new Map(item.fields).set('name', { ...name, value }) }
}

/** The same value with a symbolic name for each item of a list (a subnet, a route) that has an unknown one. */
export const withSymbolicNames = (value: Value): Value => {
  if (value.kind === 'list') {
    const items = value.items.map((item) => withSymbolicNames(withName(item)))
    return items.every((item, index) => item === value.items[index]) ? value : { ...value, items }
  }
  if (value.kind !== 'dictionary') return value
  let fields: Map<string, Field> | undefined
  for (const [key, field] of value.fields) {
    const inner = withSymbolicNames(field.value)
    if (inner === field.value) continue
    fields ??= new Map(value.fields)
    fields.set(key, { ...field, value: inner })
  }
  return fields === undefined ? value : { ...value, fields }
}
