// Functions on objects, and union and intersection, which also take lists.
import type { Dictionary, Field, List, Unknown, Value } from '../../../resources/index.ts'
import { parseJson } from '../../json/parse-json.ts'
import type { TemplateFunction } from '../template-function.ts'
import { anything, either, list, object, text } from './argument-readers.ts'
import { commonItems, distinctItems } from './arrays.ts'
import { compareIgnoringCase, equalValues } from './compare-values.ts'
import { type Call, many, one } from './define-function.ts'
import { strictJson } from './lenient-json.ts'
import { numberText, textLimit } from './value-text.ts'

const depthLimit = 500
const nodeLimit = 1_000_000 // values share their parts, so a small program can make a tree without end

/** The later value of two; objects are merged deeply, everything else is replaced. */
const merge = (earlier: Value, later: Value, budget: { nodes: number }, depth: number): Value | undefined => {
  budget.nodes++
  if (depth > depthLimit || budget.nodes > nodeLimit) return undefined
  if (later.kind !== 'dictionary') return later
  if (earlier.kind === 'unknown') return earlier // it could be an object, whose fields would stay
  if (earlier.kind !== 'dictionary') return later
  const fields = new Map(earlier.fields)
  for (const [key, field] of later.fields) {
    const old = fields.get(key)
    const value = old === undefined ? field.value : merge(old.value, field.value, budget, depth + 1)
    if (value === undefined) return undefined
    fields.set(key, { name: old?.name ?? field.name, nameSpan: field.nameSpan, value })
  }
  return { ...later, fields }
}

/** All of one kind, or none. */
const allOf = <T extends List | Dictionary>(
  values: readonly (List | Dictionary)[],
  isOne: (value: List | Dictionary) => value is T,
): readonly T[] | undefined => {
  const found = values.filter(isOne)
  return found.length === values.length ? found : undefined
}

const isList = (value: List | Dictionary): value is List => value.kind === 'list'
const isObject = (value: List | Dictionary): value is Dictionary => value.kind === 'dictionary'

const union = (values: readonly (List | Dictionary)[], call: Call): Value => {
  const lists = allOf(values, isList)
  if (lists !== undefined) return call.list(distinctItems(lists.flatMap(({ items }) => items)))
  const objects = allOf(values, isObject)
  if (objects === undefined) return call.fail('differentTypes')
  const budget = { nodes: 0 }
  const merged = objects.reduce<Value | undefined>(
    (all, next) => all && merge(all, next, budget, 0),
    call.fields(new Map()),
  )
  return merged?.kind === 'dictionary' ? call.fields(merged.fields) : call.fail('tooLarge', textLimit)
}

const commonFields = ([first, ...others]: readonly Dictionary[], call: Call): Value => {
  const common = new Map<string, Field>()
  for (const [key, field] of first?.fields ?? []) {
    let undecided: Unknown | undefined
    const shared = others.every((other) => {
      const theirs = other.fields.get(key)
      const equal = theirs === undefined ? false : equalValues(field.value, theirs.value)
      if (typeof equal !== 'boolean') undecided ??= equal
      return equal !== false
    })
    if (shared && undecided !== undefined) return undecided
    if (shared) common.set(key, field)
  }
  return call.fields(common)
}

const intersection = (values: readonly (List | Dictionary)[], call: Call): Value => {
  const lists = allOf(values, isList)
  if (lists !== undefined) return commonItems(lists, call)
  const objects = allOf(values, isObject)
  return objects === undefined ? call.fail('differentTypes') : commonFields(objects, call)
}

const shallowMerge = (values: List, call: Call): Value => {
  const fields = new Map<string, Field>()
  for (const value of values.items) {
    if (value.kind === 'unknown') return value
    if (value.kind !== 'dictionary') return call.fail('differentTypes')
    for (const [key, field] of value.fields)
      fields.set(key, { ...field, name: fields.get(key)?.name ?? field.name })
  }
  return call.fields(fields)
}

/** Keys by their upper case, as Azure sorts them. */
const sortedFields = (value: Dictionary): readonly Field[] =>
  [...value.fields.values()].sort((a, b) => compareIgnoringCase(a.name, b.name))

const keyOf = (field: Field, call: Call): Value => ({
  kind: 'scalar',
  value: field.name,
  span: field.nameSpan ?? call.context.span,
})

const createObject = (args: readonly Value[], call: Call): Value => {
  const fields = new Map<string, Field>()
  for (let at = 0; at < args.length; at += 2) {
    const name = args[at]
    if (name?.kind === 'unknown') return name
    if (name?.kind !== 'scalar' || typeof name.value !== 'string') return call.fail('differentTypes')
    const value = args[at + 1]
    if (value === undefined) return call.fail('keyWithoutValue', name.value)
    fields.set(name.value.toLowerCase(), { name: name.value, nameSpan: name.span, value })
  }
  return call.fields(fields)
}

/** One step of tryGet(): undefined when there is nothing. */
const stepInto = (target: Value, key: Value): Value | undefined => {
  if (key.kind !== 'scalar') return undefined
  if (target.kind === 'list' && typeof key.value === 'number') return target.items[key.value]
  if (target.kind !== 'dictionary' || key.value === null) return undefined
  const name = typeof key.value === 'number' ? numberText(key.value) : String(key.value)
  return target.fields.get(name.toLowerCase())?.value
}

const tryGet = ([target, ...keys]: readonly Value[], call: Call): Value => {
  let current = target
  for (const key of keys) {
    if (current === undefined || current.kind === 'unknown') break
    if (key.kind === 'unknown') return key
    current = stepInto(current, key)
  }
  return current ?? call.scalar(null)
}

/** The same value, placed where the call is: the places inside the text are no places of the file. */
const placedAtCall = (value: Value, call: Call): Value => {
  const { span } = call.context
  if (value.kind === 'list')
    return { ...value, items: value.items.map((item) => placedAtCall(item, call)), span }
  if (value.kind !== 'dictionary') return { ...value, span }
  const fields = new Map<string, Field>()
  for (const [key, field] of value.fields)
    fields.set(key, { name: field.name, nameSpan: span, value: placedAtCall(field.value, call) })
  return { ...value, fields, span }
}

/** The value that a JSON text stands for; null for an empty one. */
export const readJson = (source: string, call: Call): Value => {
  if (source.trim() === '') return call.scalar(null)
  const value = wellFormed(source, call) ?? wellFormed(strictJson(source), call)
  return value === undefined ? call.fail('json', source) : placedAtCall(value, call)
}

const wellFormed = (source: string, call: Call): Value | undefined => {
  const { value, findings } = parseJson(source, call.context.span?.file ?? '')
  return findings.some(({ severity }) => severity === 'error') ? undefined : value
}

/** The functions of this topic. */
export const objectFunctions: readonly TemplateFunction[] = [
  many('union', 2, either(list, object), union),
  many('intersection', 2, either(list, object), intersection),
  one('shallowMerge', list, shallowMerge),
  one('items', object, (value, call) =>
    call.list(
      sortedFields(value).map((field) => call.object({ key: keyOf(field, call), value: field.value })),
    ),
  ),
  one('objectKeys', object, (value, call) =>
    call.list(sortedFields(value).map((field) => keyOf(field, call))),
  ),
  many('createObject', 0, anything, createObject),
  many('tryGet', 2, anything, tryGet),
  one('json', text, readJson),
]
