// Functions on lists, and those that take a list or a text alike.
import { type Dictionary, type List, scalar, type Unknown, type Value } from '../../../resources/index.ts'
import type { TemplateFunction } from '../template-function.ts'
import { blockedCall, composed, symbolicText } from '../unknown-origins.ts'
import {
  anyText,
  anyTextOrUnknown,
  anything,
  either,
  integer,
  known,
  list,
  nothing,
  object,
  text,
} from './argument-readers.ts'
import { equalityKey, equalValues } from './compare-values.ts'
import { type Call, listLimit, many, one, two } from './define-function.ts'
import { lowerCase } from './value-text.ts'

const rangeLimit = 10_000 // Azure's own

const listOrText = either(list, text)

/** All lists joined, or all texts. Beside a text an unknown value is one too: it leaves a text that is known in part. */
const concat = (items: readonly (List | string | Unknown)[], call: Call): Value => {
  const lists: List[] = []
  const texts: string[] = []
  let unknown: Unknown | undefined
  for (const item of items) {
    if (typeof item === 'string') texts.push(item)
    else if (item.kind === 'list') lists.push(item)
    else unknown ??= item
  }
  if (unknown !== undefined) {
    if (texts.length === 0 || lists.length > 0)
      return blockedCall('concat', items.map(asValue), unknown, call.context.span)
    const parts = items.map((item) =>
      typeof item === 'string' ? item : item.kind === 'unknown' ? symbolicText(item) : '',
    )
    return composed(unknown, parts.join(''), call.context.span)
  }
  if (lists.length === 0) return call.scalar(texts.join(''))
  if (texts.length > 0) return call.fail('differentTypes')
  return joinLists(lists, call)
}

const asValue = (item: List | string | Unknown): Value => (typeof item === 'string' ? scalar(item) : item)

const joinLists = (lists: readonly List[], call: Call): Value => {
  const length = lists.reduce((sum, { items }) => sum + items.length, 0)
  return length > listLimit
    ? call.fail('tooLarge', listLimit)
    : call.list(lists.flatMap(({ items }) => items))
}

const flatten = (outer: List, call: Call): Value => {
  const lists: List[] = []
  for (const item of outer.items) {
    if (item.kind === 'unknown') return item
    if (item.kind !== 'list') return call.fail('differentTypes')
    lists.push(item)
  }
  return joinLists(lists, call)
}

