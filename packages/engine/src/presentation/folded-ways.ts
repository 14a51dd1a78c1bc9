// Which of many equal-cost ways are shown in full, which in one line, and which are only counted.
import type { Ending, Way } from '../queries/answers.ts'

/** A way as it is shown; `index` is its place among all. */
export type ShownWay =
  | { readonly kind: 'full'; readonly way: Way; readonly index: number }
  /** The same is decided on it as on one that is shown in full. */
  | { readonly kind: 'line'; readonly way: Way; readonly index: number }

/** The ways to show, in their order, and what is left over. */
export interface FoldedWays {
  readonly shown: readonly ShownWay[]
  /** How many ways are left out, by ending, and their part of all flows. */
  readonly rest: readonly { readonly ending: Ending; readonly count: number; readonly share: number }[]
}

/** So many ways with decisions of their own are shown in full for each ending, and so many more in a line each. */
const fullPerEnding = 4
const linesPerWay = 7

/** What is decided on a way, without the names that differ between equal-cost ways. */
const decisionsKey = (way: Way): string =>
  JSON.stringify([
    way.ending,
    way.hops.map(({ kind, decision, decrements, answers }) => [
      kind,
      decision.code,
      decision.rule,
      decision.parameters['prefix'] ?? '',
      decision.declaredAt ?? '',
      decrements,
      answers,
    ]),
  ])

/** Folds ways; each ending keeps ways of its own, so that a rare one does not drown. */
export const foldedWays = (ways: readonly Way[], everyWay: boolean): FoldedWays => {
  if (everyWay) return { shown: ways.map((way, index) => ({ kind: 'full', way, index })), rest: [] }
  const linesOf = new Map<string, number>()
  const fullOf = new Map<Ending, number>()
  const left = new Map<Ending, { count: number; share: number }>()
  const shown: ShownWay[] = []
  for (const [index, way] of ways.entries()) {
    const key = decisionsKey(way)
    const lines = linesOf.get(key)
    const full = fullOf.get(way.ending) ?? 0
    if (lines === undefined && full < fullPerEnding) {
      linesOf.set(key, 0)
      fullOf.set(way.ending, full + 1)
      shown.push({ kind: 'full', way, index })
    } else if (lines !== undefined && lines < linesPerWay) {
      linesOf.set(key, lines + 1)
      shown.push({ kind: 'line', way, index })
    } else {
      const { count, share } = left.get(way.ending) ?? { count: 0, share: 0 }
      left.set(way.ending, { count: count + 1, share: share + way.share })
    }
  }
  return { shown, rest: [...left].map(([ending, counted]) => ({ ending, ...counted })) }
}
