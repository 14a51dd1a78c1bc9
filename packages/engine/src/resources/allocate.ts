// Chooses the private addresses that Azure would choose, where no input fixes them.
import { type Finding, findings, type Span, type Where } from '../diagnostics/index.ts'
import {
  type Family,
  familyOf,
  formatAddress,
  formatPrefix,
  type Prefix,
  parseAddress,
  parsePrefix,
} from '../net/index.ts'
import { type AddressHolder, addressHolders } from './address-holders.ts'
import { nameOf, parentOf } from './resource-id.ts'
import type { AllocatedAddress, Resource, ResourceSet } from './resource-set.ts'
import { type SubnetAddresses, subnetAddresses } from './subnet-addresses.ts'
import { at, textAt, type Value } from './value.ts'

/** The resource set with its addresses, and what stood in the way of some. */
export interface Allocation {
  readonly resourceSet: ResourceSet
  readonly findings: readonly Finding[]
}

interface Subnet {
  readonly key: string
  /** `vnet/subnet`, as people call it. */
  readonly name: string
  readonly prefixes: readonly Prefix[]
  readonly addresses: SubnetAddresses
  /** Where its first prefix is written. */
  readonly place: Where
}

const prefixValuesOf = (subnet: Resource): readonly (Value | undefined)[] => {
  const several = at(subnet.body, 'properties', 'addressPrefixes')
  const one = at(subnet.body, 'properties', 'addressPrefix')
  return several?.kind === 'list' && several.items.length > 0 ? several.items : [one]
}

const subnetOf = (subnet: Resource): Subnet => {
  const values = prefixValuesOf(subnet)
  const prefixes = values.flatMap((value) => {
    const reading = parsePrefix(textAt(value) ?? '')
    return reading.kind === 'malformed' ? [] : [reading.prefix]
  })
  const vnet = parentOf(subnet.id)
  const name = vnet === undefined ? nameOf(subnet.id) : `${nameOf(vnet)}/${nameOf(subnet.id)}`
  const place = { span: values[0]?.span ?? subnet.declaredAt, resourceId: subnet.id.text }
  return { key: subnet.id.key, name, prefixes, addresses: subnetAddresses(prefixes), place }
}

const textOfPrefixes = (subnet: Subnet): string => subnet.prefixes.map(formatPrefix).join(', ')

/** Findings carry the name that people know: `nic/ipconfig` for a configuration, else the resource's own. */
const displayName = (holder: AddressHolder): string => {
  const parent = parentOf(holder.resource.id)
  return parent === undefined ? nameOf(holder.resource.id) : `${nameOf(parent)}/${nameOf(holder.resource.id)}`
}

const whereIs = (holder: AddressHolder) => ({
  span: holder.resource.declaredAt,
  resourceId: holder.resource.id.text,
})

/** Where a text stands as it is, somewhere in a value. */
const spanOfText = (value: Value, text: string): Span | undefined => {
  switch (value.kind) {
    case 'scalar':
      return value.value === text ? value.span : undefined
    case 'list':
      return firstSpan(value.items, text)
    case 'dictionary':
      return firstSpan(
        [...value.fields.values()].map((field) => field.value),
        text,
      )
    case 'unknown':
      return undefined
  }
}

const firstSpan = (values: readonly Value[], text: string): Span | undefined => {
  for (const value of values) {
    const span = spanOfText(value, text)
    if (span !== undefined) return span
  }
  return undefined
}

/** An address that the world file states stands in no resource: then the resource itself is the place. */
const whereIsAddress = (holder: AddressHolder, text: string): Where => ({
  ...whereIs(holder),
  span: firstSpan([holder.resource.body, holder.target.body], text) ?? holder.resource.declaredAt,
})

/** Takes the stated addresses, and says which of them Azure would refuse. */
const claimStated = (holder: AddressHolder, subnet: Subnet): readonly Finding[] =>
  holder.stated.flatMap((text): Finding[] => {
    const address = parseAddress(text) // the model reports what is no address
    if (address === undefined) return []
    const resource = displayName(holder)
    const claim = subnet.addresses.claim(address, resource)
    const common = { address: formatAddress(address), subnet: subnet.name, resource }
    const prefix = textOfPrefixes(subnet)
    if (claim === 'given') return []
    const place = whereIsAddress(holder, text)
    if (claim === 'outside') return [findings.addressNotInSubnet({ ...common, prefix }, place)]
    if (claim === 'reserved') return [findings.reservedAddress({ ...common, prefix }, place)]
    return [findings.duplicateAddress({ ...common, otherResource: claim.takenBy }, place)]
  })

const reportFull = (subnet: Subnet, family: Family): Finding =>
  findings.subnetFull(
    {
      subnet: subnet.name,
      prefix: textOfPrefixes(subnet),
      usable: Number(subnet.addresses.usable(family)),
      needed: subnet.addresses.asked(family),
    },
    subnet.place,
  )

