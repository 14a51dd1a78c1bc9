// Compares a traceroute: the address at each TTL, silence, and the ending.
import { canonicalAddress, sameSet, type TraceAnswer, type TracerouteHop } from '@hairpin/engine'
import type { TraceRecord } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import { type Comparison, notPredicted, oneAnswer } from './comparison.ts'

type RecordedHop = TraceRecord['hops'][number]

const recordedText = (hops: readonly RecordedHop[]): string =>
  hops.map((hop) => (typeof hop === 'string' ? hop : hop.join('|'))).join(' ')

const predictedText = (hops: readonly TracerouteHop[]): string =>
  hops.map(({ addresses, silent }) => [...addresses, ...(silent ? ['*'] : [])].join('|')).join(' ')

/** After the last predicted hop nothing answers. */
const silence = { addresses: [], silent: true } as const

const sameHop = (recorded: RecordedHop, predicted: Pick<TracerouteHop, 'addresses' | 'silent'>): boolean => {
  const addresses = predicted.addresses.map(canonicalAddress)
  if (recorded === '*') return predicted.silent
  if (typeof recorded === 'string') return addresses.includes(canonicalAddress(recorded))
  const answering = recorded.filter((hop) => hop !== '*').map(canonicalAddress)
  return sameSet(answering, addresses) && (!recorded.includes('*') || predicted.silent)
}

/** Compares one trace. */
export const compareTrace = (record: TraceRecord, prediction: Predicted<TraceAnswer>): Comparison => {
  const ending = record.reached ? 'reached' : 'not reached'
  const row = `${record.from} to ${record.to}: ${recordedText(record.hops)} (${ending})`
  if (!prediction.ok) return notPredicted([row], prediction.reason)
  const { traceroute, reached } = prediction.value
  const predicted = `predicted: ${predictedText(traceroute)} (${reached ? 'reached' : 'not reached'})`
  if (reached !== record.reached) return oneAnswer(row, predicted)
  const at = (ttl: number): Pick<TracerouteHop, 'addresses' | 'silent'> =>
    traceroute.find((hop) => hop.ttl === ttl) ?? silence
  const same = record.hops.every((hop, index) => sameHop(hop, at(index + 1)))
  // A trace that arrived ends at the target, so its length is compared with the last hop. One that did not arrive was
  // silent to its end, so no answer may be predicted beyond it; one that breaks off at an answer was cut short.
  const isCut = record.hops.at(-1) !== '*'
  const answersLater =
    !record.reached &&
    !isCut &&
    traceroute.some(({ ttl, addresses }) => ttl > record.hops.length && addresses.length > 0)
  return oneAnswer(row, same && !answersLater ? undefined : predicted)
}
