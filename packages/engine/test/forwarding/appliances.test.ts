// Ways over appliances: peering flags, addresses in a traceroute, kernels with two interfaces, load balancers.
import { describe, expect, test } from 'vitest'
import type { GuestConfiguration, GuestTunnel } from '../../src/resources/index.ts'
import {
  type ArmResource,
  analysisOf,
  appliance,
  loadBalancer,
  nic,
  type PeeringFlags,
  peered,
  routeTable,
  vm,
  vmOn,
  vnet,
} from './azure.ts'
import { lastDecision, linesOf, traced, waysOf } from './described.ts'
import { forwarded, spokesOverAppliance } from './sample-networks.ts'

const ping = { from: 'vm-a', to: 'vm-b' } as const
const accepts: PeeringFlags = { allowForwardedTraffic: true }
const refuses: PeeringFlags = { allowForwardedTraffic: false }

describe('R2.13: whether the peering of the receiving spoke takes relayed packets', () => {
  for (const ofA of [accepts, refuses]) {
    for (const ofB of [accepts, refuses]) {
      for (const ofHub of [accepts, refuses]) {
        const name = [ofA, ofB, ofHub].map((flags) => flags.allowForwardedTraffic).join(', ')
        test(`on a, b and the hub's side: ${name}`, () => {
          const answer = traced(analysisOf(spokesOverAppliance({ ofA, ofB, ofHub })), ping)
          expect(answer.forward.ending).toBe(ofB === accepts ? 'delivered' : 'peeringRefused')
          expect(answer.return.ending).toBe(ofA === accepts ? 'delivered' : 'peeringRefused')
          expect(answer.verdict).toBe(ofA === accepts && ofB === accepts ? 'reached' : 'notReached')
        })
      }
    }
  }

  test('the refusal names the peering that refuses, which is the receiving spoke', () => {
    const answer = traced(analysisOf(spokesOverAppliance({ ofA: accepts })), ping)
    const hop = answer.forward.ways[0]?.hops.at(-1)
    expect(hop?.decision).toEqual({
      code: 'forwardedTrafficOff',
      rule: 'R2.4',
      parameters: { peering: 'to-hub', source: '10.1.0.4' },
      declaredAt: 'network.json:7:1',
    })
  })

  test('the hub itself needs no flag: its source lies in its own space', () => {
    const resources = [...spokesOverAppliance({}), ...vm('vm-hub', 'hub/second', '10.0.2.4')]
    expect(traced(analysisOf(resources), { from: 'vm-hub', to: 'vm-b' }).verdict).toBe('reached')
  })
})

describe('R2.4: either side of a peering may close it for both directions', () => {
  const closed: PeeringFlags = { allowVirtualNetworkAccess: false }
  for (const [name, ofLeft, ofRight] of [
    ['left', closed, {}],
    ['right', {}, closed],
    ['both', closed, closed],
  ] as const) {
    test(`closed by ${name}`, () => {
      const resources = [
        vnet('left', '10.1.0.0/16', { main: '10.1.0.0/24' }),
        vnet('right', '10.2.0.0/16', { main: '10.2.0.0/24' }),
        ...peered('left', 'right', ofLeft, ofRight),
        ...vm('vm-a', 'left/main', '10.1.0.4'),
        ...vm('vm-b', 'right/main', '10.2.0.4'),
      ]
      const answer = traced(analysisOf(resources), ping)
      expect([answer.forward.ending, answer.return.ending]).toEqual(['peeringRefused', 'peeringRefused'])
    })
  }
})

