// A Route Server: what it takes from appliances and gateways, whom it tells, and how it chooses.
import { describe, expect, test } from 'vitest'
import type { BgpConfiguration, World } from '../../../src/resources/index.ts'
import { ipsec, localNetworkGateway, routeServer, vpnGateway } from '../../model/azure-vpn.ts'
import type { ArmResource, PlainObject } from '../../model/network-of.ts'
import { appliance, neighbor } from '../appliances.ts'
import { announcing, circuit, connected, gateway, linksOf, peered, transit, vnet } from '../azure.ts'
import { printed } from '../printed.ts'

const servers = ['10.0.0.8', '10.0.0.9']
const branchToBranch = { allowBranchToBranchTraffic: true }

interface Settings {
  readonly properties?: PlainObject
  readonly one?: Partial<BgpConfiguration>
  readonly two?: Partial<BgpConfiguration>
  readonly resources?: readonly ArmResource[]
  readonly world?: Partial<World>
}

/** A Route Server with two appliances that speak with both of its instances. */
const hubWith = ({ properties = {}, one = {}, two = {}, resources = [], world = {} }: Settings = {}) => {
  const both = servers.map((address) => neighbor(address))
  const first = appliance('one', 'hub/default', '10.0.0.20', { asn: 65001, neighbors: both, ...one })
  const second = appliance('two', 'hub/default', '10.0.0.21', { asn: 65002, neighbors: both, ...two })
  return printed(
    [
      vnet('hub', ['10.0.0.0/16'], { subnets: { default: {}, RouteServerSubnet: {} } }),
      routeServer('hub', {
        instances: servers,
        peers: { one: ['10.0.0.20', 65001], two: ['10.0.0.21', 65002] },
        properties,
      }),
      ...first.resources,
      ...second.resources,
      ...resources,
    ],
    { guests: { ...first.guests, ...second.guests }, ...world },
  )
}

const learned = (lines: readonly string[]) => lines.filter((line) => !line.endsWith(':'))

describe('R4.1: two instances', () => {
  test('each speaks with every appliance, and has no session with the other', () => {
    const { plane } = hubWith()
    const sessions = plane.speakers
      .filter(({ place }) => place.kind === 'routeServer')
      .map((speaker) => speaker.sessions.map((end) => end.peer.speaker.place.kind))
    expect(sessions).toEqual([
      ['router', 'router'],
      ['router', 'router'],
    ])
  })

  test('without known addresses there is none, and nothing is learned', () => {
    const { plane } = printed([
      vnet('hub', ['10.0.0.0/16'], { subnets: { RouteServerSubnet: {} } }),
      routeServer('hub'),
    ])
    expect(plane.speakers).toEqual([])
  })
})

describe('what it tells an appliance', () => {
  test('R4.3: its VNet and transit spokes, with its own number; no plainly peered VNet', () => {
    const { sent } = hubWith({
      resources: [
        vnet('spoke', ['10.1.0.0/16']),
        vnet('friend', ['10.2.0.0/16']),
        ...transit('hub', 'spoke'),
        ...peered('hub', 'friend'),
      ],
    })
    expect(sent('rs-hub#0', 'router:one')).toEqual(['10.0.0.0/16: 65515', '10.1.0.0/16: 65515'])
  })

  test('R4.9: nothing of another appliance without the switch, everything with it', () => {
    const one = { networks: ['192.168.1.0/24'] }
    expect(hubWith({ one }).sent('rs-hub#1', 'router:two')).toEqual(['10.0.0.0/16: 65515'])
    expect(hubWith({ one, properties: branchToBranch }).sent('rs-hub#1', 'router:two')).toEqual([
      '10.0.0.0/16: 65515',
      '192.168.1.0/24: 65515 65001',
    ])
  })

  test('R4.5: a route with NO_ADVERTISE is programmed and told to nobody', () => {
    const neighbors = servers.map((address) =>
      neighbor(address, 65515, {
        export: { rules: [{ action: 'permit', addCommunities: ['65535:65282'] }] },
      }),
    )
    const { sent, ownRows } = hubWith({
      one: { networks: ['192.168.1.0/24'], neighbors },
      properties: branchToBranch,
    })
    expect(sent('rs-hub#0', 'router:two').join()).not.toContain('192.168.1.0/24')
    expect(ownRows('hub/default').join()).toContain('192.168.1.0/24')
  })
})

