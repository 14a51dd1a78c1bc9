// What `compare` answers: plain data, as `--output json` prints it (format 1).
import type { Finding } from '../../diagnostics/index.ts'
import type { TablePlace } from './placed-table.ts'
import type { Tally } from './row-comparison.ts'

/** How a row of Azure's table and the prediction stand to each other. */
export type Change = 'onlyInAzure' | 'onlyPredicted' | 'differs'

/** A column in which two rows of one prefix may differ. */
export type Column =
  | 'source'
  | 'state'
  | 'nextHopType'
  | 'nextHopIps'
  | 'nextHop'
  | 'nextHops'
  | 'asPath'
  | 'origin'
  | 'sourcePeer'

/** The columns of one row, as far as the table prints them. */
export interface PrintedColumns {
  readonly prefix: string
  readonly source?: string
  readonly state?: string
  readonly nextHopType?: string
  readonly nextHops?: readonly string[]
  /** AS numbers with blanks between them; empty for an empty path. */
  readonly asPath?: string
  readonly origin?: string
  readonly sourcePeer?: string
}

/** One row that is not the same on both sides. */
export interface RowDifference {
  readonly change: Change
  /** Only for `differs`. */
  readonly columns: readonly Column[]
  readonly azure?: PrintedColumns
  readonly predicted?: PrintedColumns
  /** The rule that put the predicted row there, and where its cause was written. */
  readonly rule?: string
  readonly declaredAt?: string
}

/** A property that the inputs and the collected resources state differently. */
export interface ResourceChange {
  readonly kind:
    | 'virtualNetwork'
    | 'subnet'
    | 'routeTable'
    | 'route'
    | 'peering'
    | 'gateway'
    | 'connection'
    | 'networkInterface'
    | 'virtualMachine'
    | 'routeServer'
    | 'virtualHub'
  readonly name: string
  readonly property: string
  /** What each side says; null where it does not have the thing. */
  readonly input: string | null
  readonly collected: string | null
  readonly declaredAt?: string
}

/**
 * Why rows differ.
 * - `drift`: the collected resources are not those of the input, and their prediction agrees.
 * - `siteNotDescribed`: a network outside Azure announces prefixes that no input tells.
 * - `addressNotKnown`: rows differ only in addresses that Azure chose and no input states.
 * - `down`: something does not run, or is not connected.
 * - `era`: the behaviour is of another year or region.
 * - `userRoute`, `peering`: a row comes from a route or a peering that one side lacks, and no collected resources tell more.
 * - `notAnnounced`: a gateway has the row and no described speaker announces the prefix.
 * - `notLearned`: a gateway should have it, and the table does not.
 * - `notPredicted`: the engine has no table for the place at all.
 * - `rule`: what is left: the rule that predicts the row may be wrong.
 */
export type CauseCode =
  | 'drift'
  | 'siteNotDescribed'
  | 'addressNotKnown'
  | 'down'
  | 'era'
  | 'userRoute'
  | 'peering'
  | 'notAnnounced'
  | 'notLearned'
  | 'notPredicted'
  | 'rule'

/** A cause, and what would be written into hairpin.yaml if it is the right one. */
export interface Cause {
  readonly code: CauseCode
  /** Recomputed with the cause in place: the rows agree then. Otherwise the cause is a guess. */
  readonly proved: boolean
  readonly parameters: Readonly<Record<string, string>>
  readonly changes?: readonly ResourceChange[]
  /** A part of hairpin.yaml, as data. */
  readonly suggestion?: Readonly<Record<string, unknown>>
}

/** Rows with one cause. */
export interface DifferenceGroup {
  readonly cause: Cause
  /** `table`: the place in the list of tables. */
  readonly rows: readonly ({ readonly table: number } & RowDifference)[]
  /** None rows of the platform's own list that agree with this cause; they are not among `rows`. */
  readonly noneRows: number
}

/** One table of the answer. */
export interface ComparedTable extends Tally {
  /** Below the folder of the tables. */
  readonly file: string
  /** What the table belongs to. */
  readonly place: TablePlace
  /** Whether there is a prediction for the place. */
  readonly predicted: boolean
  /** None rows of the platform's own list, which are not counted. */
  readonly noneRows: Tally
}

/** An address that tables show and no input states, so that it was not compared. */
export interface UnstatedAddress {
  readonly address: string
  /** Places in the list of tables. */
  readonly tables: readonly number[]
}

/** `compare --output json`. */
export interface CompareAnswerWith<F> {
  readonly format: 1
  /** matched / (recorded + extra). */
  readonly agreement: Tally & { readonly share: number; readonly noneRows: Tally }
  /** Sorted by file. */
  readonly tables: readonly ComparedTable[]
  /** The largest first. */
  readonly groups: readonly DifferenceGroup[]
  /** Where the collected resources differ from the input, without bearing on any row. */
  readonly otherChanges: readonly ResourceChange[]
  readonly unstatedAddresses: readonly UnstatedAddress[]
  readonly findings?: readonly F[]
}

/** The same as queries give it: findings without words. */
export type CompareAnswer = CompareAnswerWith<Finding>
