// `hairpin trace`: both directions, as text, as JSON, or as one of the usual tools would print it.
import { findings, trace, traceJson, traceStyleText, traceText, verdictText } from '@hairpin/engine'
import { portNumber, readDestination } from '../destination.ts'
import { commandWordsOf } from '../words/index.ts'
import type { Asked, Reply } from './reply.ts'

const expectedVerdicts = { reach: 'reached', drop: 'notReached' } as const

/** Answers for two ends; both names were checked to be there. */
export const answerTrace = (asked: Asked): Reply => {
  const { network, names, options, language, style, width, verbose } = asked
  const destination = readDestination(names[1] ?? '')
  const port = destination.port === undefined ? undefined : portNumber(destination.port)
  if (destination.port !== undefined && (port === undefined || options.protocol === 'icmp')) {
    // A wrong number, or a port for a protocol that has none.
    const finding =
      port === undefined
        ? findings.optionValueNotAllowed({ option: 'PORT', found: destination.port, allowed: ['1–65535'] })
        : findings.optionValueNotAllowed({ option: '--proto', found: 'icmp', allowed: ['tcp', 'udp'] })
    return { kind: 'refusal', finding }
  }
  const protocol = options.protocol ?? (port === undefined ? 'icmp' : 'tcp')
  const answered = trace(network.analysis, {
    from: names[0] ?? '',
    to: destination.name,
    protocol,
    ...(port === undefined ? {} : { port }),
  })
  if (!answered.ok) return { kind: 'refusal', finding: answered.finding }
  const { answer } = answered
  const textOptions = { language, style, width, showFile: network.showFile }
  const isTool = options.style !== undefined && options.output !== 'json'
  const text =
    options.output === 'json'
      ? traceJson(answer, language)
      : options.style === undefined
        ? traceText(answer, { ...textOptions, everyWay: verbose })
        : traceStyleText(answer, options.style, { ...textOptions, ...(port === undefined ? {} : { port }) })
  const isMet = options.expect === undefined || answer.verdict === expectedVerdicts[options.expect]
  return {
    kind: 'answer',
    text,
    findings: isTool ? answer.findings : [],
    ...(isMet || options.expect === undefined
      ? {}
      : {
          expectationNotMet: commandWordsOf(language).expectationNotMet(
            options.expect,
            verdictText(answer, language),
          ),
        }),
  }
}
