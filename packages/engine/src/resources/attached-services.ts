// Reads from a resource in which subnets a service of Azure's own stands, and how many addresses it takes there.
import { type AttachedPart, type AttachedType, attachedTypeOf, type PartOf } from './attached-types.ts'
import { parentOf } from './resource-id.ts'
import type { Resource } from './resource-set.ts'
import { fieldOf, scalar, textAt, type Value } from './value.ts'

/** One place of a service in one subnet. */
export interface Attachment {
  readonly type: AttachedType
  readonly from: PartOf
  /** The id of the subnet, as it was written or put together; unknown where no input tells it. */
  readonly subnet: Value
  /** Addresses that an input states. */
  readonly stated: readonly string[]
  /** How many addresses it takes; undefined where nobody can tell. */
  readonly takes: number | undefined
}

type Resources = ReadonlyMap<string, Resource>

/** Azure lets no more addresses be used in a virtual network; a larger number is no count of real instances. */
const mostAddresses = 65_536

/** The values at a path in which `[]` stands for every item of a list. */
const valuesAt = (value: Value, path: string): readonly Value[] => {
  if (path === '') return [value]
  let found: readonly Value[] = [value]
  for (const step of path.split('.')) {
    const name = step.endsWith('[]') ? step.slice(0, -2) : step
    found = found.flatMap((each) => {
      // What is not known stays so: the service is there, and its subnet is the question.
      const inner = each.kind === 'unknown' ? each : fieldOf(each, name)
      if (inner === undefined || (inner.kind === 'scalar' && inner.value === null)) return []
      return step.endsWith('[]') && inner.kind === 'list' ? inner.items : [inner]
    })
  }
  return found
}

const subnetsOfProfile = 'properties.containerNetworkInterfaceConfigurations[].properties'
const profilePath = `${subnetsOfProfile}.ipConfigurations[].properties.subnet.id`

/** Older container groups name a network profile, which names the subnet. */
const throughProfile = (id: Value, resources: Resources): Value => {
  const profile = resources.get(textAt(id)?.toLowerCase() ?? '')
  return profile?.id.type.toLowerCase() === 'microsoft.network/networkprofiles'
    ? (valuesAt(profile.body, profilePath)[0] ?? id)
    : id
}

const subnetIdOf = (part: Value, path: string, resources: Resources): Value | undefined => {
  const [idPath = '', namePath] = path.split(' + ')
  const [id] = valuesAt(part, idPath)
  if (id === undefined || namePath === undefined)
    return id === undefined ? undefined : throughProfile(id, resources)
  const [name] = valuesAt(part, namePath)
  if (id.kind === 'unknown' || name === undefined) return id
  const [vnet, subnet] = [textAt(id), textAt(name)]
  return vnet === undefined || subnet === undefined ? name : scalar(`${vnet}/subnets/${subnet}`, name.span)
}

const takesOf = (rule: AttachedPart, from: PartOf): number | undefined => {
  const count = typeof rule.takes === 'object' ? rule.takes.count(from) : rule.takes
  return count === 'unknown' || count === undefined ? undefined : Math.min(count, mostAddresses)
}

/** The places of a resource in subnets; none for a type of another kind, or one that is in no subnet. */
export const attachmentsOf = (resource: Resource, resources: Resources): readonly Attachment[] => {
  const type = attachedTypeOf(resource.id.type)
  if (type === undefined) return []
  const { body } = resource
  const owner = resources.get(parentOf(resource.id)?.key ?? '')?.body
  return type.parts.flatMap((rule) =>
    valuesAt(body, rule.each).flatMap((part): Attachment[] => {
      const subnet = subnetIdOf(part, rule.subnet, resources)
      if (subnet === undefined || textAt(subnet) === undefined) {
        if (subnet?.kind !== 'unknown') return []
      }
      const from = { part, body, owner }
      const stated = (rule.addresses ?? [])
        .flatMap((path) => valuesAt(part, path))
        .flatMap((value) => textAt(value) ?? [])
      return [{ type, from, subnet, stated, takes: takesOf(rule, from) }]
    }),
  )
}
