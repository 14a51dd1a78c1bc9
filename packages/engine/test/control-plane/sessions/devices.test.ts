// Sessions through tunnels: VPN gateways with devices and with each other.
import { describe, expect, test } from 'vitest'
import type { BgpConfiguration, World } from '../../../src/resources/index.ts'
import { ipsec, localNetworkGateway, vnet2vnet, vpnGateway } from '../../model/azure-vpn.ts'
import type { ArmResource } from '../../model/network-of.ts'
import { appliance, neighbor } from '../appliances.ts'
import { vnet } from '../azure.ts'
import { sessionLines } from './session-lines.ts'

const hub = vnet('hub', ['10.0.0.0/16'])
const one = vpnGateway('hub', { instances: ['10.0.0.4'] })
const two = vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'] })
const lng = localNetworkGateway('lng', { asn: 65010, peer: '172.16.0.1' })

/** Only what crosses a tunnel. */
const lines = (resources: readonly ArmResource[], world: Partial<World> = {}) =>
  sessionLines([hub, ...resources], world).filter((line) => !line.includes('internal'))

describe('a site of which only the announcements are known', () => {
  const site = (settings: { up?: boolean; asn?: number } = {}) => ({
    sites: [
      { name: 'branch', asn: settings.asn ?? 65010, links: [{ localNetworkGateway: 'lng', ...settings }] },
    ],
  })
  const session = 'vpn-hub#0 10.0.0.4 - router:branch 172.16.0.1 external'

  test('has a session with every instance', () => {
    expect(lines([two, lng, ipsec('hub', 'lng')], site())).toEqual([
      session,
      'vpn-hub#1 10.0.0.5 - router:branch 172.16.0.1 external',
    ])
  })

  test('has none over a connection without BGP', () => {
    expect(lines([one, lng, ipsec('hub', 'lng', false)], site())).toEqual([])
  })

  test('is down with its link, and with its connection', () => {
    expect(lines([one, lng, ipsec('hub', 'lng')], site({ up: false }))).toEqual([`${session} down`])
    const state = [{ connection: 'vpn-hub--lng', up: false }]
    expect(lines([one, lng, ipsec('hub', 'lng')], { ...site(), state })).toEqual([`${session} down`])
  })

  test('without a BGP address has a session all the same, of which that is not known', () => {
    expect(lines([one, localNetworkGateway('lng', { asn: 65010 }), ipsec('hub', 'lng')], site())).toEqual([
      'vpn-hub#0 10.0.0.4 - router:branch external',
    ])
  })
})

describe('a device of which nothing is known', () => {
  test('has no session', () => {
    expect(lines([one, lng, ipsec('hub', 'lng')])).toEqual([])
  })

  test('nor has one that the world file names wrongly', () => {
    for (const is of [{ site: 'nowhere' }, { vm: 'nobody' }, { gateway: 'nothing' }, {}]) {
      expect(
        lines([one, lng, ipsec('hub', 'lng')], { devices: [{ localNetworkGateway: 'lng', is }] }),
      ).toEqual([])
    }
  })
})

describe('a machine as device', () => {
  const vmAs = (
    bgp: Partial<BgpConfiguration> = {},
    resources: readonly ArmResource[] = [two, lng, ipsec('hub', 'lng')],
    world: Partial<World> = {},
  ) => {
    const device = appliance(
      'csr',
      'branch/default',
      '192.168.0.4',
      { asn: 65010, neighbors: [neighbor('10.0.0.4'), neighbor('10.0.0.5')], ...bgp },
      { addresses: [{ dev: 'lo', address: '172.16.0.1/32' }] },
    )
    return lines([...resources, vnet('branch', ['192.168.0.0/16']), ...device.resources], {
      guests: device.guests,
      ...world,
    })
  }
  const first = 'vpn-hub#0 10.0.0.4 - router:csr 172.16.0.1 external'
  const second = 'vpn-hub#1 10.0.0.5 - router:csr 172.16.0.1 external'

  test('has a session with each instance that it names', () => {
    expect(vmAs()).toEqual([first, second])
    expect(vmAs({ neighbors: [neighbor('10.0.0.5')] })).toEqual([second])
    expect(vmAs({ neighbors: [] })).toEqual([])
  })

  test('may name the custom address of an instance (R3.9)', () => {
    const custom = vpnGateway('hub', {
      instances: ['10.0.0.4', '10.0.0.5'],
      apipa: [['169.254.21.2'], ['169.254.21.6']],
    })
    expect(vmAs({ neighbors: [neighbor('169.254.21.6')] }, [custom, lng, ipsec('hub', 'lng')])).toEqual([
      'vpn-hub#1 169.254.21.6 - router:csr 172.16.0.1 external',
    ])
  })

  test('is down where the numbers do not agree, on either side', () => {
    expect(vmAs({ asn: 65011, neighbors: [neighbor('10.0.0.4')] })).toEqual([`${first} down`])
    expect(vmAs({ neighbors: [neighbor('10.0.0.4', 65000)] })).toEqual([`${first} down`])
    expect(vmAs({ neighbors: [neighbor('10.0.0.4', 65515, { localAs: 65099 })] })).toEqual([`${first} down`])
  })

  test('agrees where Azure is not told a number', () => {
    expect(
      vmAs({ neighbors: [neighbor('10.0.0.4')] }, [
        two,
        localNetworkGateway('lng', { peer: '172.16.0.1' }),
        ipsec('hub', 'lng'),
      ]),
    ).toEqual([first])
  })

  test('is down with the machine, the neighbour, the connection', () => {
    const neighbors = [neighbor('10.0.0.4')]
    for (const state of [
      { vm: 'csr', up: false },
      { connection: 'vpn-hub--lng', up: false },
    ])
      expect(vmAs({ neighbors }, undefined, { state: [state] })).toEqual([`${first} down`])
    expect(vmAs({ neighbors: [neighbor('10.0.0.4', 65515, { up: false })] })).toEqual([`${first} down`])
  })

  test('without a routing daemon has no session', () => {
    expect(vmAs({ running: false })).toEqual([])
  })
})

