// The VPN gateway of a VNet: what it holds, what it takes and what it tells whom.
import { describe, expect, test } from 'vitest'
import type { Site, World } from '../../../src/resources/index.ts'
import {
  ipsec,
  localNetworkGateway,
  routeServer,
  vnet2vnet,
  vpnGateway,
  vpnId,
} from '../../model/azure-vpn.ts'
import type { ArmResource } from '../../model/network-of.ts'
import { circuit, connected, gateway, linksOf, peered, transit, vnet } from '../azure.ts'
import { printed } from '../printed.ts'

/** A site that announces prefixes, with the paths given, for the local network gateways named. */
const siteAt = (
  name: string,
  asn: number,
  links: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>,
): Site => ({
  name,
  asn,
  links: Object.entries(links).map(([localNetworkGateway, prefixes]) => ({
    localNetworkGateway,
    advertises: Object.entries(prefixes).map(([prefix, asPath]) => ({ prefix, asPath })),
  })),
})

const hub = vnet('hub', ['10.0.0.0/16'])
const lng = (name: string, asn: number, peer: string, prefixes: readonly string[] = []) =>
  localNetworkGateway(name, { asn, peer, prefixes })

const tokyo = { tokyo: { '192.168.1.0/24': [65010] } }

describe('R3.7: static routes', () => {
  const statics = (properties: { bgp: boolean; up?: boolean; prefixes?: readonly string[] }) =>
    printed(
      [
        hub,
        vpnGateway('hub'),
        lng('tokyo', 65010, '172.16.0.1', properties.prefixes ?? ['192.168.1.0/24', '10.0.3.0/24']),
        ipsec('hub', 'tokyo', properties.bgp),
      ],
      { state: properties.up === false ? [{ connection: 'vpn-hub--tokyo', up: false }] : [] },
    ).held('vpn-hub#0')

  test('the prefixes of the local network gateway, but none inside the own space (R3.12)', () => {
    expect(statics({ bgp: false })).toEqual(['10.0.0.0/16:', '192.168.1.0/24:'])
  })

  test('with BGP also the host route to the peer', () => {
    expect(statics({ bgp: true })).toContain('172.16.0.1/32:')
  })

  test('a prefix that is stated and is the peer as well stands there once', () => {
    expect(statics({ bgp: true, prefixes: ['172.16.0.1/32'] })).toEqual(['10.0.0.0/16:', '172.16.0.1/32:'])
  })

  test('the device that they lie behind does not hear of them, another one does', () => {
    const { sent } = printed(
      [
        hub,
        vpnGateway('hub'),
        lng('tokyo', 65010, '172.16.0.1', ['172.16.0.1/32', '172.16.0.2/32']),
        lng('osaka', 65020, '172.17.0.1'),
        ipsec('hub', 'tokyo'),
        ipsec('hub', 'osaka'),
      ],
      { sites: [siteAt('one', 65010, tokyo), siteAt('two', 65020, { osaka: {} })] },
    )
    expect(sent('vpn-hub#0', 'router:one')).toEqual(['10.0.0.0/16: 65515'])
    expect(sent('vpn-hub#0', 'router:two')).toContain('172.16.0.2/32: 65515')
  })

  test('they vanish while the tunnel is down (observed 17)', () => {
    expect(statics({ bgp: true, up: false })).toEqual(['10.0.0.0/16:'])
  })

  test('the same prefix of two local network gateways stands there once', () => {
    const { held } = printed([
      hub,
      vpnGateway('hub'),
      lng('a', 65010, '172.16.0.1', ['192.168.0.0/16']),
      lng('b', 65011, '172.16.0.2', ['192.168.0.0/16']),
      ipsec('hub', 'a', false),
      ipsec('hub', 'b', false),
    ])
    expect(held('vpn-hub#0')).toEqual(['10.0.0.0/16:', '192.168.0.0/16:'])
  })

  describe('R3.18: the default site', () => {
    const forced = (connections: readonly ArmResource[], state: World['state'] = []) =>
      printed(
        [
          hub,
          vpnGateway('hub', {
            properties: { gatewayDefaultSite: { id: vpnId.localNetworkGateway('tokyo') } },
          }),
          lng('tokyo', 65010, '172.16.0.1'),
          ...connections,
        ],
        { state },
      ).held('vpn-hub#0')

    test('attracts everything', () => {
      expect(forced([ipsec('hub', 'tokyo', false)])).toEqual(['0.0.0.0/0:', '10.0.0.0/16:'])
    })

    test('attracts nothing while no tunnel to it is up, as static prefixes do (observed 17)', () => {
      expect(forced([])).toEqual(['10.0.0.0/16:'])
      expect(forced([ipsec('hub', 'tokyo', false)], [{ connection: 'vpn-hub--tokyo', up: false }])).toEqual([
        '10.0.0.0/16:',
      ])
    })
  })
})

