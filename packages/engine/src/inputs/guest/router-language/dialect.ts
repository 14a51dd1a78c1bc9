// What differs between the languages of routers that are otherwise alike.
import type { UndefinedEffect } from './router-report.ts'

/** One language. */
export interface Dialect {
  readonly daemon: 'frr' | 'ios'
  /** What a neighbour's filter does that names a list nobody defines. */
  readonly undefinedFilter: Extract<UndefinedEffect, 'deniesAll' | 'permitsAll'>
  /** What a condition of a route map does that names one. */
  readonly undefinedMatch: Extract<UndefinedEffect, 'matchesNothing' | 'matchesAll'>
  /** Whether a second `match` of a kind adds to the first one, or takes its place. */
  readonly matchesAdd: boolean
  /** Whether communities are sent unless it is said that they are not. */
  readonly sendsCommunities: boolean
}

/** FRR: what is not defined matches nothing (FRR 8.4, tried). */
export const frrDialect: Dialect = {
  daemon: 'frr',
  undefinedFilter: 'deniesAll',
  undefinedMatch: 'matchesNothing',
  matchesAdd: false,
  sendsCommunities: true,
}

/** Cisco IOS: an undefined list permits everything. */
export const iosDialect: Dialect = {
  daemon: 'ios',
  undefinedFilter: 'permitsAll',
  undefinedMatch: 'matchesAll',
  matchesAdd: true,
  sendsCommunities: false,
}
