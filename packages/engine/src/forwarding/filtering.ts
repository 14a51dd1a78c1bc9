// What became of a packet at a filter: it passes, or it ends there.
import type { Decision, FilterDecision, WayAssumption } from './way.ts'

/** What became of a packet at a filter. */
export interface Filtering {
  /** Undefined where it passes. */
  readonly stopped: { readonly ending: 'filtered' | 'unknown'; readonly decision: Decision } | undefined
  /** What each part of it decided, in the order in which they are asked. */
  readonly decisions: readonly FilterDecision[]
  readonly assumptions: readonly WayAssumption[]
}

/** Where there is no filter. */
export const nothing: Filtering = { stopped: undefined, decisions: [], assumptions: [] }
