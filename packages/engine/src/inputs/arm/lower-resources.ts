// Resources and deployments of an ARM template as statements of the tree.
import { findings } from '../../diagnostics/index.ts'
import { type Dictionary, type Field, fieldOf, textAt, type Value } from '../../resources/index.ts'
import type {
  BicepProgram,
  DeclarationBody,
  DeployedTemplate,
  DeploymentStatement,
  ResourceStatement,
} from '../bicep/syntax-tree.ts'
import type {
  CountHeader,
  Expression,
  Identifier,
  Literal,
  ObjectExpression,
  ObjectProperty,
  Place,
} from '../expressions/expression.ts'
import { lowerEntries, lowerValue } from './lower-value.ts'
import { type ArmScope, indexName, withinLoop } from './scope.ts'
import { type ArmSource, placeOfValue } from './template-source.ts'
import { isExpression } from './template-values.ts'

/** Lowers a template that is written in a deployment: handed in, since templates hold resources in turn. */
export type LowerTemplate = (
  template: Dictionary,
  around: { readonly kind: 'inner' } | { readonly kind: 'outer'; readonly scope: ArmScope },
) => BicepProgram

/** What a resource has around it. */
export interface ResourceContext {
  readonly source: ArmSource
  readonly lowerTemplate: LowerTemplate
  /** How templates in deployments are evaluated that do not say it. */
  readonly standardEvaluation: 'inner' | 'outer'
}

/** Fields of a resource that say where, whether and how often it is deployed (lower case). */
const directing: ReadonlySet<string> = new Set([
  'apiversion',
  'comments',
  'condition',
  'copy',
  'dependson',
  'existing',
  'extension',
  'import',
  'metadata',
  'resourcegroup',
  'resources',
  'subscriptionid',
  'type',
])

const literal = (value: string, { start, end }: Place): Literal => ({ kind: 'literal', value, start, end })

const entry = (name: string, value: Expression): ObjectProperty => ({
  kind: 'entry',
  key: literal(name, value),
  value,
  start: value.start,
  end: value.end,
})

const call = (name: string, given: readonly Expression[], place: Place): Expression => ({
  kind: 'call',
  name: { name, start: place.start, end: place.end },
  arguments: given,
  start: place.start,
  end: place.end,
})

/** A loop of resources. `copy` of a resource is one object; in other places it is a list. */
const copyOf = (item: Dictionary): Dictionary | undefined => {
  const copy = fieldOf(item, 'copy')
  return copy?.kind === 'dictionary' ? copy : undefined
}

const nameOfCopy = (copy: Dictionary): string => textAt(copy, 'name') ?? 'copy'

const headerOf = (copy: Dictionary, scope: ArmScope, source: ArmSource): CountHeader => {
  const place = placeOfValue(copy, source)
  const count = fieldOf(copy, 'count')
  const label = nameOfCopy(copy)
  return {
    item: { name: indexName(label), ...place },
    label,
    count: count === undefined ? { kind: 'invalid', ...place } : lowerValue(count, scope, source),
  }
}

/** What a resource is called in messages, where it has no symbolic name. */
const labelOf = (item: Dictionary, index: number): string => {
  const name = textAt(item, 'name')
  if (name !== undefined && !isExpression(name)) return name
  const copy = copyOf(item)
  if (copy !== undefined) return nameOfCopy(copy)
  const type = textAt(item, 'type') ?? ''
  return `${type.slice(type.lastIndexOf('/') + 1)}${index + 1}`
}

const isFlag = (item: Dictionary, name: string): boolean => {
  const value = fieldOf(item, name)
  return value?.kind === 'scalar' && value.value === true
}

/** Where a deployment or an `existing` resource is, as Bicep's `scope:` says it. */
const scopeEntry = (item: Dictionary, scope: ArmScope, source: ArmSource): readonly ObjectProperty[] => {
  const lowered = (name: string): readonly Expression[] => {
    const value = fieldOf(item, name)
    return value === undefined ? [] : [lowerValue(value, scope, source)]
  }
  const place = placeOfValue(item, source)
  const subscription = lowered('subscriptionId')
  const group = lowered('resourceGroup')
  if (group.length > 0) return [entry('scope', call('resourceGroup', [...subscription, ...group], place))]
  if (subscription.length > 0) return [entry('scope', call('subscription', subscription, place))]
  return []
}

const bodyOf = (
  item: Dictionary,
  outer: ArmScope,
  source: ArmSource,
  objectOf: (scope: ArmScope) => readonly ObjectProperty[],
): { readonly body: DeclarationBody; readonly scope: ArmScope } => {
  const copy = copyOf(item)
  const scope = copy === undefined ? outer : withinLoop(outer, nameOfCopy(copy), 'resource')
  const condition = fieldOf(item, 'condition')
  const object: ObjectExpression = {
    kind: 'object',
    entries: objectOf(scope),
    ...placeOfValue(item, source),
  }
  const body: DeclarationBody = {
    loop: copy === undefined ? undefined : headerOf(copy, outer, source),
    condition: condition === undefined ? undefined : lowerValue(condition, scope, source),
    object,
    nested: [],
  }
  return { body, scope }
}

const withoutFields = (
  { fields, ...rest }: Dictionary,
  isLeftOut: (key: string, field: Field) => boolean,
): Dictionary => ({ ...rest, fields: new Map([...fields].filter(([key, field]) => !isLeftOut(key, field))) })

