// What `tracert -d` on Windows would print. Times are not predicted: `??` keeps their columns.
import { escapeControl } from '../../diagnostics/index.ts'
import type { TraceAnswer } from '../../queries/answers.ts'
import { answeringAddresses, probedHops } from './predicted-probes.ts'

const mostHops = 30

/** The lines of `tracert -d`, in English as an English Windows prints them (R6.28). */
export const tracertText = (answer: TraceAnswer): string => {
  const hops = probedHops(answer, mostHops).map((hop) => {
    const number = String(hop.ttl).padStart(3)
    return hop.addresses.length === 0
      ? `${number}     *        *        *     Request timed out.`
      : `${number}    ?? ms    ?? ms    ?? ms  ${answeringAddresses(hop, '*')}`
  })
  return [
    '',
    `Tracing route to ${answer.to.ip} over a maximum of ${mostHops} hops`,
    '',
    ...hops,
    '',
    'Trace complete.',
    '',
  ]
    .map(escapeControl)
    .join('\n')
}
