// Findings about tables that Azure printed, as compare reads them (HP4020 to HP4029), and about the file that init writes.
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { EvidenceTableKind, PlacingFault } from '../kinds.ts'

export const noEvidence: FindingFunction<'HP4020', { folder: string }> = defineFinding('HP4020', 'error')

export const evidenceNotRecognised: FindingFunction<'HP4021', { file: string }> = defineFinding(
  'HP4021',
  'warning',
)

/** `candidates`: what the table could belong to; `suggestion`: the one whose prediction is most like it. */
export const evidenceWithoutPlace: FindingFunction<
  'HP4022',
  {
    file: string
    kind: EvidenceTableKind
    fault: PlacingFault
    candidates: readonly string[]
    suggestion?: string | undefined
  }
> = defineFinding('HP4022', 'warning')

/** `place`: what an envelope, hairpin.yaml or --place names. */
export const evidencePlaceUnknown: FindingFunction<
  'HP4023',
  {
    file: string
    kind: EvidenceTableKind
    place: string
    known: readonly string[]
    suggestion?: string | undefined
  }
> = defineFinding('HP4023', 'warning')

/** `error`: the code that Azure gave in place of a table. */
export const evidenceIsError: FindingFunction<'HP4024', { file: string; error: string }> = defineFinding(
  'HP4024',
  'warning',
)

/** `what`: the kind of output, e.g. bgpPeerStatus. */
export const evidenceNotCompared: FindingFunction<'HP4025', { file: string; what: string }> = defineFinding(
  'HP4025',
  'note',
)

/** `files`: those that hold tables. */
export const placeForNoFile: FindingFunction<
  'HP4026',
  { file: string; files: readonly string[]; suggestion?: string | undefined }
> = defineFinding('HP4026', 'error')

export const worldFileExists: FindingFunction<'HP4030', { file: string }> = defineFinding('HP4030', 'error')

/** `reason`: what the operating system said. */
export const fileNotWritten: FindingFunction<'HP4031', { file: string; reason: string }> = defineFinding(
  'HP4031',
  'error',
)
