// Findings about questions: what was asked for is not there, or the answer needs a word of caution (HP50xx).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { ThingKind } from '../kinds.ts'

export const nameNotFound: FindingFunction<
  'HP5001',
  { kind: ThingKind; name: string; known: readonly string[]; suggestion?: string | undefined }
> = defineFinding('HP5001', 'error')

/** A machine has no such table to show; `found`: what runs there in place of what would print it. */
export const guestPartMissing: FindingFunction<
  'HP1105',
  { machine: string; part: 'frr' | 'bgp'; found: 'noFrr' | 'noBgp' | 'off' | 'ios' | 'bird' }
> = defineFinding('HP1105', 'error')

/** `ids`: the resources that have this name. */
export const nameAmbiguous: FindingFunction<
  'HP5002',
  { kind: ThingKind; name: string; ids: readonly string[] }
> = defineFinding('HP5002', 'error')

/** `subnet`: the one that the address lies in, where nobody has it. */
export const addressNotInNetwork: FindingFunction<
  'HP5003',
  { address: string; subnet?: string | undefined }
> = defineFinding('HP5003', 'error')

export const sourceHasNoAddress: FindingFunction<'HP5004', { source: string }> = defineFinding(
  'HP5004',
  'error',
)

/** The virtual machine is deallocated. */
export const sourceStopped: FindingFunction<'HP5005', { vm: string }> = defineFinding('HP5005', 'warning', {
  rules: ['R1.21'],
})

/** `members`: the BGP sessions that go up and down, each depending on the routes of the others. */
export const routeOscillation: FindingFunction<'HP5006', { members: readonly string[] }> = defineFinding(
  'HP5006',
  'error',
)

/** `codes`: of the findings for which Azure would refuse the topology. */
export const hypothetical: FindingFunction<'HP5007', { codes: readonly string[] }> = defineFinding(
  'HP5007',
  'warning',
)

/** R3.12, R3.29, R4.10: `speaker` received `found` routes from `peer`; above `limit` Azure ends the session. */
export const routeLimitExceeded: FindingFunction<
  'HP5009',
  { speaker: string; peer: string; found: number; limit: number }
> = defineFinding('HP5009', 'warning', { rules: ['R3.12', 'R3.29', 'R4.10'] })

/** `speakers`: those that never agree on the prefix, each choosing by what the others choose. */
export const routesNeverSettle: FindingFunction<'HP5012', { prefix: string; speakers: readonly string[] }> =
  defineFinding('HP5012', 'error', { rules: ['R7.9'] })

/** `related`: known prefixes that contain it or lie inside it. */
export const prefixNotAnnounced: FindingFunction<'HP5011', { prefix: string; related: readonly string[] }> =
  defineFinding('HP5011', 'error')

/** The machine `speaker` has no way to its BGP peer, so the session does not come up. */
export const sessionWithoutWay: FindingFunction<'HP5010', { speaker: string; peer: string }> = defineFinding(
  'HP5010',
  'warning',
  { rules: ['R7.9'] },
)

/** `source`: a VPN gateway, Route Server or virtual hub; `peers`: its BGP peers of which no input says what they announce. */
export const announcementsNotDescribed: FindingFunction<
  'HP5008',
  { vnet: string; source: string; kind: ThingKind; peers: readonly string[] }
> = defineFinding('HP5008', 'warning')

/** `found`: what stands in the place of a port. */
export const portNotValid: FindingFunction<'HP5061', { found: string }> = defineFinding('HP5061', 'error')

/** `sends`: what the tool sends; `protocol` and `port`: what was asked for. */
export const toolSendsOther: FindingFunction<
  'HP5060',
  {
    tool: string
    sends: 'icmp' | 'tcp' | 'udp'
    protocol: 'icmp' | 'tcp' | 'udp'
    port?: number | undefined
  }
> = defineFinding('HP5060', 'error', { rules: ['R6.28'] })

/** Ports are TCP's and UDP's. */
export const portForIcmp: FindingFunction<'HP5062', { port: number }> = defineFinding('HP5062', 'error')

/** `type`: what has the name, as Azure calls such a resource; `ends`: who could be meant instead. */
export const notAnEnd: FindingFunction<
  'HP5063',
  { name: string; type: string; role: 'source' | 'destination'; ends: readonly string[] }
> = defineFinding('HP5063', 'error')

/** `family`: that of `other`, the address of the other end. */
export const familyMissing: FindingFunction<
  'HP5064',
  { name: string; role: 'source' | 'destination'; family: 'IPv4' | 'IPv6'; other: string }
> = defineFinding('HP5064', 'error')

export const destinationHasNoAddress: FindingFunction<'HP5065', { destination: string }> = defineFinding(
  'HP5065',
  'error',
)

/** `found`: what was written in the place of an address. */
export const notAnAddress: FindingFunction<'HP5066', { text: string; found: 'prefix' | 'text' | 'url' }> =
  defineFinding('HP5066', 'error')

export const severalFrontends: FindingFunction<'HP5067', { name: string; frontends: readonly string[] }> =
  defineFinding('HP5067', 'error')

/** `owners`: ids of interfaces, or names of sites and services. */
export const addressShared: FindingFunction<'HP5068', { address: string; owners: readonly string[] }> =
  defineFinding('HP5068', 'error')

/** `source` and `port`: what stands before and behind the colon. */
export const sourceWithPort: FindingFunction<'HP5069', { source: string; port: string }> = defineFinding(
  'HP5069',
  'error',
)

/** Of a connection without `enableInternetSecurity`: its VNet leaves for the Internet past the hub. */
export const defaultRouteNotTaken: FindingFunction<
  'HP5080',
  { connection: string; hub: string; vnet: string }
> = defineFinding('HP5080', 'warning', { rules: ['R5.4'] })
