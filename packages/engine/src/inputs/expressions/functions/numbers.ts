// Functions on whole numbers, and the conversions to numbers and truth values.
import type { List, Value } from '../../../resources/index.ts'
import type { TemplateFunction } from '../template-function.ts'
import { either, integer, list, text, truth } from './argument-readers.ts'
import { type Call, many, one, two } from './define-function.ts'

const wholeNumber = /^\s*[+-]?\d{1,30}\s*$/
const decimalNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?\s*$/

/** A result of 64-bit arithmetic; beyond 2⁵³ it is as near as a JavaScript number comes. */
const in64Bits = (value: bigint, call: Call): Value =>
  BigInt.asIntN(64, value) === value ? call.scalar(Number(value)) : call.fail('overflow')

type Operation = (a: bigint, b: bigint) => bigint

const arithmetic = (name: string, operation: Operation): TemplateFunction =>
  two(name, integer, integer, (a, b, call) => in64Bits(operation(BigInt(a), BigInt(b)), call))

/** Division and remainder round towards zero, as .NET's do. */
const division = (name: string, operation: Operation): TemplateFunction =>
  two(name, integer, integer, (a, b, call) =>
    b === 0 ? call.fail('divisionByZero') : in64Bits(operation(BigInt(a), BigInt(b)), call),
  )

const integerOf = (value: string | number, call: Call): Value => {
  if (typeof value === 'number') return call.scalar(value)
  return wholeNumber.test(value)
    ? in64Bits(BigInt(value.trim().replace('+', '')), call)
    : call.fail('integer', value)
}

const floatOf = (value: string | number, call: Call): Value => {
  if (typeof value === 'number') return call.scalar(value)
  return decimalNumber.test(value) ? call.scalar(Number(value)) : call.fail('integer', value)
}

const truthOf = (value: string | number | boolean, call: Call): Value => {
  if (typeof value === 'boolean') return call.scalar(value)
  if (typeof value === 'number') return call.scalar(value !== 0)
  const word = value.trim().toLowerCase()
  if (word === 'true' || word === '1') return call.scalar(true)
  return word === 'false' || word === '0' ? call.scalar(false) : call.fail('boolean', value)
}

/** The numbers of a call: given one by one, or as one list. */
const numbersOf = (items: readonly (number | List)[], call: Call): readonly number[] | Value => {
  const numbers: number[] = []
  for (const item of items) {
    for (const each of typeof item === 'number' ? [call.scalar(item)] : item.items) {
      if (each.kind === 'unknown') return each
      if (each.kind !== 'scalar' || typeof each.value !== 'number') return call.fail('differentTypes')
      numbers.push(each.value)
    }
  }
  return numbers.length === 0 ? call.fail('emptyList') : numbers
}

const isNumbers = (numbers: readonly number[] | Value): numbers is readonly number[] => Array.isArray(numbers)

const extreme = (name: string, better: (a: number, b: number) => number): TemplateFunction =>
  many(name, 1, either(integer, list), (items, call) => {
    const numbers = numbersOf(items, call)
    return isNumbers(numbers) ? call.scalar(numbers.reduce((a, b) => better(a, b))) : numbers
  })

/** The functions of this topic. */
export const numberFunctions: readonly TemplateFunction[] = [
  arithmetic('add', (a, b) => a + b),
  arithmetic('sub', (a, b) => a - b),
  arithmetic('mul', (a, b) => a * b),
  division('div', (a, b) => a / b),
  division('mod', (a, b) => a % b),
  extreme('min', Math.min),
  extreme('max', Math.max),
  one('int', either(integer, text), integerOf),
  one('float', either(integer, text), floatOf),
  one('bool', either(either(truth, integer), text), truthOf),
]
