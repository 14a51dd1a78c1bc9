// Findings about hairpin.yaml, the file that says what no template can (HP1031 to HP1039).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { ThingKind, ValueKind } from '../kinds.ts'

/** `path`: the place in the file, e.g. `guests.vm-hub00`; empty at the top. */
export const worldUnknownField: FindingFunction<
  'HP1031',
  { path: string; field: string; known: readonly string[]; suggestion?: string | undefined }
> = defineFinding('HP1031', 'error')

export const worldWrongType: FindingFunction<
  'HP1032',
  { path: string; found: ValueKind; expected: readonly ValueKind[] }
> = defineFinding('HP1032', 'error')

/** A name that no input declares; `known`: the names that would do. */
export const worldUnknownReference: FindingFunction<
  'HP1033',
  {
    path: string
    kind: ThingKind
    name: string
    known: readonly string[]
    suggestion?: string | undefined
  }
> = defineFinding('HP1033', 'error')

export const worldVersion: FindingFunction<'HP1034', { found: string; supported: number }> = defineFinding(
  'HP1034',
  'error',
)

/** Years. */
/** `found`: a year, or what was written in its place. */
export const eraOutOfRange: FindingFunction<
  'HP1035',
  { found: number | string; earliest: number; latest: number }
> = defineFinding('HP1035', 'error')

export const worldMissingField: FindingFunction<'HP1036', { path: string; field: string }> = defineFinding(
  'HP1036',
  'error',
)

/** The file that `serviceTags` names is JSON, but not a list of service tags. */
export const serviceTagsShape: FindingFunction<'HP1039', { file: string }> = defineFinding(
  'HP1039',
  'error',
  {
    rules: ['R1.25'],
  },
)

/** Of `fields` exactly one belongs there; `found`: those that are given. */
export const worldOneOf: FindingFunction<
  'HP1038',
  { path: string; fields: readonly string[]; found: readonly string[] }
> = defineFinding('HP1038', 'error')
