// What a comparison of one record gives: how many rows matched, and in words what did not.

/** Counts of rows. A score is matched / (recorded + extra). */
export interface Tally {
  readonly recorded: number
  readonly matched: number
  readonly extra: number
}

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
