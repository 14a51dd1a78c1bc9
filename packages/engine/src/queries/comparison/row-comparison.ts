// What the comparison of one table gives: counts, the recorded rows without a match, and predicted ones too many.

/** Counts of rows. A score is matched / (recorded + extra). */
export interface Tally {
  /** Rows that Azure printed. */
  readonly recorded: number
  /** Those of them that are as predicted. */
  readonly matched: number
  /** Rows that are predicted and that Azure does not have. */
  readonly extra: number
}

/** Nothing recorded, nothing predicted. */
export const emptyTally: Tally = { recorded: 0, matched: 0, extra: 0 }

/** The sum of tallies. */
export const sumTallies = (tallies: Iterable<Tally>): Tally => {
  let [recorded, matched, extra] = [0, 0, 0]
  for (const tally of tallies) {
    recorded += tally.recorded
    matched += tally.matched
    extra += tally.extra
  }
  return { recorded, matched, extra }
}

/** A recorded row that no predicted row matches, with the predicted ones of the same key. */
export interface Miss<Row> {
  readonly row: Row
  readonly predicted: readonly Row[]
}

/** The comparison of one table with its prediction. */
export interface RowComparison<Row> extends Tally {
  /** All recorded rows that are counted, also where there is no prediction. */
  readonly rows: readonly Row[]
  /** None rows whose list differs by date and region; not part of the counts above. */
  readonly noneRows: Tally
  readonly misses: readonly Miss<Row>[]
  readonly extras: readonly Row[]
}

/** The comparison of a table for which nothing is predicted: every recorded row is missed. */
export const allMissed = <Row>(recorded: readonly Row[]): RowComparison<Row> => ({
  recorded: recorded.length,
  matched: 0,
  extra: 0,
  rows: recorded,
  noneRows: emptyTally,
  misses: recorded.map((row) => ({ row, predicted: [] })),
  extras: [],
})
