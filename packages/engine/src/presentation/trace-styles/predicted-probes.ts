// What a traceroute's probes meet, for TTLs up to where the tool gives up.
import type { TraceAnswer, TracerouteHop } from '../../queries/answers.ts'

/** The hops that a tool would list: those predicted and, when nothing arrives, silence up to `last`. */
export const probedHops = (answer: TraceAnswer, last: number): readonly TracerouteHop[] => {
  const predicted = answer.traceroute.filter((hop) => hop.ttl <= last)
  if (answer.reached) return predicted
  const next = Math.max(0, ...predicted.map((hop) => hop.ttl)) + 1
  const silence = Array.from({ length: Math.max(0, last - next + 1) }, (_, index) => ({
    ttl: next + index,
    addresses: [],
    silent: true,
  }))
  return [...predicted, ...silence]
}

/** The addresses that may answer at one TTL, in one cell: `10.0.1.4 | 10.0.1.5`, with `*` where a way is silent. */
export const answeringAddresses = (hop: TracerouteHop, silent: string): string =>
  [...hop.addresses, ...(hop.silent && hop.addresses.length > 0 ? [silent] : [])].join(' | ')

/**
 * What Linux says when the sender's own kernel refuses to send: it has no route, or one that discards. Undefined where
 * packets leave it.
 */
export const ownRefusal = ({ forward, to }: TraceAnswer): string | undefined => {
  const refusals = forward.ways.flatMap(({ hops }) => {
    const [first, ...others] = hops
    return first?.decision.code === 'kernelBlackhole' && others.length === 0 ? [first.decision] : []
  })
  const [refusal] = refusals
  if (refusal === undefined || refusals.length < forward.ways.length) return undefined
  return refusal.parameters['prefix'] === to.ip ? 'Network is unreachable' : 'Invalid argument'
}
