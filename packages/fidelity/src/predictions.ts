// What the engine predicts for one case, asked through its public API only.
import {
  type Analysis,
  type Answered,
  analyse,
  type BgpAnswer,
  bgp,
  describe,
  type Finding,
  type KnownAddresses,
  knownNextHops,
  load,
  type RoutesAnswer,
  routes,
  statedAddresses,
  type TraceAnswer,
  type TraceQuestion,
  trace,
} from '@hairpin/engine'
import type { Case } from './case.ts'
import { fileAccessOf, inputsOf } from './case-to-inputs/index.ts'

/** An answer, or why there is none. */
export type Predicted<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string }

/** The questions that records ask. Each answers or says why it cannot; none throws. */
export interface Predictions {
  readonly routes: (nic: string) => Predicted<RoutesAnswer>
  readonly trace: (question: TraceQuestion) => Predicted<TraceAnswer>
  readonly bgp: () => Predicted<BgpAnswer>
  /** Addresses that the inputs give, for NICs' tables and for BGP tables: others are not compared. */
  readonly known: () => { readonly nextHops: KnownAddresses; readonly stated: KnownAddresses }
}

/** The predictions for a case, with what the engine found while reading and resolving its inputs. */
export interface CasePredictions extends Predictions {
  readonly findings: readonly Finding[]
}

const failure = (error: unknown): { readonly ok: false; readonly reason: string } => ({
  ok: false,
  reason: `the engine failed: ${error instanceof Error ? error.message : String(error)}`,
})

/** Runs a question: a refusal becomes its sentence, and so does an exception, so that all other records are scored. */
const ask = <T>(question: () => Answered<T>): Predicted<T> => {
  try {
    const answered = question()
    return answered.ok
      ? { ok: true, value: answered.answer }
      : { ok: false, reason: describe(answered.finding, 'en').message }
  } catch (error) {
    return failure(error)
  }
}

const analysisOf = (one: Case): Predicted<{ analysis: Analysis; findings: readonly Finding[] }> => {
  try {
    const loaded = load(fileAccessOf(inputsOf(one)), { inputs: ['.'] })
    const analysis = analyse(loaded.resourceSet, { era: one.year })
    return { ok: true, value: { analysis, findings: [...loaded.findings, ...analysis.findings] } }
  } catch (error) {
    return failure(error)
  }
}

/** Loads a case through the ordinary front door and analyses it. */
export const predictionsOf = (one: Case): CasePredictions => {
  const read = analysisOf(one)
  if (!read.ok) {
    const nothing: KnownAddresses = new Set()
    const known = () => ({ nextHops: nothing, stated: nothing })
    return { findings: [], routes: () => read, trace: () => read, bgp: () => read, known }
  }
  const { analysis, findings } = read.value
  let tables: Predicted<BgpAnswer> | undefined
  let known: ReturnType<Predictions['known']> | undefined
  return {
    findings,
    routes: (nic) => ask(() => routes(analysis, nic)),
    trace: (question) => ask(() => trace(analysis, question)),
    bgp: () => {
      tables ??= ask(() => bgp(analysis))
      return tables
    },
    known: () => {
      known ??= { nextHops: knownNextHops(analysis), stated: statedAddresses(analysis) }
      return known
    },
  }
}
