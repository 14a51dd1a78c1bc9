// Compares the rows of a BGP table, whoever printed it.
import type { RecordedBgpRoute, RecordedBgpTable } from '../../resources/index.ts'
import type { BgpTableRow } from '../answers.ts'
import { canonicalAddress, canonicalPrefix } from './canonical.ts'
import { compareKeyedRows } from './keyed-rows.ts'
import type { KnownAddresses } from './known-addresses.ts'
import { allMissed, type RowComparison } from './row-comparison.ts'
import { comparedColumn, distinct } from './table-rules.ts'

/** A row as it is compared. A column that is undefined is not compared; a next hop of null is printed as none. */
export interface BgpRow {
  readonly network: string
  readonly asPath: string | undefined
  readonly origin: string | undefined
  readonly nextHop: string | null | undefined
  readonly sourcePeer: string | undefined
}

const originSpellings: Readonly<Record<string, string>> = {
  i: 'igp',
  e: 'egp',
  '?': 'incomplete',
}

/** `I`, `i` and `Igp` are the same; so are `?` and `Incomplete`. */
const canonicalOrigin = (origin: string): string => {
  const lower = origin.toLowerCase()
  return originSpellings[lower] ?? lower
}

/** Routers print 0.0.0.0 or :: as the next hop of what they originate; Azure prints none. */
const nextHopOf = (nextHop: string | null | undefined): string | null | undefined => {
  if (typeof nextHop !== 'string') return nextHop
  const address = canonicalAddress(nextHop)
  return address === '0.0.0.0' || address === '::' ? null : address
}

const rowOf = (row: RecordedBgpRoute | BgpTableRow): BgpRow => ({
  network: canonicalPrefix(row.network),
  asPath: row.asPath.join(' '),
  origin: row.origin === undefined ? undefined : canonicalOrigin(row.origin),
  nextHop: nextHopOf(row.nextHop),
  sourcePeer: row.sourcePeer === undefined ? undefined : canonicalAddress(row.sourcePeer),
})

const columns = ['asPath', 'origin', 'nextHop', 'sourcePeer'] as const

/** A column of a BGP table that is compared. */
export type BgpColumn = (typeof columns)[number]

/** Blanks the columns that are not compared in this table: rows that then look alike are one. */
const project = (row: BgpRow, compared: ReadonlySet<string>): BgpRow => ({
  network: row.network,
  asPath: compared.has('asPath') ? row.asPath : undefined,
  origin: compared.has('origin') ? row.origin : undefined,
  nextHop: compared.has('nextHop') ? row.nextHop : undefined,
  sourcePeer: compared.has('sourcePeer') ? row.sourcePeer : undefined,
})

const identity = (row: BgpRow): string =>
  JSON.stringify([
    row.network,
    row.nextHop === undefined ? 0 : row.nextHop,
    row.asPath,
    row.origin,
    row.sourcePeer,
  ])

const sameAddress = (
  one: string | null | undefined,
  other: string | null | undefined,
  known: KnownAddresses,
): boolean => one === undefined || (one !== null && !known.has(one)) || one === other

/** The columns in which two rows of one network differ. */
export const differingBgpColumns = (
  recorded: BgpRow,
  predicted: BgpRow,
  known: KnownAddresses,
): readonly BgpColumn[] =>
  columns.filter((column) =>
    column === 'asPath' || column === 'origin'
      ? recorded[column] !== undefined && recorded[column] !== predicted[column]
      : !sameAddress(recorded[column], predicted[column], known),
  )

/**
 * Compares one recorded table with the predicted rows. `known` are the addresses that the inputs state; without
 * `predicted` all is missed.
 */
export const compareBgpRows = (
  table: RecordedBgpTable,
  predictedRoutes: readonly BgpTableRow[] | undefined,
  known: KnownAddresses,
): RowComparison<BgpRow> => {
  const stated = table.routes.map(rowOf)
  // A column that no row of the record states is not printed by the author's tool.
  const compared = new Set(
    columns.filter(
      (column) =>
        comparedColumn(table, column) &&
        (stated.length === 0 || stated.some((row) => row[column] !== undefined)),
    ),
  )
  const recorded = distinct(
    stated.map((row) => project(row, compared)),
    identity,
  )
  if (predictedRoutes === undefined) return allMissed(recorded)
  const predicted = distinct(
    predictedRoutes.map((row) => project(rowOf(row), compared)),
    identity,
  )
  return compareKeyedRows(table, {
    recorded,
    predicted,
    keyOf: ({ network }) => network,
    matches: (row, other) => differingBgpColumns(row, other, known).length === 0,
  })
}
