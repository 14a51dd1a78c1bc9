// Equality of values that may be partly unknown, keys for finding equal ones, and the order of texts.
import type { Dictionary, List, Unknown, Value } from '../../../resources/index.ts'
import { lowerCase, numberText, upperCase } from './value-text.ts'

const depthLimit = 500
const nodeLimit = 1_000_000 // values share their parts, so a small program can make a tree without end

/** How texts compare: `==` exactly, `=~` without regard to letter case. */
export type LetterCase = 'exact' | 'ignored'

interface Budget {
  readonly letterCase: LetterCase
  nodes: number
}

const tooLarge = (value: Value): Unknown => ({
  kind: 'unknown',
  reason: 'unsupported',
  origin: 'equals()',
  span: value.span,
})

/** Not equal as soon as one part differs; unknown when only unknown parts could make a difference. */
const compareAll = (
  pairs: Iterable<readonly [Value, Value]>,
  budget: Budget,
  depth: number,
): boolean | Unknown => {
  let undecided: Unknown | undefined
  for (const [a, b] of pairs) {
    const equal = compare(a, b, budget, depth)
    if (equal === false) return false
    if (equal !== true) undecided ??= equal
  }
  return undecided ?? true
}

const pairsOfItems = function* (a: List, b: List): Iterable<readonly [Value, Value]> {
  for (const [index, item] of a.items.entries()) {
    const other = b.items[index]
    if (other !== undefined) yield [item, other]
  }
}

const pairsOfFields = function* (a: Dictionary, b: Dictionary): Iterable<readonly [Value, Value]> {
  for (const [key, field] of a.fields) {
    const other = b.fields.get(key)
    if (other !== undefined) yield [field.value, other.value]
  }
}

const compare = (a: Value, b: Value, budget: Budget, depth: number): boolean | Unknown => {
  budget.nodes++
  if (depth > depthLimit || budget.nodes > nodeLimit) return tooLarge(a)
  if (a.kind === 'unknown') return a
  if (b.kind === 'unknown') return b
  if (a.kind === 'scalar') {
    if (b.kind !== 'scalar') return false
    const ignored = budget.letterCase === 'ignored'
    return ignored && typeof a.value === 'string' && typeof b.value === 'string'
      ? lowerCase(a.value) === lowerCase(b.value)
      : a.value === b.value
  }
  if (a.kind === 'list')
    return b.kind === 'list' && a.items.length === b.items.length
      ? compareAll(pairsOfItems(a, b), budget, depth + 1)
      : false
  if (b.kind !== 'dictionary' || a.fields.size !== b.fields.size) return false
  for (const key of a.fields.keys()) if (!b.fields.has(key)) return false
  return compareAll(pairsOfFields(a, b), budget, depth + 1)
}

/**
 * Are two values equal, deeply? Different kinds never are (`1` is not `'1'`); the order of fields and the letter
 * case of their names do not matter. An unknown when an unknown part decides.
 */
export const equalValues = (a: Value, b: Value, letterCase: LetterCase = 'exact'): boolean | Unknown =>
  compare(a, b, { letterCase, nodes: 0 }, 0)

const writeKey = (value: Value, parts: string[], depth: number): boolean => {
  if (depth > depthLimit || parts.length > nodeLimit || value.kind === 'unknown') return false
  if (value.kind === 'scalar') {
    parts.push(typeof value.value === 'number' ? numberText(value.value) : JSON.stringify(value.value))
    return true
  }
  if (value.kind === 'list') {
    parts.push('[')
    for (const item of value.items) {
      if (!writeKey(item, parts, depth + 1)) return false
      parts.push(',')
    }
    parts.push(']')
    return true
  }
  parts.push('{')
  for (const key of [...value.fields.keys()].sort()) {
    const field = value.fields.get(key)
    parts.push(JSON.stringify(key), ':')
    if (field === undefined || !writeKey(field.value, parts, depth + 1)) return false
    parts.push(',')
  }
  parts.push('}')
  return true
}

/** A text that two values share exactly when they are equal; undefined when something in it is unknown. */
export const equalityKey = (value: Value): string | undefined => {
  const parts: string[] = []
  return writeKey(value, parts, 0) ? parts.join('') : undefined
}

/** Orders texts by UTF-16 units. */
export const compareExactly = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Orders texts by the UTF-16 units of their upper case, as .NET does where it ignores letter case. */
export const compareIgnoringCase = (a: string, b: string): number =>
  compareExactly(upperCase(a), upperCase(b))
