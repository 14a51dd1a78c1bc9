// `hairpin bgp`: what BGP speakers learned and advertise, or the story of one prefix.
import { bgp, bgpJson, bgpPrefix, bgpPrefixJson, bgpPrefixText, bgpText } from '@hairpin/engine'
import { type Asked, answerWith, type Reply } from './reply.ts'

/** Answers for one speaker, or for all; with --prefix for that prefix at every speaker. */
export const answerBgp = ({ network, names, options, language, style, width }: Asked): Reply => {
  const look = { language, style, width, showFile: network.showFile }
  const isJson = options.output === 'json'
  if (options.prefix !== undefined) {
    const story = bgpPrefix(network.analysis, options.prefix, names[0])
    if (!story.ok) return { kind: 'refusal', finding: story.finding }
    return answerWith(isJson ? bgpPrefixJson(story.answer) : bgpPrefixText(story.answer, look))
  }
  const answered = bgp(network.analysis, names[0])
  if (!answered.ok) return { kind: 'refusal', finding: answered.finding }
  return answerWith(isJson ? bgpJson(answered.answer, language) : bgpText(answered.answer, look))
}
