// Compares a NIC's effective routes with the prediction.
import {
  compareEffectiveRows,
  type EffectiveRow,
  type KnownAddresses,
  type RoutesAnswer,
} from '@hairpin/engine'
import type { EffectiveRoutesRecord } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import { type Comparison, inWords, notPredicted } from './comparison.ts'

const rowText = (row: EffectiveRow): string =>
  [row.prefix, row.source ?? 'any source', row.state ?? 'any state', row.nextHopType, ...row.addresses].join(
    ' ',
  )

/** Compares one record of effective routes. `known` are the addresses that the inputs give. */
export const compareEffectiveRoutes = (
  record: EffectiveRoutesRecord,
  prediction: Predicted<RoutesAnswer>,
  known: KnownAddresses,
): Comparison => {
  const fail = (reason: string): Comparison => {
    const { rows, noneRows } = compareEffectiveRows(record, undefined, known)
    return notPredicted(rows.map(rowText), reason, noneRows)
  }
  if (!prediction.ok) return fail(prediction.reason)
  const table = prediction.value.tables.find(
    ({ place }) => place.kind === 'nic' && place.name.toLowerCase() === record.nic.toLowerCase(),
  )
  if (table === undefined) return fail(`no table is predicted for the NIC ${record.nic}`)
  return inWords(compareEffectiveRows(record, table.routes, known), 'prefix', rowText)
}
