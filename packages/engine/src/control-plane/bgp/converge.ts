// Speakers exchange routes until nothing changes any more (R7.9); one prefix at a time, since prefixes do not interact.
import { comparePrefixes, type Prefix, prefixKey } from '../../net/index.ts'
import { bestRoutes, rankRoutes } from './best-path.ts'
import { type BgpRoute, sameRoute } from './route.ts'
import type { SessionEnd, Speaker } from './speaker.ts'

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

const announcements = (speaker: Speaker, routes: readonly BgpRoute[]): Map<SessionEnd, BgpRoute> => {
  const announced = new Map<SessionEnd, BgpRoute>()
  const best = routes[0]
  if (best === undefined) return announced
  for (const end of speaker.sessions) {
    // A route is never told to the session that it came from.
    if (!end.up || best.learnedOver === end) continue
    const route = speaker.announce(best, end)
    if (route !== undefined) announced.set(end, route)
  }
  return announced
}

const sameChoice = (a: BgpRoute | undefined, b: BgpRoute | undefined): boolean =>
  a?.learnedOver === b?.learnedOver && sameRoute(a, b)

const settle = (
  speakers: readonly Speaker[],
  originators: ReadonlyMap<Speaker, readonly BgpRoute[]>,
): { readonly working: ReadonlyMap<Speaker, Working>; readonly unstable: readonly Speaker[] } => {
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
  const queue: Speaker[] = speakers.filter((speaker) => originators.has(speaker))
  const queued = new Set(queue)
  const unstable = new Set<Speaker>()
  const limit = turnLimit(speakers.length)
  for (let next = 0; next < queue.length; next += 1) {
    const speaker = queue[next]
    if (speaker === undefined) break
    queued.delete(speaker)
    const own = workingOf(speaker)
    own.turns += 1
    // The first to pass the limit is not the only one: all go on for as many turns again, to be named or to calm down.
    if (own.turns > 2 * limit) continue
    const [used] = own.routes
    own.routes = rankRoutes([...own.originated, ...own.received.values()])
    if (own.turns > limit && !sameChoice(used, own.routes[0])) unstable.add(speaker)
    const before = own.announced
    own.announced = announcements(speaker, own.routes)
    for (const end of speaker.sessions) {
      const sent = own.announced.get(end)
      if (sameRoute(before.get(end), sent)) continue
      const peer = end.peer.speaker
      const received = workingOf(peer).received
      const accepted =
        sent === undefined ? undefined : peer.accept({ ...sent, learnedOver: end.peer }, end.peer)
      if (sameRoute(received.get(end.peer), accepted)) continue
      if (accepted === undefined) received.delete(end.peer)
      else received.set(end.peer, accepted)
      if (!queued.has(peer)) {
        queue.push(peer)
        queued.add(peer)
      }
    }
  }
  return { working, unstable: [...unstable] }
}

/** Runs BGP to its fixpoint. Deterministic: speakers are worked in the order given, peers in the order of sessions. */
export const converge = (speakers: readonly Speaker[]): Converged => {
  const prefixes = new Map<
    string,
    { readonly prefix: Prefix; readonly originators: Map<Speaker, BgpRoute[]> }
  >()
  for (const speaker of speakers) {
    for (const route of speaker.originated) {
      const key = prefixKey(route.prefix)
      const entry = prefixes.get(key) ?? { prefix: route.prefix, originators: new Map<Speaker, BgpRoute[]>() }
      prefixes.set(key, entry)
      const routes = entry.originators.get(speaker)
      if (routes === undefined) entry.originators.set(speaker, [route])
      else routes.push(route)
    }
  }
  const ribs = new Map<Speaker, RibEntry[]>(speakers.map((speaker) => [speaker, []]))
  const oscillations: Oscillation[] = []
  const ordered = [...prefixes.values()].sort((a, b) => comparePrefixes(a.prefix, b.prefix))
  for (const { prefix, originators } of ordered) {
    const { working, unstable } = settle(speakers, originators)
    for (const [speaker, { routes, announced }] of working) {
      if (routes.length === 0) continue
      ribs.get(speaker)?.push({ prefix, routes, best: bestRoutes(routes), announced })
    }
    if (unstable.length > 0) oscillations.push({ prefix, members: unstable })
  }
  return { ribs, oscillations }
}