describe('R3.16: client pools', () => {
  const pool = (instances: readonly string[], prefix = '172.20.0.0/24') =>
    printed([
      hub,
      vpnGateway('hub', {
        instances,
        properties: { vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: [prefix] } } },
      }),
    ])

  test('one instance holds all of it', () => {
    expect(pool(['10.0.0.4']).held('vpn-hub#0')).toContain('172.20.0.0/24:')
  })

  test('two instances hold one half each (observed 26) and tell each other', () => {
    const { held, plane } = pool(['10.0.0.4', '10.0.0.5'])
    expect(held('vpn-hub#0').filter((line) => line.startsWith('172'))).toEqual([
      '172.20.0.0/25:',
      '172.20.0.128/25:',
    ])
    const origins = plane.speakers.map(({ originated }) => originated.map(({ prefix }) => prefix.length))
    expect(origins).toEqual([
      [16, 25],
      [16, 25],
    ])
  })

  test('a pool of one address cannot be halved: both hold it', () => {
    expect(pool(['10.0.0.4', '10.0.0.5'], '172.20.0.1/32').held('vpn-hub#1')).toContain('172.20.0.1/32:')
  })
})

describe('R3.11: what it tells a peer', () => {
  const hubWithTwo = (year?: number) =>
    printed(
      [
        hub,
        vnet('spoke', ['10.1.0.0/16']),
        vnet('friend', ['10.2.0.0/16']),
        ...transit('hub', 'spoke'),
        ...peered('hub', 'friend'),
        vpnGateway('hub', { asn: 65500, instances: ['10.0.0.4'] }),
        lng('tokyo', 65010, '172.16.0.1', ['192.168.100.0/24']),
        lng('osaka', 65020, '172.16.0.2'),
        ipsec('hub', 'tokyo'),
        ipsec('hub', 'osaka'),
      ],
      {
        sites: [
          siteAt('one', 65010, { tokyo: { '192.168.1.0/24': [65010], '0.0.0.0/0': [65010] } }),
          siteAt('two', 65020, { osaka: { '192.168.2.0/24': [65020] } }),
        ],
      },
      year,
    )

  test('own and transit space, static prefixes and other peers’ routes, its number in front; no default route', () => {
    const { held, sent } = hubWithTwo()
    expect(held('vpn-hub#0')).toContain('0.0.0.0/0: 65010')
    expect(sent('vpn-hub#0', 'router:two')).toEqual([
      '10.0.0.0/16: 65500',
      '10.1.0.0/16: 65500',
      '192.168.1.0/24: 65500 65010',
      '192.168.100.0/24: 65500',
    ])
  })

  test('a static prefix is not told to the peer behind whose connection it lies', () => {
    expect(hubWithTwo().sent('vpn-hub#0', 'router:one').join()).not.toContain('192.168.100.0/24')
  })

  test('nothing goes back over the session that it came from', () => {
    expect(hubWithTwo().sent('vpn-hub#0', 'router:one').join()).not.toContain('192.168.1.0/24')
  })

  test('until 2020 others hear of the host route to a peer, the peer itself does not (observed 16)', () => {
    const hosts = (year: number, to: string) =>
      hubWithTwo(year)
        .sent('vpn-hub#0', to)
        .filter((line) => line.includes('/32'))
    expect(hosts(2020, 'router:two')).toEqual(['172.16.0.1/32: 65500'])
    expect(hosts(2024, 'router:two')).toEqual([])
  })
})

