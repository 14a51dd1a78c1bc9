// Reads the resources of a JSON document into declarations: ids, scopes, children, and what is left aside.
import { type Finding, findings } from '../../diagnostics/index.ts'
import {
  attachedTypeOf,
  canonicalType,
  classifyResource,
  classifyType,
  type Declaration,
  type Dictionary,
  explodeChildren,
  fieldOf,
  isFlattened,
  mentionsSubnet,
  parseResourceId,
  type ResourceId,
  textAt,
  type Value,
  withoutField,
} from '../../resources/index.ts'
import type { JsonReading } from '../json/parse-json.ts'
import { recogniseDocument } from './document-shape.ts'
import { inCurrentForm } from './old-rule-groups.ts'
import { isExpression, readTemplateDictionary } from './template-values.ts'

/** Where resources without an id of their own are deployed to. */
export interface DeploymentScope {
  readonly subscription: string
  readonly resourceGroup: string
}

/** What a document told. */
export interface ArmReading {
  /** Whether the document is of a shape that carries resources. */
  readonly recognised: boolean
  readonly declarations: readonly Declaration[]
  /** Number of resources by type. */
  readonly ignored: ReadonlyMap<string, number>
  readonly unsupported: ReadonlyMap<string, number>
  readonly findings: readonly Finding[]
}

interface Reading {
  readonly unfinished: ReadonlySet<Value>
  readonly declarations: Declaration[]
  readonly ignored: Map<string, number>
  readonly unsupported: Map<string, number>
  readonly findings: Finding[]
  readonly flattened: { readonly type: string; readonly body: Dictionary }[]
}

/** What surrounds a resource. */
interface Surroundings {
  readonly scope: DeploymentScope
  readonly parent: ResourceId | undefined
}

const count = (counts: Map<string, number>, type: string): void => {
  const known = canonicalType(type)
  counts.set(known, (counts.get(known) ?? 0) + 1)
}

const fullType = (type: string, parent: ResourceId | undefined): string =>
  parent === undefined || type.toLowerCase().startsWith(`${parent.type.toLowerCase()}/`)
    ? type
    : `${parent.type}/${type}`

/** Names from the top-level resource down. A nested resource may give its own name only. */
const fullNames = (name: string, parent: ResourceId | undefined): readonly string[] => {
  const own = name.split('/')
  return parent === undefined || own.length > parent.names.length ? own : [...parent.names, ...own]
}

const buildId = (type: string, name: string, { scope, parent }: Surroundings): ResourceId | undefined => {
  const [namespace = '', ...types] = canonicalType(fullType(type, parent)).split('/')
  const names = fullNames(name, parent)
  if (names.length !== types.length) return undefined
  const path = types.map((segment, index) => `${segment}/${names[index] ?? ''}`).join('/')
  const root =
    parent === undefined
      ? `/subscriptions/${scope.subscription}/resourceGroups/${scope.resourceGroup}`
      : parent.text.slice(0, parent.text.toLowerCase().lastIndexOf('/providers/'))
  return parseResourceId(`${root}/providers/${namespace}/${path}`)
}

/** The id that a resource states, or the one that its type and name give it in this place. */
const idOf = (
  body: Dictionary,
  index: number,
  around: Surroundings,
  reading: Reading,
): ResourceId | undefined => {
  const stated = textAt(body, 'id')
  const id = stated === undefined ? undefined : parseResourceId(stated)
  if (id !== undefined) return id
  // Subscriptions and resource groups have ids of their own kind.
  const ignored = classifyType(textAt(body, 'type') ?? '').kind === 'ignored'
  if (stated !== undefined && !isExpression(stated) && !ignored)
    reading.findings.push(
      findings.malformedId({ property: 'id', text: stated }, { span: fieldOf(body, 'id')?.span }),
    )
  const type = textAt(body, 'type')
  const name = textAt(body, 'name')
  if (type === undefined || name === undefined) {
    const missing = [...(type === undefined ? ['type'] : []), ...(name === undefined ? ['name'] : [])]
    reading.findings.push(findings.notAResource({ index, missing }, { span: body.span }))
    return undefined
  }
  const span = fieldOf(body, 'name')?.span
  if (isExpression(name)) {
    const whole = fullType(type, around.parent)
    const { kind } = classifyResource(whole, body)
    if (kind === 'understood')
      reading.findings.push(findings.templateExpression({ property: 'name', expression: name }, { span }))
    else count(kind === 'ignored' ? reading.ignored : reading.unsupported, whole)
    return undefined
  }
  const built = buildId(type, name, around)
  if (built === undefined)
    reading.findings.push(findings.malformedId({ property: 'name', text: name }, { span }))
  return built
}

