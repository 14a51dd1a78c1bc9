// Scoring of BGP tables: which table a record means, and how its rows are compared.
import type { BgpTable, BgpTableRow, RecordedBgpTable } from '@hairpin/engine'
import { describe, expect, test } from 'vitest'
import type {
  BgpTableRecord,
  CircuitRoutesRecord,
  GatewayRoutesRecord,
  RecordedBgpRoute,
} from '../../src/case.ts'
import { compareBgpTable, rowsOfCircuit, rowsOfGateway, rowsOfRouter } from '../../src/compare/bgp-tables.ts'
import type { Comparison } from '../../src/compare/comparison.ts'

const known = new Set(['10.0.1.4', '10.0.1.5'])

const recorded = (network: string, more: Partial<RecordedBgpRoute> = {}): RecordedBgpRoute => ({
  network,
  asPath: [65_001],
  ...more,
})
const predicted = (network: string, more: Partial<BgpTableRow> = {}): BgpTableRow => ({
  network,
  nextHop: '10.0.1.4',
  asPath: [65_001],
  origin: 'EBgp',
  ...more,
})

const compare = (
  routes: readonly RecordedBgpRoute[],
  rows: readonly BgpTableRow[],
  more: Partial<RecordedBgpTable> = {},
): Comparison => compareBgpTable({ complete: true, routes, ...more }, { ok: true, value: rows }, known)

const counts = ({ recorded: all, matched, extra }: Comparison): readonly number[] => [all, matched, extra]

describe('rows', () => {
  test('path and next hop must be the same', () => {
    const one = [recorded('10.0.0.0/16', { nextHop: '10.0.1.4' })]
    expect(counts(compare(one, [predicted('10.0.0.0/16')]))).toEqual([1, 1, 0])
    expect(counts(compare(one, [predicted('10.0.0.0/16', { asPath: [65_001, 65_001] })]))).toEqual([1, 0, 1])
    expect(counts(compare(one, [predicted('10.0.0.0/16', { nextHop: '10.0.1.5' })]))).toEqual([1, 0, 1])
    expect(counts(compare(one, [predicted('10.0.0.0/16', { nextHop: null })]))).toEqual([1, 0, 1])
  })

  test('a next hop of null is one that is printed as none', () => {
    const one = [recorded('10.0.0.0/16', { nextHop: null })]
    expect(counts(compare(one, [predicted('10.0.0.0/16', { nextHop: null })]))).toEqual([1, 1, 0])
    expect(counts(compare(one, [predicted('10.0.0.0/16')]))).toEqual([1, 0, 1])
  })

  test('a router prints its own routes as via 0.0.0.0', () => {
    const own = [recorded('10.0.0.0/16', { nextHop: '0.0.0.0' })]
    expect(counts(compare(own, [predicted('10.0.0.0/16', { nextHop: null })]))).toEqual([1, 1, 0])
    expect(counts(compare(own, [predicted('10.0.0.0/16')]))).toEqual([1, 0, 1])
  })

  test('origin is compared where it was recorded, however it is spelled', () => {
    expect(counts(compare([recorded('10.0.0.0/16')], [predicted('10.0.0.0/16')]))).toEqual([1, 1, 0])
    const origin = (one: string, other: string): readonly number[] =>
      counts(
        compare([recorded('10.0.0.0/16', { origin: one })], [predicted('10.0.0.0/16', { origin: other })]),
      )
    expect(origin('I', 'Igp')).toEqual([1, 1, 0])
    expect(origin('?', 'incomplete')).toEqual([1, 1, 0])
    expect(origin('e', 'i')).toEqual([1, 0, 1])
    expect(origin('EBgp', 'IBgp')).toEqual([1, 0, 1])
  })

  test('weights and marks are not compared', () => {
    const one = [recorded('10.0.0.0/16', { weight: 5, localPref: 7, best: true })]
    expect(
      counts(compare(one, [predicted('10.0.0.0/16', { weight: 6, localPref: 8, best: false })])),
    ).toEqual([1, 1, 0])
  })

  test('each next hop and each peer is a row; the same row twice is one', () => {
    const two = [
      recorded('10.0.0.0/16', { nextHop: '10.0.1.4', sourcePeer: '10.0.1.4' }),
      recorded('10.0.0.0/16', { nextHop: '10.0.1.4', sourcePeer: '10.0.1.5' }),
    ]
    const rows = ['10.0.1.4', '10.0.1.5'].map((sourcePeer) => predicted('10.0.0.0/16', { sourcePeer }))
    expect(counts(compare([...two, ...two], [...rows, ...rows]))).toEqual([2, 2, 0])
    expect(counts(compare(two, rows.slice(0, 1)))).toEqual([2, 1, 0])
  })

  test('a column that is undetermined is left out, the rest compared as a set', () => {
    const two = ['10.0.1.4', '10.0.1.5'].map((nextHop) => recorded('10.0.0.0/16', { nextHop }))
    const rows = [predicted('10.0.0.0/16', { nextHop: '10.9.9.9' })]
    expect(counts(compare(two, rows, { undeterminedColumns: ['nextHop'] }))).toEqual([1, 1, 0])
  })

  test('an address that the topology does not state is not compared', () => {
    const one = [recorded('10.0.0.0/16', { nextHop: '10.77.0.1' })]
    expect(counts(compare(one, [predicted('10.0.0.0/16', { nextHop: '10.88.0.1' })]))).toEqual([1, 1, 0])
  })

  test('rows that leave columns open find the partner that leaves the others theirs', () => {
    const open = recorded('10.0.0.0/16')
    const closed = recorded('10.0.0.0/16', { nextHop: '10.0.1.4' })
    const rows = [predicted('10.0.0.0/16'), predicted('10.0.0.0/16', { nextHop: '10.0.1.5' })]
    expect(counts(compare([open, closed], rows))).toEqual([2, 2, 0])
  })
})

