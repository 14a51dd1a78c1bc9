// What filters do with all packets at once: disjoint classes of packets, each with what becomes of it. Rules are matched as
// sets, apart from the matching of single packets, so that each proves the other.
import type {
  FirewallNatRule,
  FirewallRule,
  Nic,
  SecurityDirection,
  SecurityRule,
  Subnet,
} from '../../model/index.ts'
import { type Address, hostPrefix, intervalOf, only, type PacketSet, type Prefix } from '../../net/index.ts'
import { type Filtering, nothing } from '../filtering.ts'
import {
  byNatRule,
  firewallVerdict,
  openRule,
  rulesNotDescribed,
  withoutFlow,
} from '../firewall-filtering.ts'
import type { Firewall } from '../firewall-rules.ts'
import { type FlowMemory, hasPassed } from '../packet.ts'
import {
  allowsAll,
  type FilteredPlace,
  groupsOf,
  ofManager,
  platformLists,
  type RuleList,
  undecidedBy,
  verdictOf,
} from '../security-filtering.ts'
import { linkLocal } from '../special-addresses.ts'
import {
  allOfSets,
  endSets,
  familySet,
  platformSet,
  portSets,
  protocolSet,
  type RuleSets,
  type SetMaking,
} from './rule-sets.ts'

/** Packets of which a filter makes the same; `filtering` is undefined where it is not asked. */
export interface FilterClass {
  readonly packets: PacketSet
  readonly filtering: Filtering | undefined
}

/** The packets for which a rule decides, and rules before it that may be for them. */
interface Decided<T> {
  readonly packets: PacketSet
  readonly rule: T | undefined
  readonly open: readonly T[]
}

/** The first rule that surely matches decides; what may match before it stays open. */
const decidedBy = <T>(
  packets: PacketSet,
  rules: readonly T[],
  setsOf: (rule: T) => RuleSets,
): readonly Decided<T>[] => {
  const decided: Decided<T>[] = []
  let rest: readonly Decided<T>[] = [{ packets, rule: undefined, open: [] }]
  for (const rule of rules) {
    const { surely, maybe } = setsOf(rule)
    rest = rest.flatMap((part) => {
      const matched = part.packets.intersect(surely)
      if (!matched.isEmpty) decided.push({ ...part, packets: matched, rule })
      const others = part.packets.minus(surely)
      const unclear = others.intersect(maybe)
      return [
        { ...part, packets: unclear, open: [...part.open, rule] },
        { ...part, packets: others.minus(maybe) },
      ].filter((each) => !each.packets.isEmpty)
    })
  }
  return [...decided, ...rest]
}

/** R6.4: protocol, ports and both ends. ICMP has no ports, so only a rule that names none is for it. */
const setsOfSecurityRule = (rule: SecurityRule, subnet: Subnet, making: SetMaking): RuleSets => {
  const { space } = making
  const { protocol, sourcePorts, destinationPorts } = rule
  const icmp = protocolSet(['icmp'], space)
  const icmpSet =
    protocol === 'any' || protocol === 'icmp'
      ? icmp
      : protocol === 'icmpv4'
        ? icmp.intersect(familySet(4, making))
        : protocol === 'icmpv6'
          ? icmp.intersect(familySet(6, making))
          : space.none
  const namesNoPort = sourcePorts === 'any' && destinationPorts === 'any'
  const withoutPorts = namesNoPort ? icmpSet : space.none
  const withPorts =
    protocol === 'any'
      ? protocolSet(['tcp', 'udp'], space)
      : protocol === 'tcp' || protocol === 'udp'
        ? protocolSet([protocol], space)
        : space.none
  const ports = allOfSets(
    [
      { surely: withPorts, maybe: withPorts },
      portSets(sourcePorts, 'sourcePort', making),
      portSets(destinationPorts, 'destinationPort', making),
    ],
    making,
  )
  return allOfSets(
    [
      { surely: ports.surely.union(withoutPorts), maybe: ports.maybe.union(withoutPorts) },
      endSets(rule.source, 'source', subnet, making),
      endSets(rule.destination, 'destination', subnet, making),
    ],
    making,
  )
}

/** A class on its way through the lists of rules. */
interface Passing {
  readonly packets: PacketSet
  readonly filtering: Filtering
  /** Whether no further list is asked. */
  readonly isFinal: boolean
}

const throughList = <T extends SecurityRule>(
  part: Passing,
  list: RuleList<T>,
  direction: SecurityDirection,
  subnet: Subnet,
  making: SetMaking,
): readonly Passing[] => {
  const { decisions, assumptions } = part.filtering
  if (part.isFinal) return [part]
  if (!list.described) {
    const filtering = { ...part.filtering, assumptions: [...assumptions, allowsAll(list)] }
    return [{ ...part, filtering }]
  }
  const rules = list.rules.filter((rule) => rule.direction === direction)
  return decidedBy(part.packets, rules, (rule) => setsOfSecurityRule(rule, subnet, making)).map(
    ({ packets, rule, open }) => {
      const verdict = verdictOf(list, rule, undecidedBy(rule, open))
      return {
        packets,
        filtering: {
          stopped: verdict.stopped,
          decisions: verdict.decision === undefined ? decisions : [...decisions, verdict.decision],
          assumptions,
        },
        isFinal: verdict.stopped !== undefined || verdict.isFinal === true,
      }
    },
  )
}

