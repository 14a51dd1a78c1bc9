// Era profiles: behaviour of Azure that changed over the years, one field each.
import type { Prefix } from '../net/index.ts'
import { type NoneListName, noneRoutesNamed, noneRoutesOf, privateSpace } from './none-routes.ts'

/** How many routes one end of a session takes; with more the session ends (R3.12, R3.29, R4.10). */
export interface RouteLimits {
  /** From each BGP peer of a VPN gateway. */
  readonly vpnPeer: number
  /** From each appliance, at a Route Server. */
  readonly routeServerPeer: number
  /** From a gateway to a circuit, IPv4. */
  readonly gatewayToCircuit: number
  /** From the customer to private peering, IPv4, by the circuit's tier. */
  readonly standardCircuit: number
  readonly premiumCircuit: number
  /** IPv6 over private peering, either way. */
  readonly circuitIpv6: number
}

/** What a year fixes. Rule ids name the behaviour. */
export interface Era {
  readonly year: number
  /** R1.4: prefixes with next hop None. */
  readonly noneRoutes: readonly Prefix[]
  /** R1.3: what is not routed on the Internet: these prefixes, and private space that a year's list may lack. */
  readonly reservedSpace: readonly Prefix[]
  /** R3.24: what an ExpressRoute gateway without the property does with prefixes of other VNets. */
  readonly remoteVnetDefault: 'accept' | 'reject'
  /**
   * R6.26, R6.30: which elements decrement the TTL where an MSEE turns packets round between gateways. Labs of 2021 to
   * 2023 show the receiving gateway only; earlier and later ones the MSEE too, as it counts towards a customer always.
   */
  readonly expressRouteHops: 'gateway' | 'mseeAndGateway'
  /**
   * R6.31: whether the two VPN gateways of a tunnel between VNets decrement the TTL. A lab of 2018 shows both; those
   * since 2022 show none.
   */
  readonly vpnBetweenVnets: 'noHop' | 'twoHops'
  /**
   * R3.7, observed 16: whether a VPN gateway tells its BGP peers the host routes to its other peers. Labs of 2019 and
   * 2020 show it; from 2021 on they do not.
   */
  readonly vpnPeerRoutes: 'advertised' | 'kept'
  /** R4.5: whether a Route Server lists what peers tell of its own address space; it uses it neither way. */
  readonly routeServerOwnSpace: 'listed' | 'dropped'
  /**
   * R7.2: which paths FRR's as-override touches. FRR 7, that distributions of 2020 bring, only those that consist of the
   * neighbour's number alone; FRR 8 and later any. Not Azure's own, but the year tells best which one appliances run.
   */
  readonly frrAsOverride: 'wholePath' | 'anywhere'
  /**
   * R6.13: where the DHCP client of Linux images notes its metric. Images of 2020 do so at what DHCP itself tells;
   * those with systemd 249 or later, from Ubuntu 22.04 on, at the connected network too, and they add a route to the
   * gateway. Not Azure's own, but the year tells best which image machines run.
   */
  readonly guestDhcp: 'defaultOnly' | 'everywhere'
  /** R1.27: user routes that one table may hold. */
  readonly routesPerTable: number
  readonly routeLimits: RouteLimits
  /**
   * R1.22: a user route to an ExpressRoute gateway. Learn forbids it and no lab shows it working, so packets are
   * dropped; `hairpin` sends them to the MSEEs, as the lab that proposes such routes expects.
   */
  readonly userRouteToExpressRouteGateway: 'drop' | 'hairpin'
}

/** The newest behaviour that the facts cover. */
export const newestYear = 2026

/** The oldest year for which there is evidence. */
export const oldestYear = 2017

/** Raised in October 2025 and in May 2026 (Microsoft's limits page and its announcement). */
const routesPerTableIn = (year: number): number => {
  if (year < 2025) return 400
  return year === 2025 ? 600 : 1000
}

/** Behaviours that a user may set apart from the year. */
export interface EraSettings
  extends Partial<
    Pick<
      Era,
      | 'remoteVnetDefault'
      | 'expressRouteHops'
      | 'vpnBetweenVnets'
      | 'vpnPeerRoutes'
      | 'routeServerOwnSpace'
      | 'frrAsOverride'
      | 'userRouteToExpressRouteGateway'
    >
  > {
  /** R1.4: the None list by its name, for a region that is ahead of its year or behind it. */
  readonly noneRoutes?: NoneListName
}

/** The profile of a year, with single behaviours set by hand; years outside the evidence take the nearest one. */
export const eraOf = (year: number = newestYear, settings: EraSettings = {}): Era => {
  const bounded = Math.min(Math.max(Math.trunc(year), oldestYear), newestYear)
  const { noneRoutes: named, ...others } = settings
  const noneRoutes = named === undefined ? noneRoutesOf(bounded) : noneRoutesNamed(named)
  return {
    year: bounded,
    noneRoutes,
    reservedSpace: [...noneRoutes, ...privateSpace],
    remoteVnetDefault: bounded < 2024 ? 'accept' : 'reject',
    expressRouteHops: bounded >= 2021 && bounded <= 2023 ? 'gateway' : 'mseeAndGateway',
    vpnBetweenVnets: bounded <= 2018 ? 'twoHops' : 'noHop',
    vpnPeerRoutes: bounded < 2021 ? 'advertised' : 'kept',
    routeServerOwnSpace: bounded < 2023 ? 'listed' : 'dropped',
    frrAsOverride: bounded < 2025 ? 'wholePath' : 'anywhere',
    guestDhcp: bounded < 2023 ? 'defaultOnly' : 'everywhere',
    routesPerTable: routesPerTableIn(bounded),
    routeLimits: {
      vpnPeer: 4000,
      routeServerPeer: bounded < 2025 ? 1000 : 4000,
      gatewayToCircuit: 1000,
      standardCircuit: 4000,
      premiumCircuit: 10_000,
      circuitIpv6: 100,
    },
    userRouteToExpressRouteGateway: 'drop',
    ...others,
  }
}
