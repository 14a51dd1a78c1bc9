// Compares one placed table with what the engine predicts, as a list of differences that all kinds of tables share.
import type { Analysis } from '../../analyse.ts'
import type { RecordedBgpTable } from '../../resources/index.ts'
import type { BgpAnswer, EffectiveRouteRow } from '../answers.ts'
import { bgp } from '../bgp.ts'
import { routes } from '../routes.ts'
import { type BgpRow, compareBgpRows, differingBgpColumns } from './bgp-rows.ts'
import { canonicalAddress } from './canonical.ts'
import type { Change, Column, PrintedColumns, RowDifference } from './compare-answer.ts'
import { compareEffectiveRows, differingColumns, type EffectiveRow } from './effective-rows.ts'
import { compareHubRows, differingHubColumns, type HubRow } from './hub-rows.ts'
import { type KnownAddresses, knownNextHops, statedAddresses } from './known-addresses.ts'
import type { Named, PlacedTable } from './placed-table.ts'
import { circuitRows, gatewayRows, hubRows } from './predicted-tables.ts'
import type { RowComparison, Tally } from './row-comparison.ts'
import { comparedColumn } from './table-rules.ts'

/** What the engine predicts for tables, asked once for each network. */
export interface Prediction {
  readonly effectiveRoutes: (nic: Named) => readonly EffectiveRouteRow[] | undefined
  readonly bgp: BgpAnswer
  readonly nextHops: KnownAddresses
  readonly stated: KnownAddresses
  readonly instancesOf: (speaker: Named) => readonly string[] | undefined
}

/** Prepares the predictions of a network. BGP tables are made when the first table needs them. */
export const predictionOf = (analysis: Analysis): Prediction => {
  let tables: BgpAnswer | undefined
  let nextHops: KnownAddresses | undefined
  let stated: KnownAddresses | undefined
  const { network } = analysis
  const named = <T extends { readonly id: { readonly key: string }; readonly name: string }>(
    items: readonly T[],
    { id, name }: Named,
  ): T | undefined =>
    items.find((item) => item.id.key === id.toLowerCase()) ??
    items.find((item) => item.name.toLowerCase() === name.toLowerCase())
  return {
    effectiveRoutes: (nic) => {
      const found = named(network.nics, nic)
      const answered = found === undefined ? undefined : routes(analysis, found.id.text)
      return answered?.ok === true ? answered.answer.tables[0]?.routes : undefined
    },
    get bgp() {
      if (tables === undefined) {
        const answered = bgp(analysis)
        tables = answered.ok ? answered.answer : { format: 1, tables: [], hubTables: [] }
      }
      return tables
    },
    get nextHops() {
      nextHops ??= knownNextHops(analysis)
      return nextHops
    },
    get stated() {
      stated ??= statedAddresses(analysis)
      return stated
    },
    instancesOf: (speaker) =>
      analysis.resourceSet.world.routeServers.find(
        ({ name }) => name.toLowerCase() === speaker.name.toLowerCase(),
      )?.instanceIps,
  }
}

/** One table with its counts and differences; `predicted` false: nothing of the kind is predicted at all. */
export interface TableComparison {
  readonly tally: Tally
  readonly noneRows: Tally
  readonly predicted: boolean
  readonly differences: readonly RowDifference[]
}

const effectiveColumns = (row: EffectiveRow): PrintedColumns => ({
  prefix: row.prefix,
  ...(row.source === undefined ? {} : { source: row.source }),
  ...(row.state === undefined ? {} : { state: row.state }),
  nextHopType: row.nextHopType,
  nextHops: row.addresses,
})

const bgpColumns = (row: BgpRow): PrintedColumns => ({
  prefix: row.network,
  ...(row.nextHop === undefined ? {} : { nextHops: row.nextHop === null ? [] : [row.nextHop] }),
  ...(row.asPath === undefined ? {} : { asPath: row.asPath }),
  ...(row.origin === undefined ? {} : { origin: row.origin }),
  ...(row.sourcePeer === undefined ? {} : { sourcePeer: row.sourcePeer }),
})

const hubColumns = (row: HubRow): PrintedColumns => ({
  prefix: row.prefix,
  nextHopType: row.nextHopType,
  ...(row.nextHops === undefined ? {} : { nextHops: row.nextHops }),
  ...(row.asPath === undefined ? {} : { asPath: row.asPath }),
  ...(row.origin === undefined ? {} : { origin: row.origin }),
})

/** What one kind of row needs to be told as a difference. */
interface RowKind<Row> {
  readonly keyOf: (row: Row) => string
  readonly columnsOf: (row: Row) => PrintedColumns
  readonly differing: (recorded: Row, predicted: Row) => readonly Column[]
  readonly ruleOf: (row: Row) => Pick<RowDifference, 'rule' | 'declaredAt'>
}