describe('extras', () => {
  const rows = [predicted('10.0.0.0/16'), predicted('10.1.0.0/16')]

  test('count in complete tables and complete parts only', () => {
    const one = [recorded('10.0.0.0/16')]
    expect(counts(compare(one, rows))).toEqual([1, 1, 1])
    expect(counts(compare(one, rows, { complete: false }))).toEqual([1, 1, 0])
    expect(counts(compare(one, rows, { complete: false, completeFor: ['10.1.0.0/16'] }))).toEqual([1, 1, 1])
  })

  test('count in a table that is recorded as empty', () => {
    expect(counts(compare([], rows))).toEqual([0, 0, 2])
  })
})

const table = (more: Partial<BgpTable>, network: string): BgpTable => ({
  speaker: { kind: 'gateway', id: '/x/gw', name: 'gw' },
  instance: null,
  link: null,
  peer: null,
  table: 'learned',
  routes: [predicted(network)],
  ...more,
})

describe('which table a record means', () => {
  const topology = {
    vnets: [],
    routeServers: [{ name: 'rs', vnet: 'v', instanceIps: ['10.0.9.4', '10.0.9.5'], peers: [] }],
  }
  const gatewayRecord = (more: Partial<GatewayRoutesRecord>): GatewayRoutesRecord => ({
    kind: 'learnedRoutes',
    determinable: true,
    on: 'gw',
    routes: [],
    ...more,
  })
  const networks = (reading: ReturnType<typeof rowsOfGateway>): unknown =>
    reading.ok ? reading.value.map(({ network }) => network) : reading.reason
  const rs = { kind: 'routeServer', id: '/x/rs', name: 'rs' } as const
  const peer = { address: '10.0.2.4', asn: 65_001, name: 'nva' }
  const tables = [
    table({ instance: '10.0.1.4' }, '10.0.0.0/24'),
    table({ instance: '10.0.1.5' }, '10.0.1.0/24'),
    table({ instance: '10.0.1.4', table: 'advertised', peer }, '10.0.2.0/24'),
    table({ speaker: rs, instance: '10.0.9.4', peer }, '10.0.3.0/24'),
    table({ speaker: rs, instance: '10.0.9.5', peer }, '10.0.4.0/24'),
    table(
      { speaker: { kind: 'circuit', id: '/x/er', name: 'er' }, link: 'primary', table: 'rib' },
      '10.0.5.0/24',
    ),
    table({ speaker: { kind: 'guest', id: '/x/vm', name: 'vm' }, table: 'rib' }, '10.0.6.0/24'),
    table({ speaker: { kind: 'guest', id: '/x/vm', name: 'vm' }, table: 'advertised', peer }, '10.0.7.0/24'),
  ]
  const all = { format: 1 as const, tables, hubTables: [] }

  test('an instance by its address, or all of them together', () => {
    expect(networks(rowsOfGateway(gatewayRecord({ instance: '10.0.1.5' }), topology, all))).toEqual([
      '10.0.1.0/24',
    ])
    expect(networks(rowsOfGateway(gatewayRecord({}), topology, all))).toEqual(['10.0.0.0/24', '10.0.1.0/24'])
  })

  test('IN_0 and IN_1 are the instances in the order of the topology', () => {
    const of = (instance: string): unknown =>
      networks(rowsOfGateway(gatewayRecord({ on: 'RS', instance, peer: '10.0.2.4' }), topology, all))
    expect(of('IN_0')).toEqual(['10.0.3.0/24'])
    expect(of('IN_1')).toEqual(['10.0.4.0/24'])
  })

  test('a peer by address or name', () => {
    const of = (name: string): unknown =>
      networks(rowsOfGateway(gatewayRecord({ kind: 'advertisedRoutes', peer: name }), topology, all))
    expect(of('nva')).toEqual(['10.0.2.0/24'])
    expect(of('10.0.2.4')).toEqual(['10.0.2.0/24'])
    expect(of('10.0.2.9')).toBe('no table is predicted: advertised routes of gw, peer 10.0.2.9')
  })

  test('the link of a circuit', () => {
    const record: CircuitRoutesRecord = {
      kind: 'erCircuitRoutes',
      determinable: true,
      on: 'er',
      link: 'primary',
      routes: [],
    }
    expect(networks(rowsOfCircuit(record, all))).toEqual(['10.0.5.0/24'])
    expect(networks(rowsOfCircuit({ ...record, link: 'secondary' }, all))).toBe(
      'no table is predicted: secondary link of circuit er',
    )
  })

  test('the direction of a router', () => {
    const record: BgpTableRecord = { kind: 'bgpTable', determinable: true, on: 'vm', routes: [] }
    expect(networks(rowsOfRouter(record, all))).toEqual(['10.0.6.0/24'])
    expect(networks(rowsOfRouter({ ...record, direction: 'advertised', peer: '10.0.2.4' }, all))).toEqual([
      '10.0.7.0/24',
    ])
    expect(networks(rowsOfRouter({ ...record, direction: 'received' }, all))).toBe(
      'no table is predicted: learned of vm',
    )
  })
})