/** The subnet of a holder, or why it is not known. A holder that names none takes no address. */
const findSubnet = (
  holder: AddressHolder,
  subnets: ReadonlyMap<string, Subnet>,
): Subnet | Finding | undefined => {
  const id = textAt(holder.subnet)
  const subnet = id === undefined ? undefined : subnets.get(id.toLowerCase())
  if (subnet?.prefixes.some(({ address }) => familyOf(address) === holder.family)) return subnet
  if (id === undefined && holder.subnet?.kind !== 'unknown') return undefined
  if (holder.stated.length > 0 || holder.wanted === 0) return undefined
  const named = id ?? (holder.subnet?.kind === 'unknown' ? holder.subnet.origin : '')
  const cause = subnet === undefined ? 'subnetUnknown' : 'prefixUnknown'
  return findings.addressNotAllocated(
    { resource: displayName(holder), subnet: subnet?.name ?? named, cause },
    whereIs(holder),
  )
}

const chooseFor = (holder: AddressHolder, subnet: Subnet): readonly string[] => {
  const chosen: string[] = []
  for (let index = 0; index < holder.wanted; index++) {
    const { next, highest } = subnet.addresses
    const address = (holder.fromTheTop === true ? highest : next)(holder.family, displayName(holder))
    if (address === undefined) break
    chosen.push(formatAddress(address))
  }
  return chosen
}

/** Which subnets hold a service of which nobody knows how many addresses it takes, and who came behind it. */
const uncertainSubnets = () => {
  const first = new Map<Subnet, { readonly holder: AddressHolder; readonly behind: Set<string> }>()
  return {
    /** The service that makes the addresses of this holder uncertain: one before it, or itself. */
    take: (holder: AddressHolder, subnet: Subnet): string | undefined => {
      const before = first.get(subnet)
      if (before !== undefined) {
        if (holder.resource !== before.holder.resource) before.behind.add(displayName(holder))
        return displayName(before.holder)
      }
      if (holder.isUncertain !== true) return undefined
      first.set(subnet, { holder, behind: new Set() })
      return displayName(holder)
    },
    findings: (): readonly Finding[] =>
      [...first].flatMap(([subnet, { holder, behind }]): Finding[] =>
        behind.size === 0
          ? []
          : [
              findings.addressesUncertain(
                { subnet: subnet.name, service: displayName(holder), resources: [...behind] },
                whereIs(holder),
              ),
            ],
      ),
  }
}

/**
 * Gives each configuration the address that Azure would give it (R6.34): in each subnet first the stated addresses,
 * then from the first usable one up in the order of deployment, gateways last, and those that are active-standby from
 * the last usable one (R3.9). A dynamic configuration that states its address (an export) keeps it. Chosen addresses are
 * written where ARM has them: `privateIPAddress` of network interfaces, load balancer frontends and firewalls;
 * `ipConfigurations` of private endpoints; `virtualRouterIps` of Route Servers; `bgpSettings.bgpPeeringAddresses` of
 * gateways. They are listed in `allocated`, where alone those of other services stand (R6.50).
 */
export const allocateAddresses = (set: ResourceSet): Allocation => {
  const found: Finding[] = []
  const resources = new Map(set.resources)
  const allocated: AllocatedAddress[] = [...set.allocated]
  const subnets = new Map<string, Subnet>()
  for (const [key, resource] of set.resources)
    if (resource.id.type.toLowerCase() === 'microsoft.network/virtualnetworks/subnets')
      subnets.set(key, subnetOf(resource))

  const open: { readonly holder: AddressHolder; readonly subnet: Subnet }[] = []
  for (const holder of addressHolders(set.resources, set.world)) {
    const subnet = findSubnet(holder, subnets)
    if (subnet === undefined) continue
    if (!('prefixes' in subnet)) {
      if (!holder.resource.assumed) found.push(subnet)
      continue
    }
    for (const finding of claimStated(holder, subnet)) found.push(finding)
    if (holder.lacksAddress) {
      const property = 'properties.privateIPAddress'
      found.push(findings.missingProperty({ resource: holder.resource.id.text, property }, whereIs(holder)))
    }
    open.push({ holder, subnet })
  }

  const write = (holder: AddressHolder, addresses: readonly string[]): void => {
    const target = resources.get(holder.target.id.key)
    if (target === undefined || addresses.length === 0) return
    resources.set(target.id.key, { ...target, body: holder.write(target.body, addresses) })
  }
  const full = new Map<Subnet, Family>()
  const uncertain = uncertainSubnets()
  for (const { holder, subnet } of [...open].sort((a, b) => Number(a.holder.last) - Number(b.holder.last))) {
    if (holder.stated.length > 0) {
      if (holder.statedElsewhere) write(holder, holder.stated)
      continue
    }
    const chosen = chooseFor(holder, subnet)
    const uncertainFor = uncertain.take(holder, subnet)
    for (const address of chosen)
      allocated.push({
        resource: holder.resource.id,
        address,
        ...(holder.isListed === true ? { subnet: subnet.key } : {}),
        ...(uncertainFor === undefined ? {} : { uncertainFor }),
      })
    write(holder, chosen)
    if (chosen.length === holder.wanted) continue
    if (!full.has(subnet)) full.set(subnet, holder.family)
    const parameters = { resource: displayName(holder), subnet: subnet.name, cause: 'subnetFull' as const }
    found.push(findings.addressNotAllocated(parameters, whereIs(holder)))
  }
  for (const finding of uncertain.findings()) found.push(finding)
  for (const [subnet, family] of full) found.push(reportFull(subnet, family))
  return { resourceSet: { ...set, resources, allocated }, findings: found }
}
