// Compares the effective routes of something in a virtual hub.
import { type BgpAnswer, compareHubRows, type HubRow, hubRows } from '@hairpin/engine'
import type { HubRoutesRecord } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import { type Comparison, inWords, notPredicted } from './comparison.ts'

const rowText = (row: HubRow): string =>
  [
    row.prefix,
    row.nextHopType,
    ...(row.nextHops ?? []),
    ...(row.asPath === undefined ? [] : [row.asPath === '' ? 'empty path' : `path ${row.asPath}`]),
    ...(row.origin === undefined ? [] : [`origin ${row.origin}`]),
  ].join(' ')

/** Compares one record of a hub's effective routes. */
export const compareHubRoutes = (record: HubRoutesRecord, bgp: Predicted<BgpAnswer>): Comparison => {
  const fail = (reason: string): Comparison =>
    notPredicted(compareHubRows(record, undefined).rows.map(rowText), reason)
  if (!bgp.ok) return fail(bgp.reason)
  const rows = hubRows(record, bgp.value)
  return rows === undefined
    ? fail(`no table is predicted: ${record.resource.kind} ${record.resource.name} of hub ${record.on}`)
    : inWords(compareHubRows(record, rows), 'prefix', rowText)
}