/** Each value once, in the order of its first appearance; one that is not known in full is kept. */
export const distinctItems = (items: readonly Value[]): readonly Value[] => {
  const seen = new Set<string>()
  return items.filter((item) => {
    const key = equalityKey(item)
    if (key === undefined) return true
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** The items of the first list that every other one holds too; unknown when an item is. */
export const commonItems = ([first, ...others]: readonly List[], call: Call): Value => {
  const keysOf = (values: List): ReadonlySet<string | undefined> => new Set(values.items.map(equalityKey))
  const sets = others.map(keysOf)
  const unknownItem = [first, ...others]
    .flatMap((values) => values?.items ?? [])
    .find((item) => equalityKey(item) === undefined)
  if (unknownItem !== undefined)
    return unknownItem.kind === 'unknown' ? unknownItem : call.unknown('expression')
  return call.list(
    distinctItems(first?.items ?? []).filter((item) => sets.every((set) => set.has(equalityKey(item)))),
  )
}

/** Where an item stands; an unknown when an unknown item could be it. */
const positionOf = (items: Iterable<readonly [number, Value]>, wanted: Value): number | Unknown => {
  for (const [index, item] of items) {
    const equal = equalValues(item, wanted)
    if (equal === true) return index
    if (equal !== false) return equal
  }
  return -1
}

const indexOf = (source: List | string, wanted: Value, call: Call): Value => {
  if (typeof source !== 'string') {
    const position = positionOf(source.items.entries(), wanted)
    return typeof position === 'number' ? call.scalar(position) : position
  }
  const sought = anyText.read(wanted)
  return sought === undefined
    ? call.fail('differentTypes')
    : call.scalar(lowerCase(source).indexOf(lowerCase(sought.value)))
}

const lastIndexOf = (source: List | string, wanted: Value, call: Call): Value => {
  if (typeof source !== 'string') {
    const position = positionOf([...source.items.entries()].reverse(), wanted)
    return typeof position === 'number' ? call.scalar(position) : position
  }
  const sought = anyText.read(wanted)
  return sought === undefined
    ? call.fail('differentTypes')
    : call.scalar(lowerCase(source).lastIndexOf(lowerCase(sought.value)))
}

/** An item that is there decides, also beside unknown ones. */
const holdsItem = (source: List, wanted: Value, call: Call): Value => {
  let undecided: Unknown | undefined
  for (const item of source.items) {
    const equal = equalValues(item, wanted)
    if (equal === true) return call.scalar(true)
    if (equal !== false) undecided ??= equal
  }
  return undecided ?? call.scalar(false)
}

const contains = (source: List | Dictionary | string, wanted: Value, call: Call): Value => {
  if (typeof source !== 'string' && source.kind === 'list') return holdsItem(source, wanted, call)
  const sought = anyText.read(wanted)
  if (sought === undefined) return call.fail('differentTypes')
  return call.scalar(
    typeof source === 'string'
      ? source.includes(sought.value)
      : source.fields.has(sought.value.toLowerCase()),
  )
}

const slice = (source: List | string, start: number, end: number | undefined, call: Call): Value =>
  typeof source === 'string'
    ? call.scalar(source.slice(start, end))
    : call.list(source.items.slice(start, end))

const range = (start: number, count: number, call: Call): Value => {
  if (count < 0) return call.fail('negative', count)
  if (count > rangeLimit) return call.fail('tooLarge', rangeLimit)
  return call.list(Array.from({ length: count }, (_, index) => call.scalar(start + index)))
}

const first = (source: List | string, call: Call): Value =>
  typeof source === 'string' ? call.scalar(source.slice(0, 1)) : (source.items[0] ?? call.scalar(null))

const last = (source: List | string, call: Call): Value =>
  typeof source === 'string' ? call.scalar(source.slice(-1)) : (source.items.at(-1) ?? call.scalar(null))

/** Counted from 1 at the end. */
const fromEnd = (source: List, position: number): Value | undefined =>
  position > 0 ? source.items.at(-position) : undefined

const sizeOf = (source: List | Dictionary | string): number => {
  if (typeof source === 'string') return source.length
  return source.kind === 'list' ? source.items.length : source.fields.size
}

/** The functions of this topic. */
export const arrayFunctions: readonly TemplateFunction[] = [
  many('concat', 1, either(list, anyTextOrUnknown), concat),
  one('flatten', list, flatten),
  one('distinct', list, (values, call) => call.list(distinctItems(values.items))),
  two('contains', either(either(list, object), text), known, contains),
  two('indexOf', listOrText, known, indexOf),
  two('lastIndexOf', listOrText, known, lastIndexOf),
  two('take', listOrText, integer, (source, count, call) => slice(source, 0, Math.max(count, 0), call)),
  two('skip', listOrText, integer, (source, count, call) =>
    slice(source, Math.max(count, 0), undefined, call),
  ),
  one('first', listOrText, first),
  one('last', listOrText, last),
  two('indexFromEnd', list, integer, (source, at, call) => fromEnd(source, at) ?? call.fail('position', at)),
  two('tryIndexFromEnd', list, integer, (source, at, call) => fromEnd(source, at) ?? call.scalar(null)),
  two('range', integer, integer, range),
  one('array', known, (value, call) => (value.kind === 'list' ? value : call.list([value]))),
  many('createArray', 0, anything, (items, call) => call.list(items)),
  one('length', either(listOrText, object), (source, call) => call.scalar(sizeOf(source))),
  one('empty', either(either(listOrText, object), nothing), (source, call) =>
    call.scalar(source === null || sizeOf(source) === 0),
  ),
]
