// The VPN gateway of a VNet as a BGP speaker (R3.5–R3.16): tunnels outside, its other instance and its neighbours inside.
import type { Era } from '../../facts/index.ts'
import type { VpnConnection, VpnGateway } from '../../model/index.ts'
import {
  type Address,
  defaultPrefix,
  equalPrefixes,
  familyOf,
  hostPrefix,
  isDefault,
  isIpv4,
  type Prefix,
  prefixKey,
} from '../../net/index.ts'
import { speaks } from '../address-families.ts'
import { refuse } from '../bgp/refusal.ts'
import { type BgpRoute, originate } from '../bgp/route.ts'
import {
  isInternal,
  type Marks,
  nextHopOn,
  noMarks,
  type SessionEnd,
  type SpeakerDraft,
  type Verdict,
} from '../bgp/speaker.ts'
import { clientPoolsOf } from '../client-pools.ts'
import { prefixesBehindGateway } from '../gateway-transit.ts'
import { insideAny } from '../inside-any.ts'
import {
  commonWeight,
  expressRouteWeight,
  isOneOf,
  isSummarised,
  originatedByGateway,
  peerPlace,
} from './azure-side.ts'

/** How many instances carry traffic: two of an active-active gateway, one otherwise (R3.9). */
export const liveInstances = (gateway: VpnGateway): number =>
  gateway.activeActive ? Math.max(gateway.instances.length, 2) : 1

interface StaticRoute {
  readonly prefix: Prefix
  readonly marks: Marks
  readonly connection: VpnConnection
}

const peerAddresses = (addresses: readonly (Address | undefined)[]): readonly Prefix[] =>
  addresses.flatMap((address) => (address === undefined ? [] : [hostPrefix(address)]))

/**
 * R3.7: the prefixes of the local network gateway, and the host route to its BGP peer. R3.15a: of another VNet the whole
 * space behind its gateway, unless BGP tells it; then the host routes to its instances.
 */
const overConnection = (connection: VpnConnection): readonly StaticRoute[] => {
  if (!connection.up) return [] // observed 17
  const { remote, bgp } = connection
  const peers = peerAddresses(
    remote.kind === 'vnet'
      ? remote.gateway.instances.slice(0, liveInstances(remote.gateway))
      : [remote.localNetworkGateway.bgpPeeringAddress],
  )
  const stated =
    remote.kind === 'device'
      ? remote.localNetworkGateway.prefixes
      : bgp
        ? []
        : prefixesBehindGateway(remote.gateway.vnet).map(({ prefix }) => prefix)
  const isPeer = (prefix: Prefix): boolean => peers.some((peer) => equalPrefixes(peer, prefix))
  return [...stated, ...(bgp ? peers : [])].map((prefix) => ({
    prefix,
    marks: isPeer(prefix) ? { peerAddress: true } : noMarks,
    connection,
  }))
}

/** The connections over which a static prefix leads: more than one where several state it (R3.7). */
export const connectionsOver = (gateway: VpnGateway, prefix: Prefix): readonly VpnConnection[] =>
  gateway.connections.filter((connection) => {
    const { remote, up } = connection
    const isDefaultSite = remote.kind === 'device' && remote.localNetworkGateway === gateway.defaultSite
    return (
      overConnection(connection).some((own) => equalPrefixes(own.prefix, prefix)) ||
      (up && isDefaultSite && isDefault(prefix)) // R3.18
    )
  })

/** Whether a static route leads over the connection of this very peer: it is not told what lies behind itself (R3.11). */
const liesBehind = (peer: Address | undefined, prefix: Prefix, gateway: VpnGateway): boolean =>
  peer !== undefined &&
  connectionsOver(gateway, prefix).some(
    ({ remote }) => remote.kind === 'device' && remote.localNetworkGateway.bgpPeeringAddress === peer,
  )

const originatedBy = (gateway: VpnGateway, instance: number): readonly BgpRoute[] => {
  // It speaks IPv4 alone; only its neighbour for ExpressRoute tells it of the rest (recorded dual-stack labs).
  const space = originatedByGateway(gateway.vnet).filter(({ prefix }) => isIpv4(prefix.address))
  const isBehind = insideAny(prefixesBehindGateway(gateway.vnet).map(({ prefix }) => prefix))
  const seen = new Set(space.map(({ prefix }) => prefixKey(prefix)))
  const isNew = (prefix: Prefix): boolean => {
    const key = prefixKey(prefix)
    if (seen.has(key) || isBehind(prefix)) return false
    seen.add(key)
    return true
  }
  const statics = gateway.connections
    .flatMap(overConnection)
    .filter(({ prefix }) => isIpv4(prefix.address) && isNew(prefix))
    .map(({ prefix, marks, connection }) =>
      originate(prefix, { marks, declaredAt: connection.declaredAt, weight: commonWeight }),
    )
  const pools = clientPoolsOf(gateway, instance)
    .filter(isNew)
    .map((prefix) =>
      originate(prefix, {
        marks: { clientPool: true },
        declaredAt: gateway.declaredAt,
        weight: commonWeight,
      }),
    )
  // R3.18: the default site attracts everything that has no route of its own, while there is a tunnel to it.
  const { defaultSite } = gateway
  const isReached = gateway.connections.some(
    ({ up, remote }) => up && remote.kind === 'device' && remote.localNetworkGateway === defaultSite,
  )
  const forced =
    !isReached || !isNew(defaultPrefix(4))
      ? []
      : [originate(defaultPrefix(4), { declaredAt: gateway.declaredAt, weight: commonWeight })]
  return [...space, ...statics, ...pools, ...forced]
}

