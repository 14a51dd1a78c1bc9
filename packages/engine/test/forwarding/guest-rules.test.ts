// Filters, source NAT, policy routing and the reverse path filter of a guest (R6.11, R6.12, R6.15, R6.16).
import { describe, expect, test } from 'vitest'
import { walk } from '../../src/forwarding/index.ts'
import { address } from '../../src/net/index.ts'
import type { GuestConfiguration } from '../../src/resources/index.ts'
import { analysisOf, nic, vm, vmOn, vnet } from './azure.ts'
import { linesOf, traced } from './described.ts'
import { forwarded, spokesOverAppliance } from './sample-networks.ts'

/** The endings of both directions between two spokes over an appliance with this guest. */
const through = (guest: GuestConfiguration, flow: object = {}): readonly string[] => {
  const analysis = analysisOf(spokesOverAppliance(forwarded), { guests: { nva: guest } })
  const answer = traced(analysis, { from: 'vm-a', to: 'vm-b', ...flow })
  return [answer.forward.ending, answer.return.ending]
}

const passed = ['delivered', 'delivered']
const dropped = ['filtered', 'filtered']
const web = { protocol: 'tcp', port: 443 } as const

describe('a packet filter', () => {
  test('without a rule that matches the policy of the chain decides', () => {
    expect(through({ policies: { FORWARD: 'drop' } })).toEqual(dropped)
    expect(through({ policies: { INPUT: 'drop', OUTPUT: 'drop' } })).toEqual(passed)
    expect(
      through({ policies: { FORWARD: 'drop' }, filters: [{ chain: 'FORWARD', action: 'accept' }] }),
    ).toEqual(passed)
  })

  test('a stateful one lets replies through that no rule for new flows names', () => {
    const filters: GuestConfiguration['filters'] = [
      { chain: 'FORWARD', flow: 'established', action: 'accept' },
      { chain: 'FORWARD', protocol: 'tcp', ports: ['80', '440-450'], action: 'accept' },
    ]
    expect(through({ policies: { FORWARD: 'drop' }, filters }, web)).toEqual(passed)
    expect(through({ policies: { FORWARD: 'drop' }, filters }, { protocol: 'tcp', port: 22 })).toEqual([
      'filtered',
      'delivered',
    ])
    expect(through({ policies: { FORWARD: 'drop' }, filters: filters.slice(1) }, web)).toEqual([
      'delivered',
      'filtered',
    ])
  })

  test('is asked after the TTL: a router that drops a packet tells a traceroute that it is there (R6.28)', () => {
    const lines = (guest: GuestConfiguration) =>
      linesOf(
        traced(analysisOf(spokesOverAppliance(forwarded), { guests: { nva: guest } }), {
          from: 'vm-a',
          to: 'vm-b',
        }),
      )
    expect(lines({ policies: { FORWARD: 'drop' } })).toEqual(['10.0.1.4', '*'])
    expect(lines({ policies: { FORWARD: 'drop', OUTPUT: 'drop' } })).toEqual(['*', '*'])
    expect(lines({ ipForward: false })).toEqual(['*'])
  })

  test('interfaces and exceptions narrow a rule', () => {
    const only = (rule: object) => through({ filters: [{ chain: 'FORWARD', action: 'drop', ...rule }] })
    expect(only({ in: 'eth0', out: 'eth0' })).toEqual(dropped)
    expect(only({ in: 'eth1' })).toEqual(passed)
    expect(only({ out: 'tun0' })).toEqual(passed)
    expect(only({ exceptSource: '10.0.0.0/8' })).toEqual(passed)
    expect(only({ exceptDestination: '10.2.0.0/16' })).toEqual(['delivered', 'filtered'])
  })
})

describe('source NAT', () => {
  const firstHops = (snat: GuestConfiguration['snat'] = []) => {
    const analysis = analysisOf(spokesOverAppliance(forwarded), { guests: { nva: { snat } } })
    return traced(analysis, { from: 'vm-a', to: 'vm-b' }).forward.ways[0]?.hops.map(
      ({ decision }) => decision.code,
    )
  }

  test('the first rule decides, also one that keeps the source', () => {
    const masquerade = { dev: 'eth0' }
    expect(firstHops([masquerade])).toContain('sourceTranslated')
    expect(firstHops([{ destination: '10.0.0.0/8', keep: true }, masquerade])).not.toContain(
      'sourceTranslated',
    )
    expect(firstHops([masquerade, { destination: '10.0.0.0/8', keep: true }])).toContain('sourceTranslated')
    expect(firstHops([{ ...masquerade, exceptDestination: '10.0.0.0/8' }])).not.toContain('sourceTranslated')
  })
})

