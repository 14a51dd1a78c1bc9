// Evaluates expressions. Nothing throws: what cannot be known is a value that says where it would come from.
import { findings, nearest, type Span } from '../../diagnostics/index.ts'
import type { Field, Unknown, Value } from '../../resources/index.ts'
import { scalar } from '../../resources/index.ts'
import { indexed, memberOf } from './access.ts'
import { type Environment, withLocals } from './environment.ts'
import { type Evaluated, isNull, type Lazy, nullAt, unknownAt, wholeOf } from './evaluated.ts'
import type {
  ArrayExpression,
  Binary,
  Call,
  Expression,
  Index,
  Interpolation,
  Lambda,
  Loop,
  LoopHeader,
  MethodCall,
  ObjectExpression,
  Property,
} from './expression.ts'
import { templateFunctions } from './functions/index.ts'
import { interpolatedText, textLimit } from './functions/value-text.ts'
import { binary, truthOf, unary } from './operators.ts'
import type { Argument } from './template-function.ts'

/** Azure's own limit of the iterations of one loop. */
const iterationLimit = 800

/** The result of one link of a chain of accesses; `short`: a safe access found nothing, the rest of the chain is null. */
interface Link {
  readonly result: Evaluated
  readonly short: boolean
}

const link = (result: Evaluated, short = false): Link => ({ result, short })

/** The value of an expression. */
export const evaluate = (expression: Expression, environment: Environment): Evaluated => {
  if (!environment.budget.enter()) return tooDeep(environment.spanOf(expression), environment)
  try {
    return evaluateNode(expression, environment)
  } finally {
    environment.budget.leave()
  }
}

/** The whole value of an expression. */
export const evaluateToValue = (expression: Expression, environment: Environment): Value =>
  wholeOf(evaluate(expression, environment))

const tooDeep = (span: Span, environment: Environment): Unknown => {
  environment.budget.reportOnce(() => {
    environment.report(
      findings.nestingTooDeep({ file: span.file, limit: environment.budget.limit }, { span }),
    )
  })
  return unknownAt('unsupported', 'expression', span)
}

const evaluateNode = (expression: Expression, environment: Environment): Evaluated => {
  const span = environment.spanOf(expression)
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression
      // Whole numbers beyond 2^53 appear in no network; their text is kept exactly.
      return scalar(typeof value === 'bigint' ? value.toString() : value, span)
    }
    case 'interpolation':
      return interpolate(expression, environment)
    case 'name':
      return environment.lookup(expression) ?? unknownName(expression, environment)
    case 'call':
      return call(expression, environment)
    case 'methodCall':
    case 'property':
    case 'index':
    case 'nestedResource':
    case 'nonNull':
      return chain(expression, environment).result
    case 'group':
      return evaluate(expression.inner, environment)
    case 'unary':
      return unary(expression.operator, evaluateToValue(expression.operand, environment), span)
    case 'binary':
      return evaluateBinary(expression, environment)
    case 'conditional': {
      const truth = truthOf(evaluateToValue(expression.condition, environment))
      if (typeof truth !== 'boolean') return truth
      return evaluate(truth ? expression.whenTrue : expression.whenFalse, environment)
    }
    case 'object':
      return lazyObject(expression, environment)
    case 'array':
      return list(expression, environment)
    case 'lambda':
      return lambda(expression, environment)
    case 'loop':
      return loop(expression, environment)
    case 'invalid':
      return unknownAt('expression', 'syntax error', span)
  }
}

const unknownName = (name: Expression & { kind: 'name' }, environment: Environment): Unknown => {
  const span = environment.spanOf(name)
  const suggestion = nearest(name.name, environment.names())
  environment.report(findings.unknownSymbol({ name: name.name, suggestion }, { span }))
  return unknownAt('expression', name.name, span)
}

/** A safe access that finds nothing ends the chain of accesses it stands in. */
const chain = (expression: Expression, environment: Environment): Link => {
  switch (expression.kind) {
    case 'property':
      return property(expression, environment)
    case 'index':
      return index(expression, environment)
    case 'methodCall':
      return methodCall(expression, environment)
    case 'nonNull':
      return chain(expression.operand, environment)
    case 'nestedResource': {
      const target = chain(expression.target, environment)
      if (target.short || target.result.kind !== 'lazy') return target
      const nested = target.result.nested?.(expression.name.name)
      return link(nested ?? unknownName({ ...expression.name, kind: 'name', space: 'symbol' }, environment))
    }
    default:
      return link(evaluate(expression, environment))
  }
}

