// What a comparison of one record gives: how many rows matched, and in words what did not.
import { emptyTally, type RowComparison, type Tally } from '@hairpin/engine'

/** A recorded row that was not predicted, or a predicted row that was not recorded. */
export interface Difference {
  readonly row: string
  readonly reason: string
}

/** The comparison of one record with its prediction. */
export interface Comparison extends Tally {
  /** The engine does predict this kind of thing: what does not match is a mismatch, not a gap. */
  readonly predicted: boolean
  /** None rows whose list differs by date and region; not part of the counts above. */
  readonly noneRows: Tally
  readonly misses: readonly Difference[]
  readonly extras: readonly Difference[]
}

/** A record for which the engine has no prediction: all of its rows are missed, for one reason. */
export const notPredicted = (
  rows: readonly string[],
  reason: string,
  noneRows: Tally = emptyTally,
): Comparison => ({
  recorded: rows.length,
  matched: 0,
  extra: 0,
  predicted: false,
  noneRows,
  misses: rows.map((row) => ({ row, reason })),
  extras: [],
})

/** A record that is one answer: it matches or does not. */
export const oneAnswer = (row: string, mismatch: string | undefined): Comparison => ({
  recorded: 1,
  matched: mismatch === undefined ? 1 : 0,
  extra: 0,
  predicted: true,
  noneRows: emptyTally,
  misses: mismatch === undefined ? [] : [{ row, reason: mismatch }],
  extras: [],
})

/** The engine's comparison of a table in words. `keyName`: what tells its rows apart, as a reason names it. */
export const inWords = <Row>(
  compared: RowComparison<Row>,
  keyName: 'network' | 'prefix',
  textOf: (row: Row) => string,
): Comparison => ({
  recorded: compared.recorded,
  matched: compared.matched,
  extra: compared.extra,
  predicted: true,
  noneRows: compared.noneRows,
  misses: compared.misses.map(({ row, predicted }) => ({
    row: textOf(row),
    reason:
      predicted.length === 0
        ? `no such ${keyName} is predicted`
        : `predicted: ${predicted.map(textOf).join('; ')}`,
  })),
  extras: compared.extras.map((row) => ({ row: textOf(row), reason: 'predicted, not recorded' })),
})
