// Turns instances into bodies of ARM resources, brings together what several of them say of one, and counts the rest.
import { type Finding, findings } from '../../diagnostics/index.ts'
import {
  classifyResource,
  classifyType,
  type Dictionary,
  dictionary,
  isOfType,
  parseResourceId,
  scalar,
  type TypeClass,
  textAt,
  withField,
} from '../../resources/index.ts'
import { armIdentity } from './azapi.ts'
import { classifyAzapi, writeAzapi } from './azapi-body.ts'
import type { Instance, Instances } from './instances.ts'
import type { AdditionMapping, ResourceMapping } from './mapping.ts'
import { mappingOf } from './mappings/index.ts'
import { namesSubnet } from './names-subnet.ts'
import type { Resolver } from './resolver.ts'
import { type CarriedTemplate, carriedTemplate, isTemplateDeployment } from './template-deployment.ts'
import { itemsOf, lookUp, named } from './values.ts'
import { mergedBodies, type WriteContext, writeAddition, writeResource } from './write-arm.ts'

/** What the instances come to. */
export interface CollectedResources {
  readonly items: readonly Dictionary[]
  /** ARM templates that resources carry. */
  readonly templates: readonly CarriedTemplate[]
  /** Numbers by type: of ARM where it is known, else of Terraform. */
  readonly ignored: ReadonlyMap<string, number>
  readonly unsupported: ReadonlyMap<string, number>
}

interface Collecting {
  readonly resolver: Resolver
  readonly report: (finding: Finding) => void
  /** Managed instances by lower-cased id. */
  readonly byId: ReadonlyMap<string, Instance>
  /** Lower-cased ids that only the other side of the plan has. */
  readonly removed: ReadonlySet<string>
  /** Declared resources by lower-cased id. */
  readonly declared: Map<string, Dictionary>
  /** Parts of resources, which may be declared here or elsewhere. */
  readonly additions: Map<string, Dictionary>
  readonly templates: CarriedTemplate[]
  readonly ignored: Map<string, number>
  readonly unsupported: Map<string, number>
}

const count = (counts: Map<string, number>, type: string): void => {
  counts.set(type, (counts.get(type) ?? 0) + 1)
}

const countAs = (collecting: Collecting, type: string, { kind }: TypeClass): void =>
  count(kind === 'ignored' ? collecting.ignored : collecting.unsupported, type)

const put = (bodies: Map<string, Dictionary>, id: string, body: Dictionary): void => {
  const known = bodies.get(id.toLowerCase())
  bodies.set(id.toLowerCase(), known === undefined ? body : mergedBodies(known, body))
}

const lastOf = (type: string): string => type.slice(type.lastIndexOf('/') + 1)

const contextOf = (instance: Instance, owner: string, collecting: Collecting): WriteContext => ({
  instance,
  resolver: collecting.resolver,
  owner,
  isElsewhere: (childType, name) => {
    const id = `${owner}/${lastOf(childType)}/${name}`.toLowerCase()
    return collecting.byId.has(id) || collecting.removed.has(id)
  },
})

const reportMissing = (instance: Instance, attribute: string, collecting: Collecting): void =>
  collecting.report(
    findings.terraformLinkUnresolved(
      { resource: instance.address, attribute, references: [] },
      { span: named(instance.span, instance.address) },
    ),
  )

const takeResource = (instance: Instance, mapping: ResourceMapping, collecting: Collecting): void => {
  const { resolver } = collecting
  const id = resolver.idOf(instance)
  if (id === undefined || parseResourceId(id) === undefined) {
    const attribute = mapping.parent?.attribute ?? 'id'
    // A parent that could not be found has a finding of its own, which says more.
    const isReported = resolver.linkAt(instance, [attribute], mapping.parent?.type)?.kind === 'unknown'
    if (!isReported) reportMissing(instance, attribute, collecting)
    return
  }
  // Parts of a load balancer name each other; in all others a name is one of the resource's own parts.
  const isPart = mapping.parent !== undefined && mapping.fields.some((field) => field.kind === 'sibling')
  const owner = isPart ? id.slice(0, id.lastIndexOf('/', id.lastIndexOf('/') - 1)) : id
  const context = contextOf(instance, owner, collecting)
  put(collecting.declared, id, writeResource(mapping.type, id, mapping.fields, context))
}

/** The target itself, a child of it by name, or all children of a kind. */
const targetsOf = (
  instance: Instance,
  { child }: AdditionMapping,
  target: string,
  { byId, resolver }: Collecting,
): readonly string[] => {
  if (child === undefined) return [target]
  const names =
    child.name === undefined
      ? itemsOf(lookUp(byId.get(target.toLowerCase())?.values, [child.blocks ?? ''])).map((item) =>
          textAt(item, 'name'),
        )
      : [textAt(resolver.valueAt(instance, [child.name]))]
  return names.flatMap((name) => (name === undefined ? [] : [`${target}/${child.segment}/${name}`]))
}

