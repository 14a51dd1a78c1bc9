// Whether a rule of a security group is for a packet at a NIC (R6.4, R6.6–R6.8).
import type { Nic, PortRange, RuleEnd, RulePorts, SecurityRule, Subnet } from '../model/index.ts'
import { type Address, address, containsAddress, familyOf } from '../net/index.ts'
import type { Surroundings } from './location.ts'
import type { Packet } from './packet.ts'

/** `unknown` where the rule, the list of service tags or the question leaves it open. */
export type Match = 'yes' | 'no' | 'unknown'

/** R6.8, R6.9: where Azure's own probes, DNS and DHCP come from. */
const platformAddress = address('168.63.129.16')

const matchOf = (holds: boolean): Match => (holds ? 'yes' : 'no')

const allOf = (matches: readonly Match[]): Match => {
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
  candidate === platformAddress ||
  controlPlane
    .effectiveTable(subnet)
    .rows.some(({ prefix, nextHopType }) => !elsewhere.has(nextHopType) && containsAddress(prefix, candidate))

/** R1.3, R1.4: private and reserved space, which is in no public tag. */
const isPublic = (candidate: Address, { controlPlane }: Surroundings): boolean =>
  !controlPlane.era.noneRoutes.some((prefix) => containsAddress(prefix, candidate))

const inTag = (tag: string, candidate: Address, nic: Nic, surroundings: Surroundings): Match => {
  switch (tag.toLowerCase()) {
    case 'virtualnetwork':
      return matchOf(inVirtualNetwork(nic.subnet, candidate, surroundings))
    case 'azureloadbalancer':
      return matchOf(candidate === platformAddress)
    case 'internet':
      return matchOf(
        isPublic(candidate, surroundings) && !inVirtualNetwork(nic.subnet, candidate, surroundings),
      )
    default: {
      const known = surroundings.controlPlane.serviceTags.tagNamed(tag)
      if (known !== undefined)
        return matchOf(known.prefixes.some((prefix) => containsAddress(prefix, candidate)))
      return isPublic(candidate, surroundings) ? 'unknown' : 'no'
    }
  }
}

const endMatches = (end: RuleEnd, candidate: Address, nic: Nic, surroundings: Surroundings): Match => {
  if (end.kind !== 'some') return end.kind === 'any' ? 'yes' : 'unknown'
  if (end.prefixes.some((prefix) => containsAddress(prefix, candidate))) return 'yes'
  const isMember = end.groups.some((group) => surroundings.fixtures.isInApplicationGroup(group, candidate))
  return isMember ? 'yes' : oneOf(end.tags.map((tag) => inTag(tag, candidate, nic, surroundings)))
}

/** Ports that a sender's system chooses for itself are above the well-known ones. */
const chosenPorts: PortRange = { first: 1024, last: 65_535 }

const portMatches = (ports: RulePorts, port: number | undefined, isChosen: boolean): Match => {
  if (ports === 'any') return 'yes'
  if (ports === 'unknown') return 'unknown'
  if (port !== undefined) return matchOf(ports.some(({ first, last }) => first <= port && port <= last))
  if (!isChosen) return 'unknown'
  const { first: lowest, last: highest } = chosenPorts
  if (ports.some(({ first, last }) => first <= lowest && last >= highest)) return 'yes'
  return ports.some(({ first, last }) => first <= highest && last >= lowest) ? 'unknown' : 'no'
}

const protocolMatches = ({ protocol }: SecurityRule, packet: Packet): boolean => {
  if (protocol === 'any' || protocol === packet.protocol) return true
  const version = familyOf(packet.destination) === 4 ? 'icmpv4' : 'icmpv6'
  return packet.protocol === 'icmp' && protocol === version
}

/** Whether the rule is for the packet. `opensFlow`: it is no reply, whose destination port the sender chose. */
export const ruleMatches = (
  rule: SecurityRule,
  packet: Packet,
  opensFlow: boolean,
  nic: Nic,
  surroundings: Surroundings,
): Match => {
  if (!protocolMatches(rule, packet)) return 'no'
  // ICMP has no ports: a rule that names some is not for it.
  const ports =
    packet.protocol === 'icmp'
      ? [matchOf(rule.sourcePorts === 'any'), matchOf(rule.destinationPorts === 'any')]
      : [
          portMatches(rule.sourcePorts, packet.sourcePort, opensFlow),
          portMatches(rule.destinationPorts, packet.port, !opensFlow),
        ]
  return allOf([
    ...ports,
    endMatches(rule.source, packet.source, nic, surroundings),
    endMatches(rule.destination, packet.destination, nic, surroundings),
  ])
}
