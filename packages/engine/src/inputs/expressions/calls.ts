// Calls: of functions that the template defines, of those in the table, and of those that only Azure answers.
import { findings, nearest, type Span } from '../../diagnostics/index.ts'
import { scalar, type Value } from '../../resources/index.ts'
import { memberOf } from './access.ts'
import type { Evaluate } from './composites.ts'
import type { Environment } from './environment.ts'
import { type Evaluated, unknownAt, wholeOf } from './evaluated.ts'
import type { Call } from './expression.ts'
import { templateFunctions } from './functions/index.ts'
import type { Argument } from './template-function.ts'
import { blockedCall, composed, replacedOutsideHoles } from './unknown-origins.ts'

/** How much work a value is to a function that goes through it. */
const weightOf = (argument: Argument): number => {
  switch (argument.kind) {
    case 'list':
      return argument.items.length
    case 'dictionary':
      return argument.fields.size
    case 'scalar':
      return typeof argument.value === 'string' ? Math.floor(argument.value.length / 100) : 0
    default:
      return 0
  }
}

/** `nameof(vnet.properties)`: the last name that is written there, whatever it stands for. */
const nameOf = ({ arguments: [argument] }: Call, span: Span): Value => {
  switch (argument?.kind) {
    case 'name':
      return scalar(argument.name, span)
    case 'property':
    case 'nestedResource':
      return scalar(argument.name.name, span)
    case 'index':
      if (argument.index.kind === 'literal') return scalar(String(argument.index.value), span)
  }
  return unknownAt('expression', 'nameof()', span)
}

/** What a call of a function of the template counts for, in steps: those that call themselves soon do nothing else. */
const ownCallSteps = 5

/** The result of a call; `namespace`: what is written in front of the name, as in `sys.concat`. */
export const callOf = (
  expression: Call,
  environment: Environment,
  evaluate: Evaluate,
  namespace?: string,
): Evaluated => {
  const span = environment.spanOf(expression)
  const { name } = expression.name
  if (name === 'nameof') return nameOf(expression, span)
  const given = expression.arguments.map((argument): Argument => {
    const evaluated = evaluate(argument, environment)
    return evaluated.kind === 'lambda' ? evaluated : wholeOf(evaluated)
  })
  for (const argument of given) environment.budget.spend(weightOf(argument))
  const own = environment.functionNamed(name, namespace)
  if (own !== undefined) {
    environment.budget.spend(ownCallSteps)
    return own(given.map(wholeOf), span)
  }
  const known = templateFunctions.get(name.toLowerCase())
  if (known === undefined) return runtimeFunction(name, given, environment, span)
  const blocked = known.strict ? given.find((argument) => argument.kind === 'unknown') : undefined
  if (blocked?.kind === 'unknown')
    return replacedText(known.name, given, span) ?? blockedCall(known.name, given, blocked, span)
  const result = known.evaluate(given, environment.callContext(span))
  environment.budget.spend(weightOf(result))
  if (result.kind === 'unknown' && textMakers.has(known.name))
    return blockedCall(known.name, given, result, span)
  return result
}

/** `replace('vnet-${suffix}', 'vnet', 'nic')`: still a text with a hole, as names are built in practice. */
const replacedText = (
  name: string,
  [source, old, by]: readonly Argument[],
  span: Span,
): Value | undefined => {
  const isReplacement =
    name === 'replace' &&
    source?.kind === 'unknown' &&
    source.origin.includes('‹') &&
    old?.kind === 'scalar' &&
    by?.kind === 'scalar'
  return isReplacement
    ? composed(source, replacedOutsideHoles(source.origin, String(old.value), String(by.value)), span)
    : undefined
}

/** Functions that look into what they are given: of an unknown part they make an unknown text of their own. */
const textMakers: ReadonlySet<string> = new Set([
  'extensionResourceId',
  'format',
  'guid',
  'join',
  'managementGroupResourceId',
  'resourceId',
  'string',
  'subscriptionResourceId',
  'tenantResourceId',
  'uniqueString',
])

/** What `reference()` shows of a resource: its properties, or all of it; of the resources of a loop a list. */
const referred = (resource: Evaluated, isFull: boolean, span: Span): Evaluated | undefined => {
  if (resource.kind !== 'lazy' || resource.size === undefined)
    return isFull ? resource : memberOf(resource, 'properties', span)
  const each = Array.from({ length: resource.size() }, (_, index) => resource.item?.(index))
  const items = each.flatMap((item) => {
    const shown = item === undefined ? undefined : referred(item, isFull, span)
    return shown === undefined ? [] : [wholeOf(shown)]
  })
  return { kind: 'list', items, span }
}

/** Functions that only a deployed resource can answer, and those that nobody knows. */
const runtimeFunction = (
  name: string,
  given: readonly Argument[],
  environment: Environment,
  span: Span,
): Evaluated => {
  const [target, , full] = given.map(wholeOf)
  if (/^references?$/i.test(name) && target?.kind === 'scalar') {
    const resource = environment.deployed(String(target.value))
    const isFull = full?.kind === 'scalar' && String(full.value).toLowerCase() === 'full'
    const found = resource === undefined ? undefined : referred(resource, isFull, span)
    if (found !== undefined) return found
  }
  if (/^resourceInfo$/i.test(name) && target?.kind === 'scalar') {
    const resource = environment.deployed(String(target.value))
    if (resource !== undefined) return resource
  }
  if (/^(?:list[a-z]*|references?|resourceInfo)$/i.test(name)) {
    const reason = /key|secret/i.test(name) ? 'secret' : 'runtime'
    return blockedCall(name, given, unknownAt(reason, name, span), span)
  }
  const suggestion = nearest(
    name,
    [...templateFunctions.values()].map((candidate) => candidate.name),
  )
  environment.report(findings.unknownFunction({ name, suggestion }, { span }))
  return unknownAt('unsupported', `${name}()`, span)
}
