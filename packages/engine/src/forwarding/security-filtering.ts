// What security admin rules and the security groups of a NIC and its subnet do with a packet (R6.2–R6.10).
import type {
  SecurityAdminRule,
  SecurityDirection,
  SecurityGroup,
  SecurityRule,
  Subnet,
  Vnet,
} from '../model/index.ts'
import { type Filtering, nothing } from './filtering.ts'
import type { Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { ruleMatches } from './security-rules.ts'
import { isPlatformAddress, platformTags } from './special-addresses.ts'
import type { FilterDecision, WayAssumption } from './way.ts'

/** Where rules are asked: a NIC, or what stands in a subnet without one that anybody sees. */
export interface FilteredPlace {
  readonly name: string
  readonly subnet: Subnet
  readonly networkSecurityGroup: SecurityGroup | undefined
}

/** A list of rules with the place where it acts. */
export interface RuleList<T extends SecurityRule> {
  readonly rules: readonly T[]
  /** False where no input declares the rules. */
  readonly described: boolean
  readonly name: string
  readonly attachedTo: string
  readonly to: 'nic' | 'subnet' | 'vnet'
  readonly cites: 'R6.2' | 'R6.4'
  /** Whether a packet that this rule lets pass is asked no more. */
  readonly endsAt: (rule: T) => boolean
  readonly decisionOf: (rule: T) => FilterDecision
}

/** R6.9: groups let Azure's platform pass, but for rules that name it by its tag. */
const namesPlatform = ({ destination }: SecurityRule): boolean =>
  destination.kind === 'some' && destination.tags.some((tag) => platformTags.has(tag.toLowerCase()))

/** Of the rules that may be for a packet before the one that surely is: the first that would decide otherwise. */
export const undecidedBy = <T extends SecurityRule>(rule: T | undefined, open: readonly T[]): T | undefined =>
  open.find(({ allows }) => allows !== (rule?.allows ?? true))

/** The rule that decides, and the one that might where the input leaves it open. */
const decidingRule = <T extends SecurityRule>(
  rules: readonly T[],
  direction: SecurityDirection,
  packet: Packet,
  opensFlow: boolean,
  subnet: Subnet,
  surroundings: Surroundings,
): { readonly rule: T | undefined; readonly open: T | undefined } => {
  const open: T[] = []
  for (const rule of rules) {
    if (rule.direction !== direction) continue
    const match = ruleMatches(rule, packet, opensFlow, subnet, surroundings)
    if (match === 'no') continue
    if (match === 'unknown') {
      open.push(rule)
      continue
    }
    return { rule, open: undecidedBy(rule, open) }
  }
  return { rule: undefined, open: undecidedBy(undefined, open) }
}

const ofGroup = (
  group: SecurityGroup,
  to: 'nic' | 'subnet',
  attachedTo: string,
  direction: SecurityDirection,
): RuleList<SecurityRule> => ({
  rules: group.rules,
  described: group.described,
  name: group.name,
  attachedTo,
  to,
  cites: 'R6.4',
  endsAt: () => false,
  decisionOf: (rule) => ({
    group: group.name,
    attachedTo,
    to,
    direction,
    rule: rule.name,
    priority: rule.priority,
    access: rule.allows ? 'Allow' : 'Deny',
    isDefault: rule.id.key === group.id.key,
    declaredAt: rule.declaredAt ?? group.declaredAt,
  }),
})

/** R6.2: what Virtual Network Manager puts before all groups; what it always allows needs none of them. */
export const ofManager = (vnet: Vnet, direction: SecurityDirection): RuleList<SecurityAdminRule> => ({
  rules: vnet.securityAdminRules,
  described: true,
  name: vnet.name,
  attachedTo: vnet.name,
  to: 'vnet',
  cites: 'R6.2',
  endsAt: ({ always }) => always,
  decisionOf: (rule) => ({
    group: rule.collection,
    attachedTo: vnet.name,
    to: 'vnet',
    direction,
    rule: rule.name,
    priority: rule.priority,
    access: rule.allows ? 'Allow' : 'Deny',
    isDefault: false,
    declaredAt: rule.declaredAt,
  }),
})

/** R6.2: outbound the NIC's group comes before the subnet's, inbound the other way round. */
export const groupsOf = (
  at: FilteredPlace,
  direction: SecurityDirection,
): readonly RuleList<SecurityRule>[] => {
  const ofNic = at.networkSecurityGroup
  const ofSubnet = at.subnet.networkSecurityGroup
  const lists = [
    ...(ofNic === undefined ? [] : [ofGroup(ofNic, 'nic', at.name, direction)]),
    ...(ofSubnet === undefined ? [] : [ofGroup(ofSubnet, 'subnet', at.subnet.name, direction)]),
  ]
  return direction === 'Outbound' ? lists : lists.toReversed()
}

const parametersOf = (decision: FilterDecision): Readonly<Record<string, string>> => ({
  group: decision.group,
  rule: decision.rule,
  priority: String(decision.priority),
  direction: decision.direction ?? '',
  attachedTo: decision.attachedTo,
  to: decision.to,
})

type Stopped = NonNullable<Filtering['stopped']>

/** What one list says: it stops the packet, lets it pass for good, or leaves it to the next. */
export interface Verdict {
  readonly stopped?: Stopped
  readonly decision?: FilterDecision
  readonly isFinal?: boolean
}

/** What a list says by the rule that decides and the one that leaves it open. */
export const verdictOf = <T extends SecurityRule>(
  list: RuleList<T>,
  rule: T | undefined,
  open: T | undefined,
): Verdict => {
  const stopped = (code: 'securityRule' | 'securityRuleOpen', by: FilterDecision): Stopped => ({
    ending: code === 'securityRule' ? 'filtered' : 'unknown',
    decision: { code, rule: list.cites, parameters: parametersOf(by), declaredAt: by.declaredAt },
  })
  if (open !== undefined) return { stopped: stopped('securityRuleOpen', list.decisionOf(open)) }
  if (rule === undefined) return {}
  const decision = list.decisionOf(rule)
  return rule.allows
    ? { decision, isFinal: list.endsAt(rule) }
    : { decision, stopped: stopped('securityRule', decision) }
}

const asked = <T extends SecurityRule>(
  list: RuleList<T>,
  direction: SecurityDirection,
  packet: Packet,
  opensFlow: boolean,
  subnet: Subnet,
  surroundings: Surroundings,
): Verdict => {
  const { rule, open } = decidingRule(list.rules, direction, packet, opensFlow, subnet, surroundings)
  return verdictOf(list, rule, open)
}

/** What stands for a group that no input declares. */
export const allowsAll = ({
  name,
  attachedTo,
}: Pick<RuleList<SecurityRule>, 'name' | 'attachedTo'>): WayAssumption => ({
  code: 'securityGroupAllows',
  parameters: { group: name, attachedTo },
})

/** R6.9: the same lists for packets to Azure's platform, which only rules that name it concern. */
export const platformLists = (lists: readonly RuleList<SecurityRule>[]): readonly RuleList<SecurityRule>[] =>
  lists.map((list) => ({ ...list, rules: list.rules.filter(namesPlatform) }))

/** Asks the rules at a NIC, or at a service in a subnet. `opensFlow`: the packet is no reply of a flow that passed here before (R6.5). */
export const filteringAt = (
  place: FilteredPlace,
  direction: SecurityDirection,
  packet: Packet,
  opensFlow: boolean,
  surroundings: Surroundings,
): Filtering => {
  const { vnet } = place.subnet
  const groups = groupsOf(place, direction)
  if (groups.length === 0 && vnet.securityAdminRules.length === 0) return nothing
  if (direction === 'Inbound' && isPlatformAddress(packet.source)) return nothing
  const ask: Ask = (list) => asked(list, direction, packet, opensFlow, place.subnet, surroundings)
  return direction === 'Outbound' && isPlatformAddress(packet.destination)
    ? askedInOrder({}, platformLists(groups), ask)
    : askedInOrder(ask(ofManager(vnet, direction)), groups, ask)
}

/** R6.62: health probes come from the platform's address, and all rules are asked about them. */
export const probeFilteringAt = (
  place: FilteredPlace,
  probe: Packet,
  surroundings: Surroundings,
): Filtering => {
  const ask: Ask = (list) => asked(list, 'Inbound', probe, true, place.subnet, surroundings)
  return askedInOrder(ask(ofManager(place.subnet.vnet, 'Inbound')), groupsOf(place, 'Inbound'), ask)
}

type Ask = <T extends SecurityRule>(list: RuleList<T>) => Verdict

/** What the lists say together, one after the other; `first`: what Virtual Network Manager has said. */
const askedInOrder = (first: Verdict, groups: readonly RuleList<SecurityRule>[], ask: Ask): Filtering => {
  const decisions: FilterDecision[] = first.decision === undefined ? [] : [first.decision]
  const assumptions: WayAssumption[] = []
  if (first.stopped !== undefined || first.isFinal === true)
    return { stopped: first.stopped, decisions, assumptions }
  for (const group of groups) {
    if (!group.described) {
      assumptions.push(allowsAll(group))
      continue
    }
    const { stopped, decision } = ask(group)
    if (decision !== undefined) decisions.push(decision)
    if (stopped !== undefined) return { stopped, decisions, assumptions }
  }
  return { stopped: undefined, decisions, assumptions }
}
