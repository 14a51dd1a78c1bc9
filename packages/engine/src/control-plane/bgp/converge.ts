// Speakers exchange routes until nothing changes any more (R7.9); one prefix at a time, since prefixes do not interact.
import { comparePrefixes, containsPrefix, equalPrefixes, type Prefix, prefixKey } from '../../net/index.ts'
import { bestRoutes, rankRoutes } from './best-path.ts'
import { isRefusal } from './refusal.ts'
import { type BgpRoute, originate, sameRoute } from './route.ts'
import type { Session, SessionEnd, Speaker, Verdict } from './speaker.ts'

/** What a speaker knows of one prefix. */
export interface RibEntry {
  readonly prefix: Prefix
  /** Every accepted path, the best first. */
  readonly routes: readonly BgpRoute[]
  /** The equal paths in the first place. */
  readonly best: readonly BgpRoute[]
  /** What was sent over each session. */
  readonly announced: ReadonlyMap<SessionEnd, BgpRoute>
}

/** A prefix on which the speakers never agree, with the speakers that keep changing their minds. */
export interface Oscillation {
  readonly prefix: Prefix
  readonly members: readonly Speaker[]
}

/** The tables of all speakers, prefix by prefix in ascending order. */
export interface Converged {
  readonly ribs: ReadonlyMap<Speaker, readonly RibEntry[]>
  readonly oscillations: readonly Oscillation[]
}

interface Working {
  readonly received: Map<SessionEnd, BgpRoute>
  readonly originated: BgpRoute[]
  routes: readonly BgpRoute[]
  announced: Map<SessionEnd, BgpRoute>
  turns: number
}

/**
 * How often one speaker may reconsider one prefix before the prefix counts as unstable. A stable network settles
 * within as many turns as there are speakers on the longest way; the margin only costs time when it oscillates.
 */
const turnLimit = (speakers: number): number => 4 * speakers + 16

/** An aggregate that is complete keeps the prefixes inside it back. */
const isKeptBack = (speaker: Speaker, prefix: Prefix): boolean =>
  speaker.aggregates?.some(
    (aggregate) =>
      aggregate.summaryOnly &&
      containsPrefix(aggregate.prefix, prefix) &&
      !equalPrefixes(aggregate.prefix, prefix),
  ) ?? false

/** The route, where the policy let one through. */
const routeOf = (verdict: Verdict | undefined): BgpRoute | undefined =>
  verdict === undefined || isRefusal(verdict) ? undefined : verdict

const announcements = (
  speaker: Speaker,
  prefix: Prefix,
  routes: readonly BgpRoute[],
  isUp: (session: Session) => boolean,
): Map<SessionEnd, BgpRoute> => {
  const announced = new Map<SessionEnd, BgpRoute>()
  const [first] = routes
  const best = first?.usable === true && !isKeptBack(speaker, prefix) ? first : undefined
  for (const end of speaker.sessions) {
    if (!isUp(end.session)) continue
    // A route is not told to the session that it came from.
    const isTeacher = best?.learnedOver === end && speaker.tellsItsTeacher !== true
    const told = best === undefined || isTeacher ? undefined : speaker.announce(best, end)
    const route = speaker.insists?.(prefix, end) ?? routeOf(told)
    if (route !== undefined) announced.set(end, route)
  }
  return announced
}

/**
 * What was sent follows from what is held, and most of it nobody asks for: it is worked out when it is, which keeps the
 * tables of an estate with thousands of VNets small.
 */
const ribEntry = (
  speaker: Speaker,
  prefix: Prefix,
  routes: readonly BgpRoute[],
  isUp: (session: Session) => boolean,
): RibEntry => {
  let announced: ReadonlyMap<SessionEnd, BgpRoute> | undefined
  return {
    prefix,
    routes,
    best: bestRoutes(routes, speaker.choice),
    get announced() {
      announced ??= announcements(speaker, prefix, routes, isUp)
      return announced
    },
  }
}

/** The route as it comes in: over an external session it enters the AS here. */
export const received = (sent: BgpRoute, over: SessionEnd): BgpRoute => ({
  ...sent,
  learnedOver: over,
  exit: over.session.kind === 'internal' ? sent.exit : over,
})

const sameChoice = (a: BgpRoute | undefined, b: BgpRoute | undefined): boolean =>
  a?.learnedOver === b?.learnedOver && sameRoute(a, b)

/** Who has news to consider. The oldest first is the common order; the newest first follows one piece of news to its end. */
type Order = 'oldestFirst' | 'newestFirst'

const agenda = (order: Order, first: readonly Speaker[]) => {
  const waiting = new Set(first)
  const list = order === 'oldestFirst' ? [...first] : [...first].reverse()
  let next = 0
  return {
    add: (speaker: Speaker): void => {
      // The newest first: whoever waits already moves to the front, and the older entry is passed over.
      if (order === 'newestFirst' || !waiting.has(speaker)) list.push(speaker)
      waiting.add(speaker)
    },
    take: (): Speaker | undefined => {
      for (;;) {
        const speaker = order === 'oldestFirst' ? list[next++] : list.pop()
        if (speaker === undefined) return undefined
        if (waiting.delete(speaker)) return speaker
      }
    },
  }
}

interface Settled {
  readonly working: ReadonlyMap<Speaker, Working>
  readonly unstable: readonly Speaker[]
}