describe('what it takes', () => {
  const taken = (prefixes: Readonly<Record<string, readonly number[]>>) =>
    printed(
      [
        hub,
        vnet('spoke', ['10.1.0.0/16']),
        ...transit('hub', 'spoke'),
        vpnGateway('hub', { instances: ['10.0.0.4'] }),
        lng('tokyo', 65010, '172.16.0.1'),
        ipsec('hub', 'tokyo'),
      ],
      { sites: [siteAt('one', 65010, { tokyo: prefixes })] },
    )
      .held('vpn-hub#0')
      .filter((line) => line.includes('65010'))

  test('R3.12: supersets of its space, nothing equal or inside, also of a spoke', () => {
    expect(
      taken({
        '10.0.0.0/8': [65010],
        '10.0.0.0/16': [65010],
        '10.0.3.0/24': [65010],
        '10.1.0.0/16': [65010],
        '10.1.3.0/24': [65010],
      }),
    ).toEqual(['10.0.0.0/8: 65010'])
  })

  test('R7.2: no path with its own number', () => {
    expect(taken({ '192.168.1.0/24': [65010, 65515], '192.168.2.0/24': [65010] })).toEqual([
      '192.168.2.0/24: 65010',
    ])
  })

  test('no IPv6 where the VNet has none', () => {
    expect(taken({ '2001:db8::/32': [65010] })).toEqual([])
  })
})

test('a policy-based gateway speaks no BGP, whatever its connection says (R3.5)', () => {
  const { held } = printed(
    [
      hub,
      vpnGateway('hub', { properties: { vpnType: 'PolicyBased' } }),
      lng('tokyo', 65010, '172.16.0.1', ['192.168.9.0/24']),
      ipsec('hub', 'tokyo'),
    ],
    { sites: [siteAt('one', 65010, tokyo)] },
  )
  expect(held('vpn-hub#0')).toEqual(['10.0.0.0/16:', '192.168.9.0/24:'])
})

describe('R3.9: two instances', () => {
  const both = (activeActive: boolean) =>
    printed(
      [
        hub,
        vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'], properties: { activeActive } }),
        lng('tokyo', 65010, '172.16.0.1'),
        ipsec('hub', 'tokyo'),
      ],
      { sites: [siteAt('one', 65010, tokyo)] },
    )

  test('active-active: each holds the peer’s route and the other’s copy, the own one first (observed 20)', () => {
    const { plane } = both(true)
    const first = plane.speakers.find(({ key }) => key.endsWith('vpn-hub#0'))
    const entries = first === undefined ? [] : (plane.bgp.ribs.get(first) ?? [])
    const copies = entries.find(({ prefix }) => prefix.length === 24)
    expect(copies?.routes.map(({ learnedOver }) => learnedOver?.session.kind)).toEqual([
      'external',
      'internal',
    ])
    expect(copies?.best).toHaveLength(1)
  })

  test('active-standby: one speaks', () => {
    const keys = both(false).plane.speakers.map(({ key }) => key)
    expect(keys.filter((key) => key.includes('vpn-hub#'))).toHaveLength(1)
  })
})

