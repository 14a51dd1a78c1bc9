// What validation needs to know of Azure and that changed over the years.

/** Limits and defaults of one time. The caller that knows the era fills it in. */
export interface ValidationProfile {
  /** V21: user-defined routes in a table: 400 before 2025, 600 in 2025, 1,000 from May 2026. */
  readonly routesPerTable: number
  /** R2.12: peerings of a VNet, with or without an ExpressRoute gateway. */
  readonly peeringsPerVnet: number
  /** V30: circuits of one peering location that a VNet may be connected to. */
  readonly circuitsPerLocation: number
  /** R3.24: what an ExpressRoute gateway that does not say does with prefixes of other VNets. */
  readonly remoteVnetDefault: 'accept' | 'reject'
  /** V16: whether a VPN gateway takes public IP addresses that are Basic or dynamic: so it was until the end of 2023. */
  readonly basicGatewayAddresses: boolean
  /** V20: the longest prefix length of RouteServerSubnet that Microsoft asks for: 27 before 2025, 26 since. */
  readonly routeServerSubnetLength: 26 | 27
  /** R4.10: prefixes that a Route Server takes from one peer: 1,000 before 2025, 4,000 since. */
  readonly prefixesPerRouteServerPeer: number
}

/** The newest behaviour. */
export const newestProfile: ValidationProfile = {
  routesPerTable: 1000,
  peeringsPerVnet: 500,
  circuitsPerLocation: 4,
  remoteVnetDefault: 'reject',
  basicGatewayAddresses: false,
  routeServerSubnetLength: 26,
  prefixesPerRouteServerPeer: 4000,
}
