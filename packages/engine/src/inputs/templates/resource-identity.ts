// Type, name and id of a resource of a template: known without its body, with symbolic parts where need be.
import { findings, type Span } from '../../diagnostics/index.ts'
import { scalar, type Value } from '../../resources/index.ts'
import type { ResourceStatement } from '../bicep/syntax-tree.ts'
import { memberOf } from '../expressions/access.ts'
import { bounded, type Environment } from '../expressions/environment.ts'
import { evaluate, evaluateToValue } from '../expressions/evaluate.ts'
import { once, unknownAt, wholeOf } from '../expressions/evaluated.ts'
import type { Expression } from '../expressions/expression.ts'
import type { TemplateScope } from '../expressions/template-function.ts'
import { symbolicText } from '../expressions/unknown-origins.ts'
import { entryOf } from './resource-body.ts'
import { idOfScope, idOfText } from './scopes.ts'

/** What a resource is called. */
export interface ResourceIdentity {
  /** `Microsoft.Network/virtualNetworks/subnets`. */
  readonly type: string
  readonly apiVersion: string
  /** As the template gives it: of a child, its own name or those of its parents as well. */
  readonly name: () => Value
  /** Whether the name is known to be empty, as one that a parameter leaves out. */
  readonly isNameless: () => boolean
  /** The name as a text; symbolic where it is unknown or empty. */
  readonly nameText: () => string
  /** The full id; unknown parts are symbolic, so that two such resources stay different. */
  readonly id: () => string
  /** The id of what it is deployed to. */
  readonly scopeId: () => string
}

/** How many names a resource of this type has. */
const depthOf = (type: string): number => type.split('/').length - 1

const idBelow = (prefix: string, type: string, name: string): string => {
  if (/^microsoft\.resources\/resourcegroups$/i.test(type)) {
    const subscription = prefix.split('/resourceGroups/')[0] ?? prefix
    return `${subscription}/resourceGroups/${name}`
  }
  const [namespace = '', ...types] = type.split('/')
  const names = name.split('/')
  // More names than the type has segments is a mistake; they are kept, so that two such resources stay apart.
  const last = types.length - 1
  const nameAt = (index: number): string =>
    (index === last ? names.slice(last).join('∕') : names[index]) || '‹name›'
  const path = types.map((segment, index) => `${segment}/${nameAt(index)}`).join('/')
  return `${prefix}/providers/${namespace}/${path}`
}

/** A type is plain text; in ARM it may be made of variables. */
const textOfType = (type: Expression, environment: Environment): string => {
  if (type.kind === 'literal') return String(type.value)
  const value = evaluateToValue(type, environment)
  if (value.kind === 'unknown') return symbolicText(value)
  return value.kind === 'scalar' ? String(value.value ?? '') : ''
}

/** A nested resource: what its type and name have more than its parent's (`providers/locks`, `Microsoft.Authorization/l`). */
const childId = (parent: string, outerType: string, type: string, name: string): string => {
  const types = type.toLowerCase().startsWith(`${outerType.toLowerCase()}/`)
    ? type.slice(outerType.length + 1).split('/')
    : []
  if (types.length < 2) return `${parent}/${type.slice(type.lastIndexOf('/') + 1)}/${name}`
  const names = name.split('/')
  return parent + types.map((part, index) => `/${part}/${names[index] ?? '‹name›'}`).join('')
}

/** The identity of a resource. `outer`: that of the resource that it is nested in. */
export const identityOf = (
  statement: ResourceStatement,
  environment: Environment,
  scope: TemplateScope,
  outer: ResourceIdentity | undefined,
  span: Span,
): ResourceIdentity => {
  const symbol = statement.name.name
  const entry = (name: string): Expression | undefined => entryOf(statement.body.object, name)
  const written = textOfType(statement.type, environment)
  const [ownType = '', apiVersion = ''] = written.replace(/^az:/i, '').split('@')
  // A nested resource may leave out what its parent says.
  const isRelative = outer !== undefined && !ownType.includes('.')
  const type = isRelative ? `${outer.type}/${ownType}` : ownType

  const { trail } = environment.budget
  const unknownName = () => unknownAt('expression', `${symbol}.name`, span)
  const name = once(
    (): Value => {
      const expression = entry('name')
      if (expression === undefined) return unknownName()
      return trail.within(`${symbol}.name`, () => evaluateToValue(expression, environment))
    },
    () => {
      environment.report(findings.symbolCycle({ path: trail.roundTo(symbol) }, { span }))
      return unknownName()
    },
  )
  const isNameless = (): boolean => {
    const value = name()
    return value.kind === 'scalar' && value.value === ''
  }
  const nameText = (): string => {
    const value = name()
    if (value.kind === 'unknown') return symbolicText(value)
    return value.kind === 'scalar' && value.value !== null && value.value !== ''
      ? String(value.value)
      : symbolicText(unknownName())
  }

  /** The id of a resource or scope that the body names; symbolic where it is not known. */
  const idNamedBy = (key: 'parent' | 'scope'): string | undefined => {
    const expression = entry(key)
    if (expression === undefined) return undefined
    const target = evaluate(expression, environment)
    const id = memberOf(target, 'id', span)
    const value = id === undefined ? undefined : wholeOf(id)
    if (key === 'scope' && target.kind === 'scalar' && typeof target.value === 'string')
      return idOfText(target.value, scope)
    if (value?.kind === 'unknown')
      return `${idOfScope(scope)}/providers/‹${key}›/‹${key}›/${symbolicText(value)}`
    return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined
  }

  const fullId = (): string => {
    const parent = entry('parent') === undefined ? outer?.id() : idNamedBy('parent')
    const own = nameText()
    // A nested resource of ARM may give its parents' names as well.
    const isFull = outer !== undefined && own.split('/').length === depthOf(type) && own.includes('/')
    if (isFull) return idBelow(outer.scopeId(), type, own)
    if (parent !== undefined && entry('parent') === undefined)
      return childId(parent, outer?.type ?? '', type, own)
    if (parent !== undefined) return `${parent}/${type.slice(type.lastIndexOf('/') + 1)}/${own}`
    return idBelow(scopeId(), type, own)
  }
  const scopeId = (): string => outer?.scopeId() ?? idNamedBy('scope') ?? idOfScope(scope)
  const plainId = (): string => idBelow(idOfScope(scope), type, symbol)
  // Parents have parents: a step of evaluation as well.
  const id = once(
    () => trail.within(symbol, () => bounded(environment, () => span, fullId, plainId)),
    () => {
      environment.report(findings.symbolCycle({ path: trail.roundTo(symbol) }, { span }))
      return plainId()
    },
  )
  return { type, apiVersion, name, isNameless, nameText, id, scopeId }
}

/** The parts of an identity that expressions can ask for; undefined for other names. */
export const identityMember = (identity: ResourceIdentity, name: string, span: Span): Value | undefined => {
  switch (name.toLowerCase()) {
    case 'id':
      return scalar(identity.id(), span)
    case 'name': {
      const value = identity.name()
      return value.kind === 'scalar' ? { ...value, span } : value
    }
    case 'type':
      return scalar(identity.type, span)
    case 'apiversion':
      return scalar(identity.apiVersion, span)
    default:
      return undefined
  }
}
