// What `ping -c 4` on Linux would print, without times.
import { escapeControl } from '../../diagnostics/index.ts'
import type { TraceAnswer } from '../../queries/answers.ts'
import { arrivingShare, formatShare } from '../trace-verdict.ts'
import type { Words } from '../words/catalogue.ts'
import { ownRefusal } from './predicted-probes.ts'

const packets = 4

const statistics = (ip: string, received: number): readonly string[] => [
  `--- ${ip} ping statistics ---`,
  `${packets} packets transmitted, ${received} received, ${received === 0 ? 100 : 0}% packet loss`,
]

/** The lines of ping. Where only some equal-cost ways arrive, a flow sees one of two outputs: both are printed. */
export const pingText = (answer: TraceAnswer, words: Words): string => {
  const { ip } = answer.to
  const refusal = ownRefusal(answer)
  if (refusal !== undefined) return `ping: connect: ${refusal}\n`
  const heading = ip.includes(':')
    ? `PING ${ip}(${ip}) 56 data bytes`
    : `PING ${ip} (${ip}) 56(84) bytes of data.`
  const lost = [heading, '', ...statistics(ip, 0)]
  const replies = Array.from(
    { length: packets },
    (_, index) => `64 bytes from ${ip}: icmp_seq=${index + 1} ttl=${answer.replyTtl ?? '?'}`,
  )
  const answered = [heading, ...replies, '', ...statistics(ip, packets)]
  const failing = 1 - arrivingShare(answer.forward) * arrivingShare(answer.return)
  const lines =
    // What a host outside starts with is not known, but that it replies.
    !answer.reached
      ? lost
      : answer.verdict === 'partly'
        ? [...answered, '', words.styles.otherFlows(formatShare(failing)), ...lost]
        : answered
  return [...lines, ''].map(escapeControl).join('\n')
}
