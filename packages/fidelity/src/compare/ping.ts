// Compares a ping, or a connection attempt: its outcome, and the TTL of the reply where it was printed.
import type { TraceAnswer } from '@hairpin/engine'
import type { PingRecord } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import { type Comparison, notPredicted, oneAnswer } from './comparison.ts'

/** Compares one ping. An undecided prediction (`partly`, `unknown`) matches no outcome. */
export const comparePing = (record: PingRecord, prediction: Predicted<TraceAnswer>): Comparison => {
  const outcome = record.ok ? 'answered' : 'no answer'
  const ttl = record.ttl === undefined ? '' : `, ttl ${record.ttl}`
  const protocol = record.protocol === undefined ? '' : ` (${record.protocol})`
  const row = `${record.from} to ${record.to}${protocol}: ${outcome}${ttl}`
  if (!prediction.ok) return notPredicted([row], prediction.reason)
  const { verdict, replyTtl, forward, return: back } = prediction.value
  const sameOutcome = verdict === (record.ok ? 'reached' : 'notReached')
  const sameTtl = record.ttl === undefined || replyTtl === record.ttl
  return oneAnswer(
    row,
    sameOutcome && sameTtl
      ? undefined
      : `predicted: ${verdict} (there: ${forward.ending}, back: ${back.ending}), ttl ${replyTtl ?? 'none'}`,
  )
}
