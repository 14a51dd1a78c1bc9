// A Route Server as a BGP speaker (R4.1–R4.11): two instances, each with every appliance and, by switch, every gateway.
import type { Era } from '../../facts/index.ts'
import type { RouteServer } from '../../model/index.ts'
import { azureAsn } from '../bgp/as-path.ts'
import { noAdvertise } from '../bgp/communities.ts'
import { refuse } from '../bgp/refusal.ts'
import type { BgpRoute } from '../bgp/route.ts'
import {
  type Choice,
  nextHopOn,
  noMarks,
  type SessionEnd,
  type SpeakerDraft,
  type Verdict,
} from '../bgp/speaker.ts'
import { prefixesBehindGateway } from '../gateway-transit.ts'
import { insideAny } from '../inside-any.ts'
import { commonWeight, markedForExpressRoute, originatedSpace, peerPlace } from './azure-side.ts'

const isGateway = (end: SessionEnd | undefined): boolean => {
  const kind = peerPlace(end)?.kind
  return kind === 'expressRouteGateway' || kind === 'vpnGateway'
}

const fromExpressRoute = (route: BgpRoute): boolean =>
  peerPlace(route.learnedOver)?.kind === 'expressRouteGateway'

/** R4.8: routing preference, then the shorter path; then all of them. */
const choiceOf = ({ preference }: RouteServer): Choice => ({
  preference: (route) => {
    if (preference === 'ASPath') return []
    return [Number(fromExpressRoute(route) === (preference === 'ExpressRoute'))]
  },
  mixesSessionKinds: true,
})

/** One speaker for each instance. They have no session with each other. */
export const routeServerSpeakers = (server: RouteServer, era: Era): readonly SpeakerDraft[] => {
  const isBehind = insideAny(prefixesBehindGateway(server.vnet).map(({ prefix }) => prefix))

  const accept = (route: BgpRoute, over: SessionEnd): Verdict => {
    if (!isGateway(over) && route.asPath.includes(azureAsn)) return refuse('loop', 'R4.6')
    if (isBehind(route.prefix)) {
      // Once it listed such routes, and did no more with them than today.
      return era.routeServerOwnSpace === 'listed'
        ? { ...route, weight: commonWeight, usable: false }
        : refuse('ownSpace', 'R4.5')
    }
    if (isGateway(over)) {
      if (!server.branchToBranch) return refuse('branchToBranchOff', 'R4.9')
      return { ...route, weight: commonWeight, localPreference: 100 }
    }
    return { ...route, marks: noMarks, weight: commonWeight, localPreference: 100 }
  }

  const announce = (route: BgpRoute, over: SessionEnd): Verdict => {
    const { learnedOver } = route
    if (route.communities.includes(noAdvertise)) return refuse('noAdvertise', 'R4.5')
    // R4.9: without the switch neither gateways nor appliances hear of each other.
    if (learnedOver !== undefined && !server.branchToBranch) return refuse('branchToBranchOff', 'R4.9')
    if (isGateway(over)) {
      if (learnedOver === undefined) return refuse('hasItself', 'R3.21')
      const isExpressRoute = peerPlace(over)?.kind === 'expressRouteGateway'
      const told = isExpressRoute && !fromExpressRoute(route) ? markedForExpressRoute(route) : route
      // R4.7: inside the VNet the next hop stays what the appliance or the gateway said.
      return over.session.kind === 'internal' ? told : { ...told, asPath: [azureAsn, ...told.asPath] }
    }
    const asPath = [azureAsn, ...route.asPath]
    return { ...route, asPath, nextHop: nextHopOn(over, route.prefix), weight: 0, med: 0 }
  }

  return server.instances.map((_, instance) => ({
    key: `${server.id.key}#${instance}`,
    asn: server.asn,
    place: { kind: 'routeServer' as const, server, instance },
    originated: originatedSpace(server.vnet),
    sessions: [],
    accept,
    announce,
    choice: choiceOf(server),
  }))
}
