// VPN gateways on the way of a packet: tunnels between VNets and to devices, instances as next hops, user routes.
import { describe, expect, test } from 'vitest'
import type { GuestConfiguration, World } from '../../src/resources/index.ts'
import { idOf } from '../model/network-of.ts'
import {
  type ArmResource,
  analysisOf,
  appliance,
  circuit,
  connection,
  gateway,
  peered,
  routeTable,
  transit,
  vm,
  vnet,
} from './azure.ts'
import { publicIp } from './azure-edge.ts'
import { localNetworkGateway, siteConnection, vnetConnection, vpnGateway } from './azure-gateways.ts'
import { lastDecision, linesOf, traced, waysOf } from './described.ts'

const hubAndFar = (bgp: boolean, instances: 1 | 2 = 1): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
  vnet('far', '10.9.0.0/16', { main: '10.9.0.0/24', GatewaySubnet: '10.9.255.0/27' }),
  vpnGateway('hub', ['10.0.255.4', '10.0.255.5'].slice(0, instances)),
  vpnGateway('far', ['10.9.255.4', '10.9.255.5'].slice(0, instances), {
    bgpSettings: {
      asn: 65009,
      bgpPeeringAddresses: ['10.9.255.4', '10.9.255.5']
        .slice(0, instances)
        .map((address) => ({ defaultBgpIpAddresses: [address] })),
    },
  }),
  vnetConnection('hub', 'far', bgp),
  vnetConnection('far', 'hub', bgp),
  ...vm('vm0', 'hub/main', '10.0.0.4'),
  ...vm('vm9', 'far/main', '10.9.0.4'),
]

const there = { from: 'vm0', to: 'vm9' } as const

describe('between two VNets', () => {
  test.each([
    ['static connections', false, 'connectionRoute'],
    ['BGP', true, 'bgpRoute'],
  ] as const)('%s: both gateways pass it on, and neither is a hop (R6.31)', (_, bgp, decision) => {
    const answer = traced(analysisOf(hubAndFar(bgp)), there)
    expect(waysOf(answer.forward)).toEqual([
      `vm0:effectiveRoute > hub-gw:${decision} > far-gw:effectiveRoute > vm9:localDelivery = delivered`,
    ])
    expect([linesOf(answer), answer.replyTtl, answer.symmetric]).toEqual([['10.9.0.4'], 64, true])
  })

  test.each([false, true])('in 2018 both counted, and the sender’s answered (BGP: %s)', (bgp) => {
    const answer = traced(analysisOf(hubAndFar(bgp), { era: 2018 }), there)
    expect([linesOf(answer), answer.replyTtl]).toEqual([['10.0.255.4', '*', '10.9.0.4'], 62])
  })

  test('the instances of active-active gateways are one way, as nobody can tell them apart', () => {
    const answer = traced(analysisOf(hubAndFar(true, 2)), there)
    expect(answer.forward.ways.map(({ share, hops }) => [share, hops.length])).toEqual([[1, 4]])
  })

  test('a spoke borrows the gateway, and the far side comes in by the peering', () => {
    const answer = traced(
      analysisOf([
        ...hubAndFar(true),
        vnet('spoke', '10.1.0.0/16', { main: '10.1.0.0/24' }),
        ...transit('hub', 'spoke'),
        ...vm('vm1', 'spoke/main', '10.1.0.4'),
      ]),
      { from: 'vm1', to: 'vm9' },
    )
    expect(answer.verdict).toBe('reached')
    expect(waysOf(answer.return)[0]).toBe(
      'vm9:effectiveRoute > far-gw:bgpRoute > hub-gw:effectiveRoute > vm1:localDelivery = delivered',
    )
  })

  test('R3.2: a user route of GatewaySubnet puts an appliance in the way of what comes in', () => {
    const [hub, ...others] = hubAndFar(true)
    const answer = traced(
      analysisOf([
        vnet('hub', '10.0.0.0/16', {
          main: '10.0.0.0/24',
          nva: '10.0.1.0/24',
          GatewaySubnet: { prefix: '10.0.255.0/27', routeTable: 'routes' },
        }),
        ...others,
        routeTable('routes', [['10.0.0.0/24', 'VirtualAppliance', '10.0.1.4']]),
        ...appliance('nva', 'hub/nva', '10.0.1.4'),
      ]),
      { from: 'vm9', to: 'vm0' },
    )
    expect(hub).toBeDefined()
    expect(linesOf(answer)).toEqual(['10.0.1.4', '10.0.0.4'])
    expect(answer.symmetric).toBe(false)
  })
})

