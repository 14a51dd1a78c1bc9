// `hairpin bgp`: what BGP speakers learned and advertise.
import { bgp, bgpJson, bgpText } from '@hairpin/engine'
import { type Asked, answerWith, type Reply } from './reply.ts'

/** Answers for one speaker, or for all. */
export const answerBgp = ({ network, names, options, language, style, width }: Asked): Reply => {
  const answered = bgp(network.analysis, names[0])
  if (!answered.ok) return { kind: 'refusal', finding: answered.finding }
  return answerWith(
    options.output === 'json'
      ? bgpJson(answered.answer, language)
      : bgpText(answered.answer, { language, style, width, showFile: network.showFile }),
  )
}
