// Objects, arrays and loops: their parts are evaluated when they are asked for, each once.
import { findings, type Span } from '../../diagnostics/index.ts'
import { type Field, scalar, type Unknown, type Value } from '../../resources/index.ts'
import { memberOf } from './access.ts'
import { bounded, type Environment, withLocals } from './environment.ts'
import { type Evaluated, type Lazy, once, unknownAt, wholeOf } from './evaluated.ts'
import type {
  ArrayExpression,
  Expression,
  Loop,
  LoopHeader,
  ObjectExpression,
  ObjectProperty,
  Spread,
} from './expression.ts'
import { composed } from './unknown-origins.ts'

/** Azure's own limit of the iterations of one loop. */
const iterationLimit = 800

/** Evaluates an expression: handed in, since it evaluates objects in turn. */
export type Evaluate = (expression: Expression, environment: Environment) => Evaluated

/** What stands for a value that needs itself, once that is said. */
const cycle = (name: string, span: Span, environment: Environment): Unknown => {
  environment.report(findings.symbolCycle({ path: environment.budget.trail.roundTo(name) }, { span }))
  return unknownAt('expression', name, span)
}

/** The whole of something, put together at most once. Parts hold parts, so this is a step of evaluation too. */
const forcedOnce = (whole: () => Value, name: string, span: Span, environment: Environment): (() => Value) =>
  once(
    () =>
      bounded<Value>(
        environment,
        () => span,
        whole,
        (unknown) => unknown,
      ),
    () => cycle(name, span, environment),
  )

/** Makes each of a row of parts at most once. A list of 800 items is common, so nothing is kept of those not made. */
const eachOnce = <T>(make: (index: number) => T, whenBusy: (index: number) => T): ((index: number) => T) => {
  const made = new Map<number, T>()
  const busy = new Set<number>()
  return (index) => {
    const known = made.get(index)
    if (known !== undefined) return known
    if (busy.has(index)) return whenBusy(index)
    busy.add(index)
    const value = make(index)
    busy.delete(index)
    made.set(index, value)
    return value
  }
}

const keyText = (key: Value): string => (key.kind === 'scalar' ? String(key.value ?? '') : '')

const labelOf = (entry: ObjectProperty | Spread): string => {
  if (entry.kind === 'spread') return '...'
  return entry.key.kind === 'literal' ? String(entry.key.value) : '{}'
}

/** An object of which single entries can be asked for without evaluating the others; the last of a name counts. */
export const objectOf = (
  { entries, ...place }: ObjectExpression,
  environment: Environment,
  evaluate: Evaluate,
): Lazy => {
  const span = environment.spanOf(place)
  const busy = (index: number): Unknown => {
    const entry = entries[index]
    return cycle(entry === undefined ? '{}' : labelOf(entry), environment.spanOf(entry ?? place), environment)
  }
  const keyAt = eachOnce((index): Value => {
    const entry = entries[index]
    if (entry?.kind !== 'entry') return unknownAt('expression', '{}', span)
    return wholeOf(evaluate(entry.key, environment))
  }, busy)
  const valueAt = eachOnce((index): Evaluated => {
    const entry = entries[index]
    if (entry === undefined) return unknownAt('expression', '{}', span)
    return entry.kind === 'entry'
      ? evaluate(entry.value, environment)
      : wholeOf(evaluate(entry.operand, environment))
  }, busy)

  /** Whether this entry holds the name: its value, if so. A key that is not known could be any. */
  const look = (index: number, name: string, at: Span | undefined): Evaluated | undefined => {
    const wanted = name.toLowerCase()
    const entry = entries[index]
    if (entry === undefined) return undefined
    if (entry.kind === 'spread') return memberOf(valueAt(index), name, at)
    if (entry.key.kind === 'literal')
      return String(entry.key.value).toLowerCase() === wanted ? valueAt(index) : undefined
    const key = keyAt(index)
    if (key.kind === 'unknown') return composed(key, `${key.origin}.${name}`, at)
    return keyText(key).toLowerCase() === wanted ? valueAt(index) : undefined
  }

  const whole = (): Value => {
    const fields = new Map<string, Field>()
    for (const [index, entry] of entries.entries()) {
      const key = entry.kind === 'entry' ? keyAt(index) : undefined
      if (key?.kind === 'unknown') return key
      const value = wholeOf(valueAt(index))
      if (key !== undefined && entry.kind === 'entry') {
        const name = keyText(key)
        fields.set(name.toLowerCase(), { name, nameSpan: environment.spanOf(entry.key), value })
      } else if (value.kind === 'unknown') return value
      else if (value.kind === 'dictionary') {
        environment.budget.spend(value.fields.size)
        for (const [name, field] of value.fields) fields.set(name, field)
      }
    }
    return { kind: 'dictionary', fields, span }
  }

  return {
    kind: 'lazy',
    member: (name, at) => {
      for (let index = entries.length - 1; index >= 0; index -= 1) {
        const found = look(index, name, at)
        if (found !== undefined) return found
      }
      return undefined
    },
    force: forcedOnce(whole, '{}', span, environment),
  }
}