describe('an instance as next hop (R1.20) and routes of type VirtualNetworkGateway (R1.22)', () => {
  const spokes = (nextHop: readonly [string, string?]): readonly ArmResource[] => [
    vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
    vpnGateway('hub', ['10.0.255.4']),
    vnet('a', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'routes' } }),
    vnet('b', '10.2.0.0/16', { main: { prefix: '10.2.0.0/24', routeTable: 'routes' } }),
    ...transit('hub', 'a'),
    ...transit('hub', 'b'),
    routeTable('routes', [['10.0.0.0/8', ...nextHop]]),
    ...vm('vm-a', 'a/main', '10.1.0.4'),
    ...vm('vm-b', 'b/main', '10.2.0.4'),
  ]

  test.each([
    ['an instance by its address', ['VirtualAppliance', '10.0.255.4']],
    ['the gateway by its type', ['VirtualNetworkGateway']],
  ] as const)('%s joins two spokes, as a hop that answers', (_, nextHop) => {
    const answer = traced(analysisOf(spokes(nextHop)), { from: 'vm-a', to: 'vm-b' })
    expect([linesOf(answer), answer.replyTtl]).toEqual([['10.0.255.4', '10.2.0.4'], 63])
  })

  test('what nobody announced to the gateway is lost there', () => {
    const answer = traced(analysisOf(spokes(['VirtualNetworkGateway'])), { from: 'vm-a', to: '10.77.0.4' })
    expect(answer.forward.ending).toBe('gatewayNoRoute')
  })

  test('an instance that is pinged answers with an initial TTL of 128', () => {
    const answer = traced(analysisOf(spokes(['VirtualNetworkGateway'])), { from: 'vm-a', to: '10.0.255.4' })
    expect([answer.verdict, answer.replyTtl]).toEqual(['reached', 128])
  })
})

describe('towards a device', () => {
  const branch: readonly ArmResource[] = [
    vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
    vpnGateway('hub', ['10.0.255.4'], {
      bgpSettings: { asn: 65515, bgpPeeringAddresses: [{ defaultBgpIpAddresses: ['10.0.255.4'] }] },
    }),
    localNetworkGateway('lng', [], { asn: 65010, bgpPeeringAddress: '192.168.10.10' }, '10.5.1.4'),
    siteConnection('hub', 'lng', true),
    ...vm('vm0', 'hub/main', '10.0.0.4'),
    vnet('branch', '10.5.0.0/16', {
      main: { prefix: '10.5.0.0/24', routeTable: 'routes' },
      nva: '10.5.1.0/24',
    }),
    routeTable('routes', [['10.0.0.0/8', 'VirtualAppliance', '10.5.1.4']]),
    ...appliance('router', 'branch/nva', '10.5.1.4', { publicAddress: true }),
    ...vm('vm5', 'branch/main', '10.5.0.4'),
  ]
  const bgp = {
    asn: 65010,
    networks: ['10.5.0.0/16'],
    neighbors: [{ address: '10.0.255.4', asn: 65515, multihop: true }],
  }
  const withTunnel: GuestConfiguration = {
    ipForward: true,
    addresses: [
      { dev: 'lo', address: '192.168.10.10/32' },
      { dev: 'vti0', address: '10.10.10.1/32' },
    ],
    routes: [{ prefix: '10.0.255.4/32', dev: 'vti0' }],
    tunnels: [{ kind: 'ipsec', dev: 'vti0', local: '10.5.1.4', remote: '203.0.113.4' }],
    bgp,
  }
  const world = (guest: GuestConfiguration): Partial<World> => ({
    guests: { router: guest },
    devices: [{ localNetworkGateway: 'lng', is: { vm: 'router' } }],
    gateways: [{ name: 'hub-gw', publicIps: ['203.0.113.4'] }],
  })

  test('the gateway is no hop; the router is, and answers from its tunnel (R6.29)', () => {
    const analysis = analysisOf(branch, world(withTunnel))
    expect(linesOf(traced(analysis, { from: 'vm0', to: 'vm5' }))).toEqual(['10.10.10.1', '10.5.0.4'])
    const back = traced(analysis, { from: 'vm5', to: 'vm0' })
    expect([linesOf(back), back.verdict, back.symmetric]).toEqual([['10.5.1.4', '10.0.0.4'], 'reached', true])
  })

  test('a tunnel that is not described is there all the same, since a session runs in it', () => {
    const guest = { ipForward: true, addresses: [{ dev: 'lo', address: '192.168.10.10/32' }], bgp }
    const answer = traced(analysisOf(branch, world(guest)), { from: 'vm5', to: 'vm0' })
    expect(waysOf(answer.forward)).toEqual([
      'vm5:effectiveRoute > router:kernelRoute > hub-gw:effectiveRoute > vm0:localDelivery = delivered',
    ])
  })

  test('the router’s own loopback is reached over its host route (R3.7)', () => {
    const answer = traced(analysisOf(branch, world(withTunnel)), { from: 'vm0', to: '192.168.10.10' })
    expect(answer.verdict).toBe('reached')
  })

  test('a connection that is down carries nothing in either direction', () => {
    const down = { ...world(withTunnel), state: [{ connection: 'hub--lng', up: false }] }
    expect(traced(analysisOf(branch, down), { from: 'vm0', to: 'vm5' }).forward.ending).toBe('noRoute')
  })

  test('a tunnel over private addresses needs a way inside for its own packets', () => {
    const inside: GuestConfiguration = {
      ...withTunnel,
      tunnels: [{ kind: 'ipsec', dev: 'vti0', local: '10.5.1.4', remote: '10.0.255.4' }],
    }
    const answer = (more: readonly ArmResource[]) => {
      const analysis = analysisOf([...branch, ...more], world(inside))
      const { ending } = traced(analysis, { from: 'vm5', to: 'vm0' }).forward
      return [ending, analysis.findings.some(({ code }) => code === 'HP5010')]
    }
    // R7.9: without the tunnel there is no session, and nothing is learned.
    expect(answer([])).toEqual(['noRoute', true])
    expect(answer(peered('hub', 'branch'))).toEqual(['delivered', false])
  })
})

