// What the gateways and the Route Server of a VNet offer to its NICs, prefix by prefix, and which offer wins (R1.7, R3.31, R4.8).
import type { RoutingPreference, Vnet } from '../model/index.ts'
import { type Address, type Prefix, prefixKey } from '../net/index.ts'
import type { RibEntry } from './bgp/converge.ts'
import type { BgpRoute } from './bgp/route.ts'
import type { Speaker } from './bgp/speaker.ts'
import type { MseeNextHop, VpnNextHop } from './effective-route.ts'

/** Where an offer leads. */
export type OfferedNextHop =
  | ({ readonly kind: 'msee' } & MseeNextHop)
  | ({ readonly kind: 'vpn' } & VpnNextHop)
  | { readonly kind: 'appliance'; readonly address: Address }

/** The winning offer for a prefix, with all of its equal next hops. */
export interface Offer {
  readonly prefix: Prefix
  readonly nextHops: readonly OfferedNextHop[]
  readonly declaredAt: BgpRoute['declaredAt']
}

/** The offers in each VNet that has a gateway or a Route Server. */
export type GatewayOffers = ReadonlyMap<Vnet, readonly Offer[]>

interface Candidate {
  readonly nextHop: OfferedNextHop
  readonly pathLength: number
  readonly declaredAt: BgpRoute['declaredAt']
}

/** The VNet in which a speaker gives routes to NICs. */
const homeOf = ({ place }: Speaker): Vnet | undefined => {
  switch (place.kind) {
    case 'expressRouteGateway':
      return place.gateway.kind === 'expressRoute' ? place.gateway.vnet : undefined
    case 'vpnGateway':
      return place.gateway.kind === 'vpn' ? place.gateway.vnet : undefined
    case 'routeServer':
      return place.server.vnet
    default:
      return undefined
  }
}

/** Whether a VPN gateway has neighbours that program NICs: then the host routes to its peers stay with it (R3.7). */
const hasNeighbours = (vnet: Vnet): boolean =>
  vnet.routeServer !== undefined || vnet.gateways.some(({ kind }) => kind === 'expressRoute')

/** What a speaker itself leads to; what its neighbours in the VNet told it is their offer. */
const nextHopOf = (route: BgpRoute, speaker: Speaker): OfferedNextHop | undefined => {
  const { place } = speaker
  const isOwnExit = route.exit?.speaker === speaker
  switch (place.kind) {
    case 'expressRouteGateway': {
      const far = isOwnExit ? route.exit?.peer.speaker.place : undefined
      if (far?.kind !== 'msee') return undefined
      return { kind: 'msee', circuit: far.circuit, link: far.link, gateway: place.gateway }
    }
    case 'vpnGateway': {
      // A route of its own that is not the address space: a static one, a client pool.
      const isStatic = route.learnedOver === undefined
      const staysHere =
        route.marks.peerAddress === true && place.gateway.kind === 'vpn' && hasNeighbours(place.gateway.vnet)
      if (staysHere) return undefined
      // A Route Server beside a gateway with another AS number is no way out (R3.8).
      const leadsOut = isOwnExit && route.exit?.peer.speaker.place.kind !== 'routeServer'
      return isStatic || leadsOut
        ? { kind: 'vpn', gateway: place.gateway, instance: place.instance }
        : undefined
    }
    case 'routeServer': {
      const far = isOwnExit ? route.exit?.peer.speaker.place : undefined
      // R3.8: a gateway with another AS number tells it the same path from each instance, and both are ways out.
      if (far?.kind === 'vpnGateway' && far.gateway.kind === 'vpn')
        return { kind: 'vpn', gateway: far.gateway, instance: far.instance }
      return far?.kind === 'router' && route.nextHop !== undefined
        ? { kind: 'appliance', address: route.nextHop }
        : undefined
    }
    default:
      return undefined
  }
}

/** The length of a path as its way out counts it: without the number that a gateway itself put in front (R3.8). */
const lengthOf = (route: BgpRoute, nextHop: OfferedNextHop): number => {
  const [first] = route.asPath
  const own = nextHop.kind === 'vpn' && first === nextHop.gateway.asn ? 1 : 0
  return route.asPath.length - own
}

/** R3.31: ExpressRoute before all else; R4.8: unless the Route Server prefers otherwise. The higher wins. */
const rankOf = ({ nextHop }: Candidate, preference: RoutingPreference): number => {
  if (preference === 'ASPath') return 0
  return Number((nextHop.kind === 'msee') === (preference === 'ExpressRoute'))
}

const sameNextHop = (a: OfferedNextHop, b: OfferedNextHop): boolean => {
  if (a.kind === 'msee') return b.kind === 'msee' && a.link === b.link
  if (a.kind === 'vpn') return b.kind === 'vpn' && a.gateway === b.gateway && a.instance === b.instance
  return b.kind === 'appliance' && a.address === b.address
}

/** R4.12, observed 11: a Route Server hands on one path of each gateway, and all instances choose the same. */
const withoutSecondMsee = (nextHops: readonly OfferedNextHop[], vnet: Vnet): readonly OfferedNextHop[] => {
  if (vnet.routeServer === undefined) return nextHops
  const first = nextHops.find(({ kind }) => kind === 'msee')
  return nextHops.filter((nextHop) => nextHop.kind !== 'msee' || nextHop === first)
}

const offerOf = (prefix: Prefix, candidates: readonly Candidate[], vnet: Vnet): Offer | undefined => {
  const preference = vnet.routeServer?.preference ?? 'ExpressRoute'
  const highest = Math.max(...candidates.map((candidate) => rankOf(candidate, preference)))
  const preferred = candidates.filter((candidate) => rankOf(candidate, preference) === highest)
  const shortest = Math.min(...preferred.map(({ pathLength }) => pathLength))
  const winners = preferred.filter(({ pathLength }) => pathLength === shortest)
  const nextHops: OfferedNextHop[] = []
  for (const { nextHop } of winners) {
    if (!nextHops.some((known) => sameNextHop(known, nextHop))) nextHops.push(nextHop)
  }
  const [first] = winners
  if (first === undefined) return undefined
  return { prefix, nextHops: withoutSecondMsee(nextHops, vnet), declaredAt: first.declaredAt }
}

/** Works out all offers, once for all NICs. */
export const gatewayOffers = (ribs: ReadonlyMap<Speaker, readonly RibEntry[]>): GatewayOffers => {
  const byVnet = new Map<Vnet, Map<string, { readonly prefix: Prefix; readonly candidates: Candidate[] }>>()
  for (const [speaker, entries] of ribs) {
    const vnet = homeOf(speaker)
    if (vnet === undefined) continue
    const offered = byVnet.get(vnet) ?? new Map()
    byVnet.set(vnet, offered)
    for (const { prefix, best } of entries) {
      for (const route of best) {
        if (route.marks.addressSpace === true) continue // the NICs have it from elsewhere
        const nextHop = nextHopOf(route, speaker)
        if (nextHop === undefined) continue
        const key = prefixKey(prefix)
        const entry = offered.get(key) ?? { prefix, candidates: [] }
        offered.set(key, entry)
        entry.candidates.push({ nextHop, pathLength: lengthOf(route, nextHop), declaredAt: route.declaredAt })
      }
    }
  }
  return new Map(
    [...byVnet].map(([vnet, offered]) => [
      vnet,
      [...offered.values()].flatMap(({ prefix, candidates }) => offerOf(prefix, candidates, vnet) ?? []),
    ]),
  )
}