describe('policy routing', () => {
  const twoNics = [
    vnet('lan', '10.0.0.0/16', { left: '10.0.1.0/24', right: '10.0.2.0/24' }),
    nic('left', 'lan/left', '10.0.1.9', { forwards: true }),
    nic('right', 'lan/right', '10.0.2.9', { forwards: true }),
    vmOn('router', ['left', 'right']),
    ...vm('vm1', 'lan/left', '10.0.1.4'),
    ...vm('vm2', 'lan/right', '10.0.2.4'),
  ]
  const discarded = { prefix: '10.0.2.0/24', blackhole: true }

  test.each([
    ['a rule for the source', { source: '10.0.1.9/32' }, 'noRoute'],
    ['a rule for another source', { source: '10.9.0.0/16' }, 'delivered'],
    ['a rule for the destination', { destination: '10.0.2.0/24' }, 'noRoute'],
    ['a rule behind the main table', { priority: 40_000 }, 'delivered'],
    ['a table without a route', { table: 'other' }, 'delivered'],
  ])('%s', (_, rule, ending) => {
    const guest: GuestConfiguration = {
      routes: [{ ...discarded, table: '200' }],
      rules: [{ table: '200', ...rule }],
    }
    const analysis = analysisOf(twoNics, { guests: { router: guest } })
    expect(traced(analysis, { from: '10.0.1.9', to: 'vm2' }).forward.ending).toBe(ending)
  })

  test('routes of other tables are not used without a rule, and a lower metric wins', () => {
    const endingWith = (routes: GuestConfiguration['routes'] = []) => {
      const analysis = analysisOf(twoNics, { guests: { router: { routes } } })
      return traced(analysis, { from: 'router', to: '10.0.2.4' }).forward.ending
    }
    const exact = { prefix: '10.0.2.4/32', blackhole: true }
    expect(endingWith([{ ...exact, table: '200' }])).toBe('delivered')
    expect(
      endingWith([
        { ...exact, metric: 10 },
        { prefix: '10.0.2.4/32', dev: 'eth1', metric: 5 },
      ]),
    ).toBe('delivered')
    expect(
      endingWith([
        { ...exact, metric: 5 },
        { prefix: '10.0.2.4/32', dev: 'eth1', metric: 10 },
      ]),
    ).toBe('noRoute')
  })
})

describe('the reverse path filter', () => {
  const routes: GuestConfiguration['routes'] = [{ prefix: '10.1.0.0/16', dev: 'tun0' }]
  test.each([
    ['off', 'off', true],
    ['loose', 'loose', true],
    ['strict', 'strict', false],
  ] as const)('%s', (_, rpFilter, passes) => {
    const analysis = analysisOf(spokesOverAppliance(forwarded), { guests: { nva: { rpFilter, routes } } })
    const { forward } = traced(analysis, { from: 'vm-a', to: 'vm-b' })
    expect(forward.ending === 'delivered').toBe(passes)
  })

  test('loose drops what has no way back at all', () => {
    const guest: GuestConfiguration = {
      rpFilter: 'loose',
      routes: [{ prefix: '10.1.0.0/16', blackhole: true }],
    }
    const analysis = analysisOf(spokesOverAppliance(forwarded), { guests: { nva: guest } })
    expect(traced(analysis, { from: 'vm-a', to: 'vm-b' }).forward.ending).toBe('filtered')
  })
})

describe('R6.3: what a NIC without IP forwarding sends', () => {
  test.each([
    [false, 'applianceNotForwarding'],
    [true, 'delivered'],
  ])('with another source, forwarding %s', (forwards, ending) => {
    const resources = [
      vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
      ...vm('vm1', 'lan/main', '10.0.0.4', { forwards }),
      ...vm('vm2', 'lan/main', '10.0.0.5'),
    ]
    const { surroundings } = analysisOf(resources)
    const nic = surroundings.network.nics.find(({ vm: machine }) => machine?.name === 'vm1')
    if (nic === undefined) throw new Error('vm1 has a NIC')
    const [way] = walk(
      { kind: 'leaving', nic },
      { source: address('10.0.0.99'), destination: address('10.0.0.5'), protocol: 'icmp', port: undefined },
      surroundings,
    )
    expect(way?.ending).toBe(ending)
    if (!forwards)
      expect(way?.hops.at(-1)?.decision).toMatchObject({ code: 'nicForwardingOff', rule: 'R6.3' })
  })
})