describe('a site behind a gateway', () => {
  const resources = (bgp: boolean): readonly ArmResource[] => [
    vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
    vpnGateway('hub', ['10.0.255.4']),
    localNetworkGateway(
      'lng',
      bgp ? [] : ['192.168.0.0/16'],
      bgp ? { asn: 65010, bgpPeeringAddress: '192.168.255.1' } : undefined,
    ),
    siteConnection('hub', 'lng', bgp),
    ...vm('vm0', 'hub/main', '10.0.0.4'),
  ]
  const world: Partial<World> = {
    sites: [
      {
        name: 'office',
        asn: 65010,
        prefixes: ['192.168.0.0/16'],
        hosts: [{ name: 'pc1', ip: '192.168.0.10' }],
        links: [{ localNetworkGateway: 'lng', advertises: [{ prefix: '192.168.0.0/16' }] }],
      },
    ],
  }

  test.each([
    ['BGP', true],
    ['a static connection', false],
  ] as const)('%s leads there and back, without a hop', (_, bgp) => {
    const analysis = analysisOf(resources(bgp), world)
    const out = traced(analysis, { from: 'vm0', to: 'pc1' })
    expect([out.verdict, linesOf(out), out.symmetric]).toEqual(['reached', ['192.168.0.10'], true])
    expect(traced(analysis, { from: 'pc1', to: 'vm0' }).verdict).toBe('reached')
  })

  const withFar = (bgp: boolean): readonly ArmResource[] => [
    ...resources(bgp),
    ...hubAndFar(true).filter(({ name }) =>
      ['far', 'far-gw', 'hub--far', 'far--hub', 'vm9', 'vm9-nic'].includes(name),
    ),
  ]
  const wayToOffice = (more: readonly ArmResource[], said: Partial<World>) =>
    traced(analysisOf([...withFar(true), ...more], said), { from: 'vm9', to: 'pc1' })

  test('is reached from the tunnel of another VNet, and in 2018 the sender’s gateway answered', () => {
    const answer = wayToOffice([], { ...world, era: 2018 })
    expect([answer.verdict, ...linesOf(answer)]).toEqual(['reached', '10.9.255.4', '*', '192.168.0.10'])
  })

  test('what it sends there counts at no gateway, whatever the year', () => {
    const answer = traced(analysisOf(withFar(true), { ...world, era: 2018 }), { from: 'pc1', to: 'vm9' })
    expect([answer.verdict, ...linesOf(answer)]).toEqual(['reached', '10.9.0.4'])
  })

  test('R3.13: from tunnel to tunnel nothing leaves the gateway, even where the VNet knows a way by a circuit', () => {
    const office = world.sites?.[0]
    if (office === undefined) throw new Error('the site is described')
    const links = [...(office.links ?? []), { circuit: 'er', advertises: [{ prefix: '192.168.0.0/16' }] }]
    const beside: readonly ArmResource[] = [
      { ...gateway('hub'), name: 'hub-er' },
      circuit('er', '172.16.0.0/30', '172.16.0.4/30'),
      connection('hub', 'er', {
        virtualNetworkGateway1: { id: idOf('Microsoft.Network/virtualNetworkGateways', 'hub-er') },
      }),
    ]
    const both = { ...world, sites: [{ ...office, links }] }
    const fromHub = traced(analysisOf([...withFar(true), ...beside], both), { from: 'vm0', to: 'pc1' })
    expect(waysOf(fromHub.forward)[0]).toMatch(/^vm0:effectiveRoute > er\/primary:/)
    expect(waysOf(wayToOffice(beside, both).forward)).toEqual([
      'vm9:effectiveRoute > far-gw:bgpRoute > hub-gw:bgpRoute > office:siteNetwork = delivered',
    ])
  })
})

