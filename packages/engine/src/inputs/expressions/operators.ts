// The operators of Bicep: arithmetic on whole numbers, comparison, and logic that decides early where it can.
import type { Span } from '../../diagnostics/index.ts'
import { scalar, type Unknown, type Value } from '../../resources/index.ts'
import { unknownAt } from './evaluated.ts'
import type { BinaryOperator, UnaryOperator } from './expression.ts'
import { compareExactly, equalValues } from './functions/compare-values.ts'

/** The operators that look at both sides. The others decide with the left side where they can. */
export type StrictOperator = Exclude<BinaryOperator, '&&' | '||' | '??'>

const mistyped = (operator: string, span: Span | undefined): Unknown =>
  unknownAt('expression', operator, span)

const arithmetic: Readonly<Record<string, (a: number, b: number) => number | undefined>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? undefined : Math.trunc(a / b)),
  '%': (a, b) => (b === 0 ? undefined : a % b),
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

const orderOf = (a: Value, b: Value): number | undefined => {
  if (a.kind !== 'scalar' || b.kind !== 'scalar') return undefined
  if (typeof a.value === 'number' && typeof b.value === 'number') return a.value - b.value
  return typeof a.value === 'string' && typeof b.value === 'string'
    ? compareExactly(a.value, b.value)
    : undefined
}

const numbersOf = (a: Value, b: Value): readonly [number, number] | undefined =>
  a.kind === 'scalar' && b.kind === 'scalar' && typeof a.value === 'number' && typeof b.value === 'number'
    ? [a.value, b.value]
    : undefined

/** `a op b`, both sides evaluated. */
export const binary = (operator: StrictOperator, a: Value, b: Value, span: Span | undefined): Value => {
  if (operator === '==' || operator === '!=' || operator === '=~' || operator === '!~') {
    const letterCase = operator === '=~' || operator === '!~' ? 'ignored' : 'exact'
    const equal = equalValues(a, b, letterCase)
    if (typeof equal !== 'boolean') return equal
    return scalar(operator === '==' || operator === '=~' ? equal : !equal, span)
  }
  if (a.kind === 'unknown') return a
  if (b.kind === 'unknown') return b
  const compare = comparisons[operator]
  if (compare !== undefined) {
    const order = orderOf(a, b)
    return order === undefined ? mistyped(operator, span) : scalar(compare(order), span)
  }
  const numbers = numbersOf(a, b)
  const result = numbers === undefined ? undefined : arithmetic[operator]?.(...numbers)
  return result === undefined ? mistyped(operator, span) : scalar(result, span)
}

/** `op a`. */
export const unary = (operator: UnaryOperator, operand: Value, span: Span | undefined): Value => {
  if (operand.kind === 'unknown') return operand
  if (operand.kind !== 'scalar') return mistyped(operator, span)
  if (operator === '!')
    return typeof operand.value === 'boolean' ? scalar(!operand.value, span) : mistyped('!', span)
  if (typeof operand.value !== 'number') return mistyped(operator, span)
  return scalar(operator === '-' ? -operand.value : operand.value, span)
}

/** Whether a condition holds; an unknown is handed back as it is. */
export const truthOf = (value: Value): boolean | Unknown => {
  if (value.kind === 'unknown') return value
  if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value
  return unknownAt('expression', 'condition', value.span)
}
