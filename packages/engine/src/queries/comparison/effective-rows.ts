// Compares a NIC's effective routes with the prediction, prefix by prefix.
import type { EffectiveRoutesTable, RecordedRoute } from '../../resources/index.ts'
import type { EffectiveRouteRow } from '../answers.ts'
import { canonicalAddress, canonicalPrefix, sameSet } from './canonical.ts'
import type { KnownAddresses } from './known-addresses.ts'
import { pairRowsByKey } from './pairing.ts'
import type { RowComparison, Tally } from './row-comparison.ts'
import { comparedColumn, completenessOf } from './table-rules.ts'

/** One prefix with everything that Azure shows for it; rows that differ in addresses only are one. */
export interface EffectiveRow {
  readonly prefix: string
  /** Undefined where the record does not say. */
  readonly source: string | undefined
  readonly state: string | undefined
  readonly nextHopType: string
  readonly addresses: readonly string[]
  /** The rule and the place of a predicted row. */
  readonly rule?: string
  readonly declaredAt?: string
}

/** None rows that are documented and stay what they are; all others differ by date and region. */
const documentedNonePrefixes: ReadonlySet<string> = new Set([
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
])

const mergeRows = (rows: readonly EffectiveRow[]): readonly EffectiveRow[] => {
  const merged = new Map<string, EffectiveRow>()
  for (const row of rows) {
    const key = [row.prefix, row.source ?? '', row.state ?? '', row.nextHopType.toLowerCase()].join(' ')
    const addresses = new Set([...(merged.get(key)?.addresses ?? []), ...row.addresses])
    merged.set(key, { ...row, addresses: [...addresses].sort() })
  }
  return [...merged.values()]
}

const recordedRows = (routes: readonly RecordedRoute[]): readonly EffectiveRow[] =>
  mergeRows(
    routes.flatMap((route) =>
      route.prefixes.map((prefix) => ({
        prefix: canonicalPrefix(prefix),
        source: route.source === 'Unknown' ? undefined : route.source,
        state: route.state,
        nextHopType: route.nextHopType,
        addresses: route.nextHopIps.map(canonicalAddress),
      })),
    ),
  )

const predictedRows = (routes: readonly EffectiveRouteRow[]): readonly EffectiveRow[] =>
  mergeRows(
    routes.flatMap((route) =>
      route.addressPrefix.map((prefix) => ({
        prefix: canonicalPrefix(prefix),
        source: route.source,
        state: route.state,
        nextHopType: route.nextHopType,
        addresses: route.nextHopIpAddress.map(canonicalAddress),
        rule: route.rule,
        ...(route.declaredAt === undefined ? {} : { declaredAt: route.declaredAt }),
      })),
    ),
  )

/** Rows of the platform's own list of private and reserved prefixes, beyond the documented four. */
const isListedNoneRow = (row: EffectiveRow): boolean =>
  row.nextHopType === 'None' &&
  (row.source === 'Default' || row.source === undefined) &&
  !documentedNonePrefixes.has(row.prefix)

/**
 * Where the inputs give every recorded address, the sets must be equal; where they give some, those must be equal;
 * addresses that they do not give are not compared.
 */
const sameAddresses = (recorded: EffectiveRow, predicted: EffectiveRow, known: KnownAddresses): boolean => {
  const given = recorded.addresses.filter((address) => known.has(address))
  return given.length === recorded.addresses.length && given.length > 0
    ? sameSet(recorded.addresses, predicted.addresses)
    : sameSet(
        given,
        predicted.addresses.filter((address) => known.has(address)),
      )
}

/** The columns in which two rows of one prefix differ. */
export const differingColumns = (
  recorded: EffectiveRow,
  predicted: EffectiveRow,
  known: KnownAddresses,
): readonly ('source' | 'state' | 'nextHopType' | 'nextHopIps')[] => [
  ...(recorded.source === undefined || recorded.source === predicted.source ? [] : (['source'] as const)),
  ...(recorded.state === undefined || recorded.state === predicted.state ? [] : (['state'] as const)),
  ...(recorded.nextHopType.toLowerCase() === predicted.nextHopType.toLowerCase()
    ? []
    : (['nextHopType'] as const)),
  ...(sameAddresses(recorded, predicted, known) ? [] : (['nextHopIps'] as const)),
]

const tally = (recorded: number, missed: number, extra: number): Tally => ({
  recorded,
  matched: recorded - missed,
  extra,
})

/** Compares one table of effective routes. `known` are the addresses that the inputs give; without `predicted` all is missed. */
export const compareEffectiveRows = (
  table: EffectiveRoutesTable,
  predictedRoutes: readonly EffectiveRouteRow[] | undefined,
  known: KnownAddresses,
): RowComparison<EffectiveRow> => {
  const recorded = recordedRows(table.routes)
  const counted = recorded.filter((row) => !isListedNoneRow(row))
  const listed = recorded.length - counted.length
  if (predictedRoutes === undefined) {
    return {
      ...tally(counted.length, counted.length, 0),
      rows: counted,
      noneRows: tally(listed, listed, 0),
      misses: counted.map((row) => ({ row, predicted: [] })),
      extras: [],
    }
  }
  const matches = (row: EffectiveRow, other: EffectiveRow): boolean =>
    differingColumns(row, other, known).every((column) => !comparedColumn(table, column))
  const predicted = predictedRows(predictedRoutes)
  const { missed, extra } = pairRowsByKey(recorded, predicted, ({ prefix }) => prefix, matches)
  const isComplete = completenessOf(table)
  const hidden = new Set((table.hiddenNextHopTypes ?? []).map((type) => type.toLowerCase()))
  const extras = extra.filter((row) => isComplete(row.prefix) && !hidden.has(row.nextHopType.toLowerCase()))
  const countedMisses = missed.filter((row) => !isListedNoneRow(row))
  const countedExtras = extras.filter((row) => !isListedNoneRow(row))
  const byPrefix = Map.groupBy(predicted, ({ prefix }) => prefix)
  return {
    ...tally(counted.length, countedMisses.length, countedExtras.length),
    rows: counted,
    noneRows: tally(listed, missed.length - countedMisses.length, extras.length - countedExtras.length),
    misses: countedMisses.map((row) => ({ row, predicted: byPrefix.get(row.prefix) ?? [] })),
    extras: countedExtras,
  }
}
