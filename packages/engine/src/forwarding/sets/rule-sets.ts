// The packets that a rule of a filter is for, as sets: those that it surely matches, and those that it may match.
import { undescribedSourcesOf } from '../../control-plane/index.ts'
import type { RuleEnd, RulePorts, Subnet } from '../../model/index.ts'
import {
  type Address,
  defaultPrefix,
  type Family,
  hostPrefix,
  type Interval,
  intervalOf,
  type PacketSet,
  type PacketSpace,
  type Prefix,
  protocolNumbers,
} from '../../net/index.ts'
import type { Surroundings } from '../location.ts'
import { platformAddresses, platformTags, probeAddress } from '../special-addresses.ts'

/** What a rule matches: `maybe` holds `surely`, and what lies between is not known. */
export interface RuleSets {
  readonly surely: PacketSet
  readonly maybe: PacketSet
}

/** What sets of rules are made in. */
export interface SetMaking {
  readonly space: PacketSpace
  readonly surroundings: Surroundings
}

type End = 'source' | 'destination'

const certain = (packets: PacketSet): RuleSets => ({ surely: packets, maybe: packets })

/** What all parts of a rule match. */
export const allOfSets = (parts: readonly RuleSets[], { space }: SetMaking): RuleSets => ({
  surely: parts.reduce((all, { surely }) => all.intersect(surely), space.all),
  maybe: parts.reduce((all, { maybe }) => all.intersect(maybe), space.all),
})

/** What one of the parts matches. */
const anyOfSets = (parts: readonly RuleSets[], { space }: SetMaking): RuleSets => ({
  surely: space.unionOf(parts.map(({ surely }) => surely)),
  maybe: space.unionOf(parts.map(({ maybe }) => maybe)),
})

const withAddressesIn = (end: End, prefixes: readonly Prefix[], { space }: SetMaking): PacketSet =>
  space.box({ [end]: prefixes.map(intervalOf) })

/** R6.7: rows whose next hop lies outside the virtual network. */
const outside = ['Internet', 'None', 'VirtualNetworkServiceEndpoint']

/** R6.7: the packets of which one end lies in the tag VirtualNetwork, as the NICs of a subnet see it. */
const inVirtualNetwork = (end: End, subnet: Subnet, making: SetMaking): PacketSet => {
  const { rows } = making.surroundings.controlPlane.effectiveTable(subnet)
  const inside = rows.filter(({ nextHopType }) => !outside.includes(nextHopType))
  return withAddressesIn(end, [...inside.map(({ prefix }) => prefix), hostPrefix(probeAddress)], making)
}

/** R1.3, R1.4: the packets of which one end is public. */
const inPublicSpace = (end: End, making: SetMaking): PacketSet =>
  making.space.all.minus(withAddressesIn(end, making.surroundings.controlPlane.era.reservedSpace, making))

/** R1.7: private addresses may be inside too, where something announces what no input tells. */
const inVirtualNetworkOrAnnounced = (end: End, subnet: Subnet, making: SetMaking): RuleSets => {
  const surely = inVirtualNetwork(end, subnet, making)
  const isTold =
    subnet.routeTable?.disableBgpRoutePropagation === true || undescribedSourcesOf(subnet.vnet).length === 0
  const { reservedSpace } = making.surroundings.controlPlane.era
  return isTold
    ? certain(surely)
    : { surely, maybe: surely.union(withAddressesIn(end, reservedSpace, making)) }
}

const inTag = (tag: string, end: End, subnet: Subnet | undefined, making: SetMaking): RuleSets => {
  const { space, surroundings } = making
  const name = tag.toLowerCase()
  const platform = platformTags.get(name)
  if (platform !== undefined) return certain(withAddressesIn(end, [hostPrefix(platform)], making))
  if (name === 'azureloadbalancer') return certain(withAddressesIn(end, [hostPrefix(probeAddress)], making))
  if (name === 'virtualnetwork')
    return subnet === undefined
      ? { surely: space.none, maybe: space.all }
      : inVirtualNetworkOrAnnounced(end, subnet, making)
  const publicSpace = inPublicSpace(end, making)
  if (name === 'internet')
    return certain(
      subnet === undefined ? publicSpace : publicSpace.minus(inVirtualNetwork(end, subnet, making)),
    )
  const known = surroundings.controlPlane.serviceTags.tagNamed(tag)
  return known === undefined
    ? { surely: space.none, maybe: publicSpace }
    : certain(withAddressesIn(end, known.prefixes, making))
}

const membersOf = (group: string, { network }: Surroundings): readonly Address[] =>
  network.nics
    .filter(({ applicationSecurityGroups }) => applicationSecurityGroups.includes(group))
    .flatMap(({ addresses }) => addresses)

/** The packets whose source or destination a rule holds, seen from a subnet. */
export const endSets = (rule: RuleEnd, end: End, subnet: Subnet | undefined, making: SetMaking): RuleSets => {
  const { all, none } = making.space
  if (rule.kind === 'any') return certain(all)
  if (rule.kind === 'unknown') return { surely: none, maybe: all }
  const members = rule.groups.flatMap((group) => membersOf(group, making.surroundings))
  return anyOfSets(
    [
      certain(withAddressesIn(end, [...rule.prefixes, ...members.map(hostPrefix)], making)),
      ...rule.tags.map((tag) => inTag(tag, end, subnet, making)),
    ],
    making,
  )
}

const intervalsOf = (ports: Exclude<RulePorts, string>): readonly Interval[] =>
  ports.map(({ first, last }) => ({ first, last }))

/** The packets with ports whose port at one end a rule holds. ICMP has none, so what rules say of ports is said elsewhere. */
export const portSets = (
  ports: RulePorts,
  dimension: 'sourcePort' | 'destinationPort',
  { space }: SetMaking,
): RuleSets => {
  const withPorts = protocolSet(['tcp', 'udp'], space)
  if (ports === 'any') return certain(withPorts)
  if (ports === 'unknown') return { surely: space.none, maybe: withPorts }
  return certain(withPorts.intersect(space.box({ [dimension]: intervalsOf(ports) })))
}

/** The packets of some protocols. */
export const protocolSet = (
  protocols: readonly (keyof typeof protocolNumbers)[],
  space: PacketSpace,
): PacketSet =>
  space.box({
    protocol: protocols.map((protocol) => ({
      first: protocolNumbers[protocol],
      last: protocolNumbers[protocol],
    })),
  })

/** R6.9: the packets of which one end is Azure's platform. */
export const platformSet = (end: End, making: SetMaking): PacketSet =>
  withAddressesIn(end, platformAddresses.map(hostPrefix), making)

/** The packets to addresses of one family. */
export const familySet = (family: Family, making: SetMaking): PacketSet =>
  withAddressesIn('destination', [defaultPrefix(family)], making)
