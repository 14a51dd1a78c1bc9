// The best path among several for one prefix (R7.1), and which paths are equal enough to be used together.
import { compareAddresses } from '../../net/index.ts'
import type { BgpRoute, Origin } from './route.ts'
import { type Choice, isInternal } from './speaker.ts'

const originRank: Readonly<Record<Origin, number>> = { igp: 0, egp: 1, incomplete: 2 }

const neighbourAs = (route: BgpRoute): number | undefined => route.asPath[0]

const compareNumbers = (a: readonly number[], b: readonly number[]): number =>
  a.map((number, index) => (b[index] ?? 0) - number).find((difference) => difference !== 0) ?? 0

/** The steps before MED; negative when `a` is better. A speaker's own preference comes before the common ones. */
const compareBeforeMed = (a: BgpRoute, b: BgpRoute, choice: Choice | undefined): number =>
  (choice === undefined ? 0 : compareNumbers(choice.preference(a), choice.preference(b))) ||
  b.weight - a.weight ||
  b.localPreference - a.localPreference ||
  Number(b.learnedOver === undefined) - Number(a.learnedOver === undefined) ||
  a.asPath.length - b.asPath.length ||
  originRank[a.origin] - originRank[b.origin]

/**
 * Whether a path as good up to here, from the same neighbouring AS, has a lower MED. Asked of the whole set, not of
 * pairs in a sort: MED does not order paths of different neighbours, so pairs alone could go round in a circle.
 */
const losesByMed = (route: BgpRoute, routes: readonly BgpRoute[], choice: Choice | undefined): boolean =>
  routes.some(
    (other) =>
      other.med < route.med &&
      neighbourAs(other) === neighbourAs(route) &&
      compareBeforeMed(other, route, choice) === 0,
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

/** External before internal (R7.1), unless the speaker does not care. */
const compareSessionKind = (a: BgpRoute, b: BgpRoute, choice: Choice | undefined): number =>
  choice?.mixesSessionKinds === true
    ? 0
    : Number(isInternal(a.learnedOver)) - Number(isInternal(b.learnedOver))

/** The usable paths to one prefix, the best first, and behind them those that cannot be used. */
export const rankRoutes = (routes: readonly BgpRoute[], choice?: Choice): readonly BgpRoute[] => {
  const usable = routes.filter((route) => route.usable)
  if (usable.length < 2) return [...usable, ...routes.filter((route) => !route.usable)]
  const losing = new Set(usable.filter((route) => losesByMed(route, usable, choice)))
  const ranked = usable.sort(
    (a, b) =>
      compareBeforeMed(a, b, choice) ||
      Number(losing.has(a)) - Number(losing.has(b)) ||
      compareSessionKind(a, b, choice) ||
      compareTieBreak(a, b),
  )
  return [...ranked, ...routes.filter((route) => !route.usable)]
}

/** The paths that share the first place (R1.18): they are all used, the first of them is announced. */
export const bestRoutes = (ranked: readonly BgpRoute[], choice?: Choice): readonly BgpRoute[] => {
  const [first] = ranked
  if (first === undefined || !first.usable) return []
  const equal = ranked.filter(
    (route) =>
      route.usable &&
      compareBeforeMed(first, route, choice) === 0 &&
      !losesByMed(route, ranked, choice) &&
      compareSessionKind(first, route, choice) === 0 &&
      (choice?.equalPathsOnly !== true || compareNumbers(first.asPath, route.asPath) === 0),
  )
  return choice?.mostPaths === undefined ? equal : equal.slice(0, choice.mostPaths)
}
