// Plain data (from the world file, from a caller) as values of a template.
import { type Dictionary, type Field, scalar, type Value } from '../../resources/index.ts'

const isScalar = (plain: unknown): plain is string | number | boolean | null =>
  plain === null || ['string', 'number', 'boolean'].includes(typeof plain)

/** The value of plain data; what is no data at all becomes null. */
export const plainValue = (plain: unknown): Value => {
  if (isScalar(plain)) return scalar(plain)
  if (Array.isArray(plain)) return { kind: 'list', items: plain.map(plainValue), span: undefined }
  if (typeof plain !== 'object') return scalar(null)
  const fields = new Map<string, Field>(
    Object.entries(plain).map(([name, value]) => [
      name.toLowerCase(),
      { name, nameSpan: undefined, value: plainValue(value) },
    ]),
  )
  const dictionary: Dictionary = { kind: 'dictionary', fields, span: undefined }
  return dictionary
}
