// Route policies: what a router lets through of the routes that it takes and tells, and what it changes of them.
import type { Span } from '../diagnostics/index.ts'

/** What a speaker lets through: first match wins; what matches no rule is permitted unless `default` says deny. */
export interface RoutePolicy {
  readonly default?: 'permit' | 'deny'
  readonly rules?: readonly PolicyRule[]
  /** Where it is applied: this refuses what no rule matches. */
  readonly span?: Span
}

/** The prefixes that a condition means: one alone, or with `orLonger`, `ge` or `le` also those inside it. */
export interface PrefixEntry {
  readonly action: 'permit' | 'deny'
  readonly prefix: string
  readonly orLonger?: boolean
  readonly ge?: number
  readonly le?: number
  readonly span?: Span
}

/** An entry of a list of AS paths: a regular expression over the path, written as `65001 65002`. */
export interface AsPathEntry {
  readonly action: 'permit' | 'deny'
  readonly expression: string
  readonly span?: Span
}

/** An entry of a list of communities: all of `communities`, or an expression over them. */
export interface CommunityEntry {
  readonly action: 'permit' | 'deny'
  readonly communities?: readonly string[]
  readonly expression?: string
  readonly span?: Span
}

/**
 * What a rule asks of a route; all that is given must hold. In a list the first entry that fits decides, and what fits
 * none does not match. `prefix` and `asPathContains` are the short forms of lists with one entry.
 */
export interface PolicyConditions {
  readonly prefix?: string
  readonly orLonger?: boolean
  readonly ge?: number
  readonly le?: number
  readonly asPathContains?: number
  readonly prefixList?: readonly PrefixEntry[]
  readonly asPathList?: readonly AsPathEntry[]
  readonly communityList?: readonly CommunityEntry[]
  /** Whether the route must have no other communities than the entry. */
  readonly exactCommunities?: boolean
  /** Over the next hop, as a prefix of its own. */
  readonly nextHopList?: readonly PrefixEntry[]
  /** The neighbour that the route comes from. */
  readonly fromNeighbor?: string
  readonly hasMed?: number
  readonly hasLocalPref?: number
  readonly hasOrigin?: 'igp' | 'egp' | 'incomplete'
  /** The tag of the static route that is redistributed. */
  readonly hasTag?: number
}

/** A number in the place of another one. */
export interface AsnReplacement {
  readonly from?: number
  readonly to: number
}

/** What a rule makes of a route that it permits. */
export interface PolicyChanges {
  /** AS numbers put in front of the path. */
  readonly prepend?: readonly number[]
  /** How often the first number of the path is repeated. */
  readonly prependFirst?: number
  readonly replaceAsPath?: readonly number[]
  /** Numbers taken out of the path. */
  readonly excludeAsns?: readonly number[]
  /** Numbers of the path that give way to others; without `from` all of them. */
  readonly replaceAsns?: readonly AsnReplacement[]
  readonly setNextHop?: string
  /** `unchanged`: as it was learned; `peer`: the neighbour's own address on what it tells, else the own one. */
  readonly nextHop?: 'unchanged' | 'peer'
  readonly setLocalPref?: number
  readonly setMed?: number
  readonly setWeight?: number
  readonly setOrigin?: 'igp' | 'egp' | 'incomplete'
  readonly addCommunities?: readonly string[]
  /** In place of those that the route has. */
  readonly setCommunities?: readonly string[]
  /** Those that the list permits are taken off. */
  readonly removeCommunities?: readonly CommunityEntry[]
}

/** One rule of a policy. */
export interface PolicyRule extends PolicyConditions, PolicyChanges {
  readonly action: 'permit' | 'deny'
  /** Its place among the rules, for `continueAt` of others. */
  readonly sequence?: number
  /** A permitted route goes on at the first rule with this sequence or a higher one; the last one asked decides. */
  readonly continueAt?: number
  /** A permitted route has to pass this policy as well, which may change it. */
  readonly call?: RoutePolicy
  readonly span?: Span
}
