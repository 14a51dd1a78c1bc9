// A packet at a frontend of a load balancer: the rule that is for it, and the backends that it may go to (R6.21, R6.56).
import type { Backend, BalancingRule, Frontend } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { destinationReplaced } from './edge-translation.ts'
import { frontendKey, keptAt } from './flow-memory.ts'
import { probed } from './health-probes.ts'
import { end, onward, type Step, type Surroundings, split } from './location.ts'
import type { Packet } from './packet.ts'
import { allOf, type Match, matchOf, portMatches } from './rule-matching.ts'
import type { Decision, Hop, WayAssumption } from './way.ts'

/** R6.56: by protocol and port. What carries all of them (HA ports) was seen to carry ICMP too. */
const isFor = ({ protocol, ports }: BalancingRule, packet: Packet): Match => {
  if (packet.protocol === 'icmp') return matchOf(protocol === 'all' && ports === 'any')
  return allOf([
    matchOf(protocol === 'all' || protocol === packet.protocol),
    portMatches(ports, packet.port, packet.sourcePort !== undefined),
  ])
}

/** The rule that decides, or the first one of which that is not known. */
const ruleFor = (
  { rules }: Frontend,
  packet: Packet,
): { readonly rule: BalancingRule; readonly match: 'yes' | 'unknown' } | undefined => {
  const matches = rules.map((rule) => ({ rule, match: isFor(rule, packet) }))
  const [open] = matches.filter(({ match }) => match === 'unknown')
  const [found] = matches.filter(({ match }) => match === 'yes')
  if (open !== undefined) return { rule: open.rule, match: 'unknown' }
  return found === undefined ? undefined : { rule: found.rule, match: 'yes' }
}

const refusing = (frontend: Frontend, target: Address, packet: Packet, open?: BalancingRule): Decision => {
  const { protocol, port } = packet
  return {
    code: open === undefined ? 'noBalancingRule' : 'balancingRuleOpen',
    rule: 'R6.56',
    parameters: {
      balancer: frontend.name,
      frontend: formatAddress(target),
      protocol,
      ...(port === undefined ? {} : { port: String(port) }),
      ...(open === undefined ? {} : { rule: open.name }),
    },
    declaredAt: open?.declaredAt ?? frontend.declaredAt,
  }
}

const ownFrontend = ({ nic }: Backend): Decision => ({
  code: 'seenBefore',
  rule: 'R6.21',
  parameters: { element: nic.vm?.name ?? nic.name },
})

/** What a backend gets: under its own address, or under that of the frontend where the rule says floating IP. */
const received = (rule: BalancingRule, backend: Backend, packet: Packet): Packet => {
  const port = packet.port === undefined ? undefined : (rule.backendPort ?? packet.port)
  return rule.floating ? { ...packet, port } : { ...packet, destination: backend.address, port }
}

/** What the hop of a frontend shows. */
export const frontendHop = (frontend: Frontend, target: Address, decision: Decision): Hop => ({
  kind: 'loadBalancer',
  element: frontend.name,
  address: target,
  answers: false,
  decrements: false,
  decision,
})

/**
 * Passes a packet to the backends behind `target`, an address of the frontend. Traffic for the frontend itself becomes
 * the backend's own; what a route sends there keeps its destination.
 */
export const throughFrontend = (
  frontend: Frontend,
  target: Address,
  packet: Packet,
  before: readonly Hop[],
  surroundings: Surroundings,
): readonly Step[] => {
  const found = ruleFor(frontend, packet)
  const stoppedBy = (decision: Decision) => {
    const hop = frontendHop(frontend, target, decision)
    return decision.code === 'noBalancingRule'
      ? [end('applianceNotForwarding', [...before, hop])]
      : [end('unknown', [...before, hop])]
  }
  if (found === undefined) return stoppedBy(refusing(frontend, target, packet))
  const { rule } = found
  if (found.match === 'unknown') return stoppedBy(refusing(frontend, target, packet, rule))
  // R6.21: both directions of a flow that meet one frontend get the same backend.
  const kept = keptAt(surroundings.flow, frontendKey(frontend.name, target), packet)
  const running = rule.backends.filter(({ nic }) => nic.vm?.running !== false)
  const keeper = running.find(({ nic }) => nic.id.key === kept)
  const { up, out, blocked } = probed(rule, running, surroundings)
  const chosen = keeper === undefined ? up : [keeper]
  const isMeant = target === packet.destination
  const decision: Decision = {
    code: rule.kind === 'inboundNat' ? 'inboundNatRule' : 'loadBalanced',
    rule: rule.kind === 'inboundNat' || isMeant ? 'R6.56' : 'R6.21',
    parameters: {
      frontend: formatAddress(target),
      count: String(keeper === undefined ? up.length : running.length),
      rule: rule.name,
      ...(keeper === undefined || running.length === 1
        ? {}
        : { kept: keeper.nic.vm?.name ?? keeper.nic.name }),
      ...(keeper !== undefined || out.length === 0 ? {} : { out: out.join(', ') }),
    },
    declaredAt: rule.declaredAt,
  }
  const pick = frontendHop(frontend, target, decision)
  if (running.length === 0) return [end('applianceMissing', [...before, pick])]
  if (chosen.length === 0 && blocked !== undefined)
    return [end('filtered', [...before, { ...pick, decision: blocked }])]
  const byOrder: readonly WayAssumption[] = rule.portByOrder
    ? [{ code: 'natPortByOrder', parameters: { rule: rule.name, balancer: frontend.name } }]
    : []
  return split(
    chosen.map((backend): Step => {
      const { nic } = backend
      if (!isMeant) return onward({ kind: 'arriving', nic }, packet, ...before, pick)
      // R6.21: a backend that meets itself behind its own frontend gets no answer.
      if (!rule.floating && nic.addresses.includes(packet.source))
        return end('loop', [...before, { ...pick, decision: ownFrontend(backend) }])
      const location = {
        kind: 'arriving' as const,
        nic,
        ...(rule.floating ? { floating: true as const } : {}),
      }
      const given = received(rule, backend, packet)
      return {
        ...onward(location, given, ...before, pick),
        translations: [destinationReplaced(nic, packet, given)],
        ...(byOrder.length > 0 ? { assumptions: byOrder } : {}),
      }
    }),
  )
}

/**
 * R6.56: whether a Standard public balancer answers pings to the frontend itself: a rule leads to a machine that runs and
 * that its probe reaches. `blocked`: what keeps the first probe out, where only probes stand in the way.
 */
export const answersPing = (
  { rules }: Frontend,
  surroundings: Surroundings,
): { readonly answers: boolean; readonly blocked?: Decision } => {
  const judged = rules.flatMap((rule) => {
    const running = rule.backends.filter(({ nic }) => nic.vm?.running !== false)
    return rule.kind === 'balancing' && running.length > 0 ? [probed(rule, running, surroundings)] : []
  })
  if (judged.some(({ up }) => up.length > 0)) return { answers: true }
  const [blocked] = judged.flatMap((each) => each.blocked ?? [])
  return { answers: false, ...(blocked === undefined ? {} : { blocked }) }
}
