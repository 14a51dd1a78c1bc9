// `hairpin trace`: both directions, as text, as JSON, or as one of the usual tools would print it.
import { findings, trace, traceJson, traceStyleText, traceText, verdictText } from '@hairpin/engine'
import { readDestination } from '../destination.ts'
import { sentPacket } from '../sent-packet.ts'
import { commandWordsOf } from '../words/index.ts'
import type { Asked, Reply } from './reply.ts'

const expectedVerdicts = { reach: 'reached', drop: 'notReached' } as const

/** Answers for two ends; both names were checked to be there. */
export const answerTrace = (asked: Asked): Reply => {
  const { network, names, options, language, style, width, verbose } = asked
  const source = readDestination(names[0] ?? '')
  if (source.port !== undefined) {
    const { name, port } = source
    return { kind: 'refusal', finding: findings.sourceWithPort({ source: name, port }) }
  }
  const destination = readDestination(names[1] ?? '')
  const sent = sentPacket({
    port: destination.port,
    protocol: options.protocol,
    tool: options.style,
  })
  if ('refusal' in sent) return { kind: 'refusal', finding: sent.refusal }
  const { port } = sent
  const answered = trace(network.analysis, { from: source.name, to: destination.name, ...sent })
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
