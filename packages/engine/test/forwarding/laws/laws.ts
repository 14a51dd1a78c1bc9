// All laws that random networks are held against.
import type { Law } from './case.ts'
import { liftingLaws } from './lifting-laws.ts'
import { replyLaws } from './reply-laws.ts'
import { tableLaws } from './table-laws.ts'
import { traceLaws } from './trace-laws.ts'
import { walkLaws } from './walk-laws.ts'

/** Every law, in the order in which they are told. */
export const laws: readonly Law[] = [...walkLaws, ...traceLaws, ...liftingLaws, ...replyLaws, ...tableLaws]
