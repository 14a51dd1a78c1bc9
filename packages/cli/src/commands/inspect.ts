// `hairpin inspect`: what was read, what is not known, what is assumed.
import { inspect, inspectJson, inspectText } from '@hairpin/engine'
import { type Asked, answerWith, type Reply } from './reply.ts'

/** Answers for everything that was read. */
export const answerInspect = ({ network, options, language, style, width, verbose }: Asked): Reply => {
  const answer = inspect(network.loaded, network.analysis)
  return answerWith(
    options.output === 'json'
      ? inspectJson(answer, language)
      : inspectText(answer, { language, style, width, showFile: network.showFile, everyType: verbose }),
  )
}