describe('the public address of a gateway (R3.38)', () => {
  const published = (protocols: readonly string[]) =>
    analysisOf([
      vnet('hub', '10.0.0.0/16', { main: '10.0.0.0/24', GatewaySubnet: '10.0.255.0/27' }),
      publicIp('second-ip', '20.0.0.8'),
      publicIp('gw-ip', '20.0.0.7'),
      vpnGateway('hub', ['10.0.255.4', '10.0.255.5'], {
        vpnClientConfiguration: { vpnClientProtocols: protocols },
        ipConfigurations: ['gw-ip', 'second-ip'].map((name) => ({
          name,
          properties: {
            subnet: { id: idOf('Microsoft.Network/virtualNetworks/subnets', 'hub/GatewaySubnet') },
            publicIPAddress: { id: idOf('Microsoft.Network/publicIPAddresses', name) },
          },
        })),
      }),
      ...vm('vm0', 'hub/main', '10.0.0.4'),
    ])

  test('is what somebody on the Internet calls by its name; inside it is the private one', () => {
    const analysis = published([])
    const ike = { protocol: 'udp', port: 500 } as const
    expect(traced(analysis, { from: 'internet', to: 'hub-gw', ...ike })).toMatchObject({
      to: { ip: '20.0.0.7' },
      verdict: 'reached',
    })
    expect(traced(analysis, { from: '8.8.8.8', to: 'hub-gw', ...ike }).to.ip).toBe('20.0.0.7')
    expect(traced(analysis, { from: 'vm0', to: 'hub-gw', ...ike }).to.ip).toBe('10.0.255.4')
  })

  test.each([
    ['udp', 500, [], 'reached'],
    ['udp', 4500, [], 'reached'],
    ['udp', 1194, ['OpenVPN'], 'unknown'],
    ['udp', undefined, [], 'unknown'],
    ['tcp', 8081, [], 'reached'],
    ['tcp', 443, ['OpenVPN'], 'reached'],
    ['tcp', 443, ['IkeV2', 'SSTP'], 'reached'],
    ['tcp', 443, ['IkeV2'], 'unknown'],
    ['tcp', 443, [], 'unknown'],
    ['tcp', 500, [], 'unknown'],
    ['icmp', undefined, ['OpenVPN'], 'unknown'],
  ] as const)(
    'takes what is documented: %s %s with clients by %j is %s',
    (protocol, port, clients, verdict) => {
      const flow = { protocol, ...(port === undefined ? {} : { port }) }
      const answer = traced(published(clients), { from: 'internet', to: 'gw-ip', ...flow })
      expect(answer.verdict).toBe(verdict)
      expect(lastDecision(answer.forward)).toBe(
        verdict === 'reached' ? 'localDelivery' : 'elementNotModelled',
      )
    },
  )
})
