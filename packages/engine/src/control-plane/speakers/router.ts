// A machine or a site's edge that runs a described BGP configuration (R7.1, R7.2): an appliance, a customer's router.
import type { Era } from '../../facts/index.ts'
import type { BgpConfiguration, BgpNeighbor, Router } from '../../model/index.ts'
import { containsAddress, familyOf, isDefault, parseAddress } from '../../net/index.ts'
import { isPrivateAsn } from '../bgp/as-path.ts'
import { noAdvertise, noExport } from '../bgp/communities.ts'
import { type Refusal, refuse } from '../bgp/refusal.ts'
import { type BgpRoute, originate } from '../bgp/route.ts'
import { applyPolicy } from '../bgp/route-policy.ts'
import {
  type Choice,
  isInternal,
  nextHopOn,
  noMarks,
  type SessionEnd,
  type SpeakerDraft,
  type Verdict,
} from '../bgp/speaker.ts'
import { aggregatesOf, declaredAtOf, originatedBy } from './router-origination.ts'
import { resolvesNeighbors } from './router-routes.ts'
import { daemonOf } from './routing-daemon.ts'

const routerKey = (router: Router): string =>
  `router:${router.kind === 'vm' ? router.vm.id.key : router.site.name}`

/** The configured neighbour at the far end of a session. */
const neighborOver = (bgp: BgpConfiguration, over: SessionEnd): BgpNeighbor | undefined => {
  const address = over.peer.localAddress
  return address === undefined
    ? undefined
    : bgp.neighbors.find((neighbor) => parseAddress(neighbor.address) === address)
}

/** R7.2: `as-override` puts the own number in the neighbour's place; older FRR only where no other one stands. */
const overridden = (path: readonly number[], peer: number, own: number, wholePathOnly: boolean) =>
  wholePathOnly && path.some((asn) => asn !== peer) ? path : path.map((asn) => (asn === peer ? own : asn))

/** R7.3: `remove-private-as` in its kinds. The neighbour's own number stays, so that its loop check still sees it. */
const withoutPrivateOf = (
  path: readonly number[],
  neighbor: BgpNeighbor,
  peer: number,
  own: number,
): readonly number[] => {
  if (neighbor.removePrivateAs !== true) return path
  if (neighbor.privateAsAlone === true && !path.every(isPrivateAsn)) return path
  // Plainly stated, private numbers go, whoever has them; daemons spare the neighbour's.
  const spares = neighbor.privateAsAlone !== undefined
  const isRemoved = (asn: number): boolean => isPrivateAsn(asn) && !(spares && asn === peer)
  return neighbor.replacePrivateAs === true
    ? path.map((asn) => (isRemoved(asn) ? own : asn))
    : path.filter((asn) => !isRemoved(asn))
}

const carries = ({ families }: BgpNeighbor, { prefix }: BgpRoute): boolean =>
  families?.includes(familyOf(prefix.address)) ?? true

/** The numbers that a router puts in front of what it tells outside; the own one goes with other private ones. */
const ownNumbers = (neighbor: BgpNeighbor, own: number): readonly number[] => {
  const { localAs, localAsPlace = 'alone', removePrivateAs } = neighbor
  if (localAs === undefined) return [own]
  return localAsPlace === 'alone' || removePrivateAs === true ? [localAs] : [localAs, own]
}

/** What has to agree for two neighbours to be told the same: FRR and IOS then form each update once for both. */
const updateGroupOf = ({ address: _, import: _import, up: _up, ...policy }: BgpNeighbor): string =>
  JSON.stringify(policy, (key, value: unknown) => (key === 'span' ? undefined : value))

/**
 * R7.2: FRR and IOS tell a group of neighbours with the same outgoing policy the same, so that each hears again what it
 * told. It matters with `as-override` alone: other receivers drop their own number.
 */
