// Rules that all recorded tables share: what is complete, and which columns are compared.
import { canonicalPrefix } from '../canonical.ts'
import type { TableRecordBase } from '../case.ts'

/** Whether a predicted row for this prefix would have been recorded, had Azure shown it. */
export const completenessOf = (record: TableRecordBase): ((prefix: string) => boolean) => {
  if (record.complete === true) return () => true
  const prefixes = new Set((record.completeFor ?? []).map(canonicalPrefix))
  return (prefix) => prefixes.has(prefix)
}

/** Whether a column is compared at all. */
export const comparedColumn = (record: TableRecordBase, column: string): boolean =>
  !(record.undeterminedColumns ?? []).includes(column)

/** Rows without repetitions, by their texts. */
export const distinct = <T>(rows: readonly T[], textOf: (row: T) => string): readonly T[] => [
  ...new Map(rows.map((row) => [textOf(row), row])).values(),
]
