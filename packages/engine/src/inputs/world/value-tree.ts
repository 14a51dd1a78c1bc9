// Walks, prunes and unpacks the value of a world file by path, so that places and plain data stay in step.
import type { Dictionary, Field, Value } from '../../resources/index.ts'

/** Field names and list positions from the top. */
export type Path = readonly (string | number)[]

/** `sites[0].links[1].circuit`, as people write it. */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  )

const step = (value: Value | undefined, by: string | number): Value | undefined => {
  if (value?.kind === 'list' && typeof by === 'number') return value.items[by]
  return value?.kind === 'dictionary' ? value.fields.get(String(by).toLowerCase())?.value : undefined
}

/** The value at a path; undefined when there is none. */
export const valueAt = (value: Value, path: Path): Value | undefined =>
  path.reduce<Value | undefined>(step, value)

/** The field that a path ends in, with the place of its name. */
export const fieldAt = (value: Value, path: Path): Field | undefined => {
  const holder = valueAt(value, path.slice(0, -1))
  return holder?.kind === 'dictionary' ? holder.fields.get(String(path.at(-1)).toLowerCase()) : undefined
}

const withFields = (dictionary: Dictionary, fields: ReadonlyMap<string, Field>): Dictionary => ({
  ...dictionary,
  fields,
})

/** A copy without what the path leads to; undefined when that is everything. */
export const without = (value: Value, path: Path): Value | undefined => {
  const [first, ...rest] = path
  if (first === undefined) return undefined
  const inner = step(value, first)
  if (inner === undefined) return value
  const pruned = without(inner, rest)
  if (value.kind === 'list')
    return { ...value, items: value.items.flatMap((item, at) => (at === first ? (pruned ?? []) : [item])) }
  if (value.kind !== 'dictionary') return value
  const fields = new Map(value.fields)
  const key = String(first).toLowerCase()
  const field = fields.get(key)
  if (field === undefined || pruned === undefined) fields.delete(key)
  else fields.set(key, { ...field, value: pruned })
  return withFields(value, fields)
}

/** A copy without fields that have a name and nothing behind it: `sites:` says as much as no such line. */
export const withoutEmptyFields = (value: Value, keep: ReadonlySet<string> = new Set()): Value => {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => withoutEmptyFields(item)) }
  if (value.kind !== 'dictionary') return value
  const fields = new Map<string, Field>()
  for (const [key, field] of value.fields) {
    if (keep.has(key)) fields.set(key, field)
    else if (field.value.kind !== 'scalar' || field.value.value !== null)
      fields.set(key, { ...field, value: withoutEmptyFields(field.value) })
  }
  return withFields(value, fields)
}

/** The same as plain data. Every name is an own property, also `__proto__`. */
export const toPlain = (value: Value): unknown => {
  switch (value.kind) {
    case 'scalar':
      return value.value
    case 'list':
      return value.items.map(toPlain)
    case 'dictionary':
      return Object.fromEntries([...value.fields.values()].map((field) => [field.name, toPlain(field.value)]))
    case 'unknown':
      return undefined
  }
}
