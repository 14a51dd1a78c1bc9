// The word of caution for answers about a network that Azure would refuse.
import type { Analysis } from '../analyse.ts'
import { type Finding, findings } from '../diagnostics/index.ts'

/** The finding for such an answer; none for a network that can exist. */
export const hypothetical = ({ refused }: Analysis): readonly Finding[] =>
  refused.length === 0 ? [] : [findings.hypothetical({ codes: refused })]

/** The same as a field of an answer, which is there only when it says something. */
export const hypotheticalPart = (analysis: Analysis): { readonly findings?: readonly Finding[] } => {
  const found = hypothetical(analysis)
  return found.length === 0 ? {} : { findings: found }
}
