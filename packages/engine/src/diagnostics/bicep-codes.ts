// The codes that Bicep's own compiler has for what Hairpin finds too: people search for them.
import type { Code } from './finding.ts'

const codes: ReadonlyMap<Code, string> = new Map<Code, string>([
  ['HP1060', 'BCP057'],
  ['HP1062', 'BCP080'],
  ['HP1064', 'BCP037'],
  ['HP1065', 'BCP035'],
  ['HP1067', 'BCP190'],
  ['HP1068', 'BCP095'],
  ['HP1081', 'BCP213'],
  ['HP1082', 'BCP193'],
  ['HP1084', 'BCP036'],
  ['HP1085', 'BCP259'],
  ['HP1086', 'BCP261'],
])

/** The code of Bicep's compiler; undefined where it has none, or one that says something else. */
export const bicepCodeOf = (code: Code): string | undefined => codes.get(code)
