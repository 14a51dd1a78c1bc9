// Joins two bodies of the same resource field by field.
import { type Dictionary, type Field, type List, textAt, type Value } from './value.ts'

/** Fields that differ between two readings of the same resource without telling anything. */
const incidental: ReadonlySet<string> = new Set([
  'apiversion',
  'comments',
  'dependson',
  'egressbytestransferred',
  'etag',
  'ingressbytestransferred',
  'provisioningstate',
  'resourceguid',
  'systemdata',
  'tunnelconnectionstatus',
])

/** The items of a list; links come in any order, so they are brought into that of their ids. */
const inOrder = ({ items }: List): readonly Value[] => {
  const ids = items.map((item) => textAt(item, 'id')?.toLowerCase())
  if (ids.some((id) => id === undefined)) return items
  return items
    .map((item, index) => ({ item, id: ids[index] ?? '' }))
    .toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map(({ item }) => item)
}

/** Whether two values say the same; texts are compared as Azure compares names and ids, without letter case. */
const sameValue = (a: Value, b: Value): boolean => {
  if (a.kind === 'scalar' && b.kind === 'scalar')
    return typeof a.value === 'string' && typeof b.value === 'string'
      ? a.value.toLowerCase() === b.value.toLowerCase()
      : a.value === b.value
  if (a.kind === 'list' && b.kind === 'list') {
    const [left, right] = [inOrder(a), inOrder(b)]
    return (
      left.length === right.length &&
      left.every((item, index) => {
        const other = right[index]
        return other !== undefined && sameValue(item, other)
      })
    )
  }
  if (a.kind === 'dictionary' && b.kind === 'dictionary') {
    const keys = new Set([...a.fields.keys(), ...b.fields.keys()].filter((key) => !incidental.has(key)))
    return [...keys].every((key) => {
      const [left, right] = [a.fields.get(key), b.fields.get(key)]
      return left !== undefined && right !== undefined && sameValue(left.value, right.value)
    })
  }
  return a.kind === 'unknown' && b.kind === 'unknown' && a.origin === b.origin
}

/** Two bodies as one, and whether they said different things of a field. */
export interface MergedBody {
  readonly body: Dictionary
  readonly conflict: boolean
}

/**
 * The fields of both; where both have a field, dictionaries are merged and otherwise `stronger` wins. What is not
 * known never wins over what is.
 */
export const mergeBodies = (weaker: Dictionary, stronger: Dictionary): MergedBody => {
  const fields = new Map<string, Field>(weaker.fields)
  let conflict = false
  for (const [key, field] of stronger.fields) {
    const old = weaker.fields.get(key)
    if (old === undefined || old.value.kind === 'unknown') fields.set(key, field)
    else if (field.value.kind === 'unknown') continue
    else if (old.value.kind === 'dictionary' && field.value.kind === 'dictionary') {
      const merged = mergeBodies(old.value, field.value)
      fields.set(key, { ...field, value: merged.body })
      conflict ||= merged.conflict
    } else {
      fields.set(key, field)
      conflict ||= !incidental.has(key) && !sameValue(old.value, field.value)
    }
  }
  return { body: { ...stronger, fields }, conflict }
}