describe('what it takes from an appliance', () => {
  test('R4.5: supersets of its space and of transit spokes, and what is in plainly peered VNets', () => {
    const { held } = hubWith({
      one: {
        networks: ['10.0.0.0/8', '10.0.0.0/16', '10.0.5.0/24', '10.1.5.0/24', '10.2.0.0/16', '10.2.5.0/24'],
      },
      resources: [
        vnet('spoke', ['10.1.0.0/16']),
        vnet('friend', ['10.2.0.0/16']),
        ...transit('hub', 'spoke'),
        ...peered('hub', 'friend'),
      ],
    })
    expect(learned(held('rs-hub#0'))).toEqual([
      '10.0.0.0/8: 65001',
      '10.2.0.0/16: 65001',
      '10.2.5.0/24: 65001',
    ])
  })

  test('R4.6: no path that holds 65515', () => {
    const neighbors = servers.map((address) =>
      neighbor(address, 65515, { export: { rules: [{ action: 'permit', replaceAsPath: [65515] }] } }),
    )
    expect(learned(hubWith({ one: { networks: ['192.168.1.0/24'], neighbors } }).held('rs-hub#0'))).toEqual(
      [],
    )
  })

  test('R4.7: the next hop that the appliance sets is the one that NICs get', () => {
    const neighbors = servers.map((address) =>
      neighbor(address, 65515, { export: { rules: [{ action: 'permit', setNextHop: '10.0.0.99' }] } }),
    )
    const { ownRows } = hubWith({ one: { networks: ['192.168.1.0/24'], neighbors } })
    expect(ownRows('hub/default')).toContain(
      'VirtualNetworkGateway Active 192.168.1.0/24 VirtualNetworkGateway 10.0.0.99',
    )
  })

  test('R4.8: equal paths of two appliances give both next hops, a shorter one stands alone', () => {
    const networks = ['192.168.1.0/24']
    const row = (settings: Settings) =>
      hubWith(settings)
        .ownRows('hub/default')
        .find((line) => line.includes(networks[0] ?? ''))
    expect(row({ one: { networks }, two: { networks } })).toMatch(/10\.0\.0\.20,10\.0\.0\.21$/)
    const longer = servers.map((address) =>
      neighbor(address, 65515, { export: { rules: [{ action: 'permit', prepend: [65002] }] } }),
    )
    expect(row({ one: { networks }, two: { networks, neighbors: longer } })).toMatch(/ 10\.0\.0\.20$/)
  })
})

