// A resource of a template as expressions see it: its id without its body, its properties one by one.
import type { Span } from '../../diagnostics/index.ts'
import { type Dictionary, type Field, scalar, type Value } from '../../resources/index.ts'
import { memberOf, overlaid } from '../expressions/access.ts'
import type { Environment } from '../expressions/environment.ts'
import { evaluate, evaluateToValue } from '../expressions/evaluate.ts'
import { type Evaluated, type Lazy, once, unknownAt, wholeOf } from '../expressions/evaluated.ts'
import type { Expression, ObjectExpression } from '../expressions/expression.ts'
import type { TemplateScope } from '../expressions/template-function.ts'
import type { Deployment } from './deployment.ts'
import type { ResourceStatement } from './syntax-tree.ts'

/** A resource that a template declares or refers to. */
export interface ResourceSymbol extends Lazy {
  readonly statement: ResourceStatement
  /** The full id; unknown parts are symbolic, so that two such resources stay different. */
  readonly id: () => string
  /** `Microsoft.Network/virtualNetworks/subnets`. */
  readonly type: string
  /** Whether it is deployed: false where its condition is. */
  readonly isDeployed: () => boolean
  /** The declaration for the resource set, deployed or not. */
  readonly declaration: () => Dictionary
}

const isObject = (body: ObjectExpression | { readonly kind: 'invalid' }): body is ObjectExpression =>
  body.kind === 'object'

/** An entry of the body by its plain name. */
export const entryOf = (body: ResourceStatement['body']['object'], name: string): Expression | undefined => {
  if (!isObject(body)) return undefined
  const entry = body.entries.findLast(
    (candidate) =>
      candidate.kind === 'entry' &&
      candidate.key.kind === 'literal' &&
      String(candidate.key.value).toLowerCase() === name,
  )
  return entry?.kind === 'entry' ? entry.value : undefined
}

/** A name with unknown parts keeps them visible; a slash in them must not look like a separator. */
const nameText = (value: Value, fallback: string): string => {
  if (value.kind === 'scalar' && typeof value.value === 'string') return value.value
  if (value.kind === 'unknown') return value.origin.replaceAll('/', '∕')
  return fallback
}

/** `Microsoft.Network/virtualNetworks@2024-05-01` → the type. */
const typeText = (statement: ResourceStatement): string =>
  statement.type.kind === 'literal' ? (String(statement.type.value).split('@')[0] ?? '') : ''

/** Fields of a body that say where the resource is, and are no part of it. */
const placing: ReadonlySet<string> = new Set(['parent', 'scope', 'dependson', 'name'])

const scopePrefix = (scope: TemplateScope): string =>
  scope.resourceGroup === undefined
    ? `/subscriptions/${scope.subscription}`
    : `/subscriptions/${scope.subscription}/resourceGroups/${scope.resourceGroup}`

const idBelow = (prefix: string, type: string, name: string): string => {
  if (/^microsoft\.resources\/resourcegroups$/i.test(type)) {
    const subscription = prefix.split('/resourceGroups/')[0] ?? prefix
    return `${subscription}/resourceGroups/${name}`
  }
  const [namespace = '', ...types] = type.split('/')
  const names = name.split('/')
  const path = types.map((segment, index) => `${segment}/${names[index] ?? ''}`).join('/')
  return `${prefix}/providers/${namespace}/${path}`
}

const textOf = (evaluated: Evaluated | undefined): string | undefined => {
  const value = evaluated === undefined ? undefined : wholeOf(evaluated)
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined
}

