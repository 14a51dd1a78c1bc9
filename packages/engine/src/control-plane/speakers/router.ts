// A machine or a site's edge that runs a described BGP configuration (R7.1, R7.2): an appliance, a customer's router.
import type { Era } from '../../facts/index.ts'
import type { BgpConfiguration, BgpNeighbor, GuestConfiguration, Router } from '../../model/index.ts'
import {
  containsAddress,
  defaultPrefix,
  equalPrefixes,
  isDefault,
  type Prefix,
  parseAddress,
  prefixKey,
  prefixNamed,
} from '../../net/index.ts'
import { isPrivateAsn } from '../bgp/as-path.ts'
import { refuse } from '../bgp/refusal.ts'
import { type BgpRoute, originate } from '../bgp/route.ts'
import { applyPolicy, setsNextHop } from '../bgp/route-policy.ts'
import {
  type Aggregate,
  isInternal,
  nextHopOn,
  noMarks,
  type SessionEnd,
  type SpeakerDraft,
  type Verdict,
} from '../bgp/speaker.ts'
import { daemonOf, guestOf } from './routing-daemon.ts'

/** Routers give this weight to what they originate themselves. */
const ownWeight = 32768

const declaredAtOf = (router: Router, bgp: BgpConfiguration): BgpRoute['declaredAt'] =>
  bgp.span ?? (router.kind === 'vm' ? router.vm.declaredAt : router.site.declaredAt)

/** The prefixes of the networks that the router's interfaces are in. */
const attachedPrefixes = (router: Router): readonly Prefix[] => [
  ...(guestOf(router)?.addresses ?? []).flatMap(({ address }) => prefixNamed(address) ?? []),
  ...(router.kind === 'vm' ? router.vm.nics.flatMap((nic) => nic.subnet.prefixes) : []),
]

/** R6.17: IOS shows for its own prefix the next hop of the static route that it stands on, other daemons none. */
const ownNextHop = (
  guest: GuestConfiguration | undefined,
  prefix: Prefix,
  daemon: BgpConfiguration['daemon'],
): BgpRoute['nextHop'] => {
  const under = (guest?.routes ?? []).find(({ prefix: text }) => {
    const fixed = prefixNamed(text)
    return fixed !== undefined && equalPrefixes(fixed, prefix)
  })
  return daemon === 'ios' && under?.via !== undefined ? parseAddress(under.via) : undefined
}

const originatedBy = (
  router: Router,
  bgp: BgpConfiguration,
  daemon: BgpConfiguration['daemon'],
): readonly BgpRoute[] => {
  const guest = guestOf(router)
  const declaredAt = declaredAtOf(router, bgp)
  const stated = (bgp.networks ?? [])
    .flatMap((text) => prefixNamed(text) ?? [])
    .map((prefix) => ({ prefix, origin: 'igp' as const }))
  const redistributes = (kind: 'static' | 'connected' | 'kernel'): boolean =>
    bgp.redistribute?.includes(kind) ?? false
  const connected = redistributes('connected') ? attachedPrefixes(router) : []
  const fixed =
    redistributes('static') || redistributes('kernel')
      ? (guest?.routes ?? [])
          .flatMap((route) => prefixNamed(route.prefix) ?? [])
          // A default route is not redistributed: it takes `default-originate` or a network statement.
          .filter((prefix) => !isDefault(prefix))
      : []
  const redistributed = [...connected, ...fixed].map((prefix) => ({ prefix, origin: 'incomplete' as const }))
  const seen = new Set<string>()
  const own = [...stated, ...redistributed].flatMap(({ prefix, origin }) => {
    const key = prefixKey(prefix)
    if (seen.has(key)) return []
    seen.add(key)
    const nextHop = ownNextHop(guest, prefix, daemon)
    return [originate(prefix, { origin, declaredAt, weight: ownWeight, nextHop })]
  })
  const families = new Set(
    bgp.neighbors
      .filter(({ defaultOriginate }) => defaultOriginate === true)
      .map(({ address }) => (address.includes(':') ? 6 : 4)),
  )
  // What `default-originate` tells its neighbours stands in the table, and the router itself does not use it.
  const told = ([4, 6] as const)
    .filter((family) => families.has(family) && !seen.has(prefixKey(defaultPrefix(family))))
    .map((family) => ({ ...originate(defaultPrefix(family), { declaredAt }), usable: false }))
  return [...own, ...told]
}

const aggregatesOf = (router: Router, bgp: BgpConfiguration): readonly Aggregate[] =>
  (bgp.aggregates ?? []).flatMap((aggregate) => {
    const prefix = prefixNamed(aggregate.prefix)
    if (prefix === undefined) return []
    const declaredAt = declaredAtOf(router, bgp)
    return [{ prefix, summaryOnly: aggregate.summaryOnly ?? false, declaredAt }]
  })

/** The configured neighbour at the far end of a session. */
const neighborOver = (bgp: BgpConfiguration, over: SessionEnd): BgpNeighbor | undefined => {
  const address = over.peer.localAddress
  return address === undefined
    ? undefined
    : bgp.neighbors.find((neighbor) => parseAddress(neighbor.address) === address)
}

