// Tunnels between guests: what they hide, what they need below them, and which addresses answer (R6.14, R6.29).
import { describe, expect, test } from 'vitest'
import type { GuestConfiguration, World } from '../../src/resources/index.ts'
import { type ArmResource, analysisOf, appliance, peered, routeTable, vm, vnet } from './azure.ts'
import { publicIp } from './azure-edge.ts'
import { localNetworkGateway } from './azure-gateways.ts'
import { linesOf, traced, waysOf } from './described.ts'

/** Two VNets that are peered, each with a spoke behind; only the tunnel leads from one spoke's side to the other. */
const network = (settings: { readonly joined?: boolean } = {}): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24' }),
  vnet('spoke', '10.10.0.0/16', { main: { prefix: '10.10.0.0/24', routeTable: 'spoke-routes' } }),
  vnet('site', '10.100.0.0/16', { main: { prefix: '10.100.0.0/24', routeTable: 'site-routes' } }),
  ...peered('hub', 'spoke', { allowForwardedTraffic: true }, { allowForwardedTraffic: true }),
  ...(settings.joined === false ? [] : peered('hub', 'site')),
  routeTable('spoke-routes', [['10.100.0.0/16', 'VirtualAppliance', '10.0.0.4']]),
  routeTable('site-routes', [['10.10.0.0/16', 'VirtualAppliance', '10.100.0.4']]),
  ...appliance('near', 'hub/main', '10.0.0.4', { publicAddress: true }),
  ...appliance('far', 'site/main', '10.100.0.4', { publicAddress: true }),
  ...vm('vm-spoke', 'spoke/main', '10.10.0.4'),
  ...vm('vm-site', 'site/main', '10.100.0.5'),
]

const ends = (
  kind: 'vxlan' | 'ipsec' | 'wireguard',
  nearRoutes: GuestConfiguration['routes'] = [
    { prefix: '10.100.0.0/16', via: '169.254.0.2' },
    { prefix: '10.100.0.4/32', via: '10.0.0.1' },
  ],
): Partial<World> => ({
  guests: {
    near: {
      ipForward: true,
      routes: nearRoutes,
      tunnels: [{ kind, dev: 'tun0', local: '10.0.0.4', remote: '10.100.0.4', inner: '169.254.0.1/24' }],
    },
    far: {
      ipForward: true,
      routes: [{ prefix: '10.10.0.0/16', via: '169.254.0.1' }],
      tunnels: [{ kind, dev: 'tun0', local: '10.100.0.4', remote: '10.0.0.4', inner: '169.254.0.2/24' }],
    },
  },
})

describe('VXLAN', () => {
  const analysis = analysisOf(network(), ends('vxlan'))

  test('the far end is one hop, and its link-local answer is not routed back', () => {
    const answer = traced(analysis, { from: 'vm-site', to: 'vm-spoke' })
    expect(linesOf(answer)).toEqual(['10.100.0.4', '*', '10.10.0.4'])
    expect(traced(analysis, { from: 'vm-spoke', to: 'vm-site' }).symmetric).toBe(true)
  })

  test('the appliance itself sends with the address of the tunnel, which the fabric does not carry', () => {
    const answer = traced(analysis, { from: 'far', to: 'vm-spoke' })
    expect([answer.from.ip, answer.forward.ending]).toEqual(['169.254.0.2', 'noRoute'])
  })

  test('with different ids the two ends are not of one tunnel', () => {
    const { near, far } = ends('vxlan').guests ?? {}
    const withId = (guest: GuestConfiguration | undefined, id: number): GuestConfiguration => ({
      ...guest,
      tunnels: (guest?.tunnels ?? []).map((tunnel) => ({ ...tunnel, id })),
    })
    const ask = (other: number) =>
      traced(analysisOf(network(), { guests: { near: withId(near, 77), far: withId(far, other) } }), {
        from: 'vm-spoke',
        to: 'vm-site',
      }).forward.ending
    expect([ask(77), ask(78)]).toEqual(['delivered', 'tunnelDown'])
  })

  test('the two ends reach each other inside, and nothing counts', () => {
    const answer = traced(analysis, { from: 'near', to: '169.254.0.2' })
    expect([answer.from.ip, answer.verdict, answer.replyTtl]).toEqual(['169.254.0.1', 'reached', 64])
  })

  test('without a host route to the far end the tunnel would go through itself', () => {
    const world = ends('vxlan', [{ prefix: '10.100.0.0/16', via: '169.254.0.2' }])
    const answer = traced(analysisOf(network(), world), { from: 'vm-spoke', to: 'vm-site' })
    expect(waysOf(answer.forward)).toEqual(['vm-spoke:effectiveRoute > near:tunnelRecursion = loop'])
    expect(answer.forward.ways[0]?.hops.at(-1)?.decision.parameters).toEqual({ element: 'near/tun0' })
  })

  test('where its own packets do not arrive, the tunnel is down', () => {
    const answer = traced(analysisOf(network({ joined: false }), ends('vxlan')), {
      from: 'vm-spoke',
      to: 'vm-site',
    })
    expect(waysOf(answer.forward)).toEqual(['vm-spoke:effectiveRoute > near:tunnelDown = tunnelDown'])
  })
})

