// Findings about files of guests: cloud-init, scripts, interface files (HP1120 to HP1129).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { GuestProblem, UserDataFormat } from '../kinds.ts'

/** A statement that packets may notice. `what`: its words that are no values; `count`: how often it is in the file. */
export const guestStatementNotUsed: FindingFunction<
  'HP1120',
  { what: string; why: GuestProblem; count: number }
> = defineFinding('HP1120', 'warning')

/** A program or setting of which nobody can tell whether packets notice it. */
export const guestStatementSkipped: FindingFunction<
  'HP1121',
  { what: string; why: GuestProblem; count: number }
> = defineFinding('HP1121', 'note')

export const userDataNotRead: FindingFunction<'HP1122', { format: UserDataFormat }> = defineFinding(
  'HP1122',
  'warning',
)

/** A file of `files` that is none of those that are read. */
export const guestFileKind: FindingFunction<'HP1123', { file: string }> = defineFinding('HP1123', 'error')

/** `path`: the file on the disk of the machine. */
export const guestFileNotLoaded: FindingFunction<'HP1124', { path: string }> = defineFinding(
  'HP1124',
  'warning',
)

/** `what`: the first thing that is lost. */
export const guestLostAtRestart: FindingFunction<'HP1125', { what: string; count: number; restart: string }> =
  defineFinding('HP1125', 'warning')

/** `by`: what turns it off; `on`: where it was turned on. */
export const guestForwardingUndone: FindingFunction<'HP1126', { by: string; on: string }> = defineFinding(
  'HP1126',
  'warning',
  { rules: ['R6.11'] },
)

/** BGP is configured, and the daemon that speaks it does not run. */
export const guestDaemonOff: FindingFunction<'HP1127', { daemon: string; file: string }> = defineFinding(
  'HP1127',
  'warning',
)

export const guestCommandLimit: FindingFunction<'HP1128', { limit: number }> = defineFinding(
  'HP1128',
  'error',
)
