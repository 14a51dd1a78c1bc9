// Calls of ARM that Bicep has a syntax for: names, branches, safe access, loops, lambdas, objects, texts.
import type { Binary, Call, Expression, Identifier, Name, ObjectProperty } from '../expressions/expression.ts'
import { piecesOf } from '../expressions/functions/composite-format.ts'
import { type ArmScope, indexName } from './scope.ts'

/** A call as it is written. */
type Written = Omit<Call, 'kind'>

/** The text of a plain string. */
const textOf = (expression: Expression | undefined): string | undefined =>
  expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined

const nameAt = (written: Written, space: Name['space'], name: string): Name => ({
  kind: 'name',
  space,
  name,
  start: written.start,
  end: written.end,
})

/** `parameters('x')`; with a name that is computed, an entry of all of them. */
const named = (
  written: Written,
  space: 'parameter' | 'variable',
  scope: ArmScope,
): Expression | undefined => {
  const [argument, ...others] = written.arguments
  if (argument === undefined || others.length > 0) return undefined
  const name = textOf(argument)
  if (name === undefined) {
    const { start, end } = written
    return {
      kind: 'index',
      target: nameAt(written, space, ''),
      index: argument,
      safe: false,
      fromEnd: false,
      start,
      end,
    }
  }
  const isLocal = space === 'parameter' && scope.functionParameters !== undefined
  return isLocal ? nameAt(written, 'local', name.toLowerCase()) : nameAt(written, space, name)
}

/** `copyIndex()`, `copyIndex('loop')`, and an offset behind either. */
const copyIndex = (written: Written, scope: ArmScope): Expression | undefined => {
  const [first, second] = written.arguments
  if (written.arguments.length > 2) return undefined
  const name = textOf(first)
  const loop = name ?? scope.resourceLoop ?? scope.loops.at(-1) ?? ''
  const index = nameAt(written, 'local', indexName(loop))
  const offset = name === undefined ? first : second
  const { start, end } = written
  return offset === undefined
    ? index
    : { kind: 'binary', operator: '+', left: index, right: offset, start, end }
}

/** `and`, `or`, `coalesce`: later operands are only looked at when the earlier ones do not decide. */
const folded = (written: Written, operator: Binary['operator']): Expression | undefined => {
  const [first, ...others] = written.arguments
  const { start, end } = written
  return others.length === 0
    ? undefined
    : others.reduce<Expression | undefined>(
        (left, right) => left && { kind: 'binary', operator, left, right, start, end },
        first,
      )
}

const conditional = (written: Written): Expression | undefined => {
  const [condition, whenTrue, whenFalse, ...others] = written.arguments
  if (condition === undefined || whenTrue === undefined || whenFalse === undefined || others.length > 0)
    return undefined
  return { kind: 'conditional', condition, whenTrue, whenFalse, start: written.start, end: written.end }
}

/** `tryGet(x, 'a', 0)` is `(x[?'a'][?0])`: what comes behind the call is no part of the safe chain. */
const safeAccess = (written: Written): Expression | undefined => {
  const [target, ...keys] = written.arguments
  if (target === undefined || keys.length === 0) return undefined
  const { start, end } = written
  const inner = keys.reduce<Expression>(
    (chain, index) => ({ kind: 'index', target: chain, index, safe: true, fromEnd: false, start, end }),
    target,
  )
  return { kind: 'group', inner, start, end }
}

const lambda = (written: Written): Expression | undefined => {
  const body = written.arguments.at(-1)
  const parameters: Identifier[] = []
  for (const argument of written.arguments.slice(0, -1)) {
    const name = textOf(argument)
    if (name === undefined) return undefined
    parameters.push({ name: name.toLowerCase(), start: argument.start, end: argument.end })
  }
  return body === undefined
    ? undefined
    : { kind: 'lambda', parameters, body, start: written.start, end: written.end }
}

const lambdaVariable = (written: Written): Expression | undefined => {
  const name = textOf(written.arguments[0])
  return name === undefined ? undefined : nameAt(written, 'local', name.toLowerCase())
}

const object = (written: Written): Expression | undefined => {
  const given = written.arguments
  if (given.length % 2 !== 0) return undefined
  const entries: ObjectProperty[] = []
  for (let at = 0; at < given.length; at += 2) {
    const name = given[at]
    const value = given[at + 1]
    if (name === undefined || value === undefined) return undefined
    const { start, end } = name
    const key: ObjectProperty['key'] =
      name.kind === 'literal' ? name : { kind: 'interpolation', texts: ['', ''], holes: [name], start, end }
    entries.push({ kind: 'entry', key, value, start, end: value.end })
  }
  return { kind: 'object', entries, start: written.start, end: written.end }
}

/** `shallowMerge(createArray(a, b))` is `{ ...a, ...b }`. */
const spread = (written: Written): Expression | undefined => {
  const [list, ...others] = written.arguments
  if (list?.kind !== 'array' || others.length > 0) return undefined
  const entries = list.items.map((item) =>
    item.kind === 'spread'
      ? item
      : ({ kind: 'spread', operand: item, start: item.start, end: item.end } as const),
  )
  return { kind: 'object', entries, start: written.start, end: written.end }
}

/** `format('a{0}', b)` is `'a${b}'`, so that of an unknown value the rest of the text stays known. */
const interpolation = (written: Written): Expression | undefined => {
  const [pattern, ...values] = written.arguments
  const format = textOf(pattern)
  if (format === undefined) return undefined
  const texts = ['']
  const holes: Expression[] = []
  for (const piece of piecesOf(format)) {
    if (piece.kind === 'text') texts.push((texts.pop() ?? '') + piece.text)
    else {
      const value = piece.kind === 'item' ? values[piece.index] : undefined
      const isPlain = piece.kind === 'item' && piece.alignment === 0 && piece.specifier === ''
      if (value === undefined || !isPlain) return undefined
      holes.push(value)
      texts.push('')
    }
  }
  return { kind: 'interpolation', texts, holes, start: written.start, end: written.end }
}

const constant = (written: Written, value: boolean | null): Expression | undefined =>
  written.arguments.length === 0
    ? { kind: 'literal', value, start: written.start, end: written.end }
    : undefined

const special = (written: Written, scope: ArmScope): Expression | undefined => {
  switch (written.name.name.toLowerCase()) {
    case 'parameters':
      return named(written, 'parameter', scope)
    case 'variables':
      return named(written, 'variable', scope)
    case 'copyindex':
      return copyIndex(written, scope)
    case 'if':
      return conditional(written)
    case 'and':
      return folded(written, '&&')
    case 'or':
      return folded(written, '||')
    case 'coalesce':
      return folded(written, '??')
    case 'tryget':
      return safeAccess(written)
    case 'lambda':
      return lambda(written)
    case 'lambdavariables':
      return lambdaVariable(written)
    case 'createobject':
      return object(written)
    case 'createarray':
      return { kind: 'array', items: written.arguments, start: written.start, end: written.end }
    case 'shallowmerge':
      return spread(written)
    case 'format':
      return interpolation(written)
    case 'true':
      return constant(written, true)
    case 'false':
      return constant(written, false)
    case 'null':
      return constant(written, null)
    default:
      return undefined
  }
}

/** The expression that a call stands for; a call like any other where there is no other form. */
export const lowerCall = (written: Written, scope: ArmScope): Expression =>
  special(written, scope) ?? { ...written, kind: 'call' }
