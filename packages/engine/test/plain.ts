// Turns values of the resource set into plain data, for tests to compare.
import type { Value } from '../src/resources/index.ts'

/** Scalars as they are, lists and dictionaries as JSON would have them, unknown values as their reason. */
export const plain = (value: Value | undefined): unknown => {
  switch (value?.kind) {
    case undefined:
      return undefined
    case 'scalar':
      return value.value
    case 'list':
      return value.items.map(plain)
    case 'dictionary':
      return Object.fromEntries([...value.fields.values()].map((field) => [field.name, plain(field.value)]))
    case 'unknown':
      return { unknown: value.reason }
  }
}