/** Makes the symbol. `environment` is that of its iteration; `outer` the resource that it is nested in. */
export const resourceSymbol = (
  statement: ResourceStatement,
  environment: Environment,
  scope: TemplateScope,
  outer: ResourceSymbol | undefined,
  deployment: Deployment,
  nestedOf: (symbol: () => ResourceSymbol) => ReadonlyMap<string, Lazy>,
): ResourceSymbol => {
  const { body } = statement
  const span = environment.spanOf(statement)
  const own = typeText(statement)
  const type = outer === undefined || own.includes('.') ? own : `${outer.type}/${own}`
  const entry = (name: string): Expression | undefined => entryOf(body.object, name)

  const name = once(
    (): Value => {
      const expression = entry('name')
      return expression === undefined
        ? unknownAt('expression', `${statement.name.name}.name`, span)
        : evaluateToValue(expression, environment)
    },
    () => unknownAt('expression', `${statement.name.name}.name`, span),
  )

  const id = once(
    (): string => {
      const ownName = nameText(name(), statement.name.name)
      const parentExpression = entry('parent')
      const parent =
        parentExpression === undefined
          ? outer?.id()
          : textOf(memberOf(evaluate(parentExpression, environment), 'id', span))
      if (parent !== undefined) return `${parent}/${type.slice(type.lastIndexOf('/') + 1)}/${ownName}`
      const scopeExpression = entry('scope')
      const within =
        scopeExpression === undefined
          ? undefined
          : textOf(memberOf(evaluate(scopeExpression, environment), 'id', span))
      return idBelow(within ?? scopePrefix(scope), type, ownName)
    },
    () => `${scopePrefix(scope)}/providers/${type}/${statement.name.name}`,
  )

  const runtime = (): Value | undefined => deployment.runtime(id().toLowerCase())

  const declaredMember = (wanted: string): Evaluated | undefined => {
    const expression = entry(wanted.toLowerCase())
    return expression === undefined ? undefined : evaluate(expression, environment)
  }

  /** What nobody declares and no round has shown yet: only Azure knows. */
  const fromRuntime = (wanted: string, at: Span | undefined): Value => {
    deployment.missedRuntime()
    return unknownAt('runtime', `${statement.name.name}.${wanted}`, at ?? span)
  }

  const member = (wanted: string, at: Span | undefined): Evaluated => {
    switch (wanted.toLowerCase()) {
      case 'id':
        return scalar(id(), at ?? span)
      case 'name': {
        const known = name()
        return known.kind === 'unknown' ? known : scalar(nameText(known, statement.name.name), at ?? span)
      }
      case 'type':
        return scalar(type, at ?? span)
      case 'apiversion':
        return scalar(
          statement.type.kind === 'literal' ? (String(statement.type.value).split('@')[1] ?? '') : '',
          at ?? span,
        )
      default: {
        const view = runtime()
        // Only a finished round shows what Azure adds; a list passed on as a whole would lack it.
        if (view === undefined) deployment.missedRuntime()
        const found = overlaid(
          declaredMember(wanted),
          view === undefined ? undefined : asValue(memberOf(view, wanted, at)),
        )
        return found === undefined ? fromRuntime(wanted, at) : withMisses(found, wanted)
      }
    }
  }

  /** Below `properties` too, what is missing may be something that Azure adds. */
  const withMisses = (found: Evaluated, path: string): Evaluated => {
    if (found.kind !== 'lazy' && found.kind !== 'dictionary') return found
    const { item, size } = found.kind === 'lazy' ? found : {}
    return {
      kind: 'lazy',
      member: (wanted, at) => {
        const inner = memberOf(found, wanted, at)
        return inner === undefined
          ? fromRuntime(`${path}.${wanted}`, at)
          : withMisses(inner, `${path}.${wanted}`)
      },
      ...(item === undefined ? {} : { item }),
      ...(size === undefined ? {} : { size }),
      force: () => wholeOf(found),
    }
  }

  const force = (): Value => {
    const whole = declaration()
    return wholeOf(overlaid(whole, runtime()) ?? whole)
  }

  const isDeployed = (): boolean => {
    if (body.condition === undefined) return true
    const condition = evaluateToValue(body.condition, environment)
    return !(condition.kind === 'scalar' && condition.value === false)
  }

  const declaration = (): Dictionary => {
    const fields = new Map<string, Field>()
    const add = (key: string, value: Value): void => {
      fields.set(key.toLowerCase(), { name: key, nameSpan: undefined, value })
    }
    add('id', scalar(id(), span))
    add('type', scalar(type, span))
    add('name', scalar(nameText(name(), statement.name.name), span))
    if (statement.existing) add('existing', scalar(true, span))
    if (isObject(body.object)) {
      const whole = evaluateToValue(body.object, environment)
      if (whole.kind === 'dictionary') {
        // A null property is left out of what is deployed.
        for (const [key, field] of whole.fields) {
          const isNothing = field.value.kind === 'scalar' && field.value.value === null
          if (!placing.has(key) && !isNothing) fields.set(key, field)
        }
      }
    }
    return { kind: 'dictionary', fields, span }
  }

  const symbol: ResourceSymbol = {
    kind: 'lazy',
    statement,
    type,
    id,
    member,
    nested: (wanted) => nested().get(wanted),
    force,
    isDeployed,
    declaration,
  }
  const nested = once(
    () => nestedOf(() => symbol),
    () => new Map<string, Lazy>(),
  )
  return symbol
}

const asValue = (evaluated: Evaluated | undefined): Value | undefined =>
  evaluated === undefined ? undefined : wholeOf(evaluated)
