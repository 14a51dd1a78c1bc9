// Which of the configured sessions work: stated down, beyond a limit of routes, or without a way to the peer.
import type { Era } from '../../facts/index.ts'
import type { Network, Vm } from '../../model/index.ts'
import { type Address, formatAddress, isIpv4 } from '../../net/index.ts'
import { type RibEntry, received } from '../bgp/converge.ts'
import { isRefusal } from '../bgp/refusal.ts'
import type { BgpRoute } from '../bgp/route.ts'
import type { Session, SessionEnd, Speaker } from '../bgp/speaker.ts'
import { nameOfSpeaker } from '../speaker-owner.ts'

/** Why a session that is configured on both ends carries nothing. */
export type SessionFailure =
  | { readonly kind: 'statedDown'; readonly session: Session }
  /** R3.12, R3.29, R4.10: `end` received more routes than Azure takes there. */
  | {
      readonly kind: 'routeLimit'
      readonly session: Session
      readonly end: SessionEnd
      readonly found: number
      readonly limit: number
    }
  /** The machine at `end` has no way to the address of its peer. */
  | { readonly kind: 'unreachable'; readonly session: Session; readonly end: SessionEnd; readonly vm: Vm }

const answersTo = (end: SessionEnd, name: string): boolean => {
  const address = end.localAddress
  return (
    nameOfSpeaker(end.speaker).toLowerCase() === name.toLowerCase() ||
    (address !== undefined && formatAddress(address) === name)
  )
}

/** The sessions that the world file declares down; either end may be named first. */
export const statedDown = (sessions: readonly Session[], network: Network): readonly SessionFailure[] => {
  const named = network.sessionsDown
  if (named.length === 0) return []
  return sessions.flatMap((session): SessionFailure[] => {
    const [first, second] = session.ends
    const isDown = named.some(
      ({ speaker, peer }) =>
        (answersTo(first, speaker) && answersTo(second, peer)) ||
        (answersTo(second, speaker) && answersTo(first, peer)),
    )
    return isDown ? [{ kind: 'statedDown', session }] : []
  })
}

/** How many routes of a family one end takes from the other before the session ends. */
const limitOf = (end: SessionEnd, family: 4 | 6, era: Era): number | undefined => {
  const { place } = end.speaker
  const far = end.peer.speaker.place
  const { routeLimits } = era
  if (place.kind === 'vpnGateway' && end.session.kind === 'external') return routeLimits.vpnPeer
  if (place.kind === 'routeServer' && far.kind === 'router') return routeLimits.routeServerPeer
  if (place.kind !== 'msee') return undefined
  if (far.kind === 'expressRouteGateway')
    return family === 4 ? routeLimits.gatewayToCircuit : routeLimits.circuitIpv6
  if (far.kind !== 'router') return undefined
  if (family === 6) return routeLimits.circuitIpv6
  // Where the tier is not known the larger limit counts: what no input tells takes no session down.
  const { tier } = place.circuit
  return tier === 'Local' || tier === 'Standard' ? routeLimits.standardCircuit : routeLimits.premiumCircuit
}

/** What comes back with the receiver's own number is dropped on arrival and fills no table. */
const countsAt = (end: SessionEnd, sent: BgpRoute | undefined): boolean => {
  if (sent === undefined) return false
  const verdict = end.speaker.accept(received(sent, end), end)
  return !(isRefusal(verdict) && verdict.refused === 'loop')
}

/** Sessions over which more was sent than the receiver takes. */
export const beyondLimits = (
  ribs: ReadonlyMap<Speaker, readonly RibEntry[]>,
  era: Era,
): readonly SessionFailure[] => {
  const failures: SessionFailure[] = []
  for (const [speaker, entries] of ribs) {
    // No speaker can send more over one session than it holds prefixes: most need no count.
    if (entries.length <= era.routeLimits.circuitIpv6) continue
    for (const sender of speaker.sessions) {
      const end = sender.peer
      for (const family of [4, 6] as const) {
        const limit = limitOf(end, family, era)
        if (limit === undefined || entries.length <= limit) continue
        const found = entries.filter(
          ({ prefix, announced }) =>
            isIpv4(prefix.address) === (family === 4) && countsAt(end, announced.get(sender)),
        ).length
        if (found > limit) failures.push({ kind: 'routeLimit', session: end.session, end, found, limit })
      }
    }
  }
  return failures
}

/** Whether a machine's packets get to an address and the answers come back. */
export type Reachability = 'yes' | 'no' | 'unknown'

/** Sessions of machines that have no way to their peer. What is not known does not take a session down. */
export const withoutWay = (
  sessions: readonly Session[],
  reaches: (vm: Vm, source: Address, target: Address) => Reachability,
): readonly SessionFailure[] =>
  sessions.flatMap((session): SessionFailure[] => {
    if (!session.up) return []
    return session.ends.flatMap((end): SessionFailure[] => {
      const { place } = end.speaker
      const target = end.peer.localAddress
      if (place.kind !== 'router' || place.router.kind !== 'vm') return []
      if (end.localAddress === undefined || target === undefined) return []
      const { vm } = place.router
      return reaches(vm, end.localAddress, target) === 'no' ? [{ kind: 'unreachable', session, end, vm }] : []
    })
  })
