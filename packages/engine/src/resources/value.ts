// A value as it was written: JSON-like data in which every node knows where it came from.
import type { Span } from '../diagnostics/index.ts'

/** Any node. What cannot be known is a node too: it carries why, and never throws. */
export type Value = Scalar | List | Dictionary | Unknown

/** A string, number, boolean or null. */
export interface Scalar {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  readonly span: Span | undefined
  /** The file whose text, as it is or in Base64, this is as a whole: what is said of its content is said of that file. */
  readonly file?: string
}

/** An ordered list. */
export interface List {
  readonly kind: 'list'
  readonly items: readonly Value[]
  readonly span: Span | undefined
}

/** Named fields. Azure ignores letter case in names, so the map's keys are lower-cased. */
export interface Dictionary {
  readonly kind: 'dictionary'
  readonly fields: ReadonlyMap<string, Field>
  readonly span: Span | undefined
}

/** One field of a dictionary, in its own spelling. */
export interface Field {
  readonly name: string
  readonly nameSpan: Span | undefined
  readonly value: Value
}

/** Why a value is not known. */
export type UnknownReason = 'expression' | 'parameter' | 'runtime' | 'secret' | 'unsupported'

/** A value that the inputs do not tell; `origin` names the expression or parameter it would come from. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly reason: UnknownReason
  readonly origin: string
  readonly span: Span | undefined
}

/** The value of a field, in any letter case; undefined when there is none (or the value is no dictionary). */
export const fieldOf = (value: Value | undefined, name: string): Value | undefined =>
  value?.kind === 'dictionary' ? value.fields.get(name.toLowerCase())?.value : undefined

/** The value at a path of field names, e.g. `at(body, 'properties', 'addressSpace')`. */
export const at = (value: Value | undefined, ...path: readonly string[]): Value | undefined =>
  path.reduce<Value | undefined>(fieldOf, value)

/** The string at a path of field names; undefined when there is none, or when it is empty. */
export const textAt = (value: Value | undefined, ...path: readonly string[]): string | undefined => {
  const found = at(value, ...path)
  return found?.kind === 'scalar' && typeof found.value === 'string' && found.value !== ''
    ? found.value
    : undefined
}

/** A scalar made by the program (an allocated address, a merged default), placed where its cause was written. */
export const scalar = (value: string | number | boolean | null, span?: Span): Scalar => ({
  kind: 'scalar',
  value,
  span,
})

/** A copy of the dictionary in which one field has another value (or is added at the end). */
export const withField = (dictionary: Dictionary, name: string, value: Value): Dictionary => {
  const fields = new Map(dictionary.fields)
  const old = fields.get(name.toLowerCase())
  fields.set(name.toLowerCase(), { name: old?.name ?? name, nameSpan: old?.nameSpan, value })
  return { ...dictionary, fields }
}

/** A copy in which the value at a path of field names is another one; dictionaries on the way are made as needed. */
export const withValueAt = (body: Dictionary, path: readonly string[], value: Value): Dictionary => {
  const [name, ...rest] = path
  if (name === undefined) return body
  if (rest.length === 0) return withField(body, name, value)
  const inner = fieldOf(body, name)
  const holder = inner?.kind === 'dictionary' ? inner : dictionary({})
  return withField(body, name, withValueAt(holder, rest, value))
}

/** A copy without one field. */
export const withoutField = (dictionary: Dictionary, name: string): Dictionary => {
  const fields = new Map(dictionary.fields)
  fields.delete(name.toLowerCase())
  return { ...dictionary, fields }
}

/** A dictionary from plain entries, for resources that the program has to assume. */
export const dictionary = (entries: Readonly<Record<string, Value>>, span?: Span): Dictionary => ({
  kind: 'dictionary',
  fields: new Map(
    Object.entries(entries).map(([name, value]) => [
      name.toLowerCase(),
      { name, nameSpan: undefined, value },
    ]),
  ),
  span,
})