describe('an appliance in the hub', () => {
  const answer = traced(analysisOf(spokesOverAppliance(forwarded)), ping)

  test('is passed in both directions', () => {
    expect(waysOf(answer.forward)).toEqual([
      'vm-a:effectiveRoute > nva:kernelRoute > nva:effectiveRoute > vm-b:localDelivery = delivered',
    ])
    expect(waysOf(answer.return)).toEqual([
      'vm-b:effectiveRoute > nva:kernelRoute > nva:effectiveRoute > vm-a:localDelivery = delivered',
    ])
    expect(answer.symmetric).toBe(true)
  })

  test('answers a traceroute with its address and takes one off the TTL', () => {
    expect(linesOf(answer)).toEqual(['10.0.1.4', '10.2.0.4'])
    expect(answer.replyTtl).toBe(63)
  })

  test('a Windows machine replies with 128', () => {
    const windows = spokesOverAppliance(forwarded).filter(({ name }) => name !== 'vm-b')
    const analysis = analysisOf([...windows, vmOn('vm-b', ['vm-b-nic'], { os: 'Windows' })])
    expect(traced(analysis, ping).replyTtl).toBe(127)
  })

  test('stays silent where its answer cannot come back (R6.28)', () => {
    // The appliance's own subnet sends spoke a nowhere; the request does not need that route, the answer does.
    const resources = [
      ...spokesOverAppliance(forwarded).filter(({ name }) => name !== 'hub'),
      vnet('hub', '10.0.0.0/16', { nva: { prefix: '10.0.1.0/24', routeTable: 'nva-routes' } }),
      routeTable('nva-routes', [['10.1.0.0/16', 'None']]),
    ]
    const blocked = traced(analysisOf(resources), ping)
    expect([blocked.forward.ending, blocked.return.ending]).toEqual(['delivered', 'noRoute'])
    expect(linesOf(blocked)).toEqual(['*', '*'])
    expect(blocked.replyTtl).toBeNull()
  })

  test('says that forwarding in the guest is taken for granted, unless it is stated', () => {
    const codes = (world: Parameters<typeof analysisOf>[1]): readonly string[] =>
      traced(analysisOf(spokesOverAppliance(forwarded), world), ping).assumptions.map(({ code }) => code)
    expect(codes({})).toEqual(['guestForwards'])
    expect(codes({ guests: { nva: { ipForward: true } } })).toEqual([])
  })
})

test('a route on one side only makes the way asymmetric (R6.20)', () => {
  // Spoke b reaches spoke a by a peering of its own and does not use the appliance.
  const resources = [
    ...spokesOverAppliance(forwarded).filter(({ name }) => name !== 'b-routes'),
    routeTable('b-routes', []),
    ...peered('a', 'b'),
  ]
  const answer = traced(analysisOf(resources), ping)
  expect(answer.verdict).toBe('reached')
  expect(answer.symmetric).toBe(false)
  expect(linesOf(answer)).toEqual(['10.0.1.4', '10.2.0.4'])
  expect(answer.replyTtl).toBe(64)
})

