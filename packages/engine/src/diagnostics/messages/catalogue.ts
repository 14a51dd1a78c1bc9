// The shape of a message catalogue: one function a code, so that a missing or mistyped message does not compile.
import type { Code, ParametersOf } from '../finding.ts'

/** The words of a finding. */
export interface Text {
  /** What was found, and what was expected. */
  readonly message: string
  /** What to do. */
  readonly advice: string
}

/** The messages of every code. */
export type Catalogue = { readonly [C in Code]: (parameters: ParametersOf<C>) => Text }

/** The codes that a topic of findings declares. */
type CodesOf<Topic> = {
  [N in keyof Topic]: Topic[N] extends { readonly code: infer C } ? C : never
}[keyof Topic]

/** The messages of one topic, e.g. `MessagesOf<typeof import('../../findings/input.ts')>`. */
export type MessagesOf<Topic> = Pick<Catalogue, CodesOf<Topic> & Code>
