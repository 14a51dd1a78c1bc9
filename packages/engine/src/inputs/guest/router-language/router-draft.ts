// What has been read of a router's configuration so far: sections and statements fill it, one line after the other.
import type { BgpDraft } from './bgp-section.ts'
import type { Dialect } from './dialect.ts'
import type { InterfaceDraft } from './interfaces.ts'
import { type NamedLists, noLists } from './named-lists.ts'
import type { WrittenNat } from './nat.ts'
import type { RouteMaps } from './route-maps.ts'
import { type RouterReport, routerReport } from './router-report.ts'
import type { StaticRoutes } from './static-routes.ts'

/** A configuration in the making. */
export interface RouterDraft {
  readonly dialect: Dialect
  readonly report: RouterReport
  readonly lists: NamedLists
  readonly maps: RouteMaps
  readonly interfaces: Map<string, InterfaceDraft>
  readonly routes: StaticRoutes
  readonly translations: WrittenNat[]
  bgp: BgpDraft | undefined
  ipForward: boolean | undefined
  /** What `frr version` and `frr defaults` say. */
  version: string | undefined
  profile: string | undefined
}

/** Nothing read yet. */
export const routerDraft = (dialect: Dialect): RouterDraft => ({
  dialect,
  report: routerReport(),
  lists: noLists(),
  maps: new Map(),
  interfaces: new Map(),
  routes: new Map(),
  translations: [],
  bgp: undefined,
  ipForward: undefined,
  version: undefined,
  profile: undefined,
})