const sendsBackTo = (neighbor: BgpNeighbor | undefined, bgp: BgpConfiguration): boolean =>
  neighbor?.asOverride === true &&
  bgp.neighbors.some(
    (other) => other !== neighbor && other.up !== false && updateGroupOf(other) === updateGroupOf(neighbor),
  )

/** How it chooses; as common where nothing is said of equal paths. */
const choiceOf = ({ maximumPaths, equalPathsOnly }: BgpConfiguration): Choice | undefined =>
  maximumPaths === undefined && equalPathsOnly === undefined
    ? undefined
    : {
        preference: () => [],
        mixesSessionKinds: false,
        ...(maximumPaths === undefined ? {} : { mostPaths: maximumPaths }),
        ...(equalPathsOnly === undefined ? {} : { equalPathsOnly }),
      }

/** A refusal by a policy, with the entry that says so. */
const refusedBy = (code: 'importPolicy' | 'exportPolicy', declaredAt: Refusal['declaredAt']): Refusal => ({
  ...refuse(code, 'R7.10'),
  ...(declaredAt === undefined ? {} : { declaredAt }),
})

/** The speaker of a router with a configuration: it passes on what it learns, as BGP does. */
export const routerSpeaker = (router: Router, bgp: BgpConfiguration, era: Era): SpeakerDraft => {
  const daemon = daemonOf(router, bgp)
  const wholePathOnly = daemon === 'frr' && (bgp.overridesWholePathOnly ?? era.frrAsOverride === 'wholePath')
  const resolving = resolvesNeighbors(router, daemon)
  const aggregates = aggregatesOf(router, bgp)
  const choice = choiceOf(bgp)

  /** R6.17: without multihop a next hop is resolved by attached networks and static routes alone. */
  const isUsable = (neighbor: BgpNeighbor | undefined, over: SessionEnd): boolean => {
    const address = over.peer.localAddress
    if (neighbor?.multihop !== false || isInternal(over) || address === undefined) return true
    return resolving.some((prefix) => containsAddress(prefix, address))
  }

  const isLoop = (path: readonly number[], neighbor: BgpNeighbor | undefined): boolean => {
    if (neighbor?.allowOwnOrigin === true && path.at(-1) === bgp.asn) return false
    return path.filter((asn) => asn === bgp.asn).length > (neighbor?.allowAsIn ?? 0)
  }

  const accept = (route: BgpRoute, over: SessionEnd): Verdict => {
    const neighbor = neighborOver(bgp, over)
    if (neighbor !== undefined && !carries(neighbor, route)) return refuse('family', 'R7.1')
    if (isLoop(route.asPath, neighbor)) return refuse('loop', 'R7.2')
    // A reflected route that entered the AS here comes back.
    if (isInternal(over) && route.exit?.speaker.key === routerKey(router)) return refuse('loop', 'R7.2')
    const asPath =
      neighbor?.localAs !== undefined && neighbor.localAsPlace === 'bothWays'
        ? [neighbor.localAs, ...route.asPath]
        : route.asPath
    const entering: BgpRoute = {
      ...route,
      asPath,
      // A mark is Azure's own knowledge; a router outside never sees it (R3.24).
      marks: noMarks,
      weight: neighbor?.weight ?? 0,
      localPreference: isInternal(over) ? route.localPreference : 100,
      usable: isUsable(neighbor, over),
    }
    const peer = over.peer.localAddress
    const outcome = applyPolicy(entering, neighbor?.import, { peer, peerNextHop: peer })
    return outcome.permitted ? outcome.route : refusedBy('importPolicy', outcome.deniedAt)
  }

  const announceOutside = (route: BgpRoute, over: SessionEnd, neighbor: BgpNeighbor): Verdict => {
    const peer = neighbor.asn === 'external' ? over.peer.speaker.asn : neighbor.asn
    const shown = (path: readonly number[]): readonly number[] => {
      const own = neighbor.asOverride === true ? overridden(path, peer, bgp.asn, wholePathOnly) : path
      return withoutPrivateOf(own, neighbor, peer, bgp.asn)
    }
    // FRR's policies see the path as these leave it (FRR 8.4, tried); of others it is not known.
    const isFrr = daemon === 'frr'
    const told = isFrr ? { ...route, asPath: shown(route.asPath) } : route
    const outcome = applyPolicy(told, neighbor.export, { peer: route.learnedOver?.peer.localAddress })
    if (!outcome.permitted) return refusedBy('exportPolicy', outcome.deniedAt)
    const allowed = outcome.route
    return {
      ...allowed,
      asPath: [...ownNumbers(neighbor, bgp.asn), ...(isFrr ? allowed.asPath : shown(allowed.asPath))],
      // A policy may set the next hop, or leave the one that it learned (R4.7).
      nextHop: outcome.setsNextHop ? allowed.nextHop : nextHopOn(over, route.prefix),
      localPreference: 100,
      med: allowed.learnedOver === undefined || allowed.med !== route.med ? allowed.med : 0,
      weight: 0,
      communities: neighbor.sendCommunity === false ? [] : allowed.communities,
    }
  }

  const announceInside = (route: BgpRoute, over: SessionEnd, neighbor: BgpNeighbor): Verdict => {
    const from = route.learnedOver === undefined ? undefined : neighborOver(bgp, route.learnedOver)
    const isReflected = neighbor.routeReflectorClient === true || from?.routeReflectorClient === true
    if (isInternal(route.learnedOver) && !isReflected) return refuse('internalOnly', 'R7.1')
    const outcome = applyPolicy(route, neighbor.export, { peer: route.learnedOver?.peer.localAddress })
    if (!outcome.permitted) return refusedBy('exportPolicy', outcome.deniedAt)
    const isOwn =
      route.learnedOver === undefined || (neighbor.nextHopSelf === true && !isInternal(route.learnedOver))
    return {
      ...outcome.route,
      nextHop: isOwn && !outcome.setsNextHop ? nextHopOn(over, route.prefix) : outcome.route.nextHop,
      weight: 0,
      communities: neighbor.sendCommunity === false ? [] : outcome.route.communities,
    }
  }

  return {
    key: routerKey(router),
    asn: bgp.asn,
    place: { kind: 'router', router },
    originated: originatedBy(router, bgp),
    sessions: [],
    accept,
    announce: (route, over) => {
      const neighbor = neighborOver(bgp, over)
      if (neighbor === undefined) return refuse('exportPolicy', 'R7.1')
      if (!carries(neighbor, route)) return refuse('family', 'R7.1')
      if (route.communities.includes(noAdvertise)) return refuse('noAdvertise', 'R7.7')
      if (over.session.kind === 'external' && route.communities.includes(noExport))
        return refuse('noExport', 'R7.7')
      return over.session.kind === 'internal'
        ? announceInside(route, over, neighbor)
        : announceOutside(route, over, neighbor)
    },
    sendsBack: (over) => daemon !== 'bird' && sendsBackTo(neighborOver(bgp, over), bgp),
    insists: (prefix, over) => {
      const neighbor = neighborOver(bgp, over)
      if (neighbor?.defaultOriginate !== true || !isDefault(prefix)) return undefined
      if (neighbor.families?.includes(familyOf(prefix.address)) === false) return undefined
      const started = originate(prefix, { declaredAt: neighbor.span ?? declaredAtOf(router, bgp) })
      const outcome = applyPolicy(started, neighbor.defaultPolicy)
      if (!outcome.permitted) return undefined
      const own = over.session.kind === 'internal' ? [] : ownNumbers(neighbor, bgp.asn)
      return {
        ...outcome.route,
        asPath: [...own, ...outcome.route.asPath],
        nextHop: nextHopOn(over, prefix),
      }
    },
    ...(choice === undefined ? {} : { choice }),
    ...(aggregates.length === 0 ? {} : { aggregates }),
  }
}