const property = (expression: Property, environment: Environment): Link => {
  const target = chain(expression.target, environment)
  if (target.short) return target
  const span = environment.spanOf(expression)
  if (expression.safe && isNull(target.result)) return link(nullAt(span), true)
  const found = memberOf(target.result, expression.name.name, span)
  if (found !== undefined) return link(found)
  return expression.safe
    ? link(nullAt(span), true)
    : link(unknownAt('expression', `.${expression.name.name}`, span))
}

const index = (expression: Index, environment: Environment): Link => {
  const target = chain(expression.target, environment)
  if (target.short) return target
  const span = environment.spanOf(expression)
  if (expression.safe && isNull(target.result)) return link(nullAt(span), true)
  const found = indexed(
    target.result,
    evaluateToValue(expression.index, environment),
    expression.fromEnd,
    span,
  )
  if (found !== undefined) return link(found)
  return expression.safe ? link(nullAt(span), true) : link(unknownAt('expression', '[…]', span))
}

const methodCall = (expression: MethodCall, environment: Environment): Link => {
  const { target, name } = expression
  const span = environment.spanOf(expression)
  const isNamespace = target.kind === 'name' && environment.isNamespace(target.name)
  if (isNamespace) {
    const callOfNamespace: Call = { ...expression, kind: 'call' }
    return link(call(callOfNamespace, environment, target.name))
  }
  const on = chain(target, environment)
  if (on.short) return on
  // list*, getSecret: only Azure knows.
  const reason = /secret|key/i.test(name.name) ? 'secret' : 'runtime'
  return link(unknownAt(reason, `${name.name}()`, span))
}

const evaluateBinary = (expression: Binary, environment: Environment): Evaluated => {
  const { operator } = expression
  const span = environment.spanOf(expression)
  if (operator === '??') {
    const left = evaluate(expression.left, environment)
    return isNull(left) ? evaluate(expression.right, environment) : left
  }
  const left = evaluateToValue(expression.left, environment)
  if (operator === '&&' || operator === '||') {
    const decisive = operator === '||'
    const first = truthOf(left)
    if (first === decisive) return scalar(decisive, span)
    const second = truthOf(evaluateToValue(expression.right, environment))
    if (second === decisive) return scalar(decisive, span)
    if (typeof first !== 'boolean') return first
    return typeof second === 'boolean' ? scalar(second, span) : second
  }
  return binary(operator, left, evaluateToValue(expression.right, environment), span)
}

/** Unknown parts leave a text whose known parts still tell it from others. */
const interpolate = (expression: Interpolation, environment: Environment): Value => {
  const span = environment.spanOf(expression)
  let text = expression.texts[0] ?? ''
  let unknown: Unknown | undefined
  expression.holes.forEach((hole, position) => {
    const part = interpolatedText(evaluateToValue(hole, environment))
    if (typeof part === 'object') unknown ??= part
    text += typeof part === 'object' ? `‹${part.origin}›` : (part ?? '')
    text += expression.texts[position + 1] ?? ''
  })
  if (unknown !== undefined) return unknownAt(unknown.reason, text, span)
  return text.length > textLimit ? unknownAt('unsupported', 'text', span) : scalar(text, span)
}

/** Functions that only a deployed resource can answer. */
const isRuntimeFunction = (name: string): boolean => /^(?:list[a-z]*|reference|references)$/i.test(name)

const call = (expression: Call, environment: Environment, namespace?: string): Evaluated => {
  const span = environment.spanOf(expression)
  const { name } = expression.name
  const own = environment.functionNamed(name, namespace)
  const args = (): readonly Argument[] =>
    expression.arguments.map((argument): Argument => {
      const evaluated = evaluate(argument, environment)
      return evaluated.kind === 'lambda' ? evaluated : wholeOf(evaluated)
    })
  if (own !== undefined)
    return own(
      args().map((argument) => wholeOf(argument)),
      span,
    )
  const known = templateFunctions.get(name.toLowerCase())
  if (known === undefined) {
    if (isRuntimeFunction(name)) return unknownAt('runtime', `${name}()`, span)
    const suggestion = nearest(
      name,
      [...templateFunctions.values()].map((candidate) => candidate.name),
    )
    environment.report(findings.unknownFunction({ name, suggestion }, { span }))
    return unknownAt('unsupported', `${name}()`, span)
  }
  const given = args()
  const blocked = known.strict ? given.find((argument) => argument.kind === 'unknown') : undefined
  if (blocked?.kind === 'unknown') return blocked
  return known.evaluate(given, environment.callContext(span))
}