describe('R4.8, R4.9: gateways beside it', () => {
  const circuits = [linksOf('er', 0)]
  const resources = [
    gateway('hub'),
    circuit('er'),
    connected('hub', 'er'),
    vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'] }),
    localNetworkGateway('tokyo', { asn: 65010, peer: '172.16.0.1', prefixes: ['192.168.100.0/24'] }),
    ipsec('hub', 'tokyo'),
  ]
  const sites = (path: readonly number[]) => [
    announcing('dc', 65020, { er: { '192.168.0.0/16': path } }),
    {
      name: 'branch',
      asn: 65010,
      links: [
        {
          localNetworkGateway: 'tokyo',
          advertises: [{ prefix: '192.168.0.0/16', asPath: [65010] }, { prefix: '172.31.0.0/24' }],
        },
      ],
    },
  ]
  const world = { circuits, sites: sites([65020]) }

  test('without the switch it takes nothing from gateways and tells them nothing', () => {
    const { held, sent } = hubWith({ one: { networks: ['172.18.0.0/24'] }, resources, world: { ...world } })
    expect(held('rs-hub#0').join()).not.toContain('192.168')
    for (const to of ['gw-hub#0', 'vpn-hub#0']) expect(sent('rs-hub#0', to)).toEqual([])
  })

  const switched = (
    preference: string | undefined,
    path: readonly number[] = [65020],
    one: Partial<BgpConfiguration> = {},
  ) =>
    hubWith({
      properties: { ...branchToBranch, hubRoutingPreference: preference },
      one,
      resources,
      world: { circuits, sites: sites(path), guests: applianceGuests(one) },
    })
  const applianceGuests = (one: Partial<BgpConfiguration>): World['guests'] => ({
    one: { bgp: { asn: 65001, neighbors: servers.map((address) => neighbor(address)), ...one } },
  })

  test('with it VPN and ExpressRoute reach each other and the appliance, static prefixes too', () => {
    const { sent, held } = switched(undefined, [65020], { networks: ['172.18.0.0/24'] })
    expect(held('er/primary')).toContain('172.18.0.0/24: 65515 65001')
    expect(held('er/primary')).toContain('192.168.100.0/24: 65515')
    expect(sent('vpn-hub#0', 'router:branch')).toContain('172.18.0.0/24: 65515 65001')
    expect(sent('rs-hub#0', 'router:one')).toContain('192.168.0.0/16: 65515 12076 65020')
  })

  test('a host route to a BGP peer stays with the VPN gateway (§13 to R3.7)', () => {
    const { held, ownRows } = switched(undefined)
    expect(held('vpn-hub#0')).toContain('172.16.0.1/32:')
    expect(held('rs-hub#0').join()).not.toContain('172.16.0.1/32')
    expect(ownRows('hub/default').join()).not.toContain('172.16.0.1/32')
  })

  const bestPath = (preference: string | undefined, path?: readonly number[]) =>
    switched(preference, path)
      .held('rs-hub#0')
      .find((line) => line.startsWith('192.168.0.0/16'))

  test('preference ExpressRoute, and by default: its path, though longer', () => {
    expect(bestPath(undefined)).toBe('192.168.0.0/16: 12076 65020')
    expect(bestPath('ExpressRoute', [65020, 65020])).toBe('192.168.0.0/16: 12076 65020 65020')
  })

  test('preference VpnGateway: the other', () => {
    expect(bestPath('VpnGateway')).toBe('192.168.0.0/16: 65010')
  })

  test('preference ASPath: the shorter, whatever it comes from', () => {
    expect(bestPath('ASPath', [65020, 65020])).toBe('192.168.0.0/16: 65010')
  })

  test('an unknown preference is taken for the default', () => {
    expect(bestPath('Fastest')).toBe('192.168.0.0/16: 12076 65020')
  })

  test('R4.12: one MSEE address remains in NIC tables', () => {
    expect(switched(undefined).ownRows('hub/default')).toContain(
      'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.2.146.76',
    )
  })
})

describe('R4.11: what an appliance tells one Route Server, over ExpressRoute', () => {
  const far = appliance('far', 'b/default', '10.2.0.20', {
    asn: 65001,
    neighbors: [neighbor('10.2.0.8')],
    networks: ['172.18.0.0/24'],
  })
  /** Two VNets on a circuit, the appliance in b, where branches meet; `properties` are those of a's Route Server. */
  const two = (properties: PlainObject) =>
    printed(
      [
        ...['a', 'b'].flatMap((name, index) => [
          vnet(name, [`10.${index + 1}.0.0/16`], { subnets: { default: {}, RouteServerSubnet: {} } }),
          gateway(name, { allowRemoteVnetTraffic: true }),
          connected(name, 'er'),
          routeServer(name, {
            instances: [`10.${index + 1}.0.8`],
            properties: name === 'b' ? branchToBranch : properties,
            peers: name === 'b' ? { far: ['10.2.0.20', 65001] } : {},
          }),
        ]),
        circuit('er'),
        ...far.resources,
      ],
      { circuits: [linksOf('er', 0)], guests: far.guests },
    )

  test('reaches the circuit and no gateway that meets a Route Server', () => {
    const { held, ownRows } = two(branchToBranch)
    expect(held('er/primary')).toContain('172.18.0.0/24: 65515 65001')
    expect(held('rs-a#0').join()).toContain('10.2.0.0/16: 12076 12076')
    expect(held('gw-a#0').join()).not.toContain('172.18.0.0/24')
    expect(ownRows('a/default').join()).not.toContain('172.18.0.0/24')
  })

  test('reaches a gateway whose Route Server keeps branches apart', () => {
    const { held, ownRows } = two({})
    expect(held('gw-a#0')).toContain('172.18.0.0/24: 12076 12076 65001')
    expect(ownRows('a/default').join()).toContain('172.18.0.0/24')
  })
})
