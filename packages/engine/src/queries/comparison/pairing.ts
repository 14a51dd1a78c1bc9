// Pairs recorded with predicted rows so that as many as possible match, each row being used once.

/** The pairs found, by index, and the rows of both sides that stay alone. */
export interface Pairing<R, P> {
  readonly pairs: readonly (readonly [R, P])[]
  readonly missed: readonly R[]
  readonly extra: readonly P[]
}

/**
 * A maximum matching (augmenting paths) between the rows of one prefix. It matters where recorded rows leave
 * columns open and so fit several predicted ones.
 */
export const pairRows = <R, P>(
  recorded: readonly R[],
  predicted: readonly P[],
  matches: (recorded: R, predicted: P) => boolean,
): Pairing<R, P> => {
  const takenBy = new Map<P, R>()
  const place = (row: R, tried: Set<P>): boolean => {
    for (const candidate of predicted) {
      if (tried.has(candidate) || !matches(row, candidate)) continue
      tried.add(candidate)
      const holder = takenBy.get(candidate)
      if (holder === undefined || place(holder, tried)) {
        takenBy.set(candidate, row)
        return true
      }
    }
    return false
  }
  const missed = recorded.filter((row) => !place(row, new Set()))
  const pairs = [...takenBy].map(([prediction, row]): readonly [R, P] => [row, prediction])
  return { pairs, missed, extra: predicted.filter((row) => !takenBy.has(row)) }
}

/** Pairs rows group by group: only rows with the same key can match. */
export const pairRowsByKey = <R, P>(
  recorded: readonly R[],
  predicted: readonly P[],
  keyOf: (row: R | P) => string,
  matches: (recorded: R, predicted: P) => boolean,
): Pairing<R, P> => {
  const recordedBy = Map.groupBy(recorded, keyOf)
  const predictedBy = Map.groupBy(predicted, keyOf)
  const keys = new Set([...recordedBy.keys(), ...predictedBy.keys()])
  const parts = [...keys].map((key) =>
    pairRows(recordedBy.get(key) ?? [], predictedBy.get(key) ?? [], matches),
  )
  return {
    pairs: parts.flatMap(({ pairs }) => pairs),
    missed: parts.flatMap(({ missed }) => missed),
    extra: parts.flatMap(({ extra }) => extra),
  }
}
