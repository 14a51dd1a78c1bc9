// Compares BGP tables: of gateways, Route Servers and hubs, of routers, and of the links of circuits.
import {
  type BgpAnswer,
  type BgpRow,
  type BgpTableRow,
  circuitRows,
  compareBgpRows,
  gatewayRows,
  type KnownAddresses,
  type RecordedBgpTable,
  routerRows,
} from '@hairpin/engine'
import type { BgpTableRecord, CircuitRoutesRecord, GatewayRoutesRecord } from '../case.ts'
import type { Predicted } from '../predictions.ts'
import type { Topology } from '../topology.ts'
import { type Comparison, inWords, notPredicted } from './comparison.ts'

const pathText = (asPath: string | undefined): string =>
  asPath === undefined ? 'any path' : asPath === '' ? 'empty path' : `path ${asPath}`

const rowText = (row: BgpRow): string =>
  [
    row.network,
    ...(row.nextHop === undefined ? [] : [`via ${row.nextHop ?? 'none'}`]),
    pathText(row.asPath),
    ...(row.origin === undefined ? [] : [row.origin]),
    ...(row.sourcePeer === undefined ? [] : [`from ${row.sourcePeer}`]),
  ].join(' ')

/** Compares one recorded BGP table with the predicted rows, or gives the reason why there are none. */
export const compareBgpTable = (
  record: RecordedBgpTable,
  prediction: Predicted<readonly BgpTableRow[]>,
  known: KnownAddresses,
): Comparison =>
  prediction.ok
    ? inWords(compareBgpRows(record, prediction.value, known), 'network', rowText)
    : notPredicted(compareBgpRows(record, undefined, known).rows.map(rowText), prediction.reason)

const predicted = (
  rows: readonly BgpTableRow[] | undefined,
  what: string,
): Predicted<readonly BgpTableRow[]> =>
  rows === undefined ? { ok: false, reason: `no table is predicted: ${what}` } : { ok: true, value: rows }

const instancesOf = (on: string, topology: Topology): readonly string[] | undefined =>
  [...(topology.routeServers ?? []), ...(topology.gateways ?? [])].find(
    ({ name }) => name.toLowerCase() === on.toLowerCase(),
  )?.instanceIps

/** The rows for a record of learned or advertised routes. */
export const rowsOfGateway = (
  record: GatewayRoutesRecord,
  topology: Topology,
  bgp: BgpAnswer,
): Predicted<readonly BgpTableRow[]> => {
  const direction = record.kind === 'learnedRoutes' ? 'learned' : 'advertised'
  const details = [
    record.on,
    ...(record.instance === undefined ? [] : [`instance ${record.instance}`]),
    ...(record.peer === undefined ? [] : [`peer ${record.peer}`]),
  ]
  return predicted(
    gatewayRows({ ...record, direction }, instancesOf(record.on, topology), bgp),
    `${direction} routes of ${details.join(', ')}`,
  )
}

const directions = { rib: 'rib', received: 'learned', advertised: 'advertised' } as const

/** The rows for the BGP table of a VM or site. */
export const rowsOfRouter = (record: BgpTableRecord, bgp: BgpAnswer): Predicted<readonly BgpTableRow[]> => {
  const table = directions[record.direction ?? 'rib']
  const details = [record.on, ...(record.peer === undefined ? [] : [`peer ${record.peer}`])]
  return predicted(
    routerRows({ on: record.on, table, peer: record.peer }, bgp),
    `${table} of ${details.join(', ')}`,
  )
}

/** The rows for the route table of one link of a circuit. */
export const rowsOfCircuit = (
  record: CircuitRoutesRecord,
  bgp: BgpAnswer,
): Predicted<readonly BgpTableRow[]> =>
  predicted(circuitRows(record, bgp), `${record.link} link of circuit ${record.on}`)
