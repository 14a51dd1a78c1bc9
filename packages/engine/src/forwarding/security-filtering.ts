// What the security groups of a NIC and its subnet do with a packet (R6.2–R6.10).
import {
  type Nic,
  nameOf,
  type SecurityDirection,
  type SecurityGroup,
  type SecurityRule,
} from '../model/index.ts'
import { type Address, address } from '../net/index.ts'
import { type Filtering, nothing } from './filtering.ts'
import type { Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { ruleMatches } from './security-rules.ts'
import type { Decision, FilterDecision, WayAssumption } from './way.ts'

/** Where a group is attached. */
type Attachment = {
  readonly group: SecurityGroup
  readonly attachedTo: string
  readonly to: 'nic' | 'subnet'
}

/** R6.9: Azure's own DNS, DHCP, probes and metadata; groups let them pass. */
const platformAddresses: ReadonlySet<Address> = new Set([
  address('168.63.129.16'),
  address('169.254.169.254'),
])

/** R6.2: outbound the NIC's group comes first, inbound the subnet's. */
const attachmentsOf = (nic: Nic, direction: SecurityDirection): readonly Attachment[] => {
  const ofNic = nic.networkSecurityGroup
  const ofSubnet = nic.subnet.networkSecurityGroup
  const attachments: readonly Attachment[] = [
    ...(ofNic === undefined ? [] : [{ group: ofNic, attachedTo: nic.name, to: 'nic' as const }]),
    ...(ofSubnet === undefined
      ? []
      : [{ group: ofSubnet, attachedTo: nic.subnet.name, to: 'subnet' as const }]),
  ]
  return direction === 'Outbound' ? attachments : attachments.toReversed()
}

/** The rule that decides, or those that might where the input leaves it open which one does. */
const decidingRule = (
  { rules }: SecurityGroup,
  direction: SecurityDirection,
  packet: Packet,
  opensFlow: boolean,
  nic: Nic,
  surroundings: Surroundings,
): { readonly rule: SecurityRule; readonly open: SecurityRule | undefined } | undefined => {
  const open: SecurityRule[] = []
  for (const rule of rules) {
    if (rule.direction !== direction) continue
    const match = ruleMatches(rule, packet, opensFlow, nic, surroundings)
    if (match === 'no') continue
    if (match === 'unknown') {
      open.push(rule)
      continue
    }
    return { rule, open: open.find(({ allows }) => allows !== rule.allows) }
  }
  return undefined
}

const decisionOf = (
  { group, attachedTo, to }: Attachment,
  rule: SecurityRule,
  direction: SecurityDirection,
): FilterDecision => ({
  group: group.name,
  attachedTo,
  to,
  direction,
  rule: rule.name,
  priority: rule.priority,
  access: rule.allows ? 'Allow' : 'Deny',
  isDefault: rule.id.key === group.id.key,
  declaredAt: rule.declaredAt ?? group.declaredAt,
})

const parametersOf = (decision: FilterDecision): Readonly<Record<string, string>> => ({
  group: decision.group,
  rule: decision.rule,
  priority: String(decision.priority),
  direction: decision.direction ?? '',
  attachedTo: decision.attachedTo,
  to: decision.to,
})

/** Asks the groups of a NIC. `opensFlow`: the packet is no reply of a flow that passed here before (R6.5). */
export const filteringAt = (
  nic: Nic,
  direction: SecurityDirection,
  packet: Packet,
  opensFlow: boolean,
  surroundings: Surroundings,
): Filtering => {
  const attachments = attachmentsOf(nic, direction)
  if (attachments.length === 0) return nothing
  if (platformAddresses.has(direction === 'Inbound' ? packet.source : packet.destination)) return nothing
  const decisions: FilterDecision[] = []
  const assumptions: WayAssumption[] = []
  for (const attachment of attachments) {
    const { group, attachedTo } = attachment
    if (!group.described) {
      const parameters = { group: nameOf(group.id), attachedTo }
      assumptions.push({ code: 'securityGroupAllows', parameters })
      continue
    }
    const deciding = decidingRule(group, direction, packet, opensFlow, nic, surroundings)
    if (deciding === undefined) continue
    const { rule, open } = deciding
    if (open !== undefined) {
      const parameters = parametersOf(decisionOf(attachment, open, direction))
      const declaredAt = open.declaredAt ?? group.declaredAt
      const decision: Decision = { code: 'securityRuleOpen', rule: 'R6.4', parameters, declaredAt }
      return { stopped: { ending: 'unknown', decision }, decisions, assumptions }
    }
    const decided = decisionOf(attachment, rule, direction)
    decisions.push(decided)
    if (rule.allows) continue
    const { declaredAt } = decided
    const decision: Decision = {
      code: 'securityRule',
      rule: 'R6.4',
      parameters: parametersOf(decided),
      declaredAt,
    }
    return { stopped: { ending: 'filtered', decision }, decisions, assumptions }
  }
  return { stopped: undefined, decisions, assumptions }
}
