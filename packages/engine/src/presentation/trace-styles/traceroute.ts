// What `traceroute -n` on Linux would print. Times are not predicted: `??` stands for them.
import { escapeControl } from '../../diagnostics/index.ts'
import type { TraceAnswer, TracerouteHop } from '../../queries/answers.ts'
import { ownRefusal, probedHops } from './predicted-probes.ts'

const mostHops = 30
const probesPerHop = 3
const time = '  ?? ms'

/** Three probes: the addresses in turn, then `*` where a way is silent; the last answer fills up the rest. */
const probes = ({ addresses, silent }: TracerouteHop): string => {
  if (addresses.length === 0) return Array.from({ length: probesPerHop }, () => '*').join(' ')
  const silentProbes = silent ? 1 : 0
  const spare = Math.max(0, probesPerHop - addresses.length - silentProbes)
  const answers = addresses.map((address, index) =>
    index === addresses.length - 1 ? address + time.repeat(1 + spare) : address + time,
  )
  return [...answers, ...(silent ? ['*'] : [])].join(' ')
}

/** The lines of `traceroute -n` (R6.28). */
export const tracerouteText = (answer: TraceAnswer): string => {
  const { ip } = answer.to
  const packetSize = ip.includes(':') ? 80 : 60
  const refusal = ownRefusal(answer)
  const lines = [
    `traceroute to ${ip} (${ip}), ${mostHops} hops max, ${packetSize} byte packets`,
    ...(refusal === undefined
      ? probedHops(answer, mostHops).map((hop) => `${String(hop.ttl).padStart(2)}  ${probes(hop)}`)
      : [`connect: ${refusal}`]),
    '',
  ]
  return lines.map(escapeControl).join('\n')
}
