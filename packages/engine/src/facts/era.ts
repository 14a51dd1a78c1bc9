// Era profiles: behaviour of Azure that changed over the years, one field each.
import type { Prefix } from '../net/index.ts'
import { noneRoutesOf } from './none-routes.ts'

/** What a year fixes. Rule ids name the behaviour. */
export interface Era {
  readonly year: number
  /** R1.4: prefixes with next hop None. */
  readonly noneRoutes: readonly Prefix[]
  /** R3.24: what an ExpressRoute gateway without the property does with prefixes of other VNets. */
  readonly remoteVnetDefault: 'accept' | 'reject'
  /**
   * R6.26, R6.30: which elements of an ExpressRoute crossing decrement the TTL. Labs of 2021 to 2023 show the
   * receiving gateway only; earlier and later ones show the MSEE too, with its address in the sender's GatewaySubnet.
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
  /** R1.27: user routes that one table may hold. */
  readonly routesPerTable: number
  /** R1.22: a user route to an ExpressRoute gateway; Learn forbids it and no lab shows it working. */
  readonly userRouteToExpressRouteGateway: 'drop'
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
export type EraSettings = Partial<Pick<Era, 'remoteVnetDefault' | 'expressRouteHops'>>

/** The profile of a year, with single behaviours set by hand; years outside the evidence take the nearest one. */
export const eraOf = (year: number = newestYear, settings: EraSettings = {}): Era => {
  const bounded = Math.min(Math.max(Math.trunc(year), oldestYear), newestYear)
  return {
    year: bounded,
    noneRoutes: noneRoutesOf(bounded),
    remoteVnetDefault: bounded < 2024 ? 'accept' : 'reject',
    expressRouteHops: bounded >= 2021 && bounded <= 2023 ? 'gateway' : 'mseeAndGateway',
    vpnBetweenVnets: bounded <= 2018 ? 'twoHops' : 'noHop',
    vpnPeerRoutes: bounded < 2021 ? 'advertised' : 'kept',
    routesPerTable: routesPerTableIn(bounded),
    userRouteToExpressRouteGateway: 'drop',
    ...settings,
  }
}