/** The type with its version behind it, as Bicep writes it. */
const typeOf = (item: Dictionary, type: string, scope: ArmScope, source: ArmSource): Expression => {
  const value = fieldOf(item, 'type')
  if (value !== undefined && isExpression(type)) return lowerValue(value, scope, source)
  const version = textAt(item, 'apiVersion') ?? ''
  const place = value === undefined ? placeOfValue(item, source) : placeOfValue(value, source)
  return literal(isExpression(version) ? type : `${type}@${version}`, place)
}

/** The template of a deployment; undefined for one that is not written as ARM wants it. */
const templateOf = (
  item: Dictionary,
  scope: ArmScope,
  { source, lowerTemplate, standardEvaluation }: ResourceContext,
): DeployedTemplate | undefined => {
  const properties = fieldOf(item, 'properties')
  const template = fieldOf(properties, 'template')
  if (template?.kind === 'dictionary') {
    const options = fieldOf(properties, 'expressionEvaluationOptions')
    const written = textAt(options, 'scope')?.toLowerCase()
    const kind = written === 'inner' || written === 'outer' ? written : standardEvaluation
    return { kind, program: lowerTemplate(template, kind === 'inner' ? { kind } : { kind, scope }) }
  }
  const link = fieldOf(properties, 'templateLink')
  const parameters = fieldOf(properties, 'parametersLink')
  if (link === undefined) return undefined
  return {
    kind: 'linked',
    link: lowerValue(link, scope, source),
    parameters: parameters === undefined ? undefined : lowerValue(parameters, scope, source),
  }
}

const lowerDeployment = (
  item: Dictionary,
  name: Identifier,
  outer: ArmScope,
  context: ResourceContext,
): DeploymentStatement | undefined => {
  const { source } = context
  const { body, scope } = bodyOf(item, outer, source, (inner) => {
    const parameters = fieldOf(fieldOf(item, 'properties'), 'parameters')
    const named = ['name', 'scope'].flatMap((key) => {
      const value = fieldOf(item, key)
      return value === undefined ? [] : [entry(key, lowerValue(value, inner, source))]
    })
    const params = parameters === undefined ? [] : [entry('params', lowerValue(parameters, inner, source))]
    return [...named, ...scopeEntry(item, inner, source), ...params]
  })
  const template = templateOf(item, scope, context)
  if (template === undefined) return undefined
  return { kind: 'deployment', decorators: [], name, template, body, ...placeOfValue(item, source) }
}

const lowerPlainResource = (
  item: Dictionary,
  name: Identifier,
  type: string,
  outer: ArmScope,
  context: ResourceContext,
): ResourceStatement => {
  const { source } = context
  const { body, scope } = bodyOf(item, outer, source, (inner) => [
    ...lowerEntries(
      withoutFields(item, (key) => directing.has(key)),
      inner,
      source,
    ),
    ...scopeEntry(item, inner, source),
  ])
  const nested = entriesOf(fieldOf(item, 'resources')).flatMap(([symbol, child], index) => {
    const statement = lowerResource(child, { symbol, index, isNested: true }, scope, context)
    return statement?.kind === 'resource' ? [statement] : []
  })
  return {
    kind: 'resource',
    decorators: [],
    name,
    type: typeOf(item, type, scope, source),
    existing: isFlag(item, 'existing'),
    body: { ...body, nested },
    ...placeOfValue(item, source),
  }
}

/** The resources of a template, with their symbolic names where they have them. */
export const entriesOf = (resources: Value | undefined): readonly (readonly [Field | undefined, Value])[] => {
  if (resources?.kind === 'list') return resources.items.map((item) => [undefined, item] as const)
  if (resources?.kind === 'dictionary')
    return [...resources.fields.values()].map((field) => [field, field.value] as const)
  return []
}

/** One resource; undefined for what is none, and for those of extensions, which are not Azure's. */
export const lowerResource = (
  item: Value,
  {
    symbol,
    index,
    isNested,
  }: { readonly symbol: Field | undefined; readonly index: number; readonly isNested: boolean },
  outer: ArmScope,
  context: ResourceContext,
): DeploymentStatement | ResourceStatement | undefined => {
  const { source } = context
  const reportMissing = (missing: readonly string[]): void => {
    source.report(findings.notAResource({ index, missing }, { span: item.span }))
  }
  if (item.kind !== 'dictionary') {
    reportMissing(['type', 'name'])
    return undefined
  }
  if (item.fields.has('import') || item.fields.has('extension')) return undefined
  const type = textAt(item, 'type')
  const missing = [...(type === undefined ? ['type'] : []), ...(item.fields.has('name') ? [] : ['name'])]
  if (type === undefined || missing.length > 0) {
    reportMissing(missing)
    return undefined
  }
  const name: Identifier = {
    name: symbol?.name ?? labelOf(item, index),
    ...source.placeOf(symbol?.nameSpan ?? fieldOf(item, 'name')?.span),
  }
  const isDeployment = type.toLowerCase() === 'microsoft.resources/deployments' && !isFlag(item, 'existing')
  const deployment = isDeployment && !isNested ? lowerDeployment(item, name, outer, context) : undefined
  return deployment ?? lowerPlainResource(item, name, type, outer, context)
}
