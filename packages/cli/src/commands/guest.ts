// `hairpin guest`: what a machine's own tools print of its addresses, routes and BGP.
import { guest, guestJson, guestText } from '@hairpin/engine'
import { type Asked, answerWith, type Reply } from './reply.ts'

/** Answers for one machine, with all parts or the one that is asked for. */
export const answerGuest = ({ network, names, options, language, style, width }: Asked): Reply => {
  const answered = guest(network.analysis, names[0] ?? '', options.show)
  if (!answered.ok) return { kind: 'refusal', finding: answered.finding }
  return answerWith(
    options.output === 'json'
      ? guestJson(answered.answer, language)
      : guestText(answered.answer, { language, style, width, showFile: network.showFile }),
  )
}
