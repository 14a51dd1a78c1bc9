// Findings about gateways, circuits, Route Servers and virtual hubs that Azure refuses (HP30nn, nn as in V12 to V30).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { GatewayKind } from '../kinds.ts'

export const gatewayOutsideGatewaySubnet: FindingFunction<'HP3012', { gateway: string; subnet: string }> =
  defineFinding('HP3012', 'error', { rules: ['V12', 'R3.1'] })

export const nicInGatewaySubnet: FindingFunction<'HP3112', { nic: string; vnet: string }> = defineFinding(
  'HP3112',
  'error',
  { azureCode: 'GatewaySubnet', rules: ['V12'] },
)

/** `minimumLength`: the longest prefix length that is allowed, e.g. 27; `gateways`: the kinds that ask for it. */
export const gatewaySubnetTooSmall: FindingFunction<
  'HP3013',
  { vnet: string; prefix: string; minimumLength: number; gateways: readonly GatewayKind[] }
> = defineFinding('HP3013', 'error', { rules: ['V13'] })

export const gatewaySubnetDefaultRoute: FindingFunction<
  'HP3014',
  { vnet: string; routeTable: string; route: string }
> = defineFinding('HP3014', 'error', { rules: ['V14', 'R1.28'] })

export const gatewaySubnetPropagationDisabled: FindingFunction<
  'HP3114',
  { vnet: string; routeTable: string }
> = defineFinding('HP3114', 'error', { rules: ['V14', 'R1.28'] })

/** `route`: of the table on GatewaySubnet; `prefix`: RouteServerSubnet. Documented to break BGP, seen to do no harm. */
export const gatewayRouteCoversRouteServer: FindingFunction<
  'HP3314',
  { routeTable: string; route: string; routeServer: string; prefix: string; nextHopType: string }
> = defineFinding('HP3314', 'warning', { rules: ['V14', 'R4.14', 'R1.28'] })

export const gatewaySubnetWithNsg: FindingFunction<'HP3214', { vnet: string; nsg: string }> = defineFinding(
  'HP3214',
  'error',
  { azureCode: 'NetworkSecurityGroupCannotBeAttachedToGatewaySubnet', rules: ['V14', 'R1.28'] },
)

export const secondGatewayOfSameType: FindingFunction<
  'HP3015',
  { vnet: string; kind: GatewayKind; gateway: string; otherGateway: string }
> = defineFinding('HP3015', 'error', { rules: ['V15', 'R3.1'] })

/** `found`: IP configurations that it has. */
export const activeActiveNeedsTwoAddresses: FindingFunction<'HP3016', { gateway: string; found: number }> =
  defineFinding('HP3016', 'error', {
    azureCode: 'ActiveActiveGatewayMustHaveExactlyTwoIpConfigurations',
    rules: ['V16', 'R3.9'],
  })

/** `found`: how many of its public IP addresses are Standard and static. */
export const activeActiveNeedsStandardAddresses: FindingFunction<
  'HP3216',
  { gateway: string; found: number }
> = defineFinding('HP3216', 'error', { rules: ['V16', 'R3.9'] })

/** `property`, `found`: what stands against it, e.g. sku.name is Basic. */
export const activeActiveNotSupported: FindingFunction<
  'HP3116',
  { gateway: string; property: string; found: string }
> = defineFinding('HP3116', 'error', { rules: ['V16', 'R3.5'] })

export const coexistenceNotSupported: FindingFunction<
  'HP3017',
  { vnet: string; gateway: string; property: string; found: string }
> = defineFinding('HP3017', 'error', { rules: ['V17', 'R3.5'] })

export const reservedAsn: FindingFunction<'HP3018', { resource: string; asn: number }> = defineFinding(
  'HP3018',
  'error',
  { rules: ['V18', 'R3.4'] },
)

/** An appliance with the Route Server's own ASN: its announcements are taken for loops. */
export const routeServerPeerAsn: FindingFunction<
  'HP3118',
  { routeServer: string; peer: string; asn: number }
