// What the rules of an Azure Firewall do with a packet: the first that is for it decides, otherwise it is denied.
import type { AzureFirewall, FirewallRule, HubFirewall, Subnet } from '../model/index.ts'
import type { Filtering } from './filtering.ts'
import type { Surroundings } from './location.ts'
import type { FlowMemory, Packet } from './packet.ts'
import { allOf, endMatches, type Match, matchOf, portMatches } from './rule-matching.ts'
import type { Decision, FilterDecision } from './way.ts'

/** An Azure Firewall, in a VNet or in a hub. */
export type Firewall = AzureFirewall | HubFirewall

const ruleMatches = (
  rule: FirewallRule,
  packet: Packet,
  subnet: Subnet | undefined,
  surroundings: Surroundings,
): Match =>
  allOf([
    matchOf(rule.protocols.some((protocol) => protocol === 'any' || protocol === packet.protocol)),
    // A network rule for ICMP names ports that mean nothing.
    packet.protocol === 'icmp' ? 'yes' : portMatches(rule.destinationPorts, packet.port, false),
    endMatches(rule.source, packet.source, subnet, surroundings),
    endMatches(rule.destination, packet.destination, subnet, surroundings),
    // The name that a client calls is not in the packet.
    rule.names.length === 0 ? 'yes' : 'unknown',
  ])

const decisionOf = (firewall: Firewall, rule: FirewallRule): FilterDecision => ({
  group: rule.collection,
  attachedTo: firewall.name,
  to: 'firewall',
  rule: rule.name,
  priority: rule.priority,
  access: rule.allows ? 'Allow' : 'Deny',
  isDefault: false,
  declaredAt: rule.declaredAt,
})

const ruleDecision = (
  code: 'firewallRule' | 'firewallRuleOpen',
  firewall: Firewall,
  { collection, name, priority, names, declaredAt }: FirewallRule,
): Decision => ({
  code,
  rule: 'R6.36',
  parameters: {
    firewall: firewall.name,
    collection,
    rule: name,
    priority: String(priority),
    names: names.join(', '),
  },
  declaredAt,
})

const stopped = (
  ending: 'filtered' | 'unknown',
  decision: Decision,
  decisions: readonly FilterDecision[] = [],
): Filtering => ({ stopped: { ending, decision }, decisions, assumptions: [] })

/** What stands for rules that no input tells. */
export const rulesNotDescribed = ({ name }: Firewall): Filtering => ({
  stopped: undefined,
  decisions: [],
  assumptions: [{ code: 'firewallAllows', parameters: { firewall: name } }],
})

/** R6.20: what becomes of the answer to a connection that went another way: it has no place in the table. */
export const withoutFlow = ({ name }: Firewall): Filtering =>
  stopped('filtered', { code: 'noFlowState', rule: 'R6.20', parameters: { element: name } })

/**
 * Asks the rules. Undefined for what a flow that the firewall let pass brings back (R6.20), and for the firewall's own
 * address, which its rules do not guard.
 */
export const firewallFiltering = (
  firewall: Firewall,
  packet: Packet,
  memory: FlowMemory | undefined,
  surroundings: Surroundings,
): Filtering | undefined => {
  const { rules, address } = firewall
  if (memory?.passed.has(firewall.id.key) === true || packet.destination === address) return undefined
  if (memory?.as === 'reply' && packet.protocol === 'tcp') return withoutFlow(firewall)
  if (!rules.described) return rulesNotDescribed(firewall)
  const subnet = 'subnet' in firewall ? firewall.subnet : undefined
  const open: FirewallRule[] = []
  const rule = rules.rules.find((each) => {
    const match = ruleMatches(each, packet, subnet, surroundings)
    if (match === 'unknown') open.push(each)
    return match === 'yes'
  })
  return firewallVerdict(firewall, rule, open)
}

/** What a firewall says by the rule that decides, and those before it of which it is not known whether they are for the packet. */
export const firewallVerdict = (
  firewall: Firewall,
  rule: FirewallRule | undefined,
  open: readonly FirewallRule[],
): Filtering => {
  const { name } = firewall
  const undecided = open.find(({ allows }) => allows !== (rule?.allows ?? false))
  if (undecided !== undefined)
    return stopped('unknown', ruleDecision('firewallRuleOpen', firewall, undecided))
  if (rule === undefined) {
    const { declaredAt } = firewall
    const parameters = { firewall: name }
    return stopped('filtered', { code: 'firewallDefault', rule: 'R6.36', parameters, declaredAt })
  }
  const decided = decisionOf(firewall, rule)
  return rule.allows
    ? { stopped: undefined, decisions: [decided], assumptions: [] }
    : stopped('filtered', ruleDecision('firewallRule', firewall, rule), [decided])
}
