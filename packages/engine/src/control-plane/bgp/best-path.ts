// The best path among several for one prefix (R7.1), and which paths are equal enough to be used together.
import { compareAddresses } from '../../net/index.ts'
import type { BgpRoute, Origin } from './route.ts'

const originRank: Readonly<Record<Origin, number>> = { igp: 0, egp: 1, incomplete: 2 }

const neighbourAs = (route: BgpRoute): number | undefined => route.asPath[0]

/** The steps before MED; negative when `a` is better. */
const compareBeforeMed = (a: BgpRoute, b: BgpRoute): number =>
  b.weight - a.weight ||
  b.localPreference - a.localPreference ||
  Number(b.learnedOver === undefined) - Number(a.learnedOver === undefined) ||
  a.asPath.length - b.asPath.length ||
  originRank[a.origin] - originRank[b.origin]

/**
 * Whether a path as good up to here, from the same neighbouring AS, has a lower MED. Asked of the whole set, not of
 * pairs in a sort: MED does not order paths of different neighbours, so pairs alone could go round in a circle.
 */
const losesByMed = (route: BgpRoute, routes: readonly BgpRoute[]): boolean =>
  routes.some(
    (other) =>
      other.med < route.med &&
      neighbourAs(other) === neighbourAs(route) &&
      compareBeforeMed(other, route) === 0,
  )

/** The last steps only make the choice repeatable: lowest peer address, unknown ones last, then the key of the peer. */
const compareTieBreak = (a: BgpRoute, b: BgpRoute): number => {
  const left = a.learnedOver?.peer
  const right = b.learnedOver?.peer
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined)
  if (left.localAddress === undefined || right.localAddress === undefined) {
    const byKnowledge = Number(left.localAddress === undefined) - Number(right.localAddress === undefined)
    if (byKnowledge !== 0) return byKnowledge
  } else {
    const byAddress = compareAddresses(left.localAddress, right.localAddress)
    if (byAddress !== 0) return byAddress
  }
  return left.speaker.key < right.speaker.key ? -1 : left.speaker.key > right.speaker.key ? 1 : 0
}

/** The paths to one prefix, the best first. */
export const rankRoutes = (routes: readonly BgpRoute[]): readonly BgpRoute[] => {
  const losing = new Set(routes.filter((route) => losesByMed(route, routes)))
  return [...routes].sort(
    (a, b) =>
      compareBeforeMed(a, b) || Number(losing.has(a)) - Number(losing.has(b)) || compareTieBreak(a, b),
  )
}

/** The paths that share the first place (R1.18): they are all used, the first of them is announced. */
export const bestRoutes = (ranked: readonly BgpRoute[]): readonly BgpRoute[] => {
  const first = ranked[0]
  return first === undefined
    ? []
    : ranked.filter((route) => compareBeforeMed(first, route) === 0 && !losesByMed(route, ranked))
}
