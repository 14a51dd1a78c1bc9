// Resources as Azure would show them after the deployment: children inside their parents, ids, allocated addresses.
import {
  type Dictionary,
  fieldOf,
  inlineListsOf,
  parentOf,
  type Resource,
  scalar,
  type Value,
  withField,
} from '../../resources/index.ts'

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

const items = (value: Value | undefined): readonly Value[] => (value?.kind === 'list' ? value.items : [])

/** A gateway's BGP addresses, one for each instance, are also there as one text. */
const withPeeringAddress = (properties: Value): Value => {
  const settings = fieldOf(properties, 'bgpSettings')
  if (properties.kind !== 'dictionary' || settings?.kind !== 'dictionary') return properties
  const addresses = items(fieldOf(settings, 'bgpPeeringAddresses')).flatMap((each) =>
    items(fieldOf(each, 'defaultBgpIpAddresses')).flatMap((address) =>
      address.kind === 'scalar' ? [String(address.value)] : [],
    ),
  )
  if (addresses.length === 0 || settings.fields.has('bgppeeringaddress')) return properties
  const text = scalar(addresses.join(','), settings.span)
  return withField(properties, 'bgpSettings', withField(settings, 'bgpPeeringAddress', text))
}

/** The view of a finished round. Each resource is put together once, when it is first asked for. */
export const runtimeView = (resources: ReadonlyMap<string, Resource>): RuntimeView => {
  const byParent = childrenByParent(resources)
  const made = new Map<string, Dictionary>()

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
      const holder: Dictionary =
        properties?.kind === 'dictionary'
          ? properties
          : { kind: 'dictionary', fields: new Map(), span: undefined }
      properties = withField(holder, list.property, { kind: 'list', items, span: resource.declaredAt })
    }
    if (properties !== undefined) body = withField(body, 'properties', withPeeringAddress(properties))
    made.set(resource.id.key, body)
    return body
  }

  return (idKey) => {
    const resource = resources.get(idKey)
    return resource === undefined ? undefined : build(resource)
  }
}

const nameOfChild = (child: Resource): string => child.id.names.at(-1) ?? ''
