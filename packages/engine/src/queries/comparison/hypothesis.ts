// A fact that no template tells and that may be behind differences.
import type { World } from '../../resources/index.ts'
import type { Cause } from './compare-answer.ts'

/** A fact that may hold, as a change of the world. */
export interface Hypothesis {
  readonly cause: Omit<Cause, 'proved'>
  readonly change: (world: World) => World
}
