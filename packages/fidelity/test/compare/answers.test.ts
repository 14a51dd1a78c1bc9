// Scoring of traces, pings, next hops and hub tables.
import type { EffectiveRouteRow, HubTable, TraceAnswer, TracerouteHop } from '@hairpin/engine'
import { describe, expect, test } from 'vitest'
import type { HubRoutesRecord, PingRecord, TraceRecord } from '../../src/case.ts'
import { compareHubRoutes } from '../../src/compare/hub-routes.ts'
import { compareNextHop } from '../../src/compare/next-hop.ts'
import { comparePing } from '../../src/compare/ping.ts'
import { probeOf } from '../../src/compare/protocol.ts'
import { compareTrace } from '../../src/compare/trace.ts'

const direction = { ending: 'delivered', ways: [] } as const

const answer = (more: Partial<TraceAnswer>): TraceAnswer => ({
  format: 1,
  from: { ip: '10.0.0.4' },
  to: { ip: '10.1.0.4' },
  protocol: 'icmp',
  verdict: 'reached',
  routing: 'reached',
  filtering: 'allowed',
  forward: direction,
  return: direction,
  symmetric: true,
  traceroute: [],
  reached: true,
  replyTtl: 64,
  assumptions: [],
  findings: [],
  ...more,
})

const hop = (ttl: number, ...addresses: string[]): TracerouteHop => ({
  ttl,
  addresses,
  silent: addresses.length === 0,
})

describe('traces', () => {
  const score = (
    hops: TraceRecord['hops'],
    traceroute: readonly TracerouteHop[],
    reached = true,
    predictedReached = reached,
  ): number =>
    compareTrace(
      { kind: 'trace', determinable: true, from: 'vm', to: '10.1.0.4', hops, reached },
      { ok: true, value: answer({ traceroute, reached: predictedReached }) },
    ).matched

  test('a recorded address is among the predicted ones', () => {
    expect(score(['10.0.0.9', '10.1.0.4'], [hop(1, '10.0.0.8', '10.0.0.9'), hop(2, '10.1.0.4')])).toBe(1)
    expect(score(['10.0.0.7', '10.1.0.4'], [hop(1, '10.0.0.8', '10.0.0.9'), hop(2, '10.1.0.4')])).toBe(0)
  })

  test('a recorded list equals the predicted set', () => {
    const list = [['10.0.0.8', '10.0.0.9'], '10.1.0.4']
    expect(score(list, [hop(1, '10.0.0.9', '10.0.0.8'), hop(2, '10.1.0.4')])).toBe(1)
    expect(score(list, [hop(1, '10.0.0.9'), hop(2, '10.1.0.4')])).toBe(0)
    expect(score(list, [hop(1, '10.0.0.9', '10.0.0.8', '10.0.0.7'), hop(2, '10.1.0.4')])).toBe(0)
  })

  test('silence is silence', () => {
    expect(score(['*', '10.1.0.4'], [hop(1), hop(2, '10.1.0.4')])).toBe(1)
    expect(score(['*', '10.1.0.4'], [hop(1, '10.0.0.9'), hop(2, '10.1.0.4')])).toBe(0)
    expect(score(['10.0.0.9', '10.1.0.4'], [hop(1), hop(2, '10.1.0.4')])).toBe(0)
    // one of two equal ways answers, the other does not
    expect(
      score(['*', '10.1.0.4'], [{ ttl: 1, addresses: ['10.0.0.9'], silent: true }, hop(2, '10.1.0.4')]),
    ).toBe(1)
  })

  test('one hop more or less is another trace', () => {
    expect(score(['10.1.0.4'], [hop(1), hop(2, '10.1.0.4')])).toBe(0)
    expect(score(['*', '10.1.0.4'], [hop(1, '10.1.0.4')])).toBe(0)
  })

  test('the ending must be the same', () => {
    expect(score(['10.1.0.4'], [hop(1, '10.1.0.4')], true, false)).toBe(0)
    expect(score(['*', '*', '*'], [], false)).toBe(1)
    expect(score(['*', '*'], [hop(1), hop(2, '10.0.0.9')], false)).toBe(0)
    expect(score(['*'], [hop(1), hop(2, '10.0.0.9')], false)).toBe(0)
    expect(score(['10.0.0.9', '*'], [hop(1, '10.0.0.9')], false)).toBe(1)
  })

  test('a trace that breaks off at an answer says nothing of what comes behind', () => {
    const loop = [1, 2, 3, 4].map((ttl) => hop(ttl, '10.0.0.9'))
    expect(score(['10.0.0.9', '10.0.0.9'], loop, false)).toBe(1)
    expect(score(['10.0.0.9', '10.0.0.8'], loop, false)).toBe(0)
    expect(score(['10.0.0.9', '*'], loop, false)).toBe(0)
  })
})