const entryName = (
  entry: ObjectExpression['entries'][number],
  environment: Environment,
): Value | undefined => (entry.kind === 'spread' ? undefined : evaluateToValue(entry.key, environment))

/** An object of which single entries can be asked for without evaluating the others. */
const lazyObject = (expression: ObjectExpression, environment: Environment): Lazy => {
  const isPlain = expression.entries.every((entry) => entry.kind !== 'spread' && entry.key.kind === 'literal')
  const force = (): Value => wholeObject(expression, environment)
  return {
    kind: 'lazy',
    member: (name, span) => {
      if (!isPlain) return memberOf(force(), name, span)
      const wanted = name.toLowerCase()
      const entry = expression.entries.findLast(
        (candidate) =>
          candidate.kind === 'entry' &&
          candidate.key.kind === 'literal' &&
          String(candidate.key.value).toLowerCase() === wanted,
      )
      return entry?.kind === 'entry' ? evaluate(entry.value, environment) : undefined
    },
    force,
  }
}

const wholeObject = (expression: ObjectExpression, environment: Environment): Value => {
  const span = environment.spanOf(expression)
  const fields = new Map<string, Field>()
  for (const entry of expression.entries) {
    if (entry.kind === 'spread') {
      const inner = evaluateToValue(entry.operand, environment)
      if (inner.kind === 'unknown') return inner
      if (inner.kind === 'dictionary') for (const [key, field] of inner.fields) fields.set(key, field)
      continue
    }
    const key = entryName(entry, environment)
    if (key?.kind === 'unknown') return key
    const name = key?.kind === 'scalar' ? String(key.value) : ''
    const value = evaluateToValue(entry.value, environment)
    fields.set(name.toLowerCase(), { name, nameSpan: environment.spanOf(entry.key), value })
  }
  return { kind: 'dictionary', fields, span }
}

const list = (expression: ArrayExpression, environment: Environment): Value => {
  const span = environment.spanOf(expression)
  const items: Value[] = []
  for (const item of expression.items) {
    if (item.kind !== 'spread') {
      items.push(evaluateToValue(item, environment))
      continue
    }
    const inner = evaluateToValue(item.operand, environment)
    if (inner.kind === 'unknown') return inner
    if (inner.kind === 'list') for (const each of inner.items) items.push(each)
  }
  return { kind: 'list', items, span }
}

const lambda = (expression: Lambda, environment: Environment): Evaluated => ({
  kind: 'lambda',
  parameterCount: expression.parameters.length,
  call: (...values) => {
    const locals = new Map(
      expression.parameters.map(
        ({ name }, position) => [name, values[position] ?? nullAt(undefined)] as const,
      ),
    )
    return evaluateToValue(expression.body, withLocals(environment, locals))
  },
})

/** The items that a loop runs over, each with the environment of its iteration; an unknown list is handed back. */
export const iterations = (
  header: LoopHeader,
  environment: Environment,
): readonly Environment[] | Unknown => {
  const over = evaluateToValue(header.list, environment)
  const span = environment.spanOf(header.list)
  if (over.kind === 'unknown') return over
  if (over.kind !== 'list') return unknownAt('expression', 'loop', span)
  if (over.items.length > iterationLimit)
    environment.report(
      findings.tooManyIterations({ found: over.items.length, limit: iterationLimit }, { span }),
    )
  return over.items.slice(0, iterationLimit).map((item, position) => {
    const locals = new Map<string, Evaluated>([[header.item.name, item]])
    if (header.index !== undefined) locals.set(header.index.name, scalar(position, span))
    return withLocals(environment, locals)
  })
}

const loop = (expression: Loop, environment: Environment): Value => {
  const each = iterations(expression.header, environment)
  if ('kind' in each) return each
  const items = each.map((inner) => evaluateToValue(expression.body, inner))
  return { kind: 'list', items, span: environment.spanOf(expression) }
}