describe('R3.31: beside an ExpressRoute gateway', () => {
  const both = (more: readonly ArmResource[] = [], world: Partial<World> = {}) =>
    printed(
      [
        hub,
        gateway('hub'),
        circuit('er'),
        connected('hub', 'er'),
        vpnGateway('hub', {
          instances: ['10.0.0.4'],
          properties: {
            vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: ['172.20.0.0/24'] } },
          },
        }),
        lng('tokyo', 65010, '172.16.0.1', ['192.168.100.0/24']),
        ipsec('hub', 'tokyo'),
        ...more,
      ],
      {
        circuits: [linksOf('er', 0)],
        sites: [
          siteAt('one', 65010, { tokyo: { '192.168.1.0/24': [65010], '0.0.0.0/0': [65010] } }),
          {
            name: 'dc',
            asn: 65020,
            links: [{ circuit: 'er', advertises: [{ prefix: '192.168.2.0/24' }] }],
          },
        ],
        ...world,
      },
    )

  test('the neighbour hears what peers told and static prefixes, no client pool, no default, no host route', () => {
    expect(both().sent('vpn-hub#0', 'gw-hub#0')).toEqual(['192.168.1.0/24: 65010', '192.168.100.0/24:'])
  })

  test('neither passes the other’s routes outward', () => {
    const { sent, held } = both()
    expect(held('er/primary').join()).not.toContain('192.168.1.0/24')
    expect(sent('vpn-hub#0', 'router:one')).toEqual(['10.0.0.0/16: 65515', '172.20.0.0/24: 65515'])
  })

  test('it holds its own space again through each ExpressRoute instance and yet prefers its own (observed 19)', () => {
    const { plane } = both()
    const vpn = plane.speakers.find(({ key }) => key.endsWith('vpn-hub#0'))
    const entries = vpn === undefined ? [] : (plane.bgp.ribs.get(vpn) ?? [])
    const own = entries.find(({ prefix }) => prefix.length === 16)
    expect(own?.routes.map(({ weight }) => weight)).toEqual([32768, 32769, 32769])
    expect(own?.best.map(({ learnedOver }) => learnedOver)).toEqual([undefined])
  })

  test('it speaks IPv4 outside: the IPv6 space that its neighbour tells it goes no further', () => {
    const { held, sent } = printed(
      [
        vnet('hub', ['10.0.0.0/16', 'fd00::/48'], {
          subnets: { GatewaySubnet: { prefixes: ['10.0.255.0/24', 'fd00:0:0:ff::/64'] } },
        }),
        gateway('hub'),
        vpnGateway('hub', { instances: ['10.0.0.4'] }),
        lng('tokyo', 65010, '172.16.0.1'),
        ipsec('hub', 'tokyo'),
      ],
      { sites: [siteAt('one', 65010, tokyo)] },
    )
    expect(held('vpn-hub#0')).toContain('fd00::/48:')
    expect(sent('vpn-hub#0', 'router:one')).toEqual(['10.0.0.0/16: 65515'])
  })

  test('R3.8: with a number of its own it speaks to its neighbours as to another AS', () => {
    const { plane } = printed([
      vnet('hub', ['10.0.0.0/16'], { subnets: { RouteServerSubnet: {} } }),
      vpnGateway('hub', { asn: 65004, instances: ['10.0.0.4'] }),
      lng('tokyo', 65010, '172.16.0.1', ['192.168.100.0/24']),
      ipsec('hub', 'tokyo'),
      routeServer('hub', { instances: ['10.0.0.8'], properties: { allowBranchToBranchTraffic: true } }),
    ])
    const server = plane.speakers.find(({ place }) => place.kind === 'routeServer')
    const paths = server === undefined ? [] : (plane.bgp.ribs.get(server) ?? [])
    expect(server?.sessions.map(({ session }) => session.kind)).toEqual(['external'])
    expect(paths.flatMap(({ routes }) => routes.map(({ asPath }) => asPath))).toContainEqual([65004])
  })
})

describe('R3.15a: between VNets without BGP', () => {
  const pair = (bgp: boolean, up = true) =>
    printed(
      [
        vnet('a', ['10.1.0.0/16']),
        vnet('b', ['10.2.0.0/16']),
        vnet('spoke', ['10.22.0.0/16']),
        ...transit('b', 'spoke'),
        vpnGateway('a', { instances: ['10.1.0.4'] }),
        vpnGateway('b', { asn: 65002, instances: ['10.2.0.4', '10.2.0.5'] }),
        vnet2vnet('a', 'b', bgp),
        vnet2vnet('b', 'a', bgp),
      ],
      { state: up ? [] : [{ connection: 'vpn-a--vpn-b', up: false }] },
    )

  test('the whole space behind the other gateway, its spokes included, as own routes', () => {
    expect(pair(false).held('vpn-a#0')).toEqual(['10.1.0.0/16:', '10.2.0.0/16:', '10.22.0.0/16:'])
  })

  test('with BGP the space comes from both instances, and the host routes to them are own', () => {
    expect(pair(true).held('vpn-a#0')).toEqual([
      '10.1.0.0/16:',
      '10.2.0.0/16: 65002',
      '10.2.0.0/16: 65002',
      '10.2.0.4/32:',
      '10.2.0.5/32:',
      '10.22.0.0/16: 65002',
      '10.22.0.0/16: 65002',
    ])
  })

  test('nothing while the connection is down', () => {
    expect(pair(true, false).held('vpn-a#0')).toEqual(['10.1.0.0/16:'])
  })
})
