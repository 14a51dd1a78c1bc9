// Values as text: what string(), format() and interpolation write.
import type { Unknown, Value } from '../../../resources/index.ts'

/** Longer results than this are refused. In UTF-16 units. */
export const textLimit = 1_048_576

const depthLimit = 500

/** Undefined: too long, or nested too deeply. An unknown: the value holds it, so its text is not known either. */
export type TextOfValue = string | Unknown | undefined

/** JSON with other quotation marks is what `format` makes of lists and objects. */
type QuotationMark = '"' | "'"

interface Writer {
  readonly mark: QuotationMark
  readonly parts: string[]
  length: number
}

// The line separators are legal in JSON but not in old JavaScript, so .NET escapes them.
const unsafeInScripts = /[\u0085\u2028\u2029]/g

const quoted = (text: string, mark: QuotationMark): string => {
  const json = JSON.stringify(text).replaceAll(
    unsafeInScripts,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  if (mark === '"') return json
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

/** A number in full, without exponent where it is whole. */
export const numberText = (value: number): string =>
  Number.isInteger(value) ? BigInt(value).toString() : String(value)

const put = (writer: Writer, text: string): boolean => {
  writer.parts.push(text)
  writer.length += text.length
  return writer.length <= textLimit
}

/** True when all was written; undefined when it is too much. */
const write = (writer: Writer, value: Value, depth: number): true | Unknown | undefined => {
  if (depth > depthLimit) return undefined
  const add = (text: string): true | undefined => (put(writer, text) ? true : undefined)
  if (value.kind === 'unknown') return value
  if (value.kind === 'scalar') {
    if (typeof value.value === 'string') return add(quoted(value.value, writer.mark))
    return add(typeof value.value === 'number' ? numberText(value.value) : String(value.value))
  }
  const isList = value.kind === 'list'
  let outcome: true | Unknown | undefined = add(isList ? '[' : '{')
  let separator = ''
  const entries = isList ? value.items : value.fields.values()
  for (const entry of entries) {
    if (outcome !== true) return outcome
    const field = 'name' in entry ? entry : undefined
    put(writer, field === undefined ? separator : `${separator}${quoted(field.name, writer.mark)}:`)
    separator = ','
    outcome = write(writer, 'name' in entry ? entry.value : entry, depth + 1)
  }
  return outcome === true ? add(isList ? ']' : '}') : outcome
}

/** A value as JSON without white space. */
const jsonText = (value: Value, mark: QuotationMark = '"'): TextOfValue => {
  const writer: Writer = { mark, parts: [], length: 0 }
  const outcome = write(writer, value, 0)
  return outcome === true ? writer.parts.join('') : outcome
}

const scalarText = (value: string | number | boolean | null): string => {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'number' ? numberText(value) : (value ?? '')
}

/** What `string()` makes of a value: text as it is, `True` and `False`, nothing for null, JSON for the rest. */
export const plainText = (value: Value): TextOfValue =>
  value.kind === 'scalar' ? scalarText(value.value) : jsonText(value)

/** What `format()` and interpolation make of a value: as `string()`, but JSON in single quotation marks. */
export const interpolatedText = (value: Value): TextOfValue =>
  value.kind === 'scalar' ? scalarText(value.value) : jsonText(value, "'")

const caseMapped = (text: string, map: (letter: string) => string): string => {
  let result = ''
  for (const letter of text) {
    const mapped = map(letter)
    // .NET maps one letter to one letter; JavaScript also makes two of one ('ß' to 'SS').
    result += mapped.length === letter.length ? mapped : letter
  }
  return result
}

/** Lower case, letter by letter, in no particular language. */
export const lowerCase = (text: string): string => caseMapped(text, (letter) => letter.toLowerCase())

/** Upper case, letter by letter, in no particular language. */
export const upperCase = (text: string): string => caseMapped(text, (letter) => letter.toUpperCase())
