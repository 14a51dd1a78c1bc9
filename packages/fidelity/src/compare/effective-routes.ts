// Compares a NIC's effective routes with the prediction, row by row.
import type { RoutesAnswer } from '@hairpin/engine'
import { canonicalAddress, canonicalPrefix, sameSet } from '../canonical.ts'
import type { EffectiveRoutesRecord } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import { type Comparison, type Difference, notPredicted, type Tally } from './comparison.ts'
import type { KnownAddresses } from './known-addresses.ts'
import { pairRowsByKey } from './pairing.ts'
import { comparedColumn, completenessOf } from './table-rules.ts'

/** One prefix with everything that Azure shows for it; rows that differ in addresses only are one. */
interface Row {
  readonly prefix: string
  /** Undefined where the record does not say. */
  readonly source: string | undefined
  readonly state: string | undefined
  readonly nextHopType: string
  readonly addresses: readonly string[]
}

/** None rows that are documented and stay what they are; all others differ by date and region. */
const documentedNonePrefixes: ReadonlySet<string> = new Set([
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
])

const mergeRows = (rows: readonly Row[]): readonly Row[] => {
  const merged = new Map<string, Row>()
  for (const row of rows) {
    const key = [row.prefix, row.source ?? '', row.state ?? '', row.nextHopType.toLowerCase()].join(' ')
    const addresses = new Set([...(merged.get(key)?.addresses ?? []), ...row.addresses])
    merged.set(key, { ...row, addresses: [...addresses].sort() })
  }
  return [...merged.values()]
}

const recordedRows = (record: EffectiveRoutesRecord): readonly Row[] =>
  mergeRows(
    record.routes.flatMap((route) =>
      route.prefixes.map((prefix) => ({
        prefix: canonicalPrefix(prefix),
        source: route.source === 'Unknown' ? undefined : route.source,
        state: route.state,
        nextHopType: route.nextHopType,
        addresses: route.nextHopIps.map(canonicalAddress),
      })),
    ),
  )

const predictedRows = (routes: RoutesAnswer['tables'][number]['routes']): readonly Row[] =>
  mergeRows(
    routes.flatMap((route) =>
      route.addressPrefix.map((prefix) => ({
        prefix: canonicalPrefix(prefix),
        source: route.source,
        state: route.state,
        nextHopType: route.nextHopType,
        addresses: route.nextHopIpAddress.map(canonicalAddress),
      })),
    ),
  )

/** Rows of the platform's own list of private and reserved prefixes, beyond the documented four. */
const isListedNoneRow = (row: Row): boolean =>
  row.nextHopType === 'None' &&
  (row.source === 'Default' || row.source === undefined) &&
  !documentedNonePrefixes.has(row.prefix)

const rowText = (row: Row): string =>
  [row.prefix, row.source ?? 'any source', row.state ?? 'any state', row.nextHopType, ...row.addresses].join(
    ' ',
  )

/**
 * Where the topology gives every recorded address, the sets must be equal; where it gives some, those must be equal;
 * addresses that it does not give are not compared.
 */
const sameAddresses = (recorded: Row, predicted: Row, known: KnownAddresses): boolean => {
  const given = recorded.addresses.filter((address) => known.has(address))
  return given.length === recorded.addresses.length && given.length > 0
    ? sameSet(recorded.addresses, predicted.addresses)
    : sameSet(
        given,
        predicted.addresses.filter((address) => known.has(address)),
      )
}

const matcher =
  (record: EffectiveRoutesRecord, known: KnownAddresses) =>
  (recorded: Row, predicted: Row): boolean =>
    (recorded.source === undefined ||
      !comparedColumn(record, 'source') ||
      recorded.source === predicted.source) &&
    (recorded.state === undefined ||
      !comparedColumn(record, 'state') ||
      recorded.state === predicted.state) &&
    (!comparedColumn(record, 'nextHopType') ||
      recorded.nextHopType.toLowerCase() === predicted.nextHopType.toLowerCase()) &&
    (!comparedColumn(record, 'nextHopIps') || sameAddresses(recorded, predicted, known))

const missReason = (row: Row, predicted: readonly Row[]): string => {
  const same = predicted.filter(({ prefix }) => prefix === row.prefix)
  return same.length === 0 ? 'no such prefix is predicted' : `predicted: ${same.map(rowText).join('; ')}`
}

const tallyOf = (recorded: number, missed: number, extra: number): Tally => ({
  recorded,
  matched: recorded - missed,
  extra,
})

/** Compares one record of effective routes. `known` are the addresses that the topology gives. */
export const compareEffectiveRoutes = (
  record: EffectiveRoutesRecord,
  prediction: Predicted<RoutesAnswer>,
  known: KnownAddresses,
): Comparison => {
  const recorded = recordedRows(record)
  const counted = recorded.filter((row) => !isListedNoneRow(row))
  const fail = (reason: string): Comparison => {
    const listed = recorded.length - counted.length
    return notPredicted(counted.map(rowText), reason, tallyOf(listed, listed, 0))
  }
  if (!prediction.ok) return fail(prediction.reason)
  const table = prediction.value.tables.find(
    ({ place }) => place.kind === 'nic' && place.name.toLowerCase() === record.nic.toLowerCase(),
  )
  if (table === undefined) return fail(`no table is predicted for the NIC ${record.nic}`)

  const predicted = predictedRows(table.routes)
  const { missed, extra } = pairRowsByKey(recorded, predicted, ({ prefix }) => prefix, matcher(record, known))
  const isComplete = completenessOf(record)
  const hidden = new Set((record.hiddenNextHopTypes ?? []).map((type) => type.toLowerCase()))
  const extras = extra.filter((row) => isComplete(row.prefix) && !hidden.has(row.nextHopType.toLowerCase()))
  const countedMisses = missed.filter((row) => !isListedNoneRow(row))
  const countedExtras = extras.filter((row) => !isListedNoneRow(row))
  const extraDifferences = countedExtras.map(
    (row): Difference => ({ row: rowText(row), reason: 'predicted, not recorded' }),
  )
  return {
    ...tallyOf(counted.length, countedMisses.length, countedExtras.length),
    predicted: true,
    noneRows: tallyOf(
      recorded.length - counted.length,
      missed.length - countedMisses.length,
      extras.length - countedExtras.length,
    ),
    misses: countedMisses.map((row) => ({ row: rowText(row), reason: missReason(row, predicted) })),
    extras: extraDifferences,
  }
}