describe.each(['ipsec', 'wireguard'] as const)('%s', (kind) => {
  test('keeps its own packets out of the tunnel, whatever the table says', () => {
    const world = ends(kind, [{ prefix: '10.100.0.0/16', via: '169.254.0.2' }])
    const answer = traced(analysisOf(network(), world), { from: 'vm-spoke', to: 'vm-site' })
    expect(answer.verdict).toBe('reached')
  })

  test('runs over the Internet between machines with public addresses', () => {
    const answer = traced(analysisOf(network({ joined: false }), ends(kind)), {
      from: 'vm-spoke',
      to: 'vm-site',
    })
    expect(answer.verdict).toBe('reached')
  })
})

describe('named by public addresses', () => {
  const named = (near: string, far: string): Partial<World> => {
    const { guests = {} } = ends('ipsec')
    const towards = (guest: GuestConfiguration | undefined, remote: string): GuestConfiguration => ({
      ...guest,
      tunnels: (guest?.tunnels ?? []).map((tunnel) => ({ ...tunnel, remote })),
    })
    return { guests: { near: towards(guests['near'], far), far: towards(guests['far'], near) } }
  }
  const joinedOutside = [
    ...network({ joined: false }),
    publicIp('near-nic-ip', '203.0.113.1'),
    publicIp('far-nic-ip', '203.0.113.2'),
  ]

  test('of their interfaces, machines find each other over the Internet', () => {
    const answer = traced(analysisOf(joinedOutside, named('203.0.113.1', '203.0.113.2')), {
      from: 'vm-spoke',
      to: 'vm-site',
    })
    expect([answer.verdict, ...linesOf(answer)]).toEqual(['reached', '10.0.0.4', '*', '10.100.0.5'])
  })

  test('that Azure is told of a device, they find it as well', () => {
    const told = [
      ...network({ joined: false }),
      localNetworkGateway('lng-near', [], undefined, '198.51.100.1'),
      localNetworkGateway('lng-far', [], undefined, '198.51.100.2'),
    ]
    const world = {
      ...named('198.51.100.1', '198.51.100.2'),
      devices: [
        { localNetworkGateway: 'lng-near', is: { vm: 'near' } },
        { localNetworkGateway: 'lng-far', is: { vm: 'far' } },
      ],
    }
    expect(traced(analysisOf(told, world), { from: 'vm-spoke', to: 'vm-site' }).verdict).toBe('reached')
  })

  test('of which one end names another, there is no tunnel', () => {
    const answer = traced(analysisOf(joinedOutside, named('203.0.113.77', '203.0.113.2')), {
      from: 'vm-spoke',
      to: 'vm-site',
    })
    expect(answer.forward.ending).toBe('tunnelDown')
  })
})

describe('to a site', () => {
  const resources: readonly ArmResource[] = [
    vnet('hub', '10.0.0.0/16', { main: { prefix: '10.0.0.0/24', routeTable: 'routes' }, nva: '10.0.1.0/24' }),
    routeTable('routes', [['192.168.0.0/16', 'VirtualAppliance', '10.0.1.4']]),
    ...appliance('near', 'hub/nva', '10.0.1.4', { publicAddress: true }),
    ...vm('vm1', 'hub/main', '10.0.0.4'),
  ]
  const tunnel = { kind: 'wireguard', dev: 'wg0', local: '10.0.1.4', remote: '203.0.113.9' } as const
  const world = (far: { readonly remote?: string }): Partial<World> => ({
    guests: {
      near: { ipForward: true, tunnels: [tunnel], routes: [{ prefix: '192.168.0.0/16', dev: 'wg0' }] },
    },
    sites: [
      {
        name: 'office',
        prefixes: ['192.168.0.0/16'],
        hosts: [{ name: 'pc1', ip: '192.168.0.10' }],
        guest: {
          ipForward: true,
          tunnels: [{ ...tunnel, local: '203.0.113.9', remote: '10.0.1.4', ...far }],
          routes: [{ prefix: '10.0.0.0/16', dev: 'wg0' }],
        },
      },
    ],
  })

  test('the packets of the tunnel leave by the Internet', () => {
    const answer = traced(analysisOf(resources, world({})), { from: 'vm1', to: 'pc1' })
    expect(waysOf(answer.forward)).toEqual([
      'vm1:effectiveRoute > near:kernelRoute > office:siteNetwork > office:siteNetwork = delivered',
    ])
  })

  test('a far end that names another one is no far end', () => {
    const answer = traced(analysisOf(resources, world({ remote: '10.0.1.77' })), { from: 'vm1', to: 'pc1' })
    expect(answer.forward.ending).toBe('tunnelDown')
  })
})
