// Compares rows that are told apart by a key, a network or a prefix: what matched, what is missing, what is too much.
import type { TableScope } from '../../resources/index.ts'
import { pairRowsByKey } from './pairing.ts'
import { emptyTally, type RowComparison } from './row-comparison.ts'
import { completenessOf } from './table-rules.ts'

/** What differs from one kind of table to the other. */
export interface KeyedRows<Row> {
  readonly recorded: readonly Row[]
  readonly predicted: readonly Row[]
  readonly keyOf: (row: Row) => string
  readonly matches: (recorded: Row, predicted: Row) => boolean
}

/** Compares the rows of one recorded table with the predicted ones. */
export const compareKeyedRows = <Row>(scope: TableScope, rows: KeyedRows<Row>): RowComparison<Row> => {
  const { recorded, predicted, keyOf, matches } = rows
  const { missed, extra } = pairRowsByKey(recorded, predicted, keyOf, matches)
  const isComplete = completenessOf(scope)
  const extras = extra.filter((row) => isComplete(keyOf(row)))
  const byKey = Map.groupBy(predicted, keyOf)
  return {
    recorded: recorded.length,
    matched: recorded.length - missed.length,
    extra: extras.length,
    rows: recorded,
    noneRows: emptyTally,
    misses: missed.map((row) => ({ row, predicted: byKey.get(keyOf(row)) ?? [] })),
    extras,
  }
}
