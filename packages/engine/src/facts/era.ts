// Era profiles: behaviour of Azure that changed over the years, one field each.
import type { Prefix } from '../net/index.ts'
import { type NoneListName, noneRoutesNamed, noneRoutesOf } from './none-routes.ts'

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
  /** R1.27: user routes that one table may hold. */
  readonly routesPerTable: number
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
  extends Partial<Pick<Era, 'remoteVnetDefault' | 'expressRouteHops' | 'userRouteToExpressRouteGateway'>> {
  /** R1.4: the None list by its name, for a region that is ahead of its year or behind it. */
  readonly noneRoutes?: NoneListName
}

/** The profile of a year, with single behaviours set by hand; years outside the evidence take the nearest one. */
export const eraOf = (year: number = newestYear, settings: EraSettings = {}): Era => {
  const bounded = Math.min(Math.max(Math.trunc(year), oldestYear), newestYear)
  const { noneRoutes, ...others } = settings
  return {
    year: bounded,
    noneRoutes: noneRoutes === undefined ? noneRoutesOf(bounded) : noneRoutesNamed(noneRoutes),
    remoteVnetDefault: bounded < 2024 ? 'accept' : 'reject',
    expressRouteHops: bounded >= 2021 && bounded <= 2023 ? 'gateway' : 'mseeAndGateway',
    routesPerTable: routesPerTableIn(bounded),
    userRouteToExpressRouteGateway: 'drop',
    ...others,
  }
}