/** A route of the gateway's own that is not the address space. */
const isStatic = ({ learnedOver, marks }: BgpRoute): boolean =>
  learnedOver === undefined && marks.addressSpace !== true

/** One speaker for each live instance. */
export const vpnGatewaySpeakers = (gateway: VpnGateway, era: Era): readonly SpeakerDraft[] => {
  const isBehind = insideAny(prefixesBehindGateway(gateway.vnet).map(({ prefix }) => prefix))

  const accept = (route: BgpRoute, over: SessionEnd): Verdict => {
    if (!speaks(gateway.vnet, familyOf(route.prefix.address))) return refuse('family', 'R3.21')
    const fromExpressRoute = peerPlace(over)?.kind === 'expressRouteGateway'
    // R3.31: only its neighbour for ExpressRoute tells a VPN gateway the space of their own VNet.
    if (!fromExpressRoute && isBehind(route.prefix)) return refuse('ownSpace', 'R3.12')
    if (isInternal(over)) return { ...route, weight: fromExpressRoute ? expressRouteWeight : commonWeight }
    if (route.asPath.includes(gateway.asn)) return refuse('loop', 'R7.2')
    if (isOneOf(route.prefix, gateway.vnet.summarizedGatewayPrefixes)) return refuse('ownSpace', 'R3.12')
    return { ...route, marks: noMarks, weight: commonWeight, localPreference: 100 }
  }

  /** R3.11: never a default route, and to no peer the host route to itself; since 2021 to none the route to another. */
  const announceOutside = (route: BgpRoute, over: SessionEnd): Verdict => {
    const peer = over.peer.localAddress
    if (isDefault(route.prefix)) return refuse('defaultRoute', 'R3.11')
    if (route.marks.addressSpace === true && isSummarised(route.prefix, gateway.vnet))
      return refuse('summarised', 'R3.21')
    if (peerPlace(route.learnedOver)?.kind === 'expressRouteGateway') return refuse('noTransit', 'R3.31')
    if (route.marks.peerAddress === true) {
      if (era.vpnPeerRoutes === 'kept' || route.prefix.address === peer)
        return refuse('staysWithGateway', 'R3.7')
    }
    if (isStatic(route) && liesBehind(peer, route.prefix, gateway)) return refuse('hasItself', 'R3.11')
    return {
      ...route,
      asPath: [gateway.asn, ...route.asPath],
      nextHop: nextHopOn(over, route.prefix),
      weight: 0,
      med: 0,
    }
  }

  /** Towards the other instance, an ExpressRoute gateway or a Route Server: what no one inside has told. */
  const announceInside = (route: BgpRoute, over: SessionEnd): Verdict => {
    const target = peerPlace(over)?.kind
    if (peerPlace(route.learnedOver)?.kind === 'routeServer') return refuse('hasItself', 'R4.9')
    if (route.marks.addressSpace === true) return refuse('hasItself', 'R3.21')
    // R3.8: over an external session it also tells what its other instance told it, with itself as next hop.
    if (isInternal(route.learnedOver) && over.session.kind === 'internal') return refuse('hasItself', 'R3.21')
    if (target !== 'vpnGateway' && route.marks.peerAddress === true) return refuse('staysWithGateway', 'R3.7')
    if (target === 'expressRouteGateway' && (route.marks.clientPool === true || isDefault(route.prefix)))
      return refuse('staysWithGateway', 'R3.16')
    const asPath = over.session.kind === 'internal' ? route.asPath : [gateway.asn, ...route.asPath]
    return { ...route, asPath, nextHop: nextHopOn(over, route.prefix) }
  }

  const isNeighbour = (over: SessionEnd): boolean => {
    const place = peerPlace(over)
    if (place?.kind === 'vpnGateway') return place.gateway === gateway
    return place?.kind === 'expressRouteGateway' || place?.kind === 'routeServer'
  }

  return Array.from({ length: liveInstances(gateway) }, (_, instance) => ({
    key: `${gateway.id.key}#${instance}`,
    asn: gateway.asn,
    place: { kind: 'vpnGateway' as const, gateway, instance },
    originated: originatedBy(gateway, instance),
    sessions: [],
    accept,
    announce: (route, over) =>
      isNeighbour(over) ? announceInside(route, over) : announceOutside(route, over),
    // The copies of its own space that the ExpressRoute gateway tells weigh more and yet change nothing (observed 19).
    choice: { preference: (route) => [Number(route.learnedOver === undefined)], mixesSessionKinds: false },
  }))
}
