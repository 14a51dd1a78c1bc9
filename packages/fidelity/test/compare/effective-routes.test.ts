// Scoring of effective routes, with predictions made by hand.
import type { EffectiveRouteRow } from '@hairpin/engine'
import { describe, expect, test } from 'vitest'
import type { EffectiveRoutesRecord, RecordedRoute } from '../../src/case.ts'
import type { Comparison } from '../../src/compare/comparison.ts'
import { compareEffectiveRoutes } from '../../src/compare/effective-routes.ts'

const row = (prefix: string, more: Partial<RecordedRoute> = {}): RecordedRoute => ({
  source: 'Default',
  state: 'Active',
  prefixes: [prefix],
  nextHopType: 'VnetLocal',
  nextHopIps: [],
  ...more,
})

const predictedRow = (prefix: string, more: Partial<EffectiveRouteRow> = {}): EffectiveRouteRow => ({
  source: 'Default',
  state: 'Active',
  addressPrefix: [prefix],
  nextHopType: 'VnetLocal',
  nextHopIpAddress: [],
  rule: 'R1.1',
  ...more,
})

const none = { nextHopType: 'None' } as const
const gateway = { source: 'VirtualNetworkGateway', nextHopType: 'VirtualNetworkGateway' } as const

const compare = (
  routes: readonly RecordedRoute[],
  predicted: readonly EffectiveRouteRow[],
  more: Partial<EffectiveRoutesRecord> = {},
  known: readonly string[] = [],
): Comparison =>
  compareEffectiveRoutes(
    { kind: 'effectiveRoutes', determinable: true, nic: 'nic-a', complete: true, routes, ...more },
    {
      ok: true,
      value: {
        format: 1,
        tables: [{ place: { kind: 'nic', id: '/x/nic-A', name: 'nic-A' }, routes: predicted }],
      },
    },
    new Set(known),
  )

const counts = ({ recorded, matched, extra }: Comparison): readonly number[] => [recorded, matched, extra]

describe('rows', () => {
  test('a row is one prefix of a recorded row', () => {
    const both = row('10.0.0.0/16', { prefixes: ['10.0.0.0/16', '10.1.0.0/16'] })
    expect(counts(compare([both], [predictedRow('10.0.0.0/16'), predictedRow('10.1.0.0/16')]))).toEqual([
      2, 2, 0,
    ])
    expect(counts(compare([both], [predictedRow('10.0.0.0/16')]))).toEqual([2, 1, 0])
  })

  test('source, state and next hop type must be the same', () => {
    const recorded = [row('10.0.0.0/16')]
    expect(counts(compare(recorded, [predictedRow('10.0.0.0/16', { source: 'User' })]))).toEqual([1, 0, 1])
    expect(counts(compare(recorded, [predictedRow('10.0.0.0/16', { state: 'Invalid' })]))).toEqual([1, 0, 1])
    expect(counts(compare(recorded, [predictedRow('10.0.0.0/16', { nextHopType: 'VNetPeering' })]))).toEqual([
      1, 0, 1,
    ])
  })

  test('an unknown source and a missing state are not compared', () => {
    const { state: _, ...stateless } = row('10.0.0.0/16', { source: 'Unknown' })
    const predicted = predictedRow('10.0.0.0/16', { source: 'User', state: 'Invalid' })
    expect(counts(compare([stateless], [predicted]))).toEqual([1, 1, 0])
  })

  test('the spelling of an IPv6 prefix does not matter', () => {
    expect(counts(compare([row('FD00:DB8:0::/56')], [predictedRow('fd00:db8::/56')]))).toEqual([1, 1, 0])
  })
})

