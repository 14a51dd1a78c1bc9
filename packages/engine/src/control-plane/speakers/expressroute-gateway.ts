// The ExpressRoute gateway of a VNet as a BGP speaker: towards circuits, and towards its neighbours in the VNet.
import type { Era } from '../../facts/index.ts'
import type { ExpressRouteGateway } from '../../model/index.ts'
import { familyOf } from '../../net/index.ts'
import { gatewaySpeaks } from '../address-families.ts'
import { azureAsn } from '../bgp/as-path.ts'
import { refuse } from '../bgp/refusal.ts'
import type { BgpRoute } from '../bgp/route.ts'
import { isInternal, nextHopOn, type SessionEnd, type SpeakerDraft, type Verdict } from '../bgp/speaker.ts'
import { prefixesBehindGateway } from '../gateway-transit.ts'
import { insideAny } from '../inside-any.ts'
import {
  commonWeight,
  expressRouteWeight,
  isOneOf,
  isSummarised,
  notOfExpressRoute,
  originatedByGateway,
  peerPlace,
  siteOfOrigin,
} from './azure-side.ts'

/** How many instances a gateway has when their addresses are not known (R3.19). */
const usualInstances = 2

/** R3.24: whether the gateway takes prefixes that another VNet's gateway brought to the circuit. */
export const acceptsRemoteVnets = (gateway: ExpressRouteGateway, era: Era): boolean =>
  gateway.allowRemoteVnetTraffic ?? era.remoteVnetDefault === 'accept'

const routingWeightOver = (gateway: ExpressRouteGateway, over: SessionEnd): number => {
  const place = peerPlace(over)
  if (place?.kind !== 'msee') return 0
  return gateway.connections.find(({ circuit }) => circuit === place.circuit)?.routingWeight ?? 0
}

/** One speaker for each instance of the gateway. Instances have no session with each other. */
export const expressRouteGatewaySpeakers = (
  gateway: ExpressRouteGateway,
  era: Era,
): readonly SpeakerDraft[] => {
  const originated = originatedByGateway(gateway.vnet)
  const isBehind = insideAny(prefixesBehindGateway(gateway.vnet).map(({ prefix }) => prefix))
  const summaries = gateway.vnet.summarizedGatewayPrefixes
  const acceptsVnets = acceptsRemoteVnets(gateway, era)

  const accept = (route: BgpRoute, over: SessionEnd): Verdict => {
    if (!gatewaySpeaks(gateway, familyOf(route.prefix.address))) return refuse('family', 'R3.21')
    // What lies inside the own or a transit spoke's space is not taken, from whomever (R3.12).
    if (isBehind(route.prefix)) return refuse('ownSpace', 'R3.12')
    if (isInternal(over)) return { ...route, weight: commonWeight }
    if (route.asPath.includes(azureAsn)) return refuse('loop', 'R7.2')
    // R3.8: a neighbour with a number of its own is none the less not a circuit.
    if (peerPlace(over)?.kind !== 'msee') return { ...route, weight: commonWeight, localPreference: 100 }
    if (route.communities.includes(siteOfOrigin(gateway))) return refuse('cameFromHere', 'R4.6')
    const isRouteServerNear = gateway.vnet.routeServer?.branchToBranch === true
    if (isRouteServerNear && route.communities.includes(notOfExpressRoute))
      return refuse('fromOtherRouteServer', 'R4.11')
    const { reflection } = route.marks
    if (reflection === 'vnet' && !acceptsVnets) return refuse('remoteVnetsOff', 'R3.24')
    if (reflection === 'virtualWan' && gateway.allowVirtualWanTraffic !== true)
      return refuse('virtualWanOff', 'R3.24')
    // A summary that comes back would outweigh the own one, and the gateway would withdraw what it answers for.
    if (isOneOf(route.prefix, summaries)) return refuse('ownSpace', 'R3.12')
    const weight = expressRouteWeight + routingWeightOver(gateway, over)
    return { ...route, weight, localPreference: 100 }
  }

  /**
   * R3.23, R3.31: what one circuit or the VPN gateway tells is not told to a circuit; what a Route Server tells is, and
   * with branch-to-branch that is also what the VPN gateway told it.
   */
  const isToldToCircuits = ({ learnedOver }: BgpRoute): boolean =>
    peerPlace(learnedOver)?.kind === 'routeServer'

  const announceToCircuit = (route: BgpRoute, over: SessionEnd): Verdict => {
    if (route.learnedOver === undefined) {
      if (isSummarised(route.prefix, gateway.vnet)) return refuse('summarised', 'R3.21')
    } else if (!isToldToCircuits(route) || route.marks.clientPool === true) {
      return refuse('noTransit', 'R3.31')
    }
    const asPath = [azureAsn, ...route.asPath]
    return { ...route, asPath, nextHop: nextHopOn(over, route.prefix), weight: 0 }
  }

  /** R3.31: the VPN gateway hears of the address space only; a Route Server of what the circuits told. */
  const announceInside = (route: BgpRoute, over: SessionEnd): Verdict => {
    if (peerPlace(over)?.kind === 'routeServer')
      return peerPlace(route.learnedOver)?.kind === 'msee' ? route : refuse('hasItself', 'R3.21')
    return route.learnedOver === undefined
      ? { ...route, nextHop: nextHopOn(over, route.prefix) }
      : refuse('noTransit', 'R3.31')
  }

  // What it originates of a family that it does not speak stands in its own table and goes no further.
  const announce = (route: BgpRoute, over: SessionEnd): Verdict => {
    if (!gatewaySpeaks(gateway, familyOf(route.prefix.address))) return refuse('family', 'R3.21')
    return peerPlace(over)?.kind === 'msee' ? announceToCircuit(route, over) : announceInside(route, over)
  }

  return Array.from({ length: gateway.instances.length || usualInstances }, (_, instance) => ({
    key: `${gateway.id.key}#${instance}`,
    asn: azureAsn,
    place: { kind: 'expressRouteGateway' as const, gateway, instance },
    originated,
    sessions: [],
    accept,
    announce,
  }))
}
