// The shape of a sample: a small network, a question, and how its packet ends.
import type { DecisionCode, Ending } from '../../src/forwarding/index.ts'
import type { TraceQuestion } from '../../src/queries/index.ts'
import type { World } from '../../src/resources/index.ts'
import type { ArmResource } from './azure.ts'

/** A network with a question, how its packet ends, and the decision that ends it. */
export interface Sample {
  readonly name: string
  readonly resources: readonly ArmResource[]
  readonly world?: Partial<World>
  readonly question: TraceQuestion
  readonly ending: Ending
  readonly decision: DecisionCode
}
