// Route maps: their entries as they are written, and the policies that they mean once all lists are known.
import type { Span } from '../../../diagnostics/index.ts'
import type {
  CommunityEntry,
  PolicyChanges,
  PolicyConditions,
  PolicyRule,
  RoutePolicy,
} from '../../../resources/index.ts'
import type { ConfigLine } from './config-lines.ts'
import type { Dialect } from './dialect.ts'
import type { NamedLists } from './named-lists.ts'
import { readSet } from './route-map-sets.ts'
import type { NamedThing, RouterReport } from './router-report.ts'
import { asNumber, hostPrefixText, isAddress, wholeNumber } from './written-values.ts'

/** The kinds of conditions that name lists. */
type ListCondition =
  | 'prefixList'
  | 'accessList'
  | 'asPathList'
  | 'communityList'
  | 'nextHopList'
  | 'nextHopAccess'

/** A condition: one of several lists must hold. */
interface WrittenMatch {
  readonly kind: ListCondition
  readonly names: readonly string[]
  readonly exact: boolean
  readonly span: Span
}

/** An entry of a route map. */
export interface RouteMapEntry {
  readonly action: 'permit' | 'deny'
  readonly sequence: number
  readonly span: Span
  matches: WrittenMatch[]
  conditions: PolicyConditions
  changes: PolicyChanges
  /** `set as-path replace`: the own number in the place of this one, or of any. */
  replaces: number | 'any' | undefined
  removes: { readonly list: string; readonly span: Span } | undefined
  continueAt: number | undefined
  call: { readonly name: string; readonly span: Span } | undefined
}

/** Route maps by name. */
export type RouteMaps = Map<string, RouteMapEntry[]>

/** `route-map NAME [permit|deny] [N]`: the entry that the following lines fill. */
export const openRouteMap = (maps: RouteMaps, line: ConfigLine): RouteMapEntry | undefined => {
  const [, name, actionWord, number] = line.words
  if (name === undefined) return undefined
  const sequence = wholeNumber(number, 1, 65_535) ?? 10
  const entries = maps.get(name) ?? []
  if (line.negated) {
    maps.set(name, actionWord === undefined ? [] : entries.filter((entry) => entry.sequence !== sequence))
    if (actionWord === undefined) maps.delete(name)
    return undefined
  }
  const action = actionWord === 'deny' ? 'deny' : 'permit'
  const known = entries.find((entry) => entry.sequence === sequence && entry.action === action)
  if (known !== undefined) return known
  const made: RouteMapEntry = {
    action,
    sequence,
    span: line.span,
    matches: [],
    conditions: {},
    changes: {},
    replaces: undefined,
    removes: undefined,
    continueAt: undefined,
    call: undefined,
  }
  const kept = entries.filter((entry) => entry.sequence !== sequence)
  maps.set(
    name,
    [...kept, made].sort((a, b) => a.sequence - b.sequence),
  )
  return made
}

const addMatch = (
  entry: RouteMapEntry,
  kind: ListCondition,
  names: readonly string[],
  line: ConfigLine,
  dialect: Dialect,
): void => {
  const exact = names.includes('exact-match') || names.includes('exact')
  const own = names.filter((name) => name !== 'exact-match' && name !== 'exact')
  const before = entry.matches.find((match) => match.kind === kind)
  const joined = dialect.matchesAdd ? [...(before?.names ?? []), ...own] : own
  entry.matches = [
    ...entry.matches.filter((match) => match.kind !== kind),
    { kind, names: joined, exact, span: line.span },
  ]
}

const readMatch = (entry: RouteMapEntry, line: ConfigLine, dialect: Dialect, report: RouterReport): void => {
  const [, kind, ...rest] = line.words
  const [first, second, ...others] = rest
  const list = (listKind: ListCondition, names: readonly string[]): void =>
    names.length === 0 ? report.malformed(line, 'word') : addMatch(entry, listKind, names, line, dialect)
  const number = (field: 'hasMed' | 'hasLocalPref' | 'hasTag', word: string | undefined): void => {
    const value = wholeNumber(word, 0, 4_294_967_295)
    if (value === undefined) report.malformed(line, 'number')
    else entry.conditions = { ...entry.conditions, [field]: value }
  }
  switch (kind) {
    case 'ip':
    case 'ipv6':
      if (first === 'address' && second === 'prefix-list') {
        list('prefixList', others)
        return
      }
      if (first === 'address' && second !== 'prefix-len') {
        list('accessList', rest.slice(1))
        return
      }
      if (first === 'next-hop' && second === 'prefix-list') {
        list('nextHopList', others)
        return
      }
      if (first === 'next-hop' && (second === 'address' || isAddress(second))) {
        const address = isAddress(second) ? second : others[0]
        if (!isAddress(address)) {
          report.malformed(line, 'address')
          return
        }
        const prefix = hostPrefixText(address)
        const nextHopList = [{ action: 'permit', prefix, span: line.span }] as const
        entry.conditions = { ...entry.conditions, nextHopList }
        return
      }
      if (first === 'next-hop' && second !== 'type' && second !== 'prefix-len') {
        list('nextHopAccess', rest.slice(1))
        return
      }
      {
        report.notModelled(line, `match ${kind}`)
        return
      }
    case 'as-path':
      list('asPathList', rest)
      return
    case 'community':
      list('communityList', rest)
      return
    case 'metric':
      number('hasMed', first)
      return
    case 'local-preference':
      number('hasLocalPref', first)
      return
    case 'tag':
      number('hasTag', first)
      return
    case 'origin':
      if (first === 'igp' || first === 'egp' || first === 'incomplete')
        entry.conditions = { ...entry.conditions, hasOrigin: first }
      else report.malformed(line, 'word')
      return
    case 'peer':
      if (isAddress(first)) entry.conditions = { ...entry.conditions, fromNeighbor: first }
      else report.notModelled(line, 'match peer')
      return
    default:
      report.notModelled(line, `match ${kind ?? ''}`)
      return
  }
}