const settle = (
  prefix: Prefix,
  speakers: readonly Speaker[],
  originators: ReadonlyMap<Speaker, readonly BgpRoute[]>,
  isUp: (session: Session) => boolean,
  order: Order,
): Settled => {
  const working = new Map<Speaker, Working>()
  const workingOf = (speaker: Speaker): Working => {
    const found = working.get(speaker)
    if (found !== undefined) return found
    const made: Working = {
      received: new Map(),
      originated: [...(originators.get(speaker) ?? [])],
      routes: [],
      announced: new Map(),
      turns: 0,
    }
    working.set(speaker, made)
    return made
  }
  const { add, take } = agenda(
    order,
    speakers.filter((speaker) => originators.has(speaker)),
  )
  const unstable = new Set<Speaker>()
  const limit = turnLimit(speakers.length)
  for (let speaker = take(); speaker !== undefined; speaker = take()) {
    const own = workingOf(speaker)
    own.turns += 1
    // The first to pass the limit is not the only one: all go on for as many turns again, to be named or to calm down.
    if (own.turns > 2 * limit) continue
    const [used] = own.routes
    own.routes = rankRoutes([...own.originated, ...own.received.values()], speaker.choice)
    if (own.turns > limit && !sameChoice(used, own.routes[0])) unstable.add(speaker)
    const before = own.announced
    own.announced = announcements(speaker, prefix, own.routes, isUp)
    for (const end of speaker.sessions) {
      const sent = own.announced.get(end)
      if (sameRoute(before.get(end), sent)) continue
      const peer = end.peer.speaker
      const table = workingOf(peer).received
      const accepted =
        sent === undefined ? undefined : routeOf(peer.accept(received(sent, end.peer), end.peer))
      if (sameRoute(table.get(end.peer), accepted)) continue
      if (accepted === undefined) table.delete(end.peer)
      else table.set(end.peer, accepted)
      add(peer)
    }
  }
  return { working, unstable: [...unstable] }
}

/**
 * Speakers that all act at once may chase each other although they would agree if one acted after the other, as on a ring
 * of even length. What does not settle in the common order is tried in the other; only then does it count as unstable.
 */
const settledInSomeOrder = (attempt: (order: Order) => Settled): Settled => {
  const common = attempt('oldestFirst')
  if (common.unstable.length === 0) return common
  const other = attempt('newestFirst')
  return other.unstable.length === 0 ? other : common
}

/** The prefixes that are originated somewhere, with who does so. */
const originatorsByPrefix = (
  speakers: readonly Speaker[],
): ReadonlyMap<string, { readonly prefix: Prefix; readonly originators: Map<Speaker, BgpRoute[]> }> => {
  const prefixes = new Map<string, { prefix: Prefix; originators: Map<Speaker, BgpRoute[]> }>()
  const entryOf = (prefix: Prefix): { prefix: Prefix; originators: Map<Speaker, BgpRoute[]> } => {
    const key = prefixKey(prefix)
    const entry = prefixes.get(key) ?? { prefix, originators: new Map<Speaker, BgpRoute[]>() }
    prefixes.set(key, entry)
    return entry
  }
  for (const speaker of speakers) {
    for (const route of speaker.originated) {
      const { originators } = entryOf(route.prefix)
      const routes = originators.get(speaker)
      if (routes === undefined) originators.set(speaker, [route])
      else routes.push(route)
    }
    for (const { prefix } of speaker.aggregates ?? []) entryOf(prefix)
  }
  return prefixes
}

/** The aggregates of one prefix that are complete: their speaker knows a usable path to a prefix inside. */
const completeAggregates = (
  prefix: Prefix,
  speakers: readonly Speaker[],
  ribs: ReadonlyMap<Speaker, readonly RibEntry[]>,
): readonly (readonly [Speaker, BgpRoute])[] =>
  speakers.flatMap((speaker) => {
    const aggregate = speaker.aggregates?.find((candidate) => equalPrefixes(candidate.prefix, prefix))
    const knowsPart = ribs
      .get(speaker)
      ?.some(
        (entry) =>
          entry.best.length > 0 &&
          containsPrefix(prefix, entry.prefix) &&
          !equalPrefixes(prefix, entry.prefix),
      )
    if (aggregate === undefined || knowsPart !== true) return []
    return [[speaker, originate(prefix, { declaredAt: aggregate.declaredAt, weight: 32768 })] as const]
  })

/**
 * Runs BGP to its fixpoint. Deterministic: speakers are worked in the order given, peers in the order of sessions.
 * `isUp` tells which sessions carry routes; by default those that are configured and stated to.
 */
export const converge = (
  speakers: readonly Speaker[],
  isUp: (session: Session) => boolean = ({ up }) => up,
): Converged => {
  const ribs = new Map<Speaker, RibEntry[]>(speakers.map((speaker) => [speaker, []]))
  const oscillations: Oscillation[] = []
  // Longest first: an aggregate needs to know whether there is a prefix inside it.
  const ordered = [...originatorsByPrefix(speakers).values()].sort(
    (a, b) => b.prefix.length - a.prefix.length || comparePrefixes(a.prefix, b.prefix),
  )
  const hasAggregates = speakers.some(({ aggregates }) => aggregates !== undefined)
  for (const { prefix, originators } of ordered) {
    for (const [speaker, route] of hasAggregates ? completeAggregates(prefix, speakers, ribs) : []) {
      originators.set(speaker, [...(originators.get(speaker) ?? []), route])
    }
    const { working, unstable } = settledInSomeOrder((order) =>
      settle(prefix, speakers, originators, isUp, order),
    )
    for (const [speaker, { routes }] of working) {
      if (routes.length > 0) ribs.get(speaker)?.push(ribEntry(speaker, prefix, routes, isUp))
    }
    if (unstable.length > 0) oscillations.push({ prefix, members: unstable })
  }
  for (const entries of ribs.values()) entries.sort((a, b) => comparePrefixes(a.prefix, b.prefix))
  return {
    ribs,
    oscillations: oscillations.sort((a, b) => comparePrefixes(a.prefix, b.prefix)),
  }
}
