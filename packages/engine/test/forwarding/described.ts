// Ways as lines of text, so that a test reads like what a packet does.
import type { Analysis } from '../../src/analyse.ts'
import { type TraceAnswer, type TraceQuestion, trace } from '../../src/queries/index.ts'

/** The answer to a question that must have one. */
export const traced = (analysis: Analysis, question: TraceQuestion): TraceAnswer => {
  const result = trace(analysis, question)
  if (!result.ok) throw new Error(`${result.finding.code} ${JSON.stringify(result.finding.parameters)}`)
  return result.answer
}

/** `vm1:effectiveRoute > nva:kernelRoute > … = delivered`, one line for each way. */
export const waysOf = ({ ways }: TraceAnswer['forward']): readonly string[] =>
  ways.map(
    ({ hops, ending }) =>
      `${hops.map(({ element, decision }) => `${element}:${decision.code}`).join(' > ')} = ${ending}`,
  )

/** What `traceroute` prints: addresses of one line with `|` between, `*` where nothing answers. */
export const linesOf = ({ traceroute }: TraceAnswer): readonly string[] =>
  traceroute.map(({ addresses, silent }) => [...addresses, ...(silent ? ['*'] : [])].join('|'))

/** The decision that ended the first way. */
export const lastDecision = ({ ways }: TraceAnswer['forward']): string | undefined =>
  ways[0]?.hops.at(-1)?.decision.code