/** A miss and an extra of one prefix are one row that differs; the rest stands alone. */
const differencesOf = <Row>(
  { misses, extras }: RowComparison<Row>,
  kind: RowKind<Row>,
): readonly RowDifference[] => {
  const left = new Set(extras)
  const fewestColumns = (row: Row): Row | undefined =>
    [...left]
      .filter((extra) => kind.keyOf(extra) === kind.keyOf(row))
      .sort((a, b) => kind.differing(row, a).length - kind.differing(row, b).length)[0]
  const missed = misses.map(({ row, predicted }): RowDifference => {
    const partner = fewestColumns(row) ?? predicted[0]
    if (partner !== undefined) left.delete(partner)
    const columns = partner === undefined ? [] : kind.differing(row, partner)
    // A row of the prediction that matches another one of the table differs in nothing from this one but its number.
    const change: Change = partner === undefined || columns.length === 0 ? 'onlyInAzure' : 'differs'
    return {
      change,
      columns: change === 'differs' ? columns : [],
      azure: kind.columnsOf(row),
      ...(change === 'differs' && partner !== undefined
        ? { predicted: kind.columnsOf(partner), ...kind.ruleOf(partner) }
        : {}),
    }
  })
  const extra = [...left].map(
    (row): RowDifference => ({
      change: 'onlyPredicted',
      columns: [],
      predicted: kind.columnsOf(row),
      ...kind.ruleOf(row),
    }),
  )
  return [...missed, ...extra]
}

const comparison = <Row>(
  compared: RowComparison<Row>,
  predicted: boolean,
  kind: RowKind<Row>,
): TableComparison => {
  const { recorded, matched, extra, noneRows } = compared
  return {
    tally: { recorded, matched, extra },
    noneRows,
    predicted,
    differences: differencesOf(compared, kind),
  }
}

const bgpKind = (known: KnownAddresses): RowKind<BgpRow> => ({
  keyOf: ({ network }) => network,
  columnsOf: bgpColumns,
  differing: (row, other) => differingBgpColumns(row, other, known),
  ruleOf: () => ({}),
})

/** The name by which a network knows a speaker: the id where it has it, else the name. */
const calledIn = (ids: readonly string[], { id, name }: Named): string =>
  ids.some((own) => own.toLowerCase() === id.toLowerCase()) ? id : name

/** The instance that printed a table, where all rows name the same one and the prediction has it. */
const printedBy = (table: RecordedBgpTable, speaker: Named, { tables }: BgpAnswer): string | undefined => {
  const [only, ...others] = new Set(table.routes.map(({ localAddress }) => localAddress))
  const isOwn = tables.some(
    (own) => own.speaker.id === speaker.id && own.instance !== null && own.instance === only,
  )
  return others.length === 0 && isOwn ? only : undefined
}

/** Compares one table. */
export const compareTable = (placed: PlacedTable, prediction: Prediction): TableComparison => {
  switch (placed.kind) {
    case 'effectiveRoutes': {
      const { place, table } = placed
      const predicted = prediction.effectiveRoutes(place.nic)
      const known = prediction.nextHops
      return comparison(compareEffectiveRows(table, predicted, known), predicted !== undefined, {
        keyOf: ({ prefix }) => prefix,
        columnsOf: effectiveColumns,
        differing: (row, other) =>
          differingColumns(row, other, known).filter((column) => comparedColumn(table, column)),
        ruleOf: ({ rule, declaredAt }) => ({
          ...(rule === undefined ? {} : { rule }),
          ...(declaredAt === undefined ? {} : { declaredAt }),
        }),
      })
    }
    case 'gatewayRoutes': {
      const { place, table } = placed
      const speakers = prediction.bgp.tables.map(({ speaker }) => speaker.id)
      const { direction, peer } = place
      const instance = place.instance ?? printedBy(table, place.speaker, prediction.bgp)
      const name = {
        on: calledIn(speakers, place.speaker),
        direction,
        ...(instance === undefined ? {} : { instance }),
        ...(peer === undefined ? {} : { peer }),
      }
      const instances = prediction.instancesOf(place.speaker)
      const predicted =
        gatewayRows(name, instances, prediction.bgp) ??
        // An edge router whose address no input states is one of those that all are told the same.
        (peer === undefined || prediction.stated.has(canonicalAddress(peer))
          ? undefined
          : gatewayRows({ ...name, peer: null }, instances, prediction.bgp))
      const compared = compareBgpRows(table, predicted, prediction.stated)
      return comparison(compared, predicted !== undefined, bgpKind(prediction.stated))
    }
    case 'circuitRoutes': {
      const { place, table } = placed
      const speakers = prediction.bgp.tables.map(({ speaker }) => speaker.id)
      const on = calledIn(speakers, place.circuit)
      const predicted = circuitRows({ on, link: place.link }, prediction.bgp)
      const compared = compareBgpRows(table, predicted, prediction.stated)
      return comparison(compared, predicted !== undefined, bgpKind(prediction.stated))
    }
    case 'hubRoutes': {
      const { place, table } = placed
      const hubs = prediction.bgp.hubTables.map(({ hub }) => hub)
      const on = calledIn(hubs, place.hub)
      const predicted = hubRows({ on, resource: place.resource }, prediction.bgp)
      return comparison(compareHubRows(table, predicted), predicted !== undefined, {
        keyOf: ({ prefix }) => prefix,
        columnsOf: hubColumns,
        differing: (row, other) =>
          differingHubColumns(row, other).filter((column) => comparedColumn(table, column)),
        ruleOf: () => ({}),
      })
    }
  }
}
