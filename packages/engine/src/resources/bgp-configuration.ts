// The BGP configuration of a router that is not Azure's own: an appliance, a device, a site.
// Shapes are those of the recorded cases (case.schema.json), so one set of types serves both.
import type { Span } from '../diagnostics/index.ts'
import type { RoutePolicy } from './route-policy.ts'

/** Where a router has routes from that it may announce as well. */
export type RedistributedSource = 'static' | 'connected' | 'kernel'

/** One configured neighbour. */
export interface BgpNeighbor {
  readonly address: string
  /** `external`: any other number than the own one. */
  readonly asn: number | 'external'
  readonly localAs?: number
  /** Where `localAs` stands in paths: alone, before the own number, or as well in front of what is received. */
  readonly localAsPlace?: 'alone' | 'beforeOwn' | 'bothWays'
  readonly multihop?: boolean
  readonly asOverride?: boolean
  readonly allowAsIn?: number
  /** Paths that began with the own AS number are taken, however often it is in them. */
  readonly allowOwnOrigin?: boolean
  readonly nextHopSelf?: boolean
  readonly defaultOriginate?: boolean
  /** What is made of the default route that `defaultOriginate` tells. */
  readonly defaultPolicy?: RoutePolicy
  readonly removePrivateAs?: boolean
  /** Private numbers are touched only in paths of nothing else. */
  readonly privateAsAlone?: boolean
  /** The own number takes the place of private ones, so that the path keeps its length. */
  readonly replacePrivateAs?: boolean
  readonly routeReflectorClient?: boolean
  readonly sendCommunity?: boolean
  readonly weight?: number
  /** The address families that the session carries; both when not given. */
  readonly families?: readonly (4 | 6)[]
  /** The session ends with more routes than this. */
  readonly maximumPrefix?: number
  readonly up?: boolean
  readonly import?: RoutePolicy
  readonly export?: RoutePolicy
  readonly span?: Span
}

/** A prefix that the router announces while it knows one inside it; with `summaryOnly` in place of those. */
export interface BgpAggregate {
  readonly prefix: string
  readonly summaryOnly?: boolean
  readonly span?: Span
}

/** What a policy makes of routes from one source: of what is redistributed, or of one network. */
export interface OriginationPolicy {
  readonly source?: RedistributedSource
  readonly network?: string
  readonly policy: RoutePolicy
}

/** A router's `router bgp` section. */
export interface BgpConfiguration {
  readonly asn: number
  readonly running?: boolean
  readonly networks?: readonly string[]
  /** Whether a network is announced only while the router has a route to that very prefix. */
  readonly networksNeedRoute?: boolean
  readonly redistribute?: readonly RedistributedSource[]
  readonly originationPolicies?: readonly OriginationPolicy[]
  readonly aggregates?: readonly BgpAggregate[]
  /** Which software runs, where it matters (R7.2); by default told from the names of the interfaces. */
  readonly daemon?: 'frr' | 'ios' | 'bird'
  /** How many equal paths are used at once. */
  readonly maximumPaths?: number
  /** Whether equal paths must be the same number by number; otherwise they must be as long. */
  readonly equalPathsOnly?: boolean
  /** Whether `asOverride` touches only paths of the neighbour's number alone, as FRR 7 does (R7.2). Not said: by era. */
  readonly overridesWholePathOnly?: boolean
  readonly neighbors: readonly BgpNeighbor[]
  readonly span?: Span
}
