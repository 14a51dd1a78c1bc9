// A resource of a template as expressions see it: its id without its body, its properties one by one.
import type { Span } from '../../diagnostics/index.ts'
import {
  type Dictionary,
  dictionary,
  type Field,
  fieldOf,
  scalar,
  type Unknown,
  type Value,
} from '../../resources/index.ts'
import type { BicepProgram, DeclarationBody, ResourceStatement } from '../bicep/syntax-tree.ts'
import { memberOf } from '../expressions/access.ts'
import type { Environment } from '../expressions/environment.ts'
import { evaluate, evaluateToValue } from '../expressions/evaluate.ts'
import { type Evaluated, type Lazy, once, unknownAt, wholeOf } from '../expressions/evaluated.ts'
import { completed } from '../expressions/runtime-completion.ts'
import type { TemplateScope } from '../expressions/template-function.ts'
import type { Deployment } from './deployment.ts'
import { identityMember, identityOf, type ResourceIdentity } from './resource-identity.ts'
import type { Row } from './rows.ts'

/** A resource that a template declares or refers to. */
export interface ResourceSymbol extends Lazy {
  readonly statement: ResourceStatement
  readonly identity: ResourceIdentity
  /** Whether it is deployed; the unknown that its condition is. */
  readonly isDeployed: () => boolean | Unknown
  /** The declaration for the resource set, deployed or not. */
  readonly declaration: () => Dictionary
  /** Resources that are nested in it, by the names of their statements. */
  readonly children: () => Children
}

/** Nested resources. */
export type Children = ReadonlyMap<string, Row<ResourceSymbol>>

/** What a resource has around it. */
export interface ResourceSurroundings {
  readonly program: BicepProgram
  /** Of its iteration, where it is one of a loop. */
  readonly environment: Environment
  readonly scope: TemplateScope
  /** The resource that it is nested in. */
  readonly outer: ResourceSymbol | undefined
  readonly deployment: Deployment
  readonly childrenOf: (symbol: ResourceSymbol) => Children
}

/** Fields of a body that say where the resource is, and are no part of it. */
const placing: ReadonlySet<string> = new Set(['parent', 'scope', 'dependson', 'name'])

/** Whether what stands behind this condition is deployed. Without a condition it is. */
export const holds = (
  condition: DeclarationBody['condition'],
  environment: Environment,
): boolean | Unknown => {
  if (condition === undefined) return true
  const value = evaluateToValue(condition, environment)
  if (value.kind === 'unknown') return value
  return !(value.kind === 'scalar' && String(value.value).toLowerCase() === 'false')
}

/** A declaration begins where its keyword or name is, not at the decorators in front. */
const placeOf = ({ decorators, name, start, end }: ResourceStatement) => ({
  start: decorators.length === 0 ? start : name.start,
  end,
})

/** Makes the symbol. */
export const resourceSymbol = (
  statement: ResourceStatement,
  { program, environment, scope, outer, deployment, childrenOf }: ResourceSurroundings,
): ResourceSymbol => {
  const span = program.spanOf(placeOf(statement))
  const { object, condition } = statement.body
  const identity = identityOf(statement, environment, scope, outer?.identity, span)
  const body = once(
    (): Evaluated => evaluate(object, environment),
    () => unknownAt('expression', statement.name.name, span),
  )
  const runtime = (): Value | undefined => deployment.runtime(identity.id().toLowerCase())

  const missed = (path: string, at: Span | undefined): Unknown => {
    deployment.missedRuntime()
    return unknownAt('runtime', path, at ?? span)
  }

  const member = (wanted: string, at: Span | undefined): Evaluated => {
    const known = identityMember(identity, wanted, at ?? span)
    if (known !== undefined) return known
    const view = runtime()
    // Only a finished round shows what Azure adds; a list passed on as a whole would lack it.
    if (view === undefined) deployment.missedRuntime()
    const path = `${statement.name.name}.${wanted}`
    return completed(memberOf(body(), wanted, at), fieldOf(view, wanted), path, missed) ?? missed(path, at)
  }

  /** The body without what only places it; a null property is left out of what is deployed. */
  const ownFields = (): ReadonlyMap<string, Field> => {
    const fields = new Map<string, Field>()
    const isPlain =
      object.kind === 'object' &&
      object.entries.every((entry) => entry.kind === 'entry' && entry.key.kind === 'literal')
    if (isPlain) {
      // Parents and dependencies are whole resources: they are not evaluated to be thrown away.
      for (const entry of object.entries) {
        if (entry.kind !== 'entry' || entry.key.kind !== 'literal') continue
        const name = String(entry.key.value)
        const value = placing.has(name.toLowerCase()) ? undefined : memberOf(body(), name, undefined)
        if (value === undefined) continue
        fields.set(name.toLowerCase(), {
          name,
          nameSpan: environment.spanOf(entry.key),
          value: wholeOf(value),
        })
      }
    } else {
      const whole = wholeOf(body())
      if (whole.kind === 'dictionary')
        for (const [key, field] of whole.fields) if (!placing.has(key)) fields.set(key, field)
    }
    for (const [key, { value }] of fields)
      if (value.kind === 'scalar' && value.value === null) fields.delete(key)
    return fields
  }

  const isDeployed = once(
    () => holds(condition, environment),
    () => unknownAt('expression', statement.name.name, span),
  )

  const declaration = once(
    (): Dictionary => {
      const fields = new Map<string, Field>()
      const add = (name: string, value: Value): void => {
        fields.set(name.toLowerCase(), { name, nameSpan: undefined, value })
      }
      add('id', scalar(identity.id(), span))
      add('type', scalar(identity.type, span))
      add('name', scalar(identity.nameText(), span))
      if (statement.existing) add('existing', scalar(true, span))
      const own = environment.budget.trail.within(statement.name.name, ownFields)
      for (const [key, field] of own) fields.set(key, field)
      return { kind: 'dictionary', fields, span }
    },
    () => dictionary({}, span),
  )

  const force = (): Value => {
    const whole = declaration()
    const value = completed(whole, runtime(), statement.name.name, missed)
    return value === undefined ? whole : wholeOf(value)
  }

  const symbol: ResourceSymbol = {
    kind: 'lazy',
    statement,
    identity,
    member,
    nested: (wanted) => children().get(wanted)?.symbol,
    children: () => children(),
    force,
    isDeployed,
    declaration,
  }
  const children = once(
    () => childrenOf(symbol),
    (): Children => new Map(),
  )
  return symbol
}