/** A list of items that are evaluated one by one. */
const lazyList = (
  size: number,
  make: (index: number) => Evaluated,
  span: Span,
  environment: Environment,
): Lazy => {
  const itemAt = eachOnce(make, (index) => cycle(`[${index}]`, span, environment))
  const whole = (): Value => {
    const items: Value[] = []
    for (let index = 0; index < size; index += 1) items.push(wholeOf(itemAt(index)))
    return { kind: 'list', items, span }
  }
  return {
    kind: 'lazy',
    member: () => undefined,
    item: (index) => (Number.isInteger(index) && index >= 0 && index < size ? itemAt(index) : undefined),
    size: () => size,
    force: forcedOnce(whole, '[]', span, environment),
  }
}

/** An array. What is spread in it is evaluated at once, since it decides the places of the others. */
export const arrayOf = (
  expression: ArrayExpression,
  environment: Environment,
  evaluate: Evaluate,
): Evaluated => {
  const span = environment.spanOf(expression)
  const items: (Expression | Value)[] = []
  for (const item of expression.items) {
    if (item.kind !== 'spread') {
      items.push(item)
      continue
    }
    const inner = wholeOf(evaluate(item.operand, environment))
    if (inner.kind === 'unknown') return inner
    if (inner.kind !== 'list') continue
    environment.budget.spend(inner.items.length)
    for (const each of inner.items) items.push(each)
  }
  const make = (index: number): Evaluated => {
    const item = items[index]
    if (item === undefined) return unknownAt('expression', `[${index}]`, span)
    return 'start' in item ? evaluate(item, environment) : item
  }
  return lazyList(items.length, make, span, environment)
}

/** The iterations of a loop. */
export interface Iterations {
  readonly kind: 'iterations'
  readonly count: number
  /** What an iteration sees: the item and its index. */
  readonly environmentOf: (index: number) => Environment
}

/** The iterations of a loop, or the unknown that its list is. */
export const iterationsOf = (
  header: LoopHeader,
  environment: Environment,
  evaluate: Evaluate,
): Iterations | Unknown => {
  const source = sourceOf(header)
  const over = wholeOf(evaluate(source, environment))
  const span = environment.spanOf(source)
  if (over.kind === 'unknown') return over
  const found = lengthOf(over, header)
  if (found === undefined) return unknownAt('expression', 'loop', span)
  if (found > iterationLimit) {
    const loop = 'count' in header ? header.label : undefined
    environment.report(findings.tooManyIterations({ found, limit: iterationLimit, loop }, { span }))
  }
  return {
    kind: 'iterations',
    count: Math.min(found, iterationLimit),
    environmentOf: (index) => {
      const locals = new Map<string, Evaluated>()
      const item = over.kind === 'list' ? over.items[index] : scalar(index, span)
      if (item !== undefined) locals.set(header.item.name, item)
      if ('list' in header && header.index !== undefined) locals.set(header.index.name, scalar(index, span))
      return withLocals(environment, locals)
    },
  }
}

/** What decides how often a loop runs. */
export const sourceOf = (header: LoopHeader): Expression => ('count' in header ? header.count : header.list)

/** How often a loop runs over this; undefined when it is nothing to run over. */
const lengthOf = (over: Value, header: LoopHeader): number | undefined => {
  if ('list' in header) return over.kind === 'list' ? over.items.length : undefined
  const isCount =
    over.kind === 'scalar' &&
    typeof over.value === 'number' &&
    Number.isInteger(over.value) &&
    over.value >= 0
  return isCount ? Number(over.value) : undefined
}

/** `[for …]` as a value. */
export const loopOf = (expression: Loop, environment: Environment, evaluate: Evaluate): Evaluated => {
  const loop = iterationsOf(expression.header, environment, evaluate)
  if (loop.kind === 'unknown') return loop
  const make = (index: number): Evaluated => evaluate(expression.body, loop.environmentOf(index))
  return lazyList(loop.count, make, environment.spanOf(expression), environment)
}