/** A line of a route map's entry; false where it is none. */
export const readRouteMapLine = (
  entry: RouteMapEntry,
  line: ConfigLine,
  dialect: Dialect,
  report: RouterReport,
): boolean => {
  const [first, second, third] = line.words
  if (line.negated && (first === 'match' || first === 'set')) {
    report.notModelled(line)
    return true
  }
  switch (first) {
    case 'match':
      readMatch(entry, line, dialect, report)
      return true
    case 'set': {
      const replaced = line.words[3]
      const isReplacing = second === 'as-path' && third === 'replace' && line.words.length === 4
      if (second === 'comm-list' && third !== undefined) entry.removes = { list: third, span: line.span }
      else if (isReplacing && (replaced === 'any' || asNumber(replaced) !== undefined))
        entry.replaces = replaced === 'any' ? 'any' : asNumber(replaced)
      else entry.changes = readSet(entry.changes, line, report)
      return true
    }
    case 'description':
      return true
    case 'call':
      entry.call = second === undefined ? undefined : { name: second, span: line.span }
      return true
    case 'on-match':
      entry.continueAt = second === 'goto' ? asNumber(third) : entry.sequence + 1
      return true
    case 'continue':
      entry.continueAt = asNumber(second) ?? entry.sequence + 1
      return true
    default:
      return false
  }
}

/** Turns names into policies. */
export interface PolicyMaker {
  /** The policy of a route map; `span`: where it is applied. */
  readonly routeMap: (name: string, span: Span) => RoutePolicy
  /** What several filters of one neighbour let through, one after the other. */
  readonly filters: (filters: readonly NeighborFilter[], span: Span) => RoutePolicy | undefined
}

/** A filter that a neighbour statement names. */
export interface NeighborFilter {
  readonly kind: 'routeMap' | 'prefixList' | 'accessList' | 'asPathList'
  readonly name: string
  readonly span: Span
}

interface Surroundings {
  readonly maps: RouteMaps
  readonly lists: NamedLists
  readonly dialect: Dialect
  readonly report: RouterReport
  /** The number of the process, where there is one. */
  readonly ownAsn: number | undefined
}

const things: Readonly<Record<ListCondition, NamedThing>> = {
  prefixList: 'prefixList',
  nextHopList: 'prefixList',
  accessList: 'accessList',
  nextHopAccess: 'accessList',
  asPathList: 'asPathList',
  communityList: 'communityList',
}

/** The conditions that one name of a written match stands for; undefined where it always holds. */
const conditionsOfName = (
  match: WrittenMatch,
  name: string,
  { lists, dialect, report }: Surroundings,
): PolicyConditions | undefined => {
  const undefinedList = (): PolicyConditions | undefined => {
    report.undefinedName(match.span, things[match.kind], name, dialect.undefinedMatch)
    return dialect.undefinedMatch === 'matchesNothing' ? { prefixList: [] } : undefined
  }
  switch (match.kind) {
    case 'prefixList':
    case 'accessList': {
      const found = (match.kind === 'prefixList' ? lists.prefixes : lists.access).get(name)
      return found === undefined ? undefinedList() : { prefixList: found }
    }
    case 'nextHopList':
    case 'nextHopAccess': {
      const found = (match.kind === 'nextHopList' ? lists.prefixes : lists.access).get(name)
      return found === undefined ? undefinedList() : { nextHopList: found }
    }
    case 'asPathList': {
      const found = lists.asPaths.get(name)
      return found === undefined ? undefinedList() : { asPathList: found }
    }
    case 'communityList': {
      const found = lists.communities.get(name)
      if (found === undefined) return undefinedList()
      return { communityList: found, ...(match.exact ? { exactCommunities: true } : {}) }
    }
  }
}

/** More combinations of lists than anybody writes. */
const mostAlternatives = 64

