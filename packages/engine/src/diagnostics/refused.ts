// Which findings say that Azure would refuse the network.
import type { Code, Finding } from './finding.ts'
import { findings } from './findings/index.ts'

const refusedCodes: ReadonlySet<Code> = new Set(
  Object.values(findings).flatMap(({ code, refused }): readonly Code[] => (refused ? [code] : [])),
)

/** The codes, each once and in ascending order, for which Azure would refuse what was found. */
export const refusals = (found: readonly Finding[]): readonly Code[] =>
  [...new Set(found.map(({ code }) => code).filter((code) => refusedCodes.has(code)))].sort()
