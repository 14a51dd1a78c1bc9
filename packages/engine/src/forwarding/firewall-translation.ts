// What an Azure Firewall makes of the addresses of a packet: DNAT, its own address as the source, and both undone (R6.18, R6.53).
import type { Span } from '../diagnostics/index.ts'
import { containsAddress, formatAddress } from '../net/index.ts'
import { deniedByDefault } from './firewall-filtering.ts'
import { answersItself, decidingRule, type Firewall, isOwnAddress } from './firewall-rules.ts'
import type { Surroundings } from './location.ts'
import type { Packet, Translation } from './packet.ts'
import { notModelled } from './service-arrival.ts'
import { targetText, translationBetween, turnedBack } from './translation.ts'
import type { Decision, Ending, WayAssumption } from './way.ts'

/** What becomes of a packet at a firewall, before a route is looked up. */
export type AtFirewall =
  | { readonly kind: 'ends'; readonly ending: Ending; readonly decision: Decision }
  | { readonly kind: 'answers' }
  | {
      readonly kind: 'passes'
      readonly packet: Packet
      /** The translation of its destination, where there is one. */
      readonly redirected?: Decision
      readonly translation?: Translation
      readonly assumptions?: readonly WayAssumption[]
    }

/** R6.18: which of its instances took the packet, and so which address it uses, nobody can foretell. */
const byAnyInstance = ({ name, address }: Firewall): readonly WayAssumption[] =>
  address === undefined
    ? []
    : [{ code: 'firewallInstance', parameters: { firewall: name, address: formatAddress(address) } }]

const translated = (
  firewall: Firewall,
  before: Packet,
  change: Partial<Packet>,
  declaredAt?: Span,
): AtFirewall => {
  const { address: source } = firewall
  if (source === undefined || typeof source !== typeof before.source)
    return { kind: 'passes', packet: before }
  const after = { ...before, ...change, source }
  const translation = translationBetween(firewall, before, after)
  const passes = {
    kind: 'passes',
    packet: after,
    ...(translation === undefined ? {} : { translation }),
    assumptions: byAnyInstance(firewall),
  } as const
  if (change.destination === undefined) return passes
  const parameters = {
    element: firewall.name,
    destination: targetText(after),
    source: formatAddress(source),
  }
  return {
    ...passes,
    redirected: { code: 'destinationTranslated', rule: 'R6.53', parameters, declaredAt },
  }
}

/**
 * Translates a packet, or puts an answer right. `leavesForInternet`: whether a route leads a packet there, where a public
 * address of the firewall takes the place of the source.
 */
export const translatedAt = (
  firewall: Firewall,
  arrived: Packet,
  leavesForInternet: (packet: Packet) => boolean,
  surroundings: Surroundings,
): AtFirewall => {
  const { flow } = surroundings
  const meant = turnedBack(firewall, arrived, flow)
  if (meant !== undefined) return { kind: 'passes', packet: meant }
  if (answersItself(firewall, arrived)) return { kind: 'answers' }
  const verdict = flow === undefined ? decidingRule(firewall, arrived, surroundings) : undefined
  if (verdict?.kind === 'nat') {
    const { translatedAddress: destination, translatedPort, declaredAt } = verdict.rule
    const port = arrived.port === undefined ? undefined : (translatedPort ?? arrived.port)
    if (destination !== undefined) return translated(firewall, arrived, { destination, port }, declaredAt)
  }
  if (isOwnAddress(firewall, arrived.destination)) {
    // Without its rules the packet would be at its end.
    if (!surroundings.filters) return { kind: 'answers' }
    return firewall.rules.described && verdict?.kind !== 'open'
      ? { kind: 'ends', ending: 'filtered', decision: deniedByDefault(firewall) }
      : { kind: 'ends', ending: 'unknown', decision: notModelled(firewall, arrived.destination) }
  }
  if (flow !== undefined) return { kind: 'passes', packet: arrived }
  const isPrivate = firewall.privateRanges.some((range) => containsAddress(range, arrived.destination))
  const isProxied = verdict?.kind === 'rule' && verdict.rule.kind === 'application'
  if (leavesForInternet(arrived)) {
    // R6.18: what it takes for private keeps its source, with which nothing comes back from the Internet.
    const parameters = { source: formatAddress(arrived.source), firewall: firewall.name }
    return isPrivate && !isProxied
      ? {
          kind: 'ends',
          ending: 'noInternetEgress',
          decision: { code: 'foreignSource', rule: 'R6.18', parameters },
        }
      : { kind: 'passes', packet: arrived }
  }
  return isPrivate && !isProxied ? { kind: 'passes', packet: arrived } : translated(firewall, arrived, {})
}
