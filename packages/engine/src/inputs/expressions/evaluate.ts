// Evaluates expressions. Nothing throws: what cannot be known is a value that says where it would come from.
import { findings, nearest } from '../../diagnostics/index.ts'
import { scalar, type Unknown, type Value } from '../../resources/index.ts'
import { indexed, memberOf } from './access.ts'
import { callOf } from './calls.ts'
import { arrayOf, type Iterations, iterationsOf, loopOf, objectOf } from './composites.ts'
import { bounded, type Environment, withLocals } from './environment.ts'
import { type Evaluated, isNull, nullAt, unknownAt, wholeOf } from './evaluated.ts'
import type {
  Binary,
  Expression,
  Identifier,
  Index,
  Interpolation,
  Lambda,
  LoopHeader,
  MethodCall,
  Name,
  NestedResource,
  NonNull,
  Property,
} from './expression.ts'
import { interpolatedText, textLimit } from './functions/value-text.ts'
import { binary, truthOf, unary } from './operators.ts'
import { writtenAs } from './trail.ts'
import { composed, symbolicText } from './unknown-origins.ts'

/** The value of an expression. */
export const evaluate = (expression: Expression, environment: Environment): Evaluated =>
  bounded<Evaluated>(
    environment,
    () => environment.spanOf(expression),
    () => evaluateNode(expression, environment),
    (unknown) => unknown,
  )

/** The whole value of an expression. */
export const evaluateToValue = (expression: Expression, environment: Environment): Value =>
  wholeOf(evaluate(expression, environment))

/** The iterations of a loop, or the unknown that its list is. */
export const iterations = (header: LoopHeader, environment: Environment): Iterations | Unknown =>
  iterationsOf(header, environment, evaluate)

const evaluateNode = (expression: Expression, environment: Environment): Evaluated => {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression
      // Whole numbers beyond 2^53 appear in no network; their text is kept exactly.
      return scalar(typeof value === 'bigint' ? value.toString() : value, environment.spanOf(expression))
    }
    case 'interpolation':
      return interpolate(expression, environment)
    case 'name':
      return environment.lookup(expression) ?? unknownName(expression, environment, expression.space)
    case 'call':
      return callOf(expression, environment, evaluate)
    case 'methodCall':
    case 'property':
    case 'index':
    case 'nestedResource':
    case 'nonNull':
      return chain(expression, environment)
    case 'group':
      return evaluate(expression.inner, environment)
    case 'unary': {
      const operand = evaluateToValue(expression.operand, environment)
      return unary(expression.operator, operand, environment.spanOf(expression))
    }
    case 'binary':
      return evaluateBinary(expression, environment)
    case 'conditional': {
      const truth = truthOf(evaluateToValue(expression.condition, environment))
      if (typeof truth !== 'boolean')
        return composed(truth, `${truth.origin} ? … : …`, environment.spanOf(expression))
      return evaluate(truth ? expression.whenTrue : expression.whenFalse, environment)
    }
    case 'object':
      return objectOf(expression, environment, evaluate)
    case 'array':
      return arrayOf(expression, environment, evaluate)
    case 'lambda':
      return lambda(expression, environment)
    case 'loop':
      return loopOf(expression, environment, evaluate)
    case 'invalid':
      return unknownAt('expression', 'syntax error', environment.spanOf(expression))
  }
}

const unknownName = (
  name: Identifier,
  environment: Environment,
  space: Name['space'] = 'symbol',
): Unknown => {
  const span = environment.spanOf(name)
  const suggestion = nearest(name.name, environment.names(space))
  environment.report(findings.unknownSymbol({ name: name.name, suggestion }, { span }))
  return unknownAt('expression', name.name, span)
}

/** One step of a chain such as `a.b[0].?c!`. */
type Access = Property | Index | MethodCall | NestedResource | NonNull

/** The step that is outermost in this expression; undefined for what is none, such as a call of `sys.concat`. */
const accessOf = (expression: Expression, environment: Environment): Access | undefined => {
  switch (expression.kind) {
    case 'property':
    case 'index':
    case 'nestedResource':
    case 'nonNull':
      return expression
    case 'methodCall':
      return isNamespaceCall(expression, environment) ? undefined : expression
    default:
      return undefined
  }
}

const isNamespaceCall = ({ target }: MethodCall, environment: Environment): boolean =>
  target.kind === 'name' && environment.isNamespace(target.name)

/** From the innermost target outwards; a safe access that finds nothing ends the whole chain (iac-input 6.4 no. 15). */
const chain = (expression: Access, environment: Environment): Evaluated => {
  const accesses: Access[] = []
  let base: Expression = expression
  for (let access = accessOf(base, environment); access !== undefined; access = accessOf(base, environment)) {
    accesses.push(access)
    base = access.kind === 'nonNull' ? access.operand : access.target
  }
  let result = base.kind === 'methodCall' ? namespaceCall(base, environment) : evaluate(base, environment)
  const { trail } = environment.budget
  trail.enter(expression)
  for (const access of accesses.toReversed()) {
    const next = follow(result, access, environment)
    if (next === undefined) {
      result = nullAt(environment.spanOf(access))
      break
    }
    result = next
  }
  trail.leave()
  return result
}

/** One access; undefined when it is a safe one and there is nothing. */
const follow = (target: Evaluated, access: Access, environment: Environment): Evaluated | undefined => {
  switch (access.kind) {
    case 'nonNull':
      return target
    case 'property':
    case 'index': {
      if (access.safe && isNull(target)) return undefined
      const span = environment.spanOf(access)
      const found =
        access.kind === 'property'
          ? memberOf(target, access.name.name, span)
          : indexed(target, evaluateToValue(access.index, environment), access.fromEnd, span)
      if (found !== undefined || access.safe) return found
      const missing =
        access.kind === 'property' && target.kind === 'lazy'
          ? target.missing?.(access.name.name, span)
          : undefined
      return missing ?? unknownAt('expression', writtenAs(access), span)
    }
    case 'methodCall': {
      // list*, getSecret: only Azure knows.
      const reason = /secret|key/i.test(access.name.name) ? 'secret' : 'runtime'
      return unknownAt(reason, writtenAs(access), environment.spanOf(access))
    }
    case 'nestedResource': {
      if (target.kind === 'unknown') return target
      const nested = target.kind === 'lazy' ? target.nested?.(access.name.name) : undefined
      return nested ?? unknownName(access.name, environment)
    }
  }
}

const namespaceCall = (expression: MethodCall, environment: Environment): Evaluated => {
  const namespace = expression.target.kind === 'name' ? expression.target.name : ''
  return callOf({ ...expression, kind: 'call' }, environment, evaluate, namespace)
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
  for (const [position, hole] of expression.holes.entries()) {
    const part = interpolatedText(evaluateToValue(hole, environment))
    if (typeof part === 'object') unknown ??= part
    text += typeof part === 'object' ? symbolicText(part) : (part ?? '')
    text += expression.texts[position + 1] ?? ''
    // A value too long to be written ends the text; so does a text that grows too long.
    if (part === undefined || text.length > textLimit) return unknownAt('unsupported', 'text', span)
  }
  environment.budget.spend(Math.floor(text.length / 100))
  return unknown === undefined ? scalar(text, span) : composed(unknown, text, span)
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
