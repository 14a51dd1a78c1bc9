// Scores rows that are told apart by a key, a network or a prefix: what matched, what is missing, what is too much.
import type { TableRecordBase } from '../case.ts'
import { type Comparison, emptyTally } from './comparison.ts'
import { pairRowsByKey } from './pairing.ts'
import { completenessOf } from './table-rules.ts'

/** What differs from one kind of table to the other. */
export interface KeyedRows<Row> {
  readonly recorded: readonly Row[]
  readonly predicted: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** What a key is, as a reason names it. */
  readonly keyName: string
  readonly matches: (recorded: Row, predicted: Row) => boolean
  readonly textOf: (row: Row) => string
}

/** Compares the rows of one recorded table with the predicted ones. */
export const compareKeyedRows = <Row>(record: TableRecordBase, rows: KeyedRows<Row>): Comparison => {
  const { recorded, predicted, keyOf, keyName, matches, textOf } = rows
  const { missed, extra } = pairRowsByKey(recorded, predicted, keyOf, matches)
  const isComplete = completenessOf(record)
  const extras = extra.filter((row) => isComplete(keyOf(row)))
  const reasonFor = (row: Row): string => {
    const same = predicted.filter((other) => keyOf(other) === keyOf(row))
    return same.length === 0 ? `no such ${keyName} is predicted` : `predicted: ${same.map(textOf).join('; ')}`
  }
  return {
    recorded: recorded.length,
    matched: recorded.length - missed.length,
    extra: extras.length,
    predicted: true,
    noneRows: emptyTally,
    misses: missed.map((row) => ({ row: textOf(row), reason: reasonFor(row) })),
    extras: extras.map((row) => ({ row: textOf(row), reason: 'predicted, not recorded' })),
  }
}
