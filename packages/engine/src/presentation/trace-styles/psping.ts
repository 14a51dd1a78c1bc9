// What Sysinternals' psping 2.12 would print behind its banner: TCP connects to a port, or ICMP echoes without one.
import { escapeControl } from '../../diagnostics/index.ts'
import type { TraceAnswer } from '../../queries/answers.ts'
import { arrivingShare, formatShare } from '../trace-verdict.ts'
import type { Words } from '../words/catalogue.ts'

/** One to warm up, and four that count. */
const counted = 4

const timedOut = 'This operation returned because the timeout period expired.'

const milliseconds = (value: number): string => `${value.toFixed(2)}ms`

/** Windows takes its own ports from 49152 on, one after the other; which one is first is chance. */
const localPort = '?????'

/** A time, where one can be estimated. */
const timeOf = ({ quality }: TraceAnswer): string =>
  quality?.milliseconds == null ? '??ms' : milliseconds(quality.milliseconds.estimate)

const statistics = (heading: string, received: number, time: string): readonly string[] => {
  const lost = counted - received
  const shown = received === 0 ? milliseconds(0) : time
  return [
    '',
    heading,
    `  Sent = ${counted}, Received = ${received}, Lost = ${lost} (${(lost / counted) * 100}% loss),`,
    `  Minimum = ${shown}, Maximum = ${shown}, Average = ${shown}`,
  ]
}

const connects = (answer: TraceAnswer, port: number, succeeds: boolean): readonly string[] => {
  const { from, to } = answer
  const bracketed = (ip: string): string => (ip.includes(':') ? `[${ip}]` : ip)
  const target = `${bracketed(to.ip)}:${port}`
  const outcome = succeeds ? `from ${bracketed(from.ip)}:${localPort}: ${timeOf(answer)}` : timedOut
  return [
    `TCP connect to ${target}:`,
    `${counted + 1} iterations (warmup 1) ping test:`,
    `Connecting to ${target} (warmup): ${outcome}`,
    ...Array.from({ length: counted }, () => `Connecting to ${target}: ${outcome}`),
    ...statistics(`TCP connect statistics for ${target}:`, succeeds ? counted : 0, timeOf(answer)),
  ]
}

const echoes = (answer: TraceAnswer, succeeds: boolean): readonly string[] => {
  const { ip } = answer.to
  const outcome = succeeds ? `Reply from ${ip}: ${timeOf(answer)}` : 'Request timed out.'
  return [
    `Pinging ${ip} with 32 bytes of data:`,
    `${counted + 1} iterations (warmup 1) ping test:`,
    ...Array.from({ length: counted + 1 }, () => outcome),
    ...statistics(`Ping statistics for ${ip}:`, succeeds ? counted : 0, timeOf(answer)),
  ]
}

/**
 * The lines of psping; with a port it connects, as the question did. Where only some equal-cost ways arrive, a flow
 * sees one of two outputs: both are printed.
 */
export const pspingText = (answer: TraceAnswer, words: Words, port?: number): string => {
  const attempt = (succeeds: boolean): readonly string[] =>
    port === undefined ? echoes(answer, succeeds) : connects(answer, port, succeeds)
  const failing = 1 - arrivingShare(answer.forward) * arrivingShare(answer.return)
  const lines = [
    ...(answer.verdict === 'partly'
      ? [...attempt(true), '', words.styles.otherFlows(formatShare(failing)), ...attempt(false)]
      : attempt(answer.verdict === 'reached')),
    '',
  ]
  return lines.map(escapeControl).join('\n')
}