describe('two gateways that know each other by local network gateways', () => {
  const pair = (
    more: { back?: boolean; backBgp?: boolean; named?: string } = {},
    world: Partial<World> = {},
  ) =>
    lines(
      [
        vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'] }),
        vnet('far', ['10.9.0.0/16']),
        vpnGateway('far', { asn: 65009, instances: ['10.9.0.4', '10.9.0.5'] }),
        localNetworkGateway('to-far', { asn: 65009, peer: '10.9.0.5' }),
        ipsec('hub', 'to-far'),
        localNetworkGateway('to-hub', { asn: 65515, peer: more.named ?? '10.0.0.4' }),
        ...(more.back === false ? [] : [ipsec('far', 'to-hub', more.backBgp ?? true)]),
      ],
      world,
    )

  test('have one session, between the instances that are named', () => {
    expect(pair()).toEqual(['vpn-far#1 10.9.0.5 - vpn-hub#0 10.0.0.4 external'])
  })

  test('have none without the way back, or without BGP on it', () => {
    expect(pair({ back: false })).toEqual([])
    expect(pair({ backBgp: false })).toEqual([])
  })

  test('have none where an address is named that no instance has', () => {
    expect(pair({ named: '10.0.0.77' })).toEqual([])
  })

  test('are told apart by `devices` where addresses do not tell', () => {
    const devices = [
      { localNetworkGateway: 'to-far', is: { gateway: 'vpn-far' } },
      { localNetworkGateway: 'to-hub', is: { gateway: 'vpn-hub' } },
    ]
    expect(pair({}, { devices })).toEqual(pair())
  })

  test('are down, or have none, while one of the connections is down', () => {
    const session = 'vpn-far#1 10.9.0.5 - vpn-hub#0 10.0.0.4 external'
    const down = (connection: string) => pair({}, { state: [{ connection, up: false }] })
    for (const connection of ['vpn-hub--to-far', 'vpn-far--to-hub']) {
      expect(down(connection)).not.toContain(session)
    }
  })
})

describe('R3.15a: Vnet2Vnet', () => {
  const pair = (connections: readonly ArmResource[], world: Partial<World> = {}) =>
    lines(
      [
        one,
        vnet('far', ['10.9.0.0/16']),
        vpnGateway('far', { asn: 65009, instances: ['10.9.0.4', '10.9.0.5'] }),
        ...connections,
      ],
      world,
    )
  const sessions = [
    'vpn-far#0 10.9.0.4 - vpn-hub#0 10.0.0.4 external',
    'vpn-far#1 10.9.0.5 - vpn-hub#0 10.0.0.4 external',
  ]

  test('every instance with every instance, once for both connections', () => {
    expect(pair([vnet2vnet('hub', 'far'), vnet2vnet('far', 'hub')])).toEqual(sessions)
    expect(pair([vnet2vnet('far', 'hub'), vnet2vnet('hub', 'far')])).toEqual(sessions)
  })

  test('none where one direction alone is declared', () => {
    expect(pair([vnet2vnet('hub', 'far')])).toEqual([])
    expect(pair([vnet2vnet('far', 'hub')])).toEqual([])
  })

  test('nothing is carried where BGP is on at one side alone', () => {
    for (const sides of [
      [vnet2vnet('hub', 'far', false), vnet2vnet('far', 'hub')],
      [vnet2vnet('hub', 'far'), vnet2vnet('far', 'hub', false)],
    ])
      expect(pair(sides).filter((line) => !line.endsWith('down'))).toEqual([])
  })

  test('a connection that is down on either side takes the sessions down', () => {
    for (const connection of ['vpn-hub--vpn-far', 'vpn-far--vpn-hub'])
      expect(
        pair([vnet2vnet('hub', 'far'), vnet2vnet('far', 'hub')], {
          state: [{ connection, up: false }],
        }),
      ).toEqual(sessions.map((line) => `${line} down`))
  })

  test('a connection to itself, or to a gateway that is not there, makes none', () => {
    expect(pair([vnet2vnet('hub', 'hub')])).toEqual([])
    expect(pair([vnet2vnet('hub', 'missing')])).toEqual([])
  })
})
