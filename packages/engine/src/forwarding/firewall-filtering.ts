// What the rules of an Azure Firewall do with a packet: the first that is for it decides, otherwise it is denied.
import type { FirewallNatRule, FirewallRule } from '../model/index.ts'
import type { Filtering } from './filtering.ts'
import { answersItself, type Firewall, firewallVerdict, isOwnAddress } from './firewall-rules.ts'
import type { Surroundings } from './location.ts'
import type { FlowMemory, Packet } from './packet.ts'
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

/** What no rule of a firewall allows. */
export const deniedByDefault = ({ name, declaredAt }: Firewall): Decision => ({
  code: 'firewallDefault',
  rule: 'R6.36',
  parameters: { firewall: name },
  declaredAt,
})

/**
 * Asks the rules. Undefined for what a flow that the firewall let pass brings back (R6.20), and where its rules have no
 * say: for what it answers itself, and for its own address where not all rules are known.
 */
export const firewallFiltering = (
  firewall: Firewall,
  packet: Packet,
  memory: FlowMemory | undefined,
  surroundings: Surroundings,
): Filtering | undefined => {
  const { name, rules } = firewall
  if (memory?.passed.has(firewall.id.key) === true || answersItself(firewall, packet)) return undefined
  // R6.20: the answer to a connection that went another way has no place in its table.
  if (memory?.as === 'reply' && packet.protocol === 'tcp')
    return stopped('filtered', { code: 'noFlowState', rule: 'R6.20', parameters: { element: name } })
  const isOwn = isOwnAddress(firewall, packet.destination)
  const verdict = firewallVerdict(firewall, packet, surroundings)
  if (!rules.described && verdict.kind !== 'nat')
    return isOwn
      ? undefined
      : {
          stopped: undefined,
          decisions: [],
          assumptions: [{ code: 'firewallAllows', parameters: { firewall: name } }],
        }
  if (verdict.kind === 'open')
    return stopped('unknown', ruleDecision('firewallRuleOpen', firewall, verdict.rule))
  if (verdict.kind === 'none' || (isOwn && verdict.kind === 'rule'))
    return stopped('filtered', deniedByDefault(firewall))
  const decided = decisionOf(firewall, verdict.rule)
  return decided.access === 'Allow'
    ? { stopped: undefined, decisions: [decided], assumptions: [] }
    : stopped('filtered', ruleDecision('firewallRule', firewall, verdict.rule), [decided])
}