describe('addresses', () => {
  const recorded = (...nextHopIps: string[]): RecordedRoute => row('10.9.0.0/16', { ...gateway, nextHopIps })
  const predicted = (...nextHopIpAddress: string[]): EffectiveRouteRow =>
    predictedRow('10.9.0.0/16', { ...gateway, nextHopIpAddress })

  test('rows of one prefix are merged and their addresses united, on both sides', () => {
    const known = ['10.0.1.4', '10.0.1.5']
    const two = [recorded('10.0.1.4'), recorded('10.0.1.5')]
    expect(counts(compare(two, [predicted('10.0.1.5', '10.0.1.4')], {}, known))).toEqual([1, 1, 0])
    expect(
      counts(
        compare(
          [recorded('10.0.1.4', '10.0.1.5')],
          [predicted('10.0.1.4'), predicted('10.0.1.5')],
          {},
          known,
        ),
      ),
    ).toEqual([1, 1, 0])
  })

  test('given addresses must be the same set', () => {
    const known = ['10.0.1.4', '10.0.1.5']
    expect(counts(compare([recorded('10.0.1.4', '10.0.1.5')], [predicted('10.0.1.4')], {}, known))).toEqual([
      1, 0, 1,
    ])
    expect(counts(compare([recorded('10.0.1.4')], [predicted('10.0.1.4', '10.7.7.7')], {}, known))).toEqual([
      1, 0, 1,
    ])
    expect(counts(compare([recorded('10.0.1.4')], [predicted()], {}, known))).toEqual([1, 0, 1])
  })

  test('addresses that the topology does not give are not compared', () => {
    expect(counts(compare([recorded('10.2.146.76')], [predicted()]))).toEqual([1, 1, 0])
    expect(counts(compare([recorded('10.2.146.76')], [predicted('10.9.9.9')]))).toEqual([1, 1, 0])
    // but a given address where another one was recorded is wrong
    expect(counts(compare([recorded('10.2.146.76')], [predicted('10.0.1.4')], {}, ['10.0.1.4']))).toEqual([
      1, 0, 1,
    ])
  })

  test('where some are given, those are compared', () => {
    const known = ['10.0.1.4']
    expect(
      counts(compare([recorded('10.0.1.4', '10.2.146.76')], [predicted('10.0.1.4')], {}, known)),
    ).toEqual([1, 1, 0])
    expect(
      counts(compare([recorded('10.0.1.4', '10.2.146.76')], [predicted('10.3.3.3')], {}, known)),
    ).toEqual([1, 0, 1])
  })
})

describe('extras', () => {
  const two = [predictedRow('10.0.0.0/16'), predictedRow('10.1.0.0/16')]

  test('count in a complete table', () => {
    const result = compare([row('10.0.0.0/16')], two)
    expect(counts(result)).toEqual([1, 1, 1])
    expect(result.extras).toEqual([
      { row: '10.1.0.0/16 Default Active VnetLocal', reason: 'predicted, not recorded' },
    ])
  })

  test('do not count in a cut table', () => {
    expect(counts(compare([row('10.0.0.0/16')], two, { complete: false }))).toEqual([1, 1, 0])
  })

  test('count in the complete part of a cut table', () => {
    const part = { complete: false, completeFor: ['10.1.0.0/16'] }
    expect(counts(compare([row('10.0.0.0/16')], two, part))).toEqual([1, 1, 1])
    const invalid = predictedRow('10.0.0.0/16', { state: 'Invalid' })
    expect(
      counts(
        compare([row('10.0.0.0/16')], [...two, invalid], { complete: false, completeFor: ['10.0.0.0/16'] }),
      ),
    ).toEqual([1, 1, 1])
  })

  test('never have a next hop type that the tool hides', () => {
    const hidden = { hiddenNextHopTypes: ['VnetLocal'] }
    expect(counts(compare([row('10.0.0.0/16')], two, hidden))).toEqual([1, 1, 0])
  })
})

describe('None rows', () => {
  test('the documented four count as all other rows', () => {
    const result = compare([row('10.0.0.0/8', none)], [predictedRow('10.0.0.0/8', none)])
    expect(counts(result)).toEqual([1, 1, 0])
    expect(result.noneRows).toEqual({ recorded: 0, matched: 0, extra: 0 })
  })

  test('all others have a column of their own', () => {
    const result = compare(
      [row('25.4.0.0/14', none), row('127.0.0.0/8', none)],
      [predictedRow('25.4.0.0/14', none), predictedRow('198.18.0.0/15', none)],
    )
    expect(counts(result)).toEqual([0, 0, 0])
    expect(result.noneRows).toEqual({ recorded: 2, matched: 1, extra: 1 })
    expect(result.misses).toEqual([])
  })

  test('a user route to None is a row like any other', () => {
    const user = row('0.0.0.0/0', { source: 'User', ...none })
    expect(counts(compare([user], []))).toEqual([1, 0, 0])
  })
})

describe('no prediction', () => {
  test('a NIC without a table misses every row, for that reason', () => {
    const result = compare([row('10.0.0.0/16'), row('25.4.0.0/14', none)], [], { nic: 'nic-b' })
    expect(counts(result)).toEqual([1, 0, 0])
    expect(result.predicted).toBe(false)
    expect(result.noneRows).toEqual({ recorded: 1, matched: 0, extra: 0 })
    expect(result.misses[0]?.reason).toContain('nic-b')
  })
})