/** Both conditions: an empty list, which nothing is in, stays; of two others over one thing the model holds one. */
const both = (a: PolicyConditions, b: PolicyConditions, onClash: () => void): PolicyConditions => {
  const joined = { ...a, ...b }
  const lists = ['prefixList', 'nextHopList', 'asPathList', 'communityList'] as const
  for (const list of lists) {
    if (a[list] === undefined || b[list] === undefined) continue
    if (a[list].length === 0 || b[list].length === 0) return { ...joined, [list]: [] }
    onClash()
  }
  return joined
}

/** Every combination of one list of each match: several names in one match are alternatives. */
const alternatives = (entry: RouteMapEntry, around: Surroundings): readonly PolicyConditions[] =>
  entry.matches.reduce<readonly PolicyConditions[]>(
    (combined, match) => {
      const each = match.names.flatMap((name) => conditionsOfName(match, name, around) ?? 'always')
      // One that always holds makes the others idle.
      const asked = each.filter((one) => one !== 'always')
      if (asked.length < each.length) return combined
      const onClash = (): void => around.report.clash(match.span)
      return combined
        .flatMap((conditions) => asked.map((one) => both(conditions, one, onClash)))
        .slice(0, mostAlternatives)
    },
    [entry.conditions],
  )

const removedCommunities = (
  entry: RouteMapEntry,
  { lists, report }: Surroundings,
): { readonly removeCommunities?: readonly CommunityEntry[] } => {
  if (entry.removes === undefined) return {}
  const found = lists.communities.get(entry.removes.list)
  if (found === undefined)
    report.undefinedName(entry.removes.span, 'communityList', entry.removes.list, 'ignored')
  return found === undefined ? {} : { removeCommunities: found }
}

const replacedAsns = (
  { replaces }: RouteMapEntry,
  { ownAsn }: Surroundings,
): Pick<PolicyChanges, 'replaceAsns'> => {
  if (replaces === undefined || ownAsn === undefined) return {}
  return { replaceAsns: [{ ...(replaces === 'any' ? {} : { from: replaces }), to: ownAsn }] }
}

/** Makes policies of what was written, once all of it is read. */
export const policyMaker = (around: Surroundings): PolicyMaker => {
  const { maps, lists, dialect, report } = around
  const rulesOfMap = new Map<string, readonly PolicyRule[]>()

  const rulesOf = (name: string, entries: readonly RouteMapEntry[], callers: readonly string[]) => {
    const known = rulesOfMap.get(name)
    if (known !== undefined) return known
    const made = entries.flatMap((entry): PolicyRule[] => {
      const { action, sequence, span, continueAt, call } = entry
      const called =
        call === undefined || callers.includes(call.name)
          ? undefined
          : calledMap(call.name, call.span, [...callers, name])
      return alternatives(entry, around).map((conditions) => ({
        action,
        ...conditions,
        ...entry.changes,
        ...replacedAsns(entry, around),
        ...removedCommunities(entry, around),
        sequence,
        ...(continueAt === undefined ? {} : { continueAt }),
        ...(called === undefined ? {} : { call: called }),
        span,
      }))
    })
    rulesOfMap.set(name, made)
    return made
  }

  const calledMap = (name: string, span: Span, callers: readonly string[]): RoutePolicy | undefined => {
    const entries = maps.get(name)
    if (entries === undefined) {
      report.undefinedName(span, 'routeMap', name, 'ignored')
      return undefined
    }
    return { default: 'deny', rules: rulesOf(name, entries, callers), span }
  }

  const routeMap = (name: string, span: Span): RoutePolicy => {
    const entries = maps.get(name)
    if (entries === undefined) {
      report.undefinedName(span, 'routeMap', name, 'deniesAll')
      return { default: 'deny', span }
    }
    return { default: 'deny', rules: rulesOf(name, entries, [name]), span }
  }

  const listOf = ({ kind, name }: NeighborFilter): PolicyConditions | undefined => {
    const found =
      kind === 'prefixList'
        ? lists.prefixes.get(name)
        : kind === 'accessList'
          ? lists.access.get(name)
          : undefined
    if (kind !== 'asPathList') return found === undefined ? undefined : { prefixList: found }
    const asPathList = lists.asPaths.get(name)
    return asPathList === undefined ? undefined : { asPathList }
  }

  const filters = (named: readonly NeighborFilter[], span: Span): RoutePolicy | undefined =>
    named.toReversed().reduce<RoutePolicy | undefined>((behind, filter) => {
      if (filter.kind === 'routeMap') return routeMap(filter.name, filter.span)
      const conditions = listOf(filter)
      if (conditions === undefined) {
        report.undefinedName(filter.span, filter.kind, filter.name, dialect.undefinedFilter)
        return dialect.undefinedFilter === 'permitsAll' ? behind : { default: 'deny', span: filter.span }
      }
      const rule: PolicyRule = {
        action: 'permit',
        ...conditions,
        ...(behind === undefined ? {} : { call: behind }),
      }
      return { default: 'deny', rules: [rule], span: filter.span }
    }, undefined) ?? (named.length === 0 ? undefined : { default: 'permit', span })

  return { routeMap, filters }
}