describe('an appliance with two interfaces', () => {
  const twoArms = (
    insideRoutes: readonly ArmResource[] = [],
    nextHop = '10.0.1.4',
  ): readonly ArmResource[] => [
    ...spokesOverAppliance(
      forwarded,
      [
        nic('outside', 'hub/nva', '10.0.1.4', { forwards: true }),
        nic('inside', 'hub/second', '10.0.2.4', { forwards: true }),
        vmOn('nva', ['outside', 'inside']),
        ...insideRoutes,
      ],
      nextHop,
    ),
  ]

  test('leaves by the interface that its kernel routes name (R6.12)', () => {
    const world = {
      guests: { nva: { ipForward: true, routes: [{ prefix: '10.2.0.0/16', via: '10.0.2.1' }] } },
    }
    const answer = traced(analysisOf(twoArms(), world), ping)
    const nics = answer.forward.ways[0]?.hops.map(({ element, address }) => `${element} ${address}`)
    expect(nics).toEqual(['vm-a 10.1.0.4', 'nva 10.0.1.4', 'nva 10.0.2.4', 'vm-b 10.2.0.4'])
    expect(answer.forward.ways[0]?.hops[1]?.decision.parameters).toEqual({
      vm: 'nva',
      prefix: '10.2.0.0/16',
      dev: 'eth1',
    })
    // Observed 37: the interface that took the packet in answers.
    expect(linesOf(answer)).toEqual(['10.0.1.4', '10.2.0.4'])
  })

  test('does not leave the machine for an address of its own', () => {
    const answer = traced(analysisOf(twoArms()), { from: '10.0.1.4', to: '10.0.2.4' })
    expect(waysOf(answer.forward)).toEqual(['nva:localDelivery = delivered'])
    expect(answer.verdict).toBe('reached')
  })

  test('sends what it makes itself from the interface that its kernel chooses (R6.14)', () => {
    const world = { guests: { nva: { ipForward: true, routes: [{ prefix: '10.2.0.0/16', dev: 'eth1' }] } } }
    const analysis = analysisOf(twoArms(), world)
    const source = (from: string, to: string): string => traced(analysis, { from, to }).from.ip
    expect([source('nva', 'vm-a'), source('nva', 'vm-b')]).toEqual(['10.0.1.4', '10.0.2.4'])
    // A NIC or an address says itself which one is meant.
    expect([source('outside', 'vm-b'), source('10.0.1.4', 'vm-b')]).toEqual(['10.0.1.4', '10.0.1.4'])
  })

  test('leaves by the primary interface where no route says otherwise (R6.13)', () => {
    const answer = traced(analysisOf(twoArms()), ping)
    expect(answer.forward.ways[0]?.hops[2]?.address).toBe('10.0.1.4')
  })

  // A public lab of 2022: a router with IOS, whose packets Azure leads back to its other interface, names that one.
  test.each([
    ['Linux', 'outside0', '10.0.1.4'],
    ['IOS', 'GigabitEthernet1', '10.0.2.4'],
  ])('with %s answers a traceroute by its own rule (R6.26)', (_, outside, address) => {
    const world = {
      guests: { nva: { ipForward: true, interfaces: { [outside]: 'outside', other: 'inside' } } },
    }
    const answer = traced(analysisOf(twoArms([], '10.0.2.4'), world), ping)
    expect(answer.forward.ways[0]?.hops.find(({ kind }) => kind === 'appliance')?.address).toBe(address)
  })

  test('the names of its devices may be stated', () => {
    const world = {
      guests: {
        nva: {
          ipForward: true,
          interfaces: { wan: 'outside', lan: 'inside' },
          routes: [{ prefix: '10.2.0.0/16', dev: 'lan' }],
        },
      },
    }
    const answer = traced(analysisOf(twoArms(), world), ping)
    expect(answer.forward.ways[0]?.hops[2]?.address).toBe('10.0.2.4')
  })

  test('the longest kernel prefix decides, a connected network among them', () => {
    const world = {
      guests: {
        nva: {
          ipForward: true,
          routes: [
            { prefix: '10.2.0.0/16', dev: 'eth1' },
            { prefix: '10.2.0.0/24', dev: 'eth0' },
          ],
        },
      },
    }
    const answer = traced(analysisOf(twoArms(), world), ping)
    expect(answer.forward.ways[0]?.hops[2]?.address).toBe('10.0.1.4')
  })
})

describe('what the machine itself does with what it sends (R6.1 step 1, R6.12)', () => {
  const resources = [
    vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24', second: '10.0.1.0/24' }),
    ...vm('vm-a', 'lan/main', '10.0.0.4'),
    ...vm('vm-b', 'lan/second', '10.0.1.4'),
  ]
  const tunnel: GuestTunnel = {
    kind: 'vxlan',
    dev: 'vxlan0',
    local: '10.0.0.4',
    remote: '10.0.0.9',
    inner: '169.254.0.1/24',
  }
  const from = (guest: GuestConfiguration, to = 'vm-b') =>
    traced(analysisOf(resources, { guests: { 'vm-a': guest } }), { from: 'vm-a', to })

  test('a route into a tunnel hides the packet from Azure', () => {
    const answer = from({ tunnels: [tunnel], routes: [{ prefix: '10.0.1.0/24', via: '169.254.0.2' }] })
    expect([answer.forward.ending, lastDecision(answer.forward)]).toEqual(['unknown', 'tunnel'])
    expect(answer.verdict).toBe('unknown')
  })

  test('the network inside a tunnel is connected to it', () => {
    const answer = from({ tunnels: [tunnel] }, '169.254.0.2')
    expect([answer.forward.ending, lastDecision(answer.forward)]).toEqual(['unknown', 'tunnel'])
  })

  test('a blackhole route discards it', () => {
    const answer = from({ routes: [{ prefix: '10.0.1.0/24', blackhole: true }] })
    expect([answer.forward.ending, lastDecision(answer.forward)]).toEqual(['noRoute', 'kernelBlackhole'])
  })

  test('a filter on what it sends drops it', () => {
    const answer = from({ filters: [{ chain: 'OUTPUT', destination: '10.0.1.0/24', action: 'drop' }] })
    expect([answer.forward.ending, lastDecision(answer.forward)]).toEqual(['filtered', 'guestFilter'])
    expect(answer.filtering).toBe('denied')
  })

  test('filters: the first match wins, and what matches none passes', () => {
    const rules = [
      { chain: 'INPUT', protocol: 'tcp', port: 443, source: '10.0.0.0/24', action: 'accept' },
      { chain: 'INPUT', protocol: 'tcp', source: '10.0.0.0/24', action: 'drop' },
    ] as const
    const analysis = analysisOf(resources, { guests: { 'vm-b': { filters: rules } } })
    const ending = (port: number): string =>
      traced(analysis, { ...ping, protocol: 'tcp', port }).forward.ending
    expect([ending(443), ending(22)]).toEqual(['delivered', 'filtered'])
    expect(traced(analysis, ping).forward.ending).toBe('delivered')
  })
})

