// Comparison and logic: what ARM templates write as functions and Bicep as operators.
import type { Unknown, Value } from '../../../resources/index.ts'
import type { TemplateFunction } from '../template-function.ts'
import { anything, either, integer, known, text, truth } from './argument-readers.ts'
import { compareExactly, equalValues } from './compare-values.ts'
import { type Call, many, none, one, three, two } from './define-function.ts'

const comparison = (name: string, holds: (order: number) => boolean): TemplateFunction =>
  two(name, either(integer, text), either(integer, text), (a, b, call) => {
    if (typeof a === 'number' && typeof b === 'number') return call.scalar(holds(a - b))
    if (typeof a === 'string' && typeof b === 'string') return call.scalar(holds(compareExactly(a, b)))
    return call.fail('differentTypes')
  })

/** `and`, `or`: one argument with the deciding value decides, also beside unknown ones. */
const connective = (name: string, deciding: boolean): TemplateFunction =>
  many(name, 1, anything, (items, call) => {
    let undecided: Unknown | undefined
    for (const item of items) {
      if (item.kind === 'unknown') undecided ??= item
      else {
        const read = truth.read(item)
        if (read === undefined) return call.fail('boolean', item.kind === 'scalar' ? String(item.value) : '')
        if (read.value === deciding) return call.scalar(deciding)
      }
    }
    return undecided ?? call.scalar(!deciding)
  })

const choose = (condition: boolean, whenTrue: Value, whenFalse: Value): Value =>
  condition ? whenTrue : whenFalse

/** The first that is not null; an unknown one before it could be that. */
const coalesce = (items: readonly Value[], call: Call): Value =>
  items.find((item) => item.kind !== 'scalar' || item.value !== null) ?? call.scalar(null)

/** The functions of this topic. */
export const logicFunctions: readonly TemplateFunction[] = [
  two('equals', known, known, (a, b, call) => {
    const equal = equalValues(a, b)
    return typeof equal === 'boolean' ? call.scalar(equal) : equal
  }),
  comparison('less', (order) => order < 0),
  comparison('lessOrEquals', (order) => order <= 0),
  comparison('greater', (order) => order > 0),
  comparison('greaterOrEquals', (order) => order >= 0),
  connective('and', false),
  connective('or', true),
  one('not', truth, (value, call) => call.scalar(!value)),
  three('if', truth, anything, anything, choose),
  many('coalesce', 1, anything, coalesce),
  none('true', (call) => call.scalar(true)),
  none('false', (call) => call.scalar(false)),
  none('null', (call) => call.scalar(null)),
  one('any', anything, (value) => value),
  one('fail', text, (message, call) => call.fail('stopped', message)),
]
