// What Ethr's TCP traceroute (`ethr -c … -p tcp -t tr`) would print, from "Using destination" on, without times.
import { escapeControl } from '../../diagnostics/index.ts'
import type { TraceAnswer } from '../../queries/answers.ts'
import { answeringAddresses, probedHops } from './predicted-probes.ts'

const mostHops = 30
/** Without an answer Ethr stops after ten seconds, which is five lines (R6.28). */
const linesInTenSeconds = 5
/** The port that Ethr connects to where none is named. */
export const ethrPort = 8888

/** The lines of Ethr; `port` is the one asked for, Ethr's own where none is. */
export const ethrText = (answer: TraceAnswer, port?: number): string => {
  const { ip } = answer.to
  const hops = probedHops(answer, answer.reached ? mostHops : linesInTenSeconds)
  const lines = [
    `Using destination: ${ip}, ip: ${ip}, port: ${port ?? ethrPort}`,
    `Tracing route to ${ip} over ${mostHops} hops:`,
    ...hops.map((hop) => {
      const names = (hop.names ?? []).join(' | ')
      const shown = hop.addresses.length === 0 ? '???' : `${answeringAddresses(hop, '???')} [${names}]`
      return `${String(hop.ttl).padStart(2)}.|--${shown}`
    }),
    ...(answer.reached
      ? ['Ethr done, measurement complete.']
      : ['Ethr done, duration: 10s.', 'Hint: Use -d parameter to change duration of the test.']),
    '',
  ]
  return lines.map(escapeControl).join('\n')
}
