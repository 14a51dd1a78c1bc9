// Azure resource ids: parsing, parents and comparison without regard to letter case.

/** A parsed id such as `/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/hub/subnets/default`. */
export interface ResourceId {
  /** As it was written. */
  readonly text: string
  /** Lower-cased: two ids are the same resource when their keys are equal. */
  readonly key: string
  readonly subscription: string | undefined
  readonly resourceGroup: string | undefined
  /** `Microsoft.Network/virtualNetworks/subnets`, as written. */
  readonly type: string
  /** One name for each segment of the type. */
  readonly names: readonly string[]
}

/** Azure's types are a few segments deep; a text of thousands is no id. */
const deepestId = 40

/** Reads an id; undefined when it is none (an expression, a bare name, an odd number of segments). */
export const parseResourceId = (text: string): ResourceId | undefined => {
  const key = text.toLowerCase()
  const segments = text.split('/')
  const keys = key.split('/')
  const provider = keys.lastIndexOf('providers')
  const depth = segments.length - provider - 2 // segments behind the namespace: pairs of type and name
  if (segments[0] !== '' || provider < 0 || depth < 2 || depth % 2 !== 0) return undefined
  if (depth > deepestId) return undefined
  if (segments.indexOf('', 1) >= 0) return undefined
  let type = segments[provider + 1] ?? ''
  const names: string[] = []
  for (let at = provider + 2; at < segments.length; at += 2) {
    type += `/${segments[at] ?? ''}`
    names.push(segments[at + 1] ?? '')
  }
  const after = (word: string): string | undefined => {
    const at = keys.indexOf(word)
    return at < 0 || at >= provider ? undefined : segments[at + 1]
  }
  return {
    text,
    key,
    subscription: after('subscriptions'),
    resourceGroup: after('resourcegroups'),
    type,
    names,
  }
}

/** The last name: what people call the resource. */
export const nameOf = (id: ResourceId): string => id.names.at(-1) ?? id.text

const withoutLastSegment = (text: string): string => text.slice(0, text.lastIndexOf('/'))

/** The id of the resource that holds this one; undefined for a top-level resource. */
export const parentOf = (id: ResourceId): ResourceId | undefined =>
  id.names.length < 2
    ? undefined
    : {
        ...id,
        text: withoutLastSegment(withoutLastSegment(id.text)),
        key: withoutLastSegment(withoutLastSegment(id.key)),
        type: withoutLastSegment(id.type),
        names: id.names.slice(0, -1),
      }

/** The top-level resource that an id lies below; itself for one that has no parent. */
export const rootOf = (id: ResourceId): ResourceId => {
  const parent = parentOf(id)
  return parent === undefined ? id : rootOf(parent)
}

/** The id of a child, e.g. `childId(vnet, 'subnets', 'default')`. The name is one segment: it has no slash. */
export const childId = (parent: ResourceId, childType: string, name: string): ResourceId => {
  const text = `${parent.text}/${childType}/${name}`
  return {
    ...parent,
    text,
    key: text.toLowerCase(),
    type: `${parent.type}/${childType}`,
    names: [...parent.names, name],
  }
}

/** Whether the id is of this type, in any letter case. */
export const isOfType = (id: ResourceId, type: string): boolean =>
  id.type.toLowerCase() === type.toLowerCase()
