// What the rules of an Azure Firewall do with a packet: the first that is for it decides, otherwise it is denied.
import type { FirewallNatRule, FirewallRule } from '../model/index.ts'
import type { Filtering } from './filtering.ts'
import { answersItself, decidingRule, type Firewall, isOwnAddress } from './firewall-rules.ts'
import type { Surroundings } from './location.ts'
import { type FlowMemory, hasPassed, type Packet } from './packet.ts'
import type { Decision, FilterDecision } from './way.ts'

type AnyRule = FirewallRule | FirewallNatRule

const decisionOf = (firewall: Firewall, rule: AnyRule): FilterDecision => ({
  group: rule.collection,
  attachedTo: firewall.name,
  to: 'firewall',
  rule: rule.name,
  priority: rule.priority,
  access: rule.kind === 'nat' || rule.allows ? 'Allow' : 'Deny',
  isDefault: false,
  declaredAt: rule.declaredAt,
})

const ruleDecision = (
  code: 'firewallRule' | 'firewallRuleOpen',
  firewall: Firewall,
  { collection, name, priority, names, declaredAt }: AnyRule,
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

/** What no rule of a firewall allows. */
export const deniedByDefault = ({ name, declaredAt }: Firewall): Decision => ({
  code: 'firewallDefault',
  rule: 'R6.36',
  parameters: { firewall: name },
  declaredAt,
})

const passing = (decision: FilterDecision): Filtering => ({
  stopped: undefined,
  decisions: [decision],
  assumptions: [],
})

/** What a firewall says where it is not known whether a rule is for the packet. */
export const openRule = (firewall: Firewall, rule: AnyRule): Filtering =>
  stopped('unknown', ruleDecision('firewallRuleOpen', firewall, rule))

/** R6.53: what a DNAT rule takes needs no other rule. */
export const byNatRule = (firewall: Firewall, rule: FirewallNatRule): Filtering =>
  rule.translatedAddress === undefined ? openRule(firewall, rule) : passing(decisionOf(firewall, rule))

/** What a firewall says by the rule that decides, and those before it of which it is not known whether they are for the packet. */
export const firewallVerdict = (
  firewall: Firewall,
  rule: FirewallRule | undefined,
  open: readonly FirewallRule[],
): Filtering => {
  const undecided = open.find(({ allows }) => allows !== (rule?.allows ?? false))
  if (undecided !== undefined) return openRule(firewall, undecided)
  if (rule === undefined) return stopped('filtered', deniedByDefault(firewall))
  const decided = decisionOf(firewall, rule)
  return rule.allows
    ? passing(decided)
    : stopped('filtered', ruleDecision('firewallRule', firewall, rule), [decided])
}

/**
 * Asks the rules. Undefined for what a flow that the firewall let pass brings back (R6.20), and where its rules have no
 * say: for what it answers itself, and for its own addresses where not all rules are known.
 */
export const firewallFiltering = (
  firewall: Firewall,
  packet: Packet,
  memory: FlowMemory | undefined,
  surroundings: Surroundings,
): Filtering | undefined => {
  if (hasPassed(memory, firewall.id.key) || answersItself(firewall, packet)) return undefined
  if (memory?.as === 'reply' && packet.protocol === 'tcp') return withoutFlow(firewall)
  const deciding = decidingRule(firewall, packet, surroundings)
  if (deciding.kind === 'nat') return byNatRule(firewall, deciding.rule)
  if (!firewall.rules.described)
    return isOwnAddress(firewall, packet.destination) ? undefined : rulesNotDescribed(firewall)
  switch (deciding.kind) {
    case 'open':
      return openRule(firewall, deciding.rule)
    case 'rule':
      return firewallVerdict(firewall, deciding.rule, [])
    case 'none':
      return firewallVerdict(firewall, undefined, [])
  }
}