describe('addresses that only the guest has', () => {
  const routed = (forwards: boolean) => [
    vnet('lan', '10.0.0.0/16', { main: { prefix: '10.0.0.0/24', routeTable: 'routes' } }),
    routeTable('routes', [['9.9.9.9/32', 'VirtualAppliance', '10.0.0.5']]),
    ...vm('vm-a', 'lan/main', '10.0.0.4'),
    ...vm('nva', 'lan/main', '10.0.0.5', { forwards }),
  ]
  const world = { guests: { nva: { addresses: [{ dev: 'lo', address: '9.9.9.9/32' }] } } }

  test('are reached and answer when the NIC may forward', () => {
    const answer = traced(analysisOf(routed(true), world), { from: 'vm-a', to: '9.9.9.9' })
    expect([answer.forward.ending, answer.return.ending]).toEqual(['delivered', 'delivered'])
    expect(linesOf(answer)).toEqual(['9.9.9.9'])
  })

  test('are dropped by the NIC check otherwise (R6.3)', () => {
    const answer = traced(analysisOf(routed(false), world), { from: 'vm-a', to: '9.9.9.9' })
    expect([answer.forward.ending, lastDecision(answer.forward)]).toEqual([
      'applianceNotForwarding',
      'nicForwardingOff',
    ])
  })
})

describe('a load balancer as next hop (R6.21)', () => {
  const resources = spokesOverAppliance(
    forwarded,
    [
      loadBalancer('lb', 'hub/nva', '10.0.1.100'),
      ...appliance('nva1', 'hub/nva', '10.0.1.4', { pool: 'lb/pool' }),
      ...appliance('nva2', 'hub/nva', '10.0.1.5', { pool: 'lb/pool' }),
    ],
    '10.0.1.100',
  )

  test('splits over its backends, which answer in its place', () => {
    const answer = traced(analysisOf(resources), ping)
    expect(waysOf(answer.forward)).toEqual([
      'vm-a:effectiveRoute > lb:loadBalanced > nva1:kernelRoute > nva1:effectiveRoute > vm-b:localDelivery = delivered',
      'vm-a:effectiveRoute > lb:loadBalanced > nva2:kernelRoute > nva2:effectiveRoute > vm-b:localDelivery = delivered',
    ])
    expect(answer.forward.ways.map(({ share }) => share)).toEqual([0.5, 0.5])
    expect(linesOf(answer)).toEqual(['10.0.1.4|10.0.1.5', '10.2.0.4'])
    expect(answer.symmetric).toBe(true)
  })

  test('tells its backends in the same order, whichever is declared first', () => {
    const turned = traced(analysisOf(resources.toReversed()), ping)
    expect(waysOf(turned.forward)).toEqual(waysOf(traced(analysisOf(resources), ping).forward))
  })

  test('leaves out a backend that is stopped', () => {
    const answer = traced(analysisOf(resources, { state: [{ vm: 'nva2', up: false }] }), ping)
    expect(answer.forward.ways.map(({ share }) => share)).toEqual([1])
    expect(linesOf(answer)).toEqual(['10.0.1.4', '10.2.0.4'])
  })

  test('a backend that does not forward loses its part: reached on some ways only', () => {
    const answer = traced(analysisOf(resources, { guests: { nva2: { ipForward: false } } }), ping)
    expect(answer.verdict).toBe('partly')
    expect(answer.forward.ending).toBe('applianceNotForwarding')
    expect(linesOf(answer)).toEqual(['10.0.1.4|*', '10.2.0.4'])
  })
})