/** Whether a condition is written as false; one that is not known is taken to hold. */
const isSwitchedOff = (body: Dictionary): boolean => {
  const condition = fieldOf(body, 'condition')
  return (
    condition?.kind === 'scalar' &&
    (condition.value === false || String(condition.value).toLowerCase() === 'false')
  )
}

const readUnderstood = (id: ResourceId, body: Dictionary, template: boolean, reading: Reading): void => {
  if (isFlattened(body)) {
    // `az webapp list` and the like: of a service that names no subnet nothing is missing.
    if (attachedTypeOf(id.type) !== undefined && !mentionsSubnet(body)) {
      count(reading.ignored, id.type)
      return
    }
    reading.flattened.push({ type: id.type, body })
    return
  }
  const existing = fieldOf(body, 'existing')
  const form = existing?.kind === 'scalar' && existing.value === true ? 'existing' : 'standalone'
  const values = readTemplateDictionary(withoutField(body, 'resources'), template)
  const exploded = explodeChildren({ ...inCurrentForm(id, values), form })
  for (const declaration of exploded.declarations) reading.declarations.push(declaration)
  for (const finding of exploded.findings) reading.findings.push(finding)
}

const readItem = (item: Value, index: number, around: Surroundings, reading: Reading): void => {
  if (reading.unfinished.has(item)) return
  if (item.kind !== 'dictionary') {
    reading.findings.push(findings.notAResource({ index, missing: ['type', 'name'] }, { span: item.span }))
    return
  }
  if (isSwitchedOff(item)) return
  const id = idOf(item, index, around, reading)
  if (id === undefined) return
  const of = classifyResource(id.type, item)
  // Strings may be expressions in what comes from a template: that is without an id.
  const template = !item.fields.has('id')
  if (of.kind === 'understood') readUnderstood(id, item, template, reading)
  else count(of.kind === 'ignored' ? reading.ignored : reading.unsupported, id.type)
  const inner = template ? fieldOf(item, 'resources') : undefined
  if (inner?.kind === 'list') readItems(inner.items, { ...around, parent: id }, reading)
}

const readItems = (items: readonly Value[], around: Surroundings, reading: Reading): void => {
  for (const [index, item] of items.entries()) readItem(item, index, around, reading)
}

/** One finding for a whole file in az's flattened shape, at the first such resource. */
const reportFlattened = (reading: Reading): void => {
  const [first] = reading.flattened
  if (first === undefined) return
  const parameters = { type: canonicalType(first.type), count: reading.flattened.length }
  reading.findings.push(findings.flattenedResource(parameters, { span: first.body.span }))
}

/**
 * Reads every resource of a document that is no template. Literal values are taken as they are; an expression becomes unknown, and a
 * resource whose name is one is left out with a finding. Types and ids may be in any letter case.
 */
export const readArmDocument = (json: JsonReading, scope: DeploymentScope): ArmReading => {
  const reading: Reading = {
    unfinished: json.unfinished,
    declarations: [],
    ignored: new Map(),
    unsupported: new Map(),
    findings: [],
    flattened: [],
  }
  const shape = json.value === undefined ? undefined : recogniseDocument(json.value)
  if (shape?.kind === 'resources') readItems(shape.items, { scope, parent: undefined }, reading)
  reportFlattened(reading)
  const recognised = shape?.kind === 'resources' || shape?.kind === 'empty'
  return { recognised, ...reading }
}
