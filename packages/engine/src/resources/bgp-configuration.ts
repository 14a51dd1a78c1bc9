// The BGP configuration of a router that is not Azure's own: an appliance, a device, a site.
// Shapes are those of the recorded cases (case.schema.json), so one set of types serves both.
import type { Span } from '../diagnostics/index.ts'

/** What a speaker lets through: first match wins; what matches no rule is permitted unless `default` says deny. */
export interface RoutePolicy {
  readonly default?: 'permit' | 'deny'
  readonly rules?: readonly PolicyRule[]
}

/** One rule of a policy. Prefixes are CIDR texts; `asPathContains` is an AS number. */
export interface PolicyRule {
  readonly action: 'permit' | 'deny'
  readonly prefix?: string
  readonly orLonger?: boolean
  readonly ge?: number
  readonly le?: number
  readonly asPathContains?: number
  readonly prepend?: readonly number[]
  readonly setNextHop?: string
  readonly setLocalPref?: number
  readonly setMed?: number
  readonly replaceAsPath?: readonly number[]
  readonly addCommunities?: readonly string[]
}

/** One configured neighbour. */
export interface BgpNeighbor {
  readonly address: string
  readonly asn: number
  readonly localAs?: number
  readonly multihop?: boolean
  readonly asOverride?: boolean
  readonly allowAsIn?: number
  readonly nextHopSelf?: boolean
  readonly defaultOriginate?: boolean
  readonly removePrivateAs?: boolean
  readonly up?: boolean
  readonly import?: RoutePolicy
  readonly export?: RoutePolicy
}

/** A prefix that the router announces while it knows one inside it; with `summaryOnly` in place of those. */
export interface BgpAggregate {
  readonly prefix: string
  readonly summaryOnly?: boolean
}

/** A router's `router bgp` section. */
export interface BgpConfiguration {
  readonly asn: number
  readonly running?: boolean
  readonly networks?: readonly string[]
  readonly redistribute?: readonly ('static' | 'connected' | 'kernel')[]
  readonly aggregates?: readonly BgpAggregate[]
  /** Which software runs, where it matters (R7.2); by default told from the names of the interfaces. */
  readonly daemon?: 'frr' | 'ios' | 'bird'
  readonly neighbors: readonly BgpNeighbor[]
  readonly span?: Span
}
