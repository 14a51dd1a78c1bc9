// Which rule of an Azure Firewall decides about a packet: DNAT before network before application rules (R6.36, R6.53).
import type { AzureFirewall, FirewallNatRule, FirewallRule, HubFirewall } from '../model/index.ts'
import type { Address } from '../net/index.ts'
import type { Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { allOf, endMatches, type Match, matchOf, portMatches } from './rule-matching.ts'

/** An Azure Firewall, in a VNet or in a hub. */
export type Firewall = AzureFirewall | HubFirewall

/** What the rules say. */
export type FirewallVerdict =
  | { readonly kind: 'nat'; readonly rule: FirewallNatRule }
  | { readonly kind: 'rule'; readonly rule: FirewallRule }
  /** Whether the rule is for the packet is not known, and it would make a difference. */
  | { readonly kind: 'open'; readonly rule: FirewallRule | FirewallNatRule }
  | { readonly kind: 'none' }

/** Whether an address is the firewall's own, inside or on the Internet. */
export const isOwnAddress = (firewall: Firewall, address: Address): boolean =>
  firewall.address === address || firewall.publicAddresses.includes(address)

const ruleMatches = (
  rule: FirewallRule | FirewallNatRule,
  packet: Packet,
  firewall: Firewall,
  surroundings: Surroundings,
): Match => {
  const subnet = firewall.kind === 'firewall' ? firewall.subnet : undefined
  return allOf([
    matchOf(rule.protocols.some((protocol) => protocol === 'any' || protocol === packet.protocol)),
    // A network rule for ICMP names ports that mean nothing.
    packet.protocol === 'icmp' ? 'yes' : portMatches(rule.destinationPorts, packet.port, false),
    endMatches(rule.source, packet.source, subnet, surroundings),
    endMatches(rule.destination, packet.destination, subnet, surroundings),
    // The name that a client calls is not in the packet.
    rule.kind === 'nat' || rule.names.length === 0 ? 'yes' : 'unknown',
  ])
}

/** R6.53: the DNAT rule for a packet. One that is not read in full is only for packets to the firewall itself. */
const natVerdict = (
  firewall: Firewall,
  packet: Packet,
  surroundings: Surroundings,
): FirewallVerdict | undefined => {
  for (const rule of firewall.rules.natRules) {
    const match = ruleMatches(rule, packet, firewall, surroundings)
    if (match === 'yes')
      return rule.translatedAddress === undefined ? { kind: 'open', rule } : { kind: 'nat', rule }
    if (match === 'unknown' && isOwnAddress(firewall, packet.destination)) return { kind: 'open', rule }
  }
  return undefined
}

/** Asks the rules for what opens a flow. The firewall's own addresses are open to what a DNAT rule takes, and to nothing else. */
export const decidingRule = (
  firewall: Firewall,
  packet: Packet,
  surroundings: Surroundings,
): FirewallVerdict => {
  const translated = natVerdict(firewall, packet, surroundings)
  if (translated !== undefined) return translated
  if (isOwnAddress(firewall, packet.destination)) return { kind: 'none' }
  const open: FirewallRule[] = []
  const rule = firewall.rules.rules.find((each) => {
    const match = ruleMatches(each, packet, firewall, surroundings)
    if (match === 'unknown') open.push(each)
    return match === 'yes'
  })
  const undecided = open.find(({ allows }) => allows !== (rule?.allows ?? false))
  if (undecided !== undefined) return { kind: 'open', rule: undecided }
  return rule === undefined ? { kind: 'none' } : { kind: 'rule', rule }
}

/** Whether the firewall answers by itself: as a DNS proxy. */
export const answersItself = ({ isDnsProxy, address }: Firewall, packet: Packet): boolean =>
  isDnsProxy && packet.destination === address && packet.protocol !== 'icmp' && packet.port === 53