> = defineFinding('HP3118', 'error', { rules: ['V18'] })

/** Documented as unsupported, yet seen to work. */
export const fourByteAsn: FindingFunction<'HP3019', { speaker: string; peer: string; asn: number }> =
  defineFinding('HP3019', 'warning', { rules: ['V19', 'R4.1'] })

export const routeServerOutsideItsSubnet: FindingFunction<'HP3020', { routeServer: string; subnet: string }> =
  defineFinding('HP3020', 'error', { rules: ['V20'] })

export const routeServerSubnetTooSmall: FindingFunction<'HP3120', { vnet: string; prefix: string }> =
  defineFinding('HP3120', 'error', { rules: ['V20'] })

/** A /27, which was the minimum once and is no longer recommended. */
export const routeServerSubnetSmall: FindingFunction<'HP3220', { vnet: string; prefix: string }> =
  defineFinding('HP3220', 'warning', { rules: ['V20'] })

export const secondRouteServer: FindingFunction<
  'HP3320',
  { vnet: string; routeServer: string; otherRouteServer: string }
> = defineFinding('HP3320', 'error', { rules: ['V20', 'R4.1'] })

/** `attached`: the route table or network security group. */
export const routeServerSubnetAttachment: FindingFunction<'HP3420', { vnet: string; attached: string }> =
  defineFinding('HP3420', 'error', { rules: ['V20'] })

/** `asn`: the gateway's. Azure asks for active-active and 65515; another ASN was seen to work. */
export const routeServerGatewayMode: FindingFunction<
  'HP3520',
  { routeServer: string; gateway: string; mode: 'activeActive' | 'activeStandby'; asn: number }
> = defineFinding('HP3520', 'warning', { rules: ['V20', 'R3.8', 'R4.9'] })

/** `gateway`: the gateway or Route Server in the VNet. */
export const hubVnetHasGateway: FindingFunction<
  'HP3029',
  { hub: string; connection: string; vnet: string; gateway: string }
> = defineFinding('HP3029', 'error', { rules: ['V29', 'R5.7', 'R4.20'] })

export const customTableWithRoutingIntent: FindingFunction<
  'HP3129',
  { hub: string; connection: string; routeTable: string }
> = defineFinding('HP3129', 'error', { rules: ['V29', 'R5.11'] })

/** `route`: a static route of the hub's table that leads to a connected virtual network. */
export const hubRouteWithRoutingIntent: FindingFunction<
  'HP3329',
  { hub: string; routeTable: string; route: string; connection: string }
> = defineFinding('HP3329', 'error', { rules: ['V29', 'R5.11'] })

export const hubTooSmall: FindingFunction<'HP3229', { hub: string; prefix: string }> = defineFinding(
  'HP3229',
  'error',
  { rules: ['V29'] },
)

/** `sku`: tier of the circuit; `found`, `limit`: connections. */
export const circuitConnectionsAboveLimit: FindingFunction<
  'HP3030',
  { circuit: string; sku: string; found: number; limit: number }
> = defineFinding('HP3030', 'error', { rules: ['V30', 'R3.34'] })

export const circuitsOfOneLocation: FindingFunction<
  'HP3130',
  { gateway: string; location: string; circuits: readonly string[]; limit: number }
> = defineFinding('HP3130', 'error', { rules: ['V30', 'R3.34'] })

export const circuitAuthorizationMissing: FindingFunction<'HP3230', { connection: string; circuit: string }> =
  defineFinding('HP3230', 'error', { rules: ['V30', 'R3.19'] })

export const gatewayWithoutGatewaySubnet: FindingFunction<'HP3044', { gateway: string; vnet: string }> =
  defineFinding('HP3044', 'error', { rules: ['V12', 'R3.1'] })

export const connectionWithoutCircuit: FindingFunction<'HP3045', { connection: string; gateway: string }> =
  defineFinding('HP3045', 'error', { rules: ['R3.19'] })
