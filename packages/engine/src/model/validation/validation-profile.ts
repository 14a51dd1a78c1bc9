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
  /** R3.12, R3.29, R4.10: prefixes that one end of a BGP session takes from the other. */
  readonly routeLimits: {
    readonly vpnPeer: number
    readonly routeServerPeer: number
    readonly gatewayToCircuit: number
    readonly standardCircuit: number
    readonly premiumCircuit: number
    readonly circuitIpv6: number
  }
}

/** The newest behaviour. */
export const newestProfile: ValidationProfile = {
  routesPerTable: 1000,
  peeringsPerVnet: 500,
  circuitsPerLocation: 4,
  remoteVnetDefault: 'reject',
  basicGatewayAddresses: false,
  routeServerSubnetLength: 26,
  routeLimits: {
    vpnPeer: 4000,
    routeServerPeer: 4000,
    gatewayToCircuit: 1000,
    standardCircuit: 4000,
    premiumCircuit: 10_000,
    circuitIpv6: 100,
  },
}
