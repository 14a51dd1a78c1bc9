// Values of parameters: what a declaration says of them, and texts from the command line in the declared type.
import { scalar, type Value } from '../../resources/index.ts'
import { parseJson } from '../json/parse-json.ts'
import type { ParameterStatement, TypeExpression } from './syntax-tree.ts'

/** Whether the value is a secret, which may stay unknown. */
export const isSecure = (statement: ParameterStatement): boolean =>
  statement.decorators.some((decorator) => decorator.name.name === 'secure')

const typeName = (type: TypeExpression): string | undefined => {
  if (type.kind === 'namedType') return type.name.toLowerCase()
  if (type.kind === 'arrayType' || type.kind === 'tupleType') return 'array'
  if (type.kind === 'objectType') return 'object'
  return type.kind === 'nullableType' ? typeName(type.inner) : undefined
}

/** A text given for a parameter of another type (`--param count=3`) is read as that type; anything else stays. */
export const givenParameter = (value: Value, type: TypeExpression): Value => {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return value
  const text = value.value.trim()
  switch (typeName(type)) {
    case 'int':
      return /^-?\d+$/.test(text) ? scalar(Number(text), value.span) : value
    case 'bool':
      return /^(?:true|false)$/i.test(text) ? scalar(text.toLowerCase() === 'true', value.span) : value
    case 'array':
    case 'object':
      return parseJson(text, value.span?.file ?? '').value ?? value
    default:
      return value
  }
}

/** Whether a parameter has neither a value nor a default, and needs one. */
export const isMissing = (statement: ParameterStatement, given: ReadonlyMap<string, unknown>): boolean =>
  statement.defaultValue === undefined &&
  statement.type.kind !== 'nullableType' &&
  !given.has(statement.name.name.toLowerCase())
