// Compares the rows of a BGP table, whoever printed it.
import type { BgpTableRow } from '@hairpin/engine'
import { canonicalAddress, canonicalPrefix } from '../canonical.ts'
import type { RecordedBgpRoute, TableRecordBase } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import { type Comparison, notPredicted } from './comparison.ts'
import { compareKeyedRows } from './keyed-rows.ts'
import type { KnownAddresses } from './known-addresses.ts'
import { comparedColumn, distinct } from './table-rules.ts'

/** A recorded BGP table of any kind. */
export interface BgpRecord extends TableRecordBase {
  readonly routes: readonly RecordedBgpRoute[]
}

/** A row as it is compared. A column that is undefined is not compared; a next hop of null is printed as none. */
interface Row {
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

const rowOf = (row: RecordedBgpRoute | BgpTableRow): Row => ({
  network: canonicalPrefix(row.network),
  asPath: row.asPath.join(' '),
  origin: row.origin === undefined ? undefined : canonicalOrigin(row.origin),
  nextHop: nextHopOf(row.nextHop),
  sourcePeer: row.sourcePeer === undefined ? undefined : canonicalAddress(row.sourcePeer),
})

const columns = ['asPath', 'origin', 'nextHop', 'sourcePeer'] as const

const pathText = (asPath: string | undefined): string =>
  asPath === undefined ? 'any path' : asPath === '' ? 'empty path' : `path ${asPath}`

const rowText = (row: Row): string =>
  [
    row.network,
    ...(row.nextHop === undefined ? [] : [`via ${row.nextHop ?? 'none'}`]),
    pathText(row.asPath),
    ...(row.origin === undefined ? [] : [row.origin]),
    ...(row.sourcePeer === undefined ? [] : [`from ${row.sourcePeer}`]),
  ].join(' ')

/** Blanks the columns that are not compared in this table: rows that then look alike are one. */
const project = (row: Row, compared: ReadonlySet<string>): Row => ({
  network: row.network,
  asPath: compared.has('asPath') ? row.asPath : undefined,
  origin: compared.has('origin') ? row.origin : undefined,
  nextHop: compared.has('nextHop') ? row.nextHop : undefined,
  sourcePeer: compared.has('sourcePeer') ? row.sourcePeer : undefined,
})

/** Compares one recorded table with the predicted rows. `known` are the addresses that the topology states. */
export const compareBgpRows = (
  record: BgpRecord,
  prediction: Predicted<readonly BgpTableRow[]>,
  known: KnownAddresses,
): Comparison => {
  const stated = record.routes.map(rowOf)
  // A column that no row of the record states is not printed by the author's tool.
  const compared = new Set(
    columns.filter(
      (column) =>
        comparedColumn(record, column) &&
        (stated.length === 0 || stated.some((row) => row[column] !== undefined)),
    ),
  )
  const recorded = distinct(
    stated.map((row) => project(row, compared)),
    rowText,
  )
  if (!prediction.ok) return notPredicted(recorded.map(rowText), prediction.reason)
  const predicted = distinct(
    prediction.value.map((row) => project(rowOf(row), compared)),
    rowText,
  )

  const sameAddress = (one: string | null | undefined, other: string | null | undefined): boolean =>
    one === undefined || (one !== null && !known.has(one)) || one === other
  const matches = (row: Row, other: Row): boolean =>
    (row.asPath === undefined || row.asPath === other.asPath) &&
    (row.origin === undefined || row.origin === other.origin) &&
    sameAddress(row.nextHop, other.nextHop) &&
    sameAddress(row.sourcePeer, other.sourcePeer)
  return compareKeyedRows(record, {
    recorded,
    predicted,
    keyOf: ({ network }) => network,
    keyName: 'network',
    matches,
    textOf: rowText,
  })
}
