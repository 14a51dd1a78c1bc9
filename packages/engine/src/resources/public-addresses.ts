// Addresses that stand for public ones which only Azure knows, from the blocks that are kept for documentation.
import type { AllocatedAddress, Resource } from './resource-set.ts'
import { at, scalar, textAt, type Value, withValueAt } from './value.ts'

type Resources = ReadonlyMap<string, Resource>

const publicIpType = 'microsoft.network/publicipaddresses'

/** RFC 5737 and RFC 3849; what has no place in them stays unknown. 192.0.2.0/24 and 2001:db8:ffff::/48 are left to the Internet. */
const blocks = ['203.0.113.', '198.51.100.'] as const
const addressesInBlock = 254

const standIn = (index: number, isIpv6: boolean): string | undefined => {
  if (isIpv6) return `2001:db8::${(index + 1).toString(16)}`
  const block = blocks[Math.floor(index / addressesInBlock)]
  return block === undefined ? undefined : `${block}${(index % addressesInBlock) + 1}`
}

/**
 * An address for each public IP that states none, by key of its id; the same for the same public IPs, whichever of them
 * have got one meanwhile.
 */
export const publicStandIns = (resources: Resources): ReadonlyMap<string, string> => {
  const all = [...resources.values()].filter(({ id }) => id.type.toLowerCase() === publicIpType)
  const keys = all.map(({ id }) => id.key).toSorted()
  const stated = new Set(all.flatMap(({ body }) => textAt(body, 'properties', 'ipAddress') ?? []))
  return new Map(
    all.flatMap(({ id, body }) => {
      if (at(body, 'properties', 'ipAddress') !== undefined) return []
      const isIpv6 = textAt(body, 'properties', 'publicIPAddressVersion')?.toLowerCase() === 'ipv6'
      const index = keys.indexOf(id.key)
      const address = [index, index + keys.length]
        .map((place) => standIn(place, isIpv6))
        .find((text) => text !== undefined && !stated.has(text))
      return address === undefined ? [] : [[id.key, address] as const]
    }),
  )
}

/** Where the other end of a VPN is told its public address. */
const farEndPaths: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'microsoft.network/localnetworkgateways': [['properties', 'gatewayIpAddress']],
  'microsoft.network/vpnsites': [['properties', 'ipAddress']],
  'microsoft.network/vpnsites/vpnsitelinks': [['properties', 'ipAddress']],
}

/** Where DNAT rules of firewalls are. */
const natRuleTypes: ReadonlySet<string> = new Set([
  'microsoft.network/azurefirewalls',
  'microsoft.network/firewallpolicies/rulecollectiongroups',
])

/** The destinations of rules, however deep collections and groups have them. */
const destinationsIn = (value: Value | undefined): readonly string[] => {
  if (value?.kind === 'list') return value.items.flatMap(destinationsIn)
  if (value?.kind !== 'dictionary') return []
  return [...value.fields].flatMap(([name, field]) =>
    name.toLowerCase() === 'destinationaddresses' && field.value.kind === 'list'
      ? field.value.items.flatMap((item) => textAt(item) ?? [])
      : destinationsIn(field.value),
  )
}

/**
 * The resources in which a public IP has its stand-in where a VPN is told it, so that both ends find each other, and
 * where a rule of a firewall is for it.
 */
export const withPublicStandIns = (
  resources: Resources,
): { readonly resources: Resources; readonly allocated: readonly AllocatedAddress[] } => {
  const told = new Set<string>()
  for (const { id, body } of resources.values()) {
    if (natRuleTypes.has(id.type.toLowerCase()))
      for (const text of destinationsIn(at(body, 'properties'))) told.add(text)
    for (const path of farEndPaths[id.type.toLowerCase()] ?? []) {
      const value: Value | undefined = at(body, ...path)
      const text = textAt(value)
      if (text !== undefined) told.add(text)
    }
  }
  if (told.size === 0) return { resources, allocated: [] }
  const changed = new Map(resources)
  const allocated: AllocatedAddress[] = []
  for (const [key, address] of publicStandIns(resources)) {
    const resource = told.has(address) ? resources.get(key) : undefined
    if (resource === undefined) continue
    const body = withValueAt(resource.body, ['properties', 'ipAddress'], scalar(address, resource.declaredAt))
    changed.set(key, { ...resource, body })
    allocated.push({ resource: resource.id, address })
  }
  return { resources: changed, allocated }
}
