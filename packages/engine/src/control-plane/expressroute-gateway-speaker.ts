// The ExpressRoute gateway as a BGP speaker: what it announces to a circuit and what it takes from it.
import type { Era } from '../facts/index.ts'
import type { ExpressRouteGateway, Vnet } from '../model/index.ts'
import { containsPrefix, equalPrefixes, familyOf, type Prefix, prefixKey } from '../net/index.ts'
import { speaks } from './address-families.ts'
import { azureAsn } from './bgp/as-path.ts'
import { type BgpRoute, originate } from './bgp/route.ts'
import { nextHopOn, type SessionEnd, type SpeakerDraft } from './bgp/speaker.ts'
import { placeOfPrefix, prefixesBehindGateway } from './gateway-transit.ts'

/** Weight of what a gateway originates, and the base for what it learns over ExpressRoute (R3.14, observed 19). */
const originatedWeight = 32768
const learnedWeight = 32769

/** How many instances a gateway has when their addresses are not known (R3.19). */
const instanceCount = (gateway: ExpressRouteGateway): number => gateway.instances.length || 2

/** R3.24: whether the gateway takes prefixes that another VNet's gateway brought to the circuit. */
export const acceptsRemoteVnets = (gateway: ExpressRouteGateway, era: Era): boolean =>
  gateway.allowRemoteVnetTraffic ?? era.remoteVnetDefault === 'accept'

const connectionOver = (gateway: ExpressRouteGateway, over: SessionEnd) => {
  const { place } = over.peer.speaker
  return place.kind === 'msee'
    ? gateway.connections.find((connection) => connection.circuit === place.circuit)
    : undefined
}

/** R3.21, observed 25: summaries stand in for the gateway's own VNet, and for the spokes inside them. */
const isSummarised = (prefix: Prefix, vnet: Vnet): boolean => {
  const summaries = vnet.summarizedGatewayPrefixes
  return (
    summaries.some((summary) => containsPrefix(summary, prefix)) ||
    (summaries.length > 0 && vnet.prefixes.some((own) => equalPrefixes(own, prefix)))
  )
}

const originatedBy = (gateway: ExpressRouteGateway): readonly BgpRoute[] => {
  const seen = new Set<string>()
  const own = prefixesBehindGateway(gateway.vnet).map(({ prefix, vnet }) => ({
    prefix,
    declaredAt: placeOfPrefix(vnet, prefix),
  }))
  const summaries = gateway.vnet.summarizedGatewayPrefixes.map((prefix) => ({
    prefix,
    declaredAt: gateway.vnet.declaredAt,
  }))
  return [...own, ...summaries].flatMap(({ prefix, declaredAt }) => {
    const key = prefixKey(prefix)
    if (seen.has(key)) return []
    seen.add(key)
    return [originate(prefix, { declaredAt, weight: originatedWeight })]
  })
}

/** One speaker for each instance of the gateway. */
export const expressRouteGatewaySpeakers = (
  gateway: ExpressRouteGateway,
  era: Era,
): readonly SpeakerDraft[] => {
  const originated = originatedBy(gateway)
  const behind = prefixesBehindGateway(gateway.vnet)
  const summaries = gateway.vnet.summarizedGatewayPrefixes
  const acceptsVnets = acceptsRemoteVnets(gateway, era)

  const accept = (route: BgpRoute, over: SessionEnd): BgpRoute | undefined => {
    if (!speaks(gateway.vnet, familyOf(route.prefix.address))) return undefined
    if (route.asPath.includes(azureAsn)) return undefined // loop prevention, R7.2
    if (route.reflection === 'vnet' && !acceptsVnets) return undefined // R3.24
    if (route.reflection === 'virtualWan' && gateway.allowVirtualWanTraffic !== true) return undefined
    // R3.12: what lies inside the own or a transit spoke's space is not taken.
    if (behind.some(({ prefix }) => containsPrefix(prefix, route.prefix))) return undefined
    // A summary that comes back would outweigh the own one, and the gateway would withdraw what it answers for.
    if (summaries.some((summary) => equalPrefixes(summary, route.prefix))) return undefined
    const routingWeight = connectionOver(gateway, over)?.routingWeight ?? 0
    return { ...route, weight: learnedWeight + routingWeight, localPreference: 100 }
  }

  // R3.23, R3.31: a gateway announces what it originates; what one circuit tells it is not told to another.
  const announce = (route: BgpRoute, over: SessionEnd): BgpRoute | undefined => {
    if (route.learnedOver !== undefined) return undefined
    const isSummary = summaries.some((summary) => equalPrefixes(summary, route.prefix))
    if (!isSummary && isSummarised(route.prefix, gateway.vnet)) return undefined
    return { ...route, asPath: [azureAsn], nextHop: nextHopOn(over, route.prefix), weight: 0 }
  }

  return Array.from({ length: instanceCount(gateway) }, (_, instance) => ({
    key: `${gateway.id.key}#${instance}`,
    asn: azureAsn,
    place: { kind: 'expressRouteGateway' as const, gateway, instance },
    originated,
    sessions: [],
    accept,
    announce,
  }))
}
