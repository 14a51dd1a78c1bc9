// All laws that random networks are held against.
import { acceptanceLaws } from './acceptance-laws.ts'
import type { Law } from './case.ts'
import { edgeLaws } from './edge-laws.ts'
import { firewallLaws } from './firewall-laws.ts'
import { kernelLaws } from './kernel-laws.ts'
import { liftingLaws } from './lifting-laws.ts'
import { replyLaws } from './reply-laws.ts'
import { tableLaws } from './table-laws.ts'
import { traceLaws } from './trace-laws.ts'
import { verdictLaws } from './verdict-laws.ts'
import { walkLaws } from './walk-laws.ts'

/** Every law, in the order in which they are told. */
export const laws: readonly Law[] = [
  ...walkLaws,
  ...edgeLaws,
  ...firewallLaws,
  ...kernelLaws,
  ...traceLaws,
  ...verdictLaws,
  ...acceptanceLaws,
  ...liftingLaws,
  ...replyLaws,
  ...tableLaws,
]
