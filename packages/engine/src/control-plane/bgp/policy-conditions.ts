// What a rule of a policy asks of a route, made ready once and asked often: prefixes, AS paths, communities, next hops.
import type { Span } from '../../diagnostics/index.ts'
import type { AsPathEntry, CommunityEntry, PolicyRule, PrefixEntry } from '../../model/index.ts'
import {
  type Address,
  containsAddress,
  equalPrefixes,
  familyOf,
  hostPrefix,
  type Prefix,
  parseAddress,
  parsePrefix,
  routerExpression,
} from '../../net/index.ts'
import type { BgpRoute } from './route.ts'

/** What a policy may be told beside the route. */
export interface PolicyContext {
  /** The neighbour on whose session it is applied. */
  readonly peer?: Address | undefined
  /** What `nextHop: peer` stands for, where that is not the router itself. */
  readonly peerNextHop?: Address | undefined
  /** The tag of the static route that is redistributed. */
  readonly tag?: number | undefined
}

/** Whether a condition holds; where a list says expressly that it does not, the entry that says so. */
export interface Answer {
  readonly holds: boolean
  readonly deniedAt?: Span | undefined
}

/** A condition. */
export type Condition = (route: BgpRoute, context: PolicyContext) => Answer

const yes: Answer = { holds: true }
const no: Answer = { holds: false }

const simple =
  (test: (route: BgpRoute, context: PolicyContext) => boolean): Condition =>
  (route, context) =>
    test(route, context) ? yes : no

const never: Condition = () => no

/** Whether an entry means a prefix. Lengths below its own mean networks whose address alone lies inside. */
const prefixTest = (entry: Omit<PrefixEntry, 'action'>): ((candidate: Prefix) => boolean) => {
  const reading = parsePrefix(entry.prefix)
  if (reading.kind === 'malformed') return () => false
  const { prefix } = reading
  const { orLonger, ge, le } = entry
  if (orLonger !== true && ge === undefined && le === undefined)
    return (candidate) => equalPrefixes(prefix, candidate)
  const least = ge ?? prefix.length
  const most = le ?? 128
  return (candidate) =>
    containsAddress(prefix, candidate.address) && candidate.length >= least && candidate.length <= most
}

interface Entry {
  readonly action: 'permit' | 'deny'
  readonly span?: Span
}

/** The first entry that fits decides. */
const inList = <T, E extends Entry>(
  entries: readonly E[],
  testOf: (entry: E) => (subject: T) => boolean,
): ((subject: T) => Answer) => {
  const tests = entries.map((entry) => ({ entry, fits: testOf(entry) }))
  return (subject) => {
    const found = tests.find(({ fits }) => fits(subject))?.entry
    if (found === undefined) return no
    return found.action === 'permit' ? yes : { holds: false, deniedAt: found.span }
  }
}

const prefixIn = (entries: readonly PrefixEntry[]) => inList<Prefix, PrefixEntry>(entries, prefixTest)

/** An AS path as expressions see it. */
const pathText = (path: readonly number[]): string => path.join(' ')

const asPathTest = ({ expression }: AsPathEntry): ((path: string) => boolean) =>
  routerExpression(expression)?.test ?? (() => false)

const communityTest =
  (exact: boolean) =>
  ({ communities, expression }: CommunityEntry): ((own: readonly string[]) => boolean) => {
    if (communities !== undefined)
      return (own) =>
        communities.every((community) => own.includes(community)) &&
        (!exact || new Set(own).size === new Set(communities).size)
    const compiled = expression === undefined ? undefined : routerExpression(expression)
    return (own) => compiled?.test([...own].sort().join(' ')) ?? false
  }

const communitiesIn = (entries: readonly CommunityEntry[], exact: boolean) =>
  inList<readonly string[], CommunityEntry>(entries, communityTest(exact))

/** Whether a list takes a community off: one by one, so that an entry of several means each of them. */
export const takesOff = (entries: readonly CommunityEntry[]): ((community: string) => boolean) => {
  const listed = inList<string, CommunityEntry>(entries, ({ communities, expression }) => {
    if (communities !== undefined)
      return (community) => communities.length === 0 || communities.includes(community)
    return (expression === undefined ? undefined : routerExpression(expression))?.test ?? (() => false)
  })
  return (community) => listed(community).holds
}

/** The conditions of a rule; all must hold. */
export const conditionsOf = (rule: PolicyRule): readonly Condition[] => {
  const conditions: Condition[] = []
  const { prefix, prefixList, asPathContains, asPathList, communityList, nextHopList, fromNeighbor } = rule
  if (prefix !== undefined) {
    const fits = prefixTest({ ...rule, prefix })
    conditions.push(simple((route) => fits(route.prefix)))
  }
  if (asPathContains !== undefined) conditions.push(simple((route) => route.asPath.includes(asPathContains)))
  if (prefixList !== undefined) {
    const listed = prefixIn(prefixList)
    conditions.push((route) => listed(route.prefix))
  }
  if (asPathList !== undefined) {
    const listed = inList<string, AsPathEntry>(asPathList, asPathTest)
    conditions.push((route) => listed(pathText(route.asPath)))
  }
  if (communityList !== undefined) {
    const listed = communitiesIn(communityList, rule.exactCommunities === true)
    conditions.push((route) => listed(route.communities))
  }
  if (nextHopList !== undefined) {
    const listed = prefixIn(nextHopList)
    conditions.push(({ nextHop, prefix: to }) => {
      // A route of the router's own has no next hop yet: zero, as daemons hold it.
      const address = nextHop ?? parseAddress(familyOf(to.address) === 4 ? '0.0.0.0' : '::')
      return address === undefined ? no : listed(hostPrefix(address))
    })
  }
  if (fromNeighbor !== undefined) {
    const address = parseAddress(fromNeighbor)
    conditions.push(address === undefined ? never : simple((_, context) => context.peer === address))
  }
  if (rule.hasMed !== undefined) conditions.push(simple(({ med }) => med === rule.hasMed))
  if (rule.hasLocalPref !== undefined)
    conditions.push(simple(({ localPreference }) => localPreference === rule.hasLocalPref))
  if (rule.hasOrigin !== undefined) conditions.push(simple(({ origin }) => origin === rule.hasOrigin))
  if (rule.hasTag !== undefined) conditions.push(simple((_, context) => context.tag === rule.hasTag))
  return conditions
}
