// Compares the effective routes of something in a virtual hub.
import type { RecordedHubRoute, RecordedHubTable } from '../../resources/index.ts'
import type { HubTable } from '../answers.ts'
import { canonicalPrefix, sameSet } from './canonical.ts'
import { compareKeyedRows } from './keyed-rows.ts'
import { allMissed, type RowComparison } from './row-comparison.ts'
import { comparedColumn, distinct } from './table-rules.ts'

/** One prefix of a row. A column that is undefined was not printed. */
export interface HubRow {
  readonly prefix: string
  readonly nextHopType: string
  readonly nextHops: readonly string[] | undefined
  readonly asPath: string | undefined
  readonly origin: string | undefined
}

/** Recordings shorten ids to names. */
export const lastName = (idOrName: string): string => (idOrName.split('/').at(-1) ?? idOrName).toLowerCase()

const rowsOf = (routes: readonly (RecordedHubRoute | HubTable['routes'][number])[]): readonly HubRow[] =>
  routes.flatMap((route) =>
    route.prefixes.map((prefix) => ({
      prefix: canonicalPrefix(prefix),
      nextHopType: route.nextHopType,
      nextHops: route.nextHops?.map(lastName).sort(),
      asPath: route.asPath?.join(' '),
      origin: route.origin === undefined ? undefined : lastName(route.origin),
    })),
  )

const identity = (row: HubRow): string =>
  JSON.stringify([row.prefix, row.nextHopType, row.nextHops, row.asPath, row.origin])

/** The columns in which two rows of one prefix differ. */
export const differingHubColumns = (
  recorded: HubRow,
  predicted: HubRow,
): readonly ('nextHopType' | 'nextHops' | 'asPath' | 'origin')[] => [
  ...(recorded.nextHopType.toLowerCase() === predicted.nextHopType.toLowerCase()
    ? []
    : (['nextHopType'] as const)),
  ...(recorded.nextHops === undefined || sameSet(recorded.nextHops, predicted.nextHops ?? [])
    ? []
    : (['nextHops'] as const)),
  ...(recorded.asPath === undefined || recorded.asPath === predicted.asPath ? [] : (['asPath'] as const)),
  ...(recorded.origin === undefined || recorded.origin === predicted.origin ? [] : (['origin'] as const)),
]

/** Compares one table of a hub; without `predicted` all is missed. */
export const compareHubRows = (
  table: RecordedHubTable,
  predictedRoutes: HubTable['routes'] | undefined,
): RowComparison<HubRow> => {
  const recorded = distinct(rowsOf(table.routes), identity)
  if (predictedRoutes === undefined) return allMissed(recorded)
  return compareKeyedRows(table, {
    recorded,
    predicted: distinct(rowsOf(predictedRoutes), identity),
    keyOf: ({ prefix }) => prefix,
    matches: (row, other) =>
      differingHubColumns(row, other).every((column) => !comparedColumn(table, column)),
  })
}