const takeAddition = (instance: Instance, mapping: AdditionMapping, collecting: Collecting): void => {
  const target = collecting.resolver.parentId(instance, mapping.to)
  if (target === undefined || parseResourceId(target) === undefined) return
  const context = contextOf(instance, target, collecting)
  for (const id of targetsOf(instance, mapping, target, collecting))
    put(collecting.additions, id, writeAddition(id, mapping.fields, context))
}

const takeAzapi = (instance: Instance, type: string, isUpdate: boolean, collecting: Collecting): void => {
  if (classifyType(type).kind !== 'understood') {
    countAs(collecting, type, classifyAzapi(instance, type))
    return
  }
  const id = collecting.resolver.idOf(instance)
  const body = id === undefined ? undefined : writeAzapi(id, type, isUpdate, instance, collecting.resolver)
  if (id === undefined || body === undefined)
    reportMissing(instance, id === undefined ? 'parent_id' : 'body', collecting)
  else put(isUpdate ? collecting.additions : collecting.declared, id, body)
}

/** As resources of ARM are: what names no subnet has no bearing, unless it is the network's own. */
const classifyCounted = (instance: Instance, type: string): TypeClass =>
  namesSubnet(instance) ? classifyType(type) : classifyResource(type, dictionary({}))

const takeTemplate = (instance: Instance, collecting: Collecting): void => {
  const carried = carriedTemplate(instance, collecting.resolver)
  if (carried === undefined) reportMissing(instance, 'template_content', collecting)
  else collecting.templates.push(carried)
}

const takeManaged = (instance: Instance, collecting: Collecting): void => {
  const arm = armIdentity(instance)
  const mapping = mappingOf(instance.type)
  if (arm !== undefined) takeAzapi(instance, arm.type, arm.isUpdate, collecting)
  else if (isTemplateDeployment(instance.type)) takeTemplate(instance, collecting)
  else if (mapping?.kind === 'resource') takeResource(instance, mapping, collecting)
  else if (mapping?.kind === 'addition') takeAddition(instance, mapping, collecting)
  else if (mapping?.kind === 'counted')
    countAs(collecting, mapping.type, classifyCounted(instance, mapping.type))
  else if (instance.type.startsWith('azurerm_') && namesSubnet(instance))
    count(collecting.unsupported, instance.type)
  else count(collecting.ignored, instance.type)
}

/** A data source reads what exists: a resource that is only said to be there. What the plan manages it knows better. */
const takeData = (instance: Instance, collecting: Collecting): void => {
  const mapping = mappingOf(instance.type)
  const id = parseResourceId(textAt(instance.values, 'id') ?? '')
  if (mapping?.kind !== 'resource' || id === undefined || !isOfType(id, mapping.type)) return
  if (collecting.byId.has(id.key) || collecting.removed.has(id.key)) return
  const context = contextOf(instance, id.text, collecting)
  put(collecting.additions, id.text, writeResource(mapping.type, id.text, mapping.fields, context))
}

const idsOf = (instances: readonly Instance[], resolver: Resolver): ReadonlyMap<string, Instance> => {
  const byId = new Map<string, Instance>()
  for (const instance of instances) {
    const isResource = mappingOf(instance.type)?.kind === 'resource' || armIdentity(instance) !== undefined
    const id = isResource ? resolver.idOf(instance) : undefined
    if (id !== undefined) byId.set(id.toLowerCase(), instance)
  }
  return byId
}

/** The resources of all instances, in the order of the document. */
export const collectResources = (
  { present, removed }: Instances,
  resolver: Resolver,
  report: (finding: Finding) => void,
): CollectedResources => {
  const managed = present.filter((instance) => instance.mode === 'managed')
  const collecting: Collecting = {
    resolver,
    report,
    byId: idsOf(managed, resolver),
    removed: new Set(removed.flatMap((instance) => textAt(instance.values, 'id')?.toLowerCase() ?? [])),
    declared: new Map(),
    additions: new Map(),
    templates: [],
    ignored: new Map(),
    unsupported: new Map(),
  }
  for (const instance of managed) takeManaged(instance, collecting)
  for (const instance of present) if (instance.mode === 'data') takeData(instance, collecting)
  const { additions, declared, templates, ignored, unsupported } = collecting
  const items: Dictionary[] = []
  for (const [key, body] of declared) {
    const more = additions.get(key)
    items.push(more === undefined ? body : mergedBodies(body, more))
  }
  // What is declared elsewhere, if at all: any other declaration says more.
  for (const [key, body] of additions)
    if (!declared.has(key)) items.push(withField(body, 'existing', scalar(true, body.span)))
  return { items, templates, ignored, unsupported }
}
