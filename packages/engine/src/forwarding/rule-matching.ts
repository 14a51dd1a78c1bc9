// Whether one part of a filter's rule, an address or a port, is for a packet (R6.6–R6.8).
import { undescribedSourcesOf } from '../control-plane/index.ts'
import type { PortRange, RuleEnd, RulePorts, Subnet } from '../model/index.ts'
import { type Address, containsAddress } from '../net/index.ts'
import type { Surroundings } from './location.ts'
import { platformTags, probeAddress } from './special-addresses.ts'

/** `unknown` where the rule, the list of service tags or the question leaves it open. */
export type Match = 'yes' | 'no' | 'unknown'

/** A plain answer. */
export const matchOf = (holds: boolean): Match => (holds ? 'yes' : 'no')

/** Whether all parts are for it. */
export const allOf = (matches: readonly Match[]): Match => {
  if (matches.includes('no')) return 'no'
  return matches.includes('unknown') ? 'unknown' : 'yes'
}

const oneOf = (matches: readonly Match[]): Match => {
  if (matches.includes('yes')) return 'yes'
  return matches.includes('unknown') ? 'unknown' : 'no'
}

/** R6.7: rows that do not count for the tag. */
const elsewhere: ReadonlySet<string> = new Set(['Internet', 'None', 'VirtualNetworkServiceEndpoint'])

/** R6.7: the tag `VirtualNetwork` is what the effective routes of the subnet lead to, but for the Internet. */
const inVirtualNetwork = (subnet: Subnet, candidate: Address, { controlPlane }: Surroundings): boolean =>
  candidate === probeAddress ||
  controlPlane
    .effectiveTable(subnet)
    .rows.some(({ prefix, nextHopType }) => !elsewhere.has(nextHopType) && containsAddress(prefix, candidate))

/** R1.3, R1.4: private and reserved space, which is in no public tag. */
const isPublic = (candidate: Address, { controlPlane }: Surroundings): boolean =>
  !controlPlane.era.reservedSpace.some((prefix) => containsAddress(prefix, candidate))

/** R1.7: what a gateway or Route Server brings of which no input tells the announcements may hold a private address. */
const mayBeAnnounced = (subnet: Subnet, candidate: Address, surroundings: Surroundings): boolean =>
  !isPublic(candidate, surroundings) &&
  subnet.routeTable?.disableBgpRoutePropagation !== true &&
  undescribedSourcesOf(subnet.vnet).length > 0

const inTag = (
  tag: string,
  candidate: Address,
  subnet: Subnet | undefined,
  surroundings: Surroundings,
): Match => {
  switch (tag.toLowerCase()) {
    case 'virtualnetwork':
      if (subnet === undefined) return 'unknown'
      if (inVirtualNetwork(subnet, candidate, surroundings)) return 'yes'
      return mayBeAnnounced(subnet, candidate, surroundings) ? 'unknown' : 'no'
    case 'azureloadbalancer':
      return matchOf(candidate === probeAddress)
    case 'internet':
      return matchOf(
        isPublic(candidate, surroundings) &&
          (subnet === undefined || !inVirtualNetwork(subnet, candidate, surroundings)),
      )
    default: {
      const platform = platformTags.get(tag.toLowerCase())
      if (platform !== undefined) return matchOf(candidate === platform)
      const known = surroundings.controlPlane.serviceTags.tagNamed(tag)
      if (known !== undefined)
        return matchOf(known.prefixes.some((prefix) => containsAddress(prefix, candidate)))
      return isPublic(candidate, surroundings) ? 'unknown' : 'no'
    }
  }
}

/** Whether a rule's source or destination holds an address, seen from a subnet. */
export const endMatches = (
  end: RuleEnd,
  candidate: Address,
  subnet: Subnet | undefined,
  surroundings: Surroundings,
): Match => {
  if (end.kind !== 'some') return end.kind === 'any' ? 'yes' : 'unknown'
  if (end.prefixes.some((prefix) => containsAddress(prefix, candidate))) return 'yes'
  const isMember = end.groups.some((group) => surroundings.fixtures.isInApplicationGroup(group, candidate))
  return isMember ? 'yes' : oneOf(end.tags.map((tag) => inTag(tag, candidate, subnet, surroundings)))
}

/** Ports that a sender's system chooses for itself are above the well-known ones. */
const chosenPorts: PortRange = { first: 1024, last: 65_535 }

/** Whether a rule's ports hold that of a packet. `isChosen`: an unknown one is a port that the sender's system chose. */
export const portMatches = (ports: RulePorts, port: number | undefined, isChosen: boolean): Match => {
  if (ports === 'any') return 'yes'
  if (ports === 'unknown') return 'unknown'
  if (port !== undefined) return matchOf(ports.some(({ first, last }) => first <= port && port <= last))
  if (!isChosen) return 'unknown'
  const { first: lowest, last: highest } = chosenPorts
  if (ports.some(({ first, last }) => first <= lowest && last >= highest)) return 'yes'
  return ports.some(({ first, last }) => first <= highest && last >= lowest) ? 'unknown' : 'no'
}
