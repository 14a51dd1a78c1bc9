// Puts findings in the order in which people read them, each once.
import type { Severity } from './define-finding.ts'
import type { Finding } from './finding.ts'
import { compareSpans, compareText } from './span.ts'

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

/** The parameters as text, whatever the order in which they were written down. */
const parametersKey = (finding: Finding): string =>
  JSON.stringify(
    Object.entries(finding.parameters)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => compareText(a, b)),
  )

/** Faults of reading come first: others may follow from them. */
const stage = ({ code }: Finding): number => (code.startsWith('HP1') ? 0 : 1)

/** What has a place comes before what has none. */
const comparePlaces = (a: Finding, b: Finding): number => {
  if (a.span === undefined || b.span === undefined)
    return (a.span === undefined ? 1 : 0) - (b.span === undefined ? 1 : 0)
  return compareSpans(a.span, b.span)
}

/**
 * Findings by severity, those of reading (HP1…) before others, then by file, line and column, code, parameters and resource; exact duplicates are
 * removed. The result is the same for every order of the same findings.
 */
export const sortFindings = (found: readonly Finding[]): readonly Finding[] => {
  const keyed = found.map((finding) => ({ finding, parameters: parametersKey(finding) }))
  type Keyed = (typeof keyed)[number]
  const compare = (a: Keyed, b: Keyed): number =>
    rank[a.finding.severity] - rank[b.finding.severity] ||
    stage(a.finding) - stage(b.finding) ||
    comparePlaces(a.finding, b.finding) ||
    compareText(a.finding.code, b.finding.code) ||
    compareText(a.parameters, b.parameters) ||
    compareText(a.finding.resourceId ?? '', b.finding.resourceId ?? '')
  keyed.sort(compare)
  return keyed
    .filter((entry, index) => {
      const before = keyed[index - 1]
      return before === undefined || compare(before, entry) !== 0
    })
    .map((entry) => entry.finding)
}