/** What security admin rules and security groups do at a place with all packets (R6.2, R6.4, R6.9). */
export const securityClasses = (
  place: FilteredPlace,
  direction: SecurityDirection,
  making: SetMaking,
): readonly FilterClass[] => {
  const { space } = making
  const { subnet } = place
  const groups = groupsOf(place, direction)
  if (groups.length === 0 && subnet.vnet.securityAdminRules.length === 0)
    return [{ packets: space.all, filtering: nothing }]
  const platform = platformSet(direction === 'Inbound' ? 'source' : 'destination', making)
  const through = (packets: PacketSet, lists: readonly RuleList<SecurityRule>[]): readonly Passing[] =>
    lists.reduce<readonly Passing[]>(
      (parts, list) => parts.flatMap((part) => throughList(part, list, direction, subnet, making)),
      [{ packets, filtering: nothing, isFinal: false }],
    )
  const others = throughList(
    { packets: space.all.minus(platform), filtering: nothing, isFinal: false },
    ofManager(subnet.vnet, direction),
    direction,
    subnet,
    making,
  ).flatMap((part) =>
    groups.reduce<readonly Passing[]>(
      (parts, list) => parts.flatMap((each) => throughList(each, list, direction, subnet, making)),
      [part],
    ),
  )
  return [...through(platform, direction === 'Inbound' ? [] : platformLists(groups)), ...others].filter(
    ({ packets }) => !packets.isEmpty,
  )
}

/** R6.3, R6.14: what a NIC sends under no rule. */
export const neverSentSet = (nic: Nic, { space }: SetMaking): PacketSet => {
  const sourceIn = (prefixes: readonly Prefix[]): PacketSet => space.box({ source: prefixes.map(intervalOf) })
  const foreign = nic.ipForwarding ? space.none : space.all.minus(sourceIn(nic.addresses.map(hostPrefix)))
  return foreign.union(sourceIn(linkLocal))
}

/** R6.36: a network rule for ICMP names ports that mean nothing; names are not in the packet. */
const setsOfMatch = (
  rule: FirewallRule | FirewallNatRule,
  subnet: Subnet | undefined,
  making: SetMaking,
): RuleSets => {
  const { space } = making
  const protocols = (['icmp', 'tcp', 'udp'] as const).filter((protocol) =>
    rule.protocols.some((each) => each === 'any' || each === protocol),
  )
  const ofProtocol = protocolSet(protocols, space)
  const icmp = protocolSet(['icmp'], space)
  const ports = portSets(rule.destinationPorts, 'destinationPort', making)
  return allOfSets(
    [
      { surely: ofProtocol, maybe: ofProtocol },
      { surely: ports.surely.union(icmp), maybe: ports.maybe.union(icmp) },
      endSets(rule.source, 'source', subnet, making),
      endSets(rule.destination, 'destination', subnet, making),
    ],
    making,
  )
}

const setsOfFirewallRule = (rule: FirewallRule, subnet: Subnet | undefined, making: SetMaking): RuleSets => {
  const sets = setsOfMatch(rule, subnet, making)
  return rule.names.length === 0 ? sets : { surely: making.space.none, maybe: sets.maybe }
}

/** What DNAT rules take, in their order, and the rest (R6.53). */
const natClasses = (
  firewall: Firewall,
  packets: PacketSet,
  own: PacketSet,
  making: SetMaking,
): { readonly taken: readonly FilterClass[]; readonly rest: PacketSet } => {
  const subnet = firewall.kind === 'firewall' ? firewall.subnet : undefined
  const taken: FilterClass[] = []
  let rest = packets
  for (const rule of firewall.rules.natRules) {
    const { surely, maybe } = setsOfMatch(rule, subnet, making)
    const matched = rest.intersect(surely)
    taken.push({ packets: matched, filtering: byNatRule(firewall, rule) })
    // One that is not read in full is only for packets to the firewall itself.
    const unclear = rest.minus(surely).intersect(maybe).intersect(own)
    taken.push({ packets: unclear, filtering: openRule(firewall, rule) })
    rest = rest.minus(matched).minus(unclear)
  }
  return { taken, rest }
}

/** What the rules of an Azure Firewall do with all packets (R6.20, R6.36, R6.53). */
export const firewallClasses = (
  firewall: Firewall,
  memory: FlowMemory | undefined,
  making: SetMaking,
): readonly FilterClass[] => {
  const { space } = making
  const { address, publicAddresses, rules, isDnsProxy } = firewall
  if (hasPassed(memory, firewall.id.key)) return [{ packets: space.all, filtering: undefined }]
  const to = (addresses: readonly (Address | undefined)[]): PacketSet =>
    space.unionOf(
      addresses.flatMap((each) =>
        each === undefined ? [] : space.box({ destination: [intervalOf(hostPrefix(each))] }),
      ),
    )
  const own = to([address, ...publicAddresses])
  const dns = space.box({ destinationPort: [only(53)] }).intersect(protocolSet(['tcp', 'udp'], space))
  const answered = isDnsProxy ? to([address]).intersect(dns) : space.none
  const asked = space.all.minus(answered)
  const lost = memory?.as === 'reply' ? protocolSet(['tcp'], space).intersect(asked) : space.none
  const { taken, rest } = natClasses(firewall, asked.minus(lost), own, making)
  const subnet = firewall.kind === 'firewall' ? firewall.subnet : undefined
  const others: readonly FilterClass[] = rules.described
    ? [
        { packets: rest.intersect(own), filtering: firewallVerdict(firewall, undefined, []) },
        ...decidedBy(rest.minus(own), rules.rules, (rule) => setsOfFirewallRule(rule, subnet, making)).map(
          ({ packets, rule, open }) => ({ packets, filtering: firewallVerdict(firewall, rule, open) }),
        ),
      ]
    : [
        { packets: rest.intersect(own), filtering: undefined },
        { packets: rest.minus(own), filtering: rulesNotDescribed(firewall) },
      ]
  return [
    { packets: answered, filtering: undefined },
    { packets: lost, filtering: withoutFlow(firewall) },
    ...taken,
    ...others,
  ].filter(({ packets }) => !packets.isEmpty)
}
