// One MSEE (one link of a circuit) as a BGP speaker: it reflects gateways to each other and speaks to the customer.
import type { Circuit, CircuitLink } from '../model/index.ts'
import { azureAsn, mseeAsn, withOverride, withoutPrivate } from './bgp/as-path.ts'
import type { BgpRoute } from './bgp/route.ts'
import { nextHopOn, type SessionEnd, type SpeakerDraft } from './bgp/speaker.ts'

const placeOfPeer = (end: SessionEnd | undefined) => end?.peer.speaker.place

/** Towards a gateway: the other gateways' number is overridden, so that 65515 does not meet itself (R3.23, R7.8). */
const announceToGateway = (route: BgpRoute, over: SessionEnd): BgpRoute | undefined => {
  const source = placeOfPeer(route.learnedOver)
  const target = placeOfPeer(over)
  if (source?.kind === 'expressRouteGateway' && target?.kind === 'expressRouteGateway') {
    if (source.gateway === target.gateway) return undefined // the other instance of the same gateway
    const asPath = [mseeAsn, ...withOverride(route.asPath, azureAsn, mseeAsn)]
    return { ...route, asPath, med: 0, nextHop: nextHopOn(over, route.prefix), reflection: 'vnet' }
  }
  return {
    ...route,
    asPath: [mseeAsn, ...route.asPath],
    med: 0, // of one customer's session: it never travels on to another AS (RFC 4271 §5.1.4)
    nextHop: nextHopOn(over, route.prefix),
    reflection: undefined,
  }
}

/** Towards the customer: private numbers go, 12076 stays (R3.27, R7.3). */
const announceToCustomer = (route: BgpRoute, over: SessionEnd): BgpRoute => {
  const fromAzure = placeOfPeer(route.learnedOver)?.kind === 'expressRouteGateway'
  const path = fromAzure ? withoutPrivate(route.asPath) : route.asPath
  return {
    ...route,
    asPath: [mseeAsn, ...path],
    med: 0,
    nextHop: nextHopOn(over, route.prefix),
    reflection: undefined,
  }
}

/** Towards an MSEE of another circuit: Global Reach carries on, one circuit far (R3.33). */
const announceToMsee = (route: BgpRoute, over: SessionEnd): BgpRoute | undefined => {
  if (placeOfPeer(route.learnedOver)?.kind === 'msee') return undefined
  return { ...announceToCustomer(route, over), med: route.med }
}

/** The MSEE of one link. */
export const mseeSpeaker = (circuit: Circuit, link: CircuitLink): SpeakerDraft => ({
  key: `${circuit.id.key}/${link.role}`,
  asn: mseeAsn,
  place: { kind: 'msee', circuit, link },
  originated: [],
  sessions: [],
  // R3.36: 12076 in a path is accepted, and the shorter path wins wherever it comes from.
  accept: (route) => ({ ...route, localPreference: 100, weight: 0 }),
  announce: (route, over) => {
    const target = placeOfPeer(over)?.kind
    if (target === 'expressRouteGateway') return announceToGateway(route, over)
    return target === 'msee' ? announceToMsee(route, over) : announceToCustomer(route, over)
  },
})
