// Compares an answer of Network Watcher's next hop: the longest active match in the effective routes of the VM's NIC.
import { canonicalAddress, type EffectiveRouteRow, matchLength, type RoutesAnswer } from '@hairpin/engine'
import type { NextHopRecord } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import { type Comparison, notPredicted, oneAnswer } from './comparison.ts'

/** The active rows with the longest prefix that holds the address. */
const longestMatch = (
  routes: readonly EffectiveRouteRow[],
  address: string,
): readonly EffectiveRouteRow[] => {
  const candidates = routes
    .filter(({ state }) => state === 'Active')
    .flatMap((row) =>
      row.addressPrefix.flatMap((prefix) => {
        const length = matchLength(prefix, address)
        return length === undefined ? [] : [{ row, length }]
      }),
    )
  const longest = Math.max(-1, ...candidates.map(({ length }) => length))
  return candidates.filter(({ length }) => length === longest).map(({ row }) => row)
}

/** Compares one next hop answer. `nic` is the primary NIC of the sender. */
export const compareNextHop = (
  record: NextHopRecord,
  nic: string,
  prediction: Predicted<RoutesAnswer>,
): Comparison => {
  const row = [`${record.from} to ${record.to}: ${record.nextHopType}`, record.nextHopIp ?? '']
    .join(' ')
    .trim()
  if (!prediction.ok) return notPredicted([row], prediction.reason)
  const table = prediction.value.tables.find(
    ({ place }) => place.kind === 'nic' && place.name.toLowerCase() === nic.toLowerCase(),
  )
  if (table === undefined) return notPredicted([row], `no table is predicted for the NIC ${nic}`)
  const found = longestMatch(table.routes, record.to)
  const types = [...new Set(found.map(({ nextHopType }) => nextHopType))]
  const addresses = found.flatMap(({ nextHopIpAddress }) => nextHopIpAddress.map(canonicalAddress))
  const same =
    types.some((type) => type.toLowerCase() === record.nextHopType.toLowerCase()) &&
    (record.nextHopIp === undefined || addresses.includes(canonicalAddress(record.nextHopIp)))
  return oneAnswer(row, same ? undefined : `predicted: ${[...types, ...addresses].join(' ') || 'no route'}`)
}
