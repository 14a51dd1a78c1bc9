// One MSEE (one link of a circuit) as a BGP speaker: it reflects gateways to each other and speaks to the customer. A
// circuit does not separate its VNets (R3.37): what keeps them apart are the toggles of the gateways.
import type { Circuit, CircuitLink } from '../../model/index.ts'
import { azureAsn, mseeAsn, withOverride, withoutPrivate } from '../bgp/as-path.ts'
import { refuse } from '../bgp/refusal.ts'
import type { BgpRoute } from '../bgp/route.ts'
import {
  type Marks,
  nextHopOn,
  noMarks,
  type SessionEnd,
  type SpeakerDraft,
  type Verdict,
} from '../bgp/speaker.ts'
import { peerPlace, siteOfOrigin } from './azure-side.ts'

/** What one gateway may know of a route that another brought to the circuit (R3.24). */
const reflectedMarks = (route: BgpRoute): Marks => {
  const source = peerPlace(route.learnedOver)
  if (source?.kind !== 'expressRouteGateway') return noMarks
  return { reflection: source.gateway.kind === 'hubExpressRoute' ? 'virtualWan' : 'vnet' }
}

/** Towards a gateway: the other gateways' number is overridden, so that 65515 does not meet itself (R3.23, R7.8). */
const announceToGateway = (route: BgpRoute, over: SessionEnd): Verdict => {
  const source = peerPlace(route.learnedOver)
  const target = peerPlace(over)
  const isReflected = source?.kind === 'expressRouteGateway'
  // The other instance of the same gateway needs no telling.
  if (isReflected && target?.kind === 'expressRouteGateway' && source.gateway === target.gateway)
    return refuse('hasItself', 'R3.21')
  const path = isReflected ? withOverride(route.asPath, azureAsn, mseeAsn) : route.asPath
  return {
    ...route,
    asPath: [mseeAsn, ...path],
    med: 0, // of one customer's session: it never travels on to another AS (RFC 4271 §5.1.4)
    nextHop: nextHopOn(over, route.prefix),
    marks: reflectedMarks(route),
  }
}

/** Towards the customer: private numbers go, 12076 stays (R3.27, R7.3). */
const announceToCustomer = (route: BgpRoute, over: SessionEnd): BgpRoute => {
  const fromAzure = peerPlace(route.learnedOver)?.kind === 'expressRouteGateway'
  const path = fromAzure ? withoutPrivate(route.asPath) : route.asPath
  return {
    ...route,
    asPath: [mseeAsn, ...path],
    med: 0,
    nextHop: nextHopOn(over, route.prefix),
    marks: noMarks,
  }
}

/**
 * Towards an MSEE of another circuit: Global Reach carries on, one circuit far (R3.33). Recorded paths are two numbers
 * longer than over one circuit: three times 12076 before a site's own path, four times before a VNet's (R5.9).
 */
const announceToMsee = (route: BgpRoute, over: SessionEnd): Verdict => {
  const source = peerPlace(route.learnedOver)
  if (source?.kind === 'msee') return refuse('noTransit', 'R3.31')
  const fromAzure = source?.kind === 'expressRouteGateway'
  const path = fromAzure ? withOverride(route.asPath, azureAsn, mseeAsn) : route.asPath
  return {
    ...route,
    asPath: [mseeAsn, mseeAsn, ...path],
    nextHop: nextHopOn(over, route.prefix),
    marks: noMarks,
  }
}

/** The MSEE of one link. */
export const mseeSpeaker = (circuit: Circuit, link: CircuitLink): SpeakerDraft => ({
  key: `${circuit.id.key}/${link.role}`,
  asn: mseeAsn,
  place: { kind: 'msee', circuit, link },
  originated: [],
  sessions: [],
  // R3.36: the customer's paths may hold 12076, those of gateways may not; the shorter wins wherever it comes from.
  accept: (route, over) => {
    const place = peerPlace(over)
    if (place?.kind !== 'expressRouteGateway') return { ...route, localPreference: 100, weight: 0 }
    if (route.asPath.includes(mseeAsn)) return refuse('loop', 'R3.36')
    const communities = [...route.communities, siteOfOrigin(place.gateway)]
    return { ...route, communities, localPreference: 100, weight: 0 }
  },
  announce: (route, over) => {
    const target = peerPlace(over)?.kind
    if (target === 'expressRouteGateway') return announceToGateway(route, over)
    return target === 'msee' ? announceToMsee(route, over) : announceToCustomer(route, over)
  },
})
