// Rules that all recorded tables share: what is complete, and which columns are compared.
import type { TableScope } from '../../resources/index.ts'
import { canonicalPrefix } from './canonical.ts'

/** Whether a predicted row for this prefix would have been recorded, had Azure shown it. */
export const completenessOf = (scope: TableScope): ((prefix: string) => boolean) => {
  if (scope.complete === true) return () => true
  const prefixes = new Set((scope.completeFor ?? []).map(canonicalPrefix))
  return (prefix) => prefixes.has(prefix)
}

/** Whether a column is compared at all. */
export const comparedColumn = (scope: TableScope, column: string): boolean =>
  !(scope.undeterminedColumns ?? []).includes(column)

/** Rows without repetitions, by their texts. */
export const distinct = <T>(rows: readonly T[], textOf: (row: T) => string): readonly T[] => [
  ...new Map(rows.map((row) => [textOf(row), row])).values(),
]