describe('a load balancer as destination', () => {
  const resources = [
    vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
    ...vm('vm-a', 'lan/main', '10.0.0.4'),
    loadBalancer('lb', 'lan/main', '10.0.0.100'),
    ...vm('web1', 'lan/main', '10.0.0.11', { pool: 'lb/pool' }),
    ...vm('web2', 'lan/main', '10.0.0.12', { pool: 'lb/pool' }),
  ]

  test('is one of its backends, and the reply comes back', () => {
    const answer = traced(analysisOf(resources), {
      from: 'vm-a',
      to: '10.0.0.100',
      protocol: 'tcp',
      port: 80,
    })
    expect(waysOf(answer.forward)).toEqual([
      'vm-a:effectiveRoute > lb:loadBalanced > web1:localDelivery = delivered',
      'vm-a:effectiveRoute > lb:loadBalanced > web2:localDelivery = delivered',
    ])
    expect(answer.verdict).toBe('reached')
    expect(answer.to.ip).toBe('10.0.0.100')
    expect(linesOf(answer)).toEqual(['10.0.0.100'])
  })

  test('a backend that is picked by its own packet gets no answer (R6.21)', () => {
    const answer = traced(analysisOf(resources), {
      from: 'web1',
      to: '10.0.0.100',
      protocol: 'tcp',
      port: 80,
    })
    expect(waysOf(answer.forward)).toEqual([
      'web1:effectiveRoute > lb:seenBefore = loop',
      'web1:effectiveRoute > lb:loadBalanced > web2:localDelivery = delivered',
    ])
    expect(answer.verdict).toBe('partly')
  })
})

test('a loop names the element that saw the packet again', () => {
  const resources = [
    vnet('lan', '10.0.0.0/16', {
      main: { prefix: '10.0.0.0/24', routeTable: 'first' },
      one: { prefix: '10.0.1.0/24', routeTable: 'second' },
      two: { prefix: '10.0.2.0/24', routeTable: 'first' },
    }),
    routeTable('first', [['10.99.0.0/16', 'VirtualAppliance', '10.0.1.4']]),
    routeTable('second', [['10.99.0.0/16', 'VirtualAppliance', '10.0.2.4']]),
    ...vm('vm-a', 'lan/main', '10.0.0.4'),
    ...appliance('nva1', 'lan/one', '10.0.1.4'),
    ...appliance('nva2', 'lan/two', '10.0.2.4'),
  ]
  const answer = traced(analysisOf(resources), { from: 'vm-a', to: '10.99.0.4' })
  expect(waysOf(answer.forward)).toEqual([
    'vm-a:effectiveRoute > nva1:kernelRoute > nva1:effectiveRoute > nva2:kernelRoute > nva2:seenBefore = loop',
  ])
  expect(answer.forward.ways[0]?.hops.at(-1)?.decision.parameters).toEqual({ element: 'nva1' })
})

describe('R2.10: subnet peering', () => {
  const onlyMain: PeeringFlags = {
    peerCompleteVnets: false,
    localSubnetNames: ['Main'],
    remoteSubnetNames: ['main'],
  }
  const resources = [
    vnet('left', '10.1.0.0/16', { main: '10.1.0.0/24', other: '10.1.1.0/24' }),
    vnet('right', '10.2.0.0/16', { main: '10.2.0.0/24', other: '10.2.1.0/24' }),
    ...peered('left', 'right', onlyMain, onlyMain),
    ...vm('vm-a', 'left/main', '10.1.0.4'),
    ...vm('vm-c', 'left/other', '10.1.1.4'),
    ...vm('vm-b', 'right/main', '10.2.0.4'),
    ...vm('vm-d', 'right/other', '10.2.1.4'),
  ]
  const analysis = analysisOf(resources)
  for (const [from, to, ending] of [
    ['vm-a', 'vm-b', 'delivered'],
    // The route shows in the unlisted subnet too, its packets are lost.
    ['vm-c', 'vm-b', 'peeringRefused'],
    ['vm-a', 'vm-d', 'noRoute'],
    ['vm-c', 'vm-d', 'noRoute'],
  ] as const) {
    test(`${from} to ${to}: ${ending}`, () => {
      expect(traced(analysis, { from, to }).forward.ending).toBe(ending)
    })
  }
})
