// Functions that take a lambda expression: map, filter, sort, reduce, toObject, groupBy, mapValues.
import type { Dictionary, Field, List, Unknown, Value } from '../../../resources/index.ts'
import type { LambdaArgument, TemplateFunction } from '../template-function.ts'
import { anyText, anything, lambda, list, object, optional, truth } from './argument-readers.ts'
import { type Call, callLambda, three, two } from './define-function.ts'

const mapItems = (source: List, mapping: LambdaArgument, call: Call): Value =>
  call.list(source.items.map((item, index) => callLambda(mapping, item, call.scalar(index))))

/** True or false as the lambda says; the unknown where it does not know. */
const judge = (predicate: LambdaArgument, call: Call, ...values: readonly Value[]): boolean | Unknown => {
  const result = callLambda(predicate, ...values)
  if (result.kind === 'unknown') return result
  return truth.read(result)?.value ?? call.fail('lambdaResult')
}

const filter = (source: List, predicate: LambdaArgument, call: Call): Value => {
  const kept: Value[] = []
  for (const [index, item] of source.items.entries()) {
    const keep = judge(predicate, call, item, call.scalar(index))
    if (typeof keep !== 'boolean') return keep // which items the list has is not known
    if (keep) kept.push(item)
  }
  return call.list(kept)
}

/** A boolean decides which of two comes first; an unknown ends the sorting. */
type Precedes = (a: Value, b: Value) => boolean | Unknown

/** Does b have to come before a? Only if it precedes and a does not: so `<` and `<=` both keep equal ones in place. */
const outOfOrder = (a: Value, b: Value, precedes: Precedes): boolean | Unknown => {
  const before = precedes(b, a)
  if (before !== true) return before
  const after = precedes(a, b)
  return typeof after === 'boolean' ? !after : after
}

const mergeSorted = (
  left: readonly Value[],
  right: readonly Value[],
  precedes: Precedes,
): readonly Value[] | Unknown => {
  const merged: Value[] = []
  let nextLeft = 0
  for (const item of right) {
    for (let rest = left[nextLeft]; rest !== undefined; rest = left[nextLeft]) {
      const swap = outOfOrder(rest, item, precedes)
      if (typeof swap !== 'boolean') return swap
      if (swap) break
      merged.push(rest)
      nextLeft++
    }
    merged.push(item)
  }
  return [...merged, ...left.slice(nextLeft)]
}

const isItems = (sorted: readonly Value[] | Unknown): sorted is readonly Value[] => Array.isArray(sorted)

/** A stable merge sort: also with a predicate that contradicts itself it ends, and loses nothing. */
const sortItems = (items: readonly Value[], precedes: Precedes): readonly Value[] | Unknown => {
  if (items.length < 2) return items
  const middle = items.length >> 1
  const left = sortItems(items.slice(0, middle), precedes)
  if (!isItems(left)) return left
  const right = sortItems(items.slice(middle), precedes)
  return isItems(right) ? mergeSorted(left, right, precedes) : right
}

const sort = (source: List, predicate: LambdaArgument, call: Call): Value => {
  const sorted = sortItems(source.items, (a, b) => judge(predicate, call, a, b))
  return isItems(sorted) ? call.list(sorted) : sorted
}

const reduce = (source: List, initial: Value, step: LambdaArgument, call: Call): Value =>
  source.items.reduce<Value>(
    (current, next, index) => callLambda(step, current, next, call.scalar(index)),
    initial,
  )

/** Calls back with the key of each item and what the item becomes; ends at a key that is not known. */
const forEachKeyed = (
  source: List,
  keys: LambdaArgument,
  values: LambdaArgument | undefined,
  call: Call,
  put: (name: string, key: Value, value: Value) => void,
): Unknown | undefined => {
  for (const item of source.items) {
    const key = callLambda(keys, item)
    if (key.kind === 'unknown') return key
    const name = anyText.read(key)?.value
    if (name === undefined) return call.fail('lambdaResult')
    put(name, key, values === undefined ? item : callLambda(values, item))
  }
  return undefined
}

const toObject = (
  source: List,
  keys: LambdaArgument,
  values: LambdaArgument | undefined,
  call: Call,
): Value => {
  const fields = new Map<string, Field>()
  const unknownKey = forEachKeyed(source, keys, values, call, (name, { span }, value) =>
    fields.set(name.toLowerCase(), { name, nameSpan: span, value }),
  )
  return unknownKey ?? call.fields(fields)
}

const groupBy = (
  source: List,
  keys: LambdaArgument,
  values: LambdaArgument | undefined,
  call: Call,
): Value => {
  const groups = new Map<string, { readonly name: string; readonly key: Value; readonly items: Value[] }>()
  const unknownKey = forEachKeyed(source, keys, values, call, (name, key, value) => {
    const group = groups.get(name.toLowerCase()) ?? { name, key, items: [] }
    group.items.push(value)
    groups.set(name.toLowerCase(), group)
  })
  if (unknownKey !== undefined) return unknownKey
  const fields = new Map<string, Field>()
  for (const [id, { name, key, items }] of groups)
    fields.set(id, { name, nameSpan: key.span, value: call.list(items) })
  return call.fields(fields)
}

const mapValues = (source: Dictionary, mapping: LambdaArgument, call: Call): Value => {
  const fields = new Map<string, Field>()
  for (const [key, field] of source.fields)
    fields.set(key, { ...field, value: callLambda(mapping, field.value) })
  return call.fields(fields)
}

/** The functions of this topic. */
export const lambdaFunctions: readonly TemplateFunction[] = [
  two('map', list, lambda, mapItems),
  two('filter', list, lambda, filter),
  two('sort', list, lambda, sort),
  three('reduce', list, anything, lambda, reduce),
  three('toObject', list, lambda, optional(lambda), toObject),
  three('groupBy', list, lambda, optional(lambda), groupBy),
  two('mapValues', object, lambda, mapValues),
]
