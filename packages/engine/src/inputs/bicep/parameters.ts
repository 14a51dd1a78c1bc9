// Values of parameters: what a declaration says of them, and texts from the command line in the declared type.
import { scalar, type Value } from '../../resources/index.ts'
import { parseJson } from '../json/parse-json.ts'
import { summaryOf, type TypeNames } from './declared-types.ts'
import type { ParameterStatement } from './syntax-tree.ts'

/** Whether the value is a secret, which may stay unknown. */
export const isSecure = (statement: ParameterStatement): boolean =>
  statement.decorators.some((decorator) => decorator.name.name === 'secure')

/** Whether this is a secret that was given; an empty one is none, and templates ask for that. */
export const isSecretText = (value: Value, statement: ParameterStatement): boolean =>
  isSecure(statement) && value.kind === 'scalar' && value.value !== null && value.value !== ''

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
