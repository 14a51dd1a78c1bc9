// A difference together with the table that it stands in, and a text that tells it apart from all others.
import type { RowDifference } from './compare-answer.ts'
import { compareTable, type Prediction, type TableComparison } from './compare-table.ts'
import type { PlacedTable, TablePlace } from './placed-table.ts'

/** A difference with its table. */
export interface PlacedDifference extends RowDifference {
  readonly table: number
  readonly place: TablePlace
}

/** All tables compared, with the differences of all of them in one list. */
export interface Compared {
  readonly tables: readonly TableComparison[]
  readonly differences: readonly PlacedDifference[]
  /** Differences, and None rows that do not agree: what a hypothesis has to make smaller. */
  readonly weight: number
  readonly noneRows: number
}

/** Compares every table with one prediction. */
export const compareAll = (placed: readonly PlacedTable[], prediction: Prediction): Compared => {
  const tables = placed.map((table) => compareTable(table, prediction))
  const differences = tables.flatMap((compared, table) => {
    const place = placed[table]?.place
    return place === undefined
      ? []
      : compared.differences.map((difference) => ({ ...difference, table, place }))
  })
  const noneRows = tables.reduce(
    (sum, { noneRows: none }) => sum + none.recorded - none.matched + none.extra,
    0,
  )
  const weight = tables.reduce(
    (sum, { tally }) => sum + tally.recorded - tally.matched + tally.extra,
    noneRows,
  )
  return { tables, differences, weight, noneRows }
}

/** What makes a difference the same one under another prediction: the row that is on one side only. */
export const identityOf = ({ table, azure, predicted }: PlacedDifference): string =>
  JSON.stringify([table, azure ?? null, azure === undefined ? predicted : null])
