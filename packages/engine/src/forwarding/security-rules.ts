// Whether a rule of a security group is for a packet at a NIC or a service (R6.4, R6.6–R6.8).
import type { SecurityRule, Subnet } from '../model/index.ts'
import { familyOf } from '../net/index.ts'
import type { Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { allOf, endMatches, type Match, matchOf, portMatches } from './rule-matching.ts'

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
  subnet: Subnet,
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
    endMatches(rule.source, packet.source, subnet, surroundings),
    endMatches(rule.destination, packet.destination, subnet, surroundings),
  ])
}
