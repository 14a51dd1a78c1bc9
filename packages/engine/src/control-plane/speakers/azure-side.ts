// What Azure's own speakers have in common (R7.4): weights, the prefixes that they hold themselves, and who stands at the far end.
import type { CircuitGateway, Vnet } from '../../model/index.ts'
import { equalPrefixes, type Prefix, prefixKey, prefix as prefixOf } from '../../net/index.ts'
import { type BgpRoute, originate } from '../bgp/route.ts'
import type { SessionEnd, SpeakerPlace } from '../bgp/speaker.ts'
import { placeOfPrefix, prefixesBehindGateway } from '../gateway-transit.ts'
import { insideAny } from '../inside-any.ts'

/** Weight of everything in a gateway that is not from ExpressRoute (R3.14, observed 19). */
export const commonWeight = 32768
/** The base weight of what comes by ExpressRoute. */
export const expressRouteWeight = 32769

/**
 * The community with which an MSEE marks what a gateway told it. The gateway does not take such a route back, by
 * whatever way it returns: recorded gateways lack what a customer's router reflects to their own circuit (R4.6).
 */
export const siteOfOrigin = ({ id }: CircuitGateway): string => `site-of-origin:${id.key}`

/**
 * R4.11: the community with which Route Servers and hub routers mark what VPN gateways, appliances and static routes
 * brought, before an ExpressRoute gateway tells it to a circuit. It stays on the route outside Azure. An ExpressRoute
 * gateway that has such a neighbour of its own does not take it from a circuit.
 */
export const notOfExpressRoute = '65517:65517'

/** The route with that mark. */
export const markedForExpressRoute = (route: BgpRoute): BgpRoute =>
  route.communities.includes(notOfExpressRoute)
    ? route
    : { ...route, communities: [...route.communities, notOfExpressRoute] }

/** What stands at the far end of a session. */
export const peerPlace = (end: SessionEnd | undefined): SpeakerPlace | undefined => end?.peer.speaker.place

/** The address space of a VNet and its transit spokes, as a gateway or Route Server there originates it (R3.21, R4.3). */
export const originatedSpace = (vnet: Vnet): readonly BgpRoute[] => {
  const seen = new Set<string>()
  return prefixesBehindGateway(vnet).flatMap(({ prefix, vnet: home }) => {
    const key = prefixKey(prefix)
    if (seen.has(key)) return []
    seen.add(key)
    const declaredAt = placeOfPrefix(home, prefix)
    return [originate(prefix, { marks: { addressSpace: true }, declaredAt, weight: commonWeight })]
  })
}

/** R5.15, R1.7: what a gateway may learn and Azure never shows where packets are routed. */
export const isLinkLocal: (prefix: Prefix) => boolean = insideAny([prefixOf('169.254.0.0/16')])

/**
 * R3.21: the space as a gateway originates it. Summaries come on top, for the gateway answers for them; NICs have what
 * lies inside from elsewhere, as they have the space itself.
 */
export const originatedByGateway = (vnet: Vnet): readonly BgpRoute[] => {
  const space = originatedSpace(vnet)
  const summaries = vnet.summarizedGatewayPrefixes
    .filter((summary) => !space.some(({ prefix }) => equalPrefixes(prefix, summary)))
    .map((summary) =>
      originate(summary, {
        marks: { addressSpace: true },
        declaredAt: vnet.declaredAt,
        weight: commonWeight,
      }),
    )
  return [...space, ...summaries]
}

/** R3.21, observed 25: summaries stand in for the gateway's own VNet, and for the spokes inside them. */
export const isSummarised = (prefix: Prefix, vnet: Vnet): boolean => {
  const summaries = vnet.summarizedGatewayPrefixes
  if (summaries.length === 0 || isOneOf(prefix, summaries)) return false
  return insideAny(summaries)(prefix) || isOneOf(prefix, vnet.prefixes)
}

/** Whether a prefix is one of these. */
export const isOneOf = (prefix: Prefix, space: readonly Prefix[]): boolean =>
  space.some((own) => equalPrefixes(own, prefix))
