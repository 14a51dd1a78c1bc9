// Resources as Azure would show them after the deployment: children inside their parents, ids, what Azure computes.
import {
  type Dictionary,
  fieldOf,
  inlineListsOf,
  parentOf,
  publicStandIns,
  type Resource,
  scalar,
  type Value,
  withField,
} from '../../resources/index.ts'
import {
  computedProperties,
  type Deployed,
  interfacesOfEndpoints,
  machinesByInterface,
} from './computed-properties.ts'
import { withPartIds } from './part-ids.ts'

/** Finds a resource by its lower-cased id. */
export type RuntimeView = (idKey: string) => Dictionary | undefined

/** Inline children of a resource, by the last segment of their type (lower case). */
type Children = ReadonlyMap<string, readonly Resource[]>

const childrenByParent = (resources: ReadonlyMap<string, Resource>): ReadonlyMap<string, Children> => {
  const byParent = new Map<string, Map<string, Resource[]>>()
  for (const resource of resources.values()) {
    const parent = parentOf(resource.id)
    if (parent === undefined) continue
    const own = byParent.get(parent.key) ?? new Map<string, Resource[]>()
    byParent.set(parent.key, own)
    const type = resource.id.type.slice(resource.id.type.lastIndexOf('/') + 1).toLowerCase()
    const siblings = own.get(type)
    if (siblings === undefined) own.set(type, [resource])
    else siblings.push(resource)
  }
  return byParent
}

/** The view of a finished round. Each resource is put together once, when it is first asked for. */
export const runtimeView = (resources: ReadonlyMap<string, Resource>): RuntimeView => {
  const byParent = childrenByParent(resources)
  const made = new Map<string, Dictionary>()
  const deployed: Deployed = {
    resources,
    publicAddresses: publicStandIns(resources),
    machineOf: machinesByInterface(resources),
  }
  let interfaces: ReadonlyMap<string, Dictionary> | undefined
  const madeByAzure = (): ReadonlyMap<string, Dictionary> => {
    interfaces ??= interfacesOfEndpoints(resources)
    return interfaces
  }

  const build = (resource: Resource): Dictionary => {
    const known = made.get(resource.id.key)
    if (known !== undefined) return known
    let body = withField(resource.body, 'id', scalar(resource.id.text, resource.declaredAt))
    let properties: Value | undefined = fieldOf(body, 'properties')
    for (const list of inlineListsOf(resource.id.type)) {
      const children = byParent.get(resource.id.key)?.get(list.childType.toLowerCase()) ?? []
      if (children.length === 0) continue
      const items = children.map((child) =>
        withField(build(child), 'name', scalar(nameOfChild(child), child.declaredAt)),
      )
      const holder: Dictionary = properties?.kind === 'dictionary' ? properties : emptyDictionary
      properties = withField(holder, list.property, { kind: 'list', items, span: resource.declaredAt })
    }
    const declared = properties?.kind === 'dictionary' ? properties : emptyDictionary
    const computed = withMissing(declared, computedProperties(resource, deployed))
    body = withField(
      body,
      'properties',
      isOfNetwork(resource) ? withPartIds(computed, resource.id.text) : computed,
    )
    made.set(resource.id.key, body)
    return body
  }

  return (idKey) => {
    const resource = resources.get(idKey)
    return resource === undefined ? madeByAzure().get(idKey) : build(resource)
  }
}

const emptyDictionary: Dictionary = { kind: 'dictionary', fields: new Map(), span: undefined }

const isOfNetwork = ({ id }: Resource): boolean => id.type.toLowerCase().startsWith('microsoft.network/')

/** The fields of both, at any depth; where both have one, the declared one. */
const withMissing = (declared: Dictionary, more: Dictionary): Dictionary => {
  const fields = new Map(declared.fields)
  for (const [key, field] of more.fields) {
    const own = fields.get(key)
    if (own === undefined) fields.set(key, field)
    else if (own.value.kind === 'dictionary' && field.value.kind === 'dictionary')
      fields.set(key, { ...own, value: withMissing(own.value, field.value) })
  }
  return { ...declared, fields }
}

const nameOfChild = (child: Resource): string => child.id.names.at(-1) ?? ''
