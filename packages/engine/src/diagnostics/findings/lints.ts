// Findings about networks that deploy but do not do what was meant (HP40nn, nn as in L1 to L15).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { LimitedThing } from '../kinds.ts'

/** The next hop lies neither in the subnet's VNet nor in one peered with it directly. */
export const nextHopNotReachable: FindingFunction<
  'HP4001',
  { routeTable: string; route: string; nextHop: string; subnet: string; vnet: string }
> = defineFinding('HP4001', 'warning', { rules: ['L1', 'R1.20'] })

export const applianceWithoutIpForwarding: FindingFunction<
  'HP4002',
  { nic: string; address: string; routeTable: string; route: string }
> = defineFinding('HP4002', 'warning', { rules: ['L2', 'R1.21'] })

/** `peering`: the object on the receiving side that lacks the flag; `appliance`: what forwards. */
export const forwardedTrafficNotAllowed: FindingFunction<
  'HP4003',
  { peering: string; vnet: string; remoteVnet: string; appliance: string }
> = defineFinding('HP4003', 'warning', { rules: ['L3', 'R2.4', 'R2.13'] })

/** `device`: the stateful one that sees only one direction. */
export const asymmetricStatefulPath: FindingFunction<
  'HP4004',
  { source: string; destination: string; device: string }
> = defineFinding('HP4004', 'warning', { rules: ['L4'] })

/** `returnSubnet`: the far subnet, which has no route back through `nextHop`. */
export const routeWithoutReturnRoute: FindingFunction<
  'HP4005',
  {
    routeTable: string
    route: string
    prefix: string
    subnet: string
    returnSubnet: string
    nextHop: string
  }
> = defineFinding('HP4005', 'warning', { rules: ['L5'] })

/** `first`, `second`: the places that talk over the circuit, or where packets only one way pass: from and to. */
export const expressRouteHairpin: FindingFunction<
  'HP4006',
  {
    first: string
    second: string
    exchange: 'bothWays' | 'oneWay'
    circuit: string
    peeringLocation?: string | undefined
  }
> = defineFinding('HP4006', 'warning', { rules: ['L6', 'R3.35'] })

/** `known`: the remote prefixes that the peering still carries; `actual`: those that the remote VNet has. */
export const peeringNotSynchronised: FindingFunction<
  'HP4007',
  {
    peering: string
    vnet: string
    remoteVnet: string
    known: readonly string[]
    actual: readonly string[]
  }
> = defineFinding('HP4007', 'warning', { rules: ['L7', 'R2.2'] })

export const applianceAnnouncesDefaultRoute: FindingFunction<
  'HP4008',
  { appliance: string; routeServer: string; subnet: string }
> = defineFinding('HP4008', 'warning', { rules: ['L8', 'R4.13'] })

export const routeToExpressRouteGateway: FindingFunction<
  'HP4009',
  { routeTable: string; route: string; subnet: string; gateways: readonly string[] }
> = defineFinding('HP4009', 'warning', { rules: ['L9', 'R1.22'] })

export const applianceInSubnetOfClients: FindingFunction<
  'HP4010',
  { appliance: string; subnet: string; routeTable: string; route: string }
> = defineFinding('HP4010', 'warning', { rules: ['L10'] })

export const nearLimit: FindingFunction<
  'HP4011',
  { resource: string; thing: LimitedThing; found: number; limit: number }
> = defineFinding('HP4011', 'warning', { rules: ['L11'] })

/** `missing`: the Route Server instance address without a session. */
export const applianceWithOneRouteServerSession: FindingFunction<
  'HP4012',
  { appliance: string; routeServer: string; present: string; missing: string }
> = defineFinding('HP4012', 'warning', { rules: ['L12', 'R4.1'] })

/** `prefix`: the route through the tunnel that covers the tunnel's own far end. */
export const tunnelUnderlayInTunnel: FindingFunction<
  'HP4013',
  { guest: string; tunnel: string; farEnd: string; prefix: string }
> = defineFinding('HP4013', 'warning', { rules: ['L13'] })

/** `gateways` take the prefixes of `otherGateways`, which lack `property` and so do not take theirs. */
export const expressRouteTogglesDiffer: FindingFunction<
  'HP4014',
  { gateways: readonly string[]; otherGateways: readonly string[]; circuit: string; property: string }
> = defineFinding('HP4014', 'warning', { rules: ['L14', 'R3.24', 'R3.25'] })

/** `prefix`: announced by `speaker`, equal to or inside the VNet's own space, and so never used. */
export const ownPrefixFromBgp: FindingFunction<'HP4015', { vnet: string; prefix: string; speaker: string }> =
  defineFinding('HP4015', 'warning', { rules: ['L15', 'R3.12', 'R1.15'] })