describe('pings', () => {
  const score = (record: Partial<PingRecord>, prediction: Partial<TraceAnswer>): number =>
    comparePing(
      { kind: 'ping', determinable: true, from: 'vm', to: '10.1.0.4', ok: true, ...record },
      { ok: true, value: answer(prediction) },
    ).matched

  test('the outcome', () => {
    expect(score({ ok: true }, { verdict: 'reached' })).toBe(1)
    expect(score({ ok: true }, { verdict: 'notReached' })).toBe(0)
    expect(score({ ok: false }, { verdict: 'notReached' })).toBe(1)
    expect(score({ ok: false }, { verdict: 'reached' })).toBe(0)
  })

  test('an undecided prediction matches nothing', () => {
    for (const verdict of ['partly', 'unknown'] as const) {
      expect(score({ ok: true }, { verdict })).toBe(0)
      expect(score({ ok: false }, { verdict })).toBe(0)
    }
  })

  test('the TTL where it was printed', () => {
    expect(score({ ttl: 63 }, { replyTtl: 63 })).toBe(1)
    expect(score({ ttl: 63 }, { replyTtl: 64 })).toBe(0)
    expect(score({}, { replyTtl: 64 })).toBe(1)
  })

  test('a question that the engine cannot answer', () => {
    const record: PingRecord = { kind: 'ping', determinable: true, from: 'x', to: '10.0.0.4', ok: true }
    expect(comparePing(record, { ok: false, reason: 'no such VM' })).toMatchObject({
      recorded: 1,
      matched: 0,
      predicted: false,
      misses: [{ reason: 'no such VM' }],
    })
  })
})

test.each([
  ['tcp/22', undefined, { protocol: 'tcp', port: 22 }],
  ['icmp', undefined, { protocol: 'icmp' }],
  [undefined, undefined, { protocol: 'icmp' }],
  [undefined, 'ethr TCP traceroute to port 22', { protocol: 'tcp', port: 22 }],
  [undefined, 'tracert -d', { protocol: 'icmp' }],
  [undefined, 'mtr', { protocol: 'icmp' }],
  [undefined, 'traceroute', { protocol: 'udp', port: 33_434 }],
  [undefined, 'tracepath', { protocol: 'udp', port: 44_444 }],
])('protocol %s with tool %s', (protocol, tool, expected) => {
  expect(probeOf(protocol, tool)).toEqual(expected)
})

describe('next hops', () => {
  const row = (prefix: string, more: Partial<EffectiveRouteRow>): EffectiveRouteRow => ({
    source: 'Default',
    state: 'Active',
    addressPrefix: [prefix],
    nextHopType: 'VnetLocal',
    nextHopIpAddress: [],
    rule: 'R1.1',
    ...more,
  })
  const score = (nextHopType: string, nextHopIp?: string): number =>
    compareNextHop(
      {
        kind: 'nextHop',
        determinable: true,
        from: 'vm',
        to: '10.1.0.4',
        nextHopType,
        ...(nextHopIp !== undefined && { nextHopIp }),
      },
      'nic',
      {
        ok: true,
        value: {
          format: 1,
          tables: [
            {
              place: { kind: 'nic', id: '/x/nic', name: 'nic' },
              routes: [
                row('10.1.0.0/16', { state: 'Invalid', nextHopType: 'VNetPeering' }),
                row('10.0.0.0/8', {
                  source: 'User',
                  nextHopType: 'VirtualAppliance',
                  nextHopIpAddress: ['10.0.0.9'],
                }),
                row('0.0.0.0/0', { nextHopType: 'Internet' }),
              ],
            },
          ],
        },
      },
    ).matched

  test('the longest active match decides', () => {
    expect(score('VirtualAppliance', '10.0.0.9')).toBe(1)
    expect(score('VirtualAppliance')).toBe(1)
    expect(score('VirtualAppliance', '10.0.0.8')).toBe(0)
    expect(score('VNetPeering')).toBe(0)
    expect(score('Internet')).toBe(0)
  })
})

describe('hub tables', () => {
  const record: HubRoutesRecord = {
    kind: 'vhubEffectiveRoutes',
    determinable: true,
    on: 'hub',
    resource: { kind: 'routeTable', name: 'defaultRouteTable' },
    complete: true,
    routes: [
      {
        prefixes: ['10.0.0.0/16'],
        nextHopType: 'Virtual Network Connection',
        nextHops: ['conn'],
        asPath: [],
      },
    ],
  }
  type HubRoute = HubTable['routes'][number]
  const predictedRoute: HubRoute = {
    prefixes: ['10.0.0.0/16'],
    nextHopType: 'Virtual Network Connection',
    nextHops: ['/subscriptions/s/hubVirtualNetworkConnections/conn'],
    asPath: [],
  }
  const compare = (...routes: HubRoute[]): readonly number[] => {
    const { recorded, matched, extra } = compareHubRoutes(record, {
      ok: true,
      value: {
        format: 1,
        tables: [],
        hubTables: [{ hub: 'hub', resource: { kind: 'routeTable', name: 'defaultRouteTable' }, routes }],
      },
    })
    return [recorded, matched, extra]
  }

  test('names stand for ids; path and type must be the same', () => {
    expect(compare(predictedRoute)).toEqual([1, 1, 0])
    expect(compare({ ...predictedRoute, asPath: [65_520] })).toEqual([1, 0, 1])
    expect(compare({ ...predictedRoute, nextHopType: 'Remote Hub' })).toEqual([1, 0, 1])
    expect(compare({ ...predictedRoute, nextHops: ['other'] })).toEqual([1, 0, 1])
    expect(compare(predictedRoute, { ...predictedRoute, prefixes: ['10.9.0.0/16'] })).toEqual([1, 1, 1])
  })

  test('a table that is not predicted is a miss with its reason', () => {
    const result = compareHubRoutes(record, { ok: true, value: { format: 1, tables: [], hubTables: [] } })
    expect(result).toMatchObject({ recorded: 1, matched: 0, extra: 0, predicted: false })
    expect(result.misses[0]?.reason).toBe('no table is predicted: routeTable defaultRouteTable of hub hub')
  })
})
