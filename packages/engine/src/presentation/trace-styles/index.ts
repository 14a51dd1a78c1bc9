// Prints a predicted trace as one of the usual tools would show it.
import type { TraceAnswer } from '../../queries/answers.ts'
import type { TextOptions } from '../text-options.ts'
import { wordsOf } from '../words/index.ts'
import { ethrText } from './ethr.ts'
import { pingText } from './ping.ts'
import { pspingText } from './psping.ts'
import { tracerouteText } from './traceroute.ts'
import { tracertText } from './tracert.ts'

/** The tools whose output can be predicted. */
export const traceStyles = ['traceroute', 'tracert', 'ethr', 'ping', 'psping'] as const

/** One of those tools. */
export type TraceStyle = (typeof traceStyles)[number]

/** Options of a tool's output. */
export interface TraceStyleOptions extends TextOptions {
  /** The destination port asked for; only Ethr and psping print it. */
  readonly port?: number
}

/**
 * What the tool would print. A line that begins with # is ours, not the tool's: it says that the outcome
 * is not known, or that other flows see something else.
 */
export const traceStyleText = (answer: TraceAnswer, tool: TraceStyle, options: TraceStyleOptions): string => {
  const words = wordsOf(options.language)
  if (answer.verdict === 'unknown') return `${words.styles.outcomeUnknown}\n`
  const texts: { readonly [T in TraceStyle]: () => string } = {
    traceroute: () => tracerouteText(answer),
    tracert: () => tracertText(answer),
    ethr: () => ethrText(answer, options.port),
    ping: () => pingText(answer, words),
    psping: () => pspingText(answer, words, options.port),
  }
  return texts[tool]()
}
