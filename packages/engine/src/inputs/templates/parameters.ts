// Values of parameters: what a declaration says of them, and texts from the command line in the declared type.
import type { Span } from '../../diagnostics/index.ts'
import { scalar, type Value } from '../../resources/index.ts'
import type { OutputStatement, ParameterStatement } from '../bicep/syntax-tree.ts'
import { type Evaluated, unknownAt, wholeOf } from '../expressions/evaluated.ts'
import { parseJson } from '../json/parse-json.ts'
import { summaryOf, type TypeNames } from './declared-types.ts'

/** Whether the value is a secret, which may stay unknown. */
export const isSecure = (statement: OutputStatement | ParameterStatement): boolean =>
  statement.decorators.some((decorator) => decorator.name.name === 'secure')

/** A secret is not known to the program, whoever gives it; that there is none, or none is known, is no secret. */
export const withoutSecrets = (given: Evaluated, origin: string, span: Span | undefined): Evaluated => {
  const value = wholeOf(given)
  const isHarmless =
    value.kind === 'unknown' ||
    (value.kind === 'scalar' && (value.value === null || value.value === '')) ||
    (value.kind === 'dictionary' && value.fields.size === 0)
  return isHarmless ? value : unknownAt('secret', origin, span)
}

/** Whether the value is null when nothing is given. */
export const isOptional = (statement: ParameterStatement, types: TypeNames): boolean =>
  summaryOf({ type: statement.type, names: types }).nullable

/** Whether a value has to be given. */
export const isRequired = (statement: ParameterStatement, types: TypeNames): boolean =>
  statement.defaultValue === undefined && !isOptional(statement, types)

const readJson = (text: string, value: Value): Value => {
  const reading = parseJson(text, value.span?.file ?? '')
  return reading.findings.length === 0 ? (reading.value ?? value) : value
}

/** A text given for a parameter of another type (`--param count=3`) is read as that type; anything else stays. */
export const givenParameter = (value: Value, statement: ParameterStatement, types: TypeNames): Value => {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return value
  const text = value.value.trim()
  switch (summaryOf({ type: statement.type, names: types }).kind) {
    case 'int':
      return /^-?\d+$/.test(text) ? scalar(Number(text), value.span) : value
    case 'bool':
      return /^(?:true|false)$/i.test(text) ? scalar(text.toLowerCase() === 'true', value.span) : value
    case 'array':
    case 'object':
      return readJson(text, value)
    default:
      return value
  }
}