/** R7.2: `as-override` puts the own number in the place of the neighbour's; older FRR only where no other one stands. */
const overridden = (
  path: readonly number[],
  neighbor: BgpNeighbor,
  own: number,
  wholePathOnly: boolean,
): readonly number[] => {
  if (neighbor.asOverride !== true) return path
  if (wholePathOnly && path.some((asn) => asn !== neighbor.asn)) return path
  return path.map((asn) => (asn === neighbor.asn ? own : asn))
}

/** What has to agree for two neighbours to be told the same: FRR and IOS then form each update once for both. */
const updateGroupOf = ({ address: _, import: _import, up: _up, ...policy }: BgpNeighbor): string =>
  JSON.stringify(policy)

/**
 * R7.2: FRR and IOS tell a group of neighbours with the same outgoing policy the same, so that each hears again what it
 * told. It matters with `as-override` alone: other receivers drop their own number.
 */
const sendsBackTo = (neighbor: BgpNeighbor | undefined, bgp: BgpConfiguration): boolean =>
  neighbor?.asOverride === true &&
  bgp.neighbors.some(
    (other) => other !== neighbor && other.up !== false && updateGroupOf(other) === updateGroupOf(neighbor),
  )

/** The speaker of a router with a configuration: it passes on what it learns, as BGP does. */
export const routerSpeaker = (router: Router, bgp: BgpConfiguration, era: Era): SpeakerDraft => {
  const daemon = daemonOf(router, bgp)
  const wholePathOnly = daemon === 'frr' && era.frrAsOverride === 'wholePath'
  const attached = attachedPrefixes(router)
  const aggregates = aggregatesOf(router, bgp)

  /** R6.17: without multihop a next hop outside the attached networks is never resolved. */
  const isUsable = (neighbor: BgpNeighbor | undefined, over: SessionEnd): boolean => {
    const address = over.peer.localAddress
    if (neighbor?.multihop !== false || isInternal(over) || address === undefined) return true
    return attached.some((prefix) => containsAddress(prefix, address))
  }

  const accept = (route: BgpRoute, over: SessionEnd): Verdict => {
    const neighbor = neighborOver(bgp, over)
    const own = route.asPath.filter((asn) => asn === bgp.asn).length
    if (own > (neighbor?.allowAsIn ?? 0)) return refuse('loop', 'R7.2')
    const localPreference = isInternal(over) ? route.localPreference : 100
    const usable = isUsable(neighbor, over)
    // A mark is Azure's own knowledge; a router outside never sees it (R3.24).
    const entering = { ...route, marks: noMarks, weight: 0, localPreference, usable }
    return applyPolicy(entering, neighbor?.import) ?? refuse('importPolicy', 'R7.1')
  }

  const announceOutside = (route: BgpRoute, over: SessionEnd, neighbor: BgpNeighbor): Verdict => {
    const allowed = applyPolicy(route, neighbor.export)
    if (allowed === undefined) return refuse('exportPolicy', 'R7.1')
    const path = overridden(allowed.asPath, neighbor, bgp.asn, wholePathOnly)
    const shown = neighbor.removePrivateAs === true ? path.filter((asn) => !isPrivateAsn(asn)) : path
    return {
      ...allowed,
      asPath: [neighbor.localAs ?? bgp.asn, ...shown],
      // A policy may set the next hop, or leave the one that it learned (R4.7).
      nextHop: setsNextHop(route, neighbor.export) ? allowed.nextHop : nextHopOn(over, route.prefix),
      localPreference: 100,
      med: allowed.learnedOver === undefined || allowed.med !== route.med ? allowed.med : 0,
      weight: 0,
    }
  }

  const announceInside = (route: BgpRoute, over: SessionEnd, neighbor: BgpNeighbor): Verdict => {
    if (isInternal(route.learnedOver)) return refuse('internalOnly', 'R7.1')
    const allowed = applyPolicy(route, neighbor.export)
    if (allowed === undefined) return refuse('exportPolicy', 'R7.1')
    const isOwn = route.learnedOver === undefined || neighbor.nextHopSelf === true
    const nextHop =
      isOwn && !setsNextHop(route, neighbor.export) ? nextHopOn(over, route.prefix) : allowed.nextHop
    return { ...allowed, nextHop, weight: 0 }
  }

  return {
    key: `router:${router.kind === 'vm' ? router.vm.id.key : router.site.name}`,
    asn: bgp.asn,
    place: { kind: 'router', router },
    originated: originatedBy(router, bgp, daemon),
    sessions: [],
    accept,
    announce: (route, over) => {
      const neighbor = neighborOver(bgp, over)
      if (neighbor === undefined) return refuse('exportPolicy', 'R7.1')
      return over.session.kind === 'internal'
        ? announceInside(route, over, neighbor)
        : announceOutside(route, over, neighbor)
    },
    sendsBack: (over) => daemon !== 'bird' && sendsBackTo(neighborOver(bgp, over), bgp),
    insists: (prefix, over) => {
      const neighbor = neighborOver(bgp, over)
      if (neighbor?.defaultOriginate !== true || !isDefault(prefix)) return undefined
      return {
        ...originate(prefix, { declaredAt: declaredAtOf(router, bgp) }),
        asPath: over.session.kind === 'internal' ? [] : [neighbor.localAs ?? bgp.asn],
        nextHop: nextHopOn(over, prefix),
      }
    },
    ...(aggregates.length === 0 ? {} : { aggregates }),
  }
}
