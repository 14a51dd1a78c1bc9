// Answers as `--output json` prints them, from which their schemas are made.
import type { Severity, Span } from '../diagnostics/index.ts'
import type {
  BgpAnswerWith,
  InspectAnswerWith,
  PrefixStory,
  RoutesAnswerWith,
  TraceAnswerWith,
} from '../queries/answers.ts'
import type { CompareAnswerWith } from '../queries/comparison/compare-answer.ts'
import type { GuestAnswerWith } from '../queries/guest-tables/guest-answer.ts'

/** A finding with its sentence in the language that was asked for. */
export interface PrintedFinding {
  /** Stable: HP and four digits, or the code of the Bicep compiler. */
  readonly code: string
  readonly severity: Severity
  readonly message: string
  /** What the sentence is made of. */
  readonly parameters: Readonly<Record<string, unknown>>
  readonly span?: Span
  readonly resourceId?: string
  /** The error code with which Azure would refuse the deployment. */
  readonly azureCode?: string
}

/** `routes --output json`. */
export interface PrintedRoutes extends RoutesAnswerWith<PrintedFinding> {}

/** `bgp --output json`. */
export interface PrintedBgp extends BgpAnswerWith<PrintedFinding> {}

/** `bgp --prefix --output json`. */
export interface PrintedPrefixStory extends PrefixStory {
  readonly format: 1
}

/** `trace --output json`. */
export interface PrintedTrace extends TraceAnswerWith<PrintedFinding> {}

/** `inspect --output json`. */
export interface PrintedInspect extends InspectAnswerWith<PrintedFinding> {}

/** `guest --output json`. */
export interface PrintedGuest extends GuestAnswerWith<PrintedFinding> {}

/** `compare --output json`. */
export interface PrintedCompare extends CompareAnswerWith<PrintedFinding> {}
