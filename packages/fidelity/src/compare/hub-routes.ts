// Compares the effective routes of something in a virtual hub.
import type { BgpAnswer, HubTable } from '@hairpin/engine'
import { canonicalPrefix, sameSet } from '../canonical.ts'
import type { HubRoutesRecord, RecordedHubRoute } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import { type Comparison, notPredicted } from './comparison.ts'
import { compareKeyedRows } from './keyed-rows.ts'
import { comparedColumn, distinct } from './table-rules.ts'

/** One prefix of a row. A column that is undefined was not printed. */
interface Row {
  readonly prefix: string
  readonly nextHopType: string
  readonly nextHops: readonly string[] | undefined
  readonly asPath: string | undefined
  readonly origin: string | undefined
}

/** Recordings shorten ids to names. */
const nameOf = (idOrName: string): string => (idOrName.split('/').at(-1) ?? idOrName).toLowerCase()

const rowsOf = (routes: readonly (RecordedHubRoute | HubTable['routes'][number])[]): readonly Row[] =>
  routes.flatMap((route) =>
    route.prefixes.map((prefix) => ({
      prefix: canonicalPrefix(prefix),
      nextHopType: route.nextHopType,
      nextHops: route.nextHops?.map(nameOf).sort(),
      asPath: route.asPath?.join(' '),
      origin: route.origin === undefined ? undefined : nameOf(route.origin),
    })),
  )

const rowText = (row: Row): string =>
  [
    row.prefix,
    row.nextHopType,
    ...(row.nextHops ?? []),
    ...(row.asPath === undefined ? [] : [row.asPath === '' ? 'empty path' : `path ${row.asPath}`]),
    ...(row.origin === undefined ? [] : [`origin ${row.origin}`]),
  ].join(' ')

/** Compares one record of a hub's effective routes. */
export const compareHubRoutes = (record: HubRoutesRecord, bgp: Predicted<BgpAnswer>): Comparison => {
  const recorded = distinct(rowsOf(record.routes), rowText)
  const fail = (reason: string): Comparison => notPredicted(recorded.map(rowText), reason)
  if (!bgp.ok) return fail(bgp.reason)
  const table = bgp.value.hubTables.find(
    ({ hub, resource }) =>
      nameOf(hub) === nameOf(record.on) &&
      resource.kind === record.resource.kind &&
      nameOf(resource.name) === nameOf(record.resource.name),
  )
  if (table === undefined) {
    return fail(`no table is predicted: ${record.resource.kind} ${record.resource.name} of hub ${record.on}`)
  }
  const predicted = distinct(rowsOf(table.routes), rowText)
  const matches = (row: Row, other: Row): boolean =>
    (!comparedColumn(record, 'nextHopType') ||
      row.nextHopType.toLowerCase() === other.nextHopType.toLowerCase()) &&
    (row.nextHops === undefined ||
      !comparedColumn(record, 'nextHops') ||
      sameSet(row.nextHops, other.nextHops ?? [])) &&
    (row.asPath === undefined || !comparedColumn(record, 'asPath') || row.asPath === other.asPath) &&
    (row.origin === undefined || !comparedColumn(record, 'origin') || row.origin === other.origin)
  return compareKeyedRows(record, {
    recorded,
    predicted,
    keyOf: ({ prefix }) => prefix,
    keyName: 'prefix',
    matches,
    textOf: rowText,
  })
}
