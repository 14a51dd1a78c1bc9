// The worked examples of the routing reference, each a whole network from resources to printed table.
import { describe, expect, test } from 'vitest'
import type { BgpRoute } from '../../src/control-plane/index.ts'
import { ipv4Of, parseAddress } from '../../src/net/index.ts'
import {
  announcing,
  circuit,
  connected,
  gateway,
  linksOf,
  machine,
  peered,
  routeTable,
  transit,
  vnet,
} from './azure.ts'
import { printed } from './printed.ts'

describe('E1: two hubs with their spokes on one circuit', () => {
  const spokes = (hub: string, names: Readonly<Record<string, string>>) =>
    Object.entries(names).flatMap(([name, prefix]) => [vnet(name, [prefix]), ...transit(hub, name)])
  const { ownRows, lookup } = printed(
    [
      vnet('hub00', ['10.0.0.0/16']),
      gateway('hub00', { allowRemoteVnetTraffic: true }),
      ...spokes('hub00', { spoke10: '10.10.0.0/16', spoke20: '10.20.0.0/16' }),
      vnet('hub100', ['10.100.0.0/16']),
      gateway('hub100', { allowRemoteVnetTraffic: true }),
      ...spokes('hub100', { spoke110: '10.110.0.0/16', spoke120: '10.120.0.0/16' }),
      circuit('er'),
      connected('hub00', 'er'),
      connected('hub100', 'er'),
    ],
    { circuits: [linksOf('er', 0)] },
    2022,
  )

  test('a spoke sees its hub by peering and the far hub with its spokes by both MSEEs', () => {
    expect(ownRows('spoke10/default')).toEqual([
      'Default Active 10.10.0.0/16 VnetLocal -',
      'Default Active 10.0.0.0/16 VNetPeering -',
      'VirtualNetworkGateway Active 10.100.0.0/16 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
      'VirtualNetworkGateway Active 10.110.0.0/16 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
      'VirtualNetworkGateway Active 10.120.0.0/16 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
      'Default Active 0.0.0.0/0 Internet -',
    ])
  })

  test('the sibling spoke is not there: 10.0.0.0/8 None takes its packets', () => {
    expect(lookup('spoke10/default', '10.20.0.4')).toBe('Default 10.0.0.0/8 None -')
  })
})

test('E2: without a circuit a spoke knows its hub and nothing of its sibling', () => {
  const { ownRows, lookup } = printed([
    vnet('hub', ['10.0.0.0/16']),
    gateway('hub'),
    vnet('spoke10', ['10.10.0.0/16']),
    ...transit('hub', 'spoke10'),
    vnet('spoke20', ['10.20.0.0/16']),
    ...transit('hub', 'spoke20'),
  ])
  expect(ownRows('spoke10/default')).toEqual([
    'Default Active 10.10.0.0/16 VnetLocal -',
    'Default Active 10.0.0.0/16 VNetPeering -',
    'Default Active 0.0.0.0/0 Internet -',
  ])
  expect(lookup('spoke10/default', '10.20.0.4')).toBe('Default 10.0.0.0/8 None -')
})

describe('E3: a route table that rewrites every row', () => {
  const appliance = '10.0.100.4'
  const { rows, lookup } = printed(
    [
      vnet('vnet1', ['10.0.0.0/16'], {
        subnets: { subnet1: { prefix: '10.0.0.0/24', routeTable: 'rt' }, nva: { prefix: '10.0.100.0/24' } },
      }),
      ...machine('nva', 'vnet1/nva', appliance),
      vnet('vnet2', ['10.1.0.0/16', '10.2.0.0/16']),
      ...peered('vnet1', 'vnet2'),
      gateway('vnet1'),
      circuit('er'),
      connected('vnet1', 'er'),
      routeTable('rt', [
        ['10.0.0.0/16', 'VirtualAppliance', appliance],
        ['10.0.0.0/24', 'VnetLocal'],
        ['10.1.0.0/16', 'None'],
        ['10.2.0.0/16', 'None'],
        ['10.10.0.0/16', 'VirtualAppliance', appliance],
        ['0.0.0.0/0', 'VirtualAppliance', appliance],
      ]),
    ],
    {
      circuits: [linksOf('er', 0)],
      sites: [announcing('branch', 65010, { er: { '10.10.0.0/16': [65010] } })],
    },
  )

  test('system and gateway rows of the same prefixes are Invalid, None rows are gone', () => {
    expect(rows('vnet1/subnet1')).toEqual([
      'Default Invalid 10.0.0.0/16 VnetLocal -',
      'Default Invalid 10.1.0.0/16 VNetPeering -',
      'Default Invalid 10.2.0.0/16 VNetPeering -',
      'VirtualNetworkGateway Invalid 10.10.0.0/16 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
      'Default Invalid 0.0.0.0/0 Internet -',
      'User Active 10.0.0.0/16 VirtualAppliance 10.0.100.4',
      'User Active 10.0.0.0/24 VnetLocal -',
      'User Active 10.1.0.0/16 None -',
      'User Active 10.2.0.0/16 None -',
      'User Active 10.10.0.0/16 VirtualAppliance 10.0.100.4',
      'User Active 0.0.0.0/0 VirtualAppliance 10.0.100.4',
    ])
  })

  test.each([
    ['10.0.0.9', 'User 10.0.0.0/24 VnetLocal -'],
    ['10.0.1.9', 'User 10.0.0.0/16 VirtualAppliance 10.0.100.4'],
    ['10.1.0.1', 'User 10.1.0.0/16 None -'],
    ['10.10.0.1', 'User 10.10.0.0/16 VirtualAppliance 10.0.100.4'],
    ['8.8.8.8', 'User 0.0.0.0/0 VirtualAppliance 10.0.100.4'],
  ])('%s takes %s', (address, row) => {
    expect(lookup('vnet1/subnet1', address)).toBe(row)
  })

  test('the other subnet keeps the rows as Azure made them', () => {
    expect(rows('vnet1/nva').filter((row) => row.includes('Invalid') || row.startsWith('User'))).toEqual([])
    expect(lookup('vnet1/nva', '10.10.0.1')).toContain('VirtualNetworkGateway 10.10.0.0/16')
  })
})

describe('E4: a longer prefix learned by the gateway inside a peered VNet', () => {
  const world = {
    circuits: [linksOf('er', 0)],
    sites: [announcing('branch', 65010, { er: { '10.1.5.0/24': [65010], '10.0.0.0/14': [65010] } })],
  }
  const hub = (table?: string) => [
    vnet('hub', ['10.0.0.0/16'], { subnets: { default: table === undefined ? {} : { routeTable: table } } }),
    gateway('hub'),
    vnet('spoke', ['10.1.0.0/16']),
    ...peered('hub', 'spoke'),
    circuit('er'),
    connected('hub', 'er'),
  ]

  test('is not programmed: the peering takes the packet (R1.15, R1.17)', () => {
    const { ownRows, lookup } = printed(hub(), world)
    expect(ownRows('hub/default')).toEqual([
      'Default Active 10.0.0.0/16 VnetLocal -',
      'Default Active 10.1.0.0/16 VNetPeering -',
      'VirtualNetworkGateway Active 10.0.0.0/14 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
      'Default Active 0.0.0.0/0 Internet -',
    ])
    expect(lookup('hub/default', '10.1.5.7')).toBe('Default 10.1.0.0/16 VNetPeering -')
  })

  test('the gateway itself has learned it', () => {
    expect(printed(hub(), world).held('gw-hub#0')).toContain('10.1.5.0/24: 12076 65010')
  })

  test('a user route of that prefix is not held back', () => {
    const { lookup } = printed(
      [...hub('rt'), routeTable('rt', [['10.1.5.0/24', 'VirtualAppliance', '10.0.0.4']])],
      world,
    )
    expect(lookup('hub/default', '10.1.5.7')).toBe('User 10.1.5.0/24 VirtualAppliance 10.0.0.4')
    expect(lookup('hub/default', '10.1.6.7')).toBe('Default 10.1.0.0/16 VNetPeering -')
  })
})

test('E4b: a wide user route leaves the narrower peering alone', () => {
  const { rows, lookup } = printed([
    vnet('spoke', ['10.0.1.0/24'], { subnets: { default: { routeTable: 'rt' } } }),
    vnet('hub', ['10.0.0.0/24']),
    ...peered('spoke', 'hub'),
    routeTable(
      'rt',
      [
        ['0.0.0.0/0', 'VirtualAppliance', '10.0.0.166'],
        ['10.0.0.0/16', 'VirtualAppliance', '10.0.0.166'],
      ],
      true,
    ),
  ])
  expect(rows('spoke/default')).toEqual([
    'Default Active 10.0.1.0/24 VnetLocal -',
    'Default Active 10.0.0.0/24 VNetPeering -',
    'Default Invalid 0.0.0.0/0 Internet -',
    'User Active 0.0.0.0/0 VirtualAppliance 10.0.0.166',
    'User Active 10.0.0.0/16 VirtualAppliance 10.0.0.166',
  ])
  expect(lookup('spoke/default', '10.0.2.4')).toBe('User 10.0.0.0/16 VirtualAppliance 10.0.0.166')
  expect(lookup('spoke/default', '10.0.0.4')).toBe('Default 10.0.0.0/24 VNetPeering -')
})

describe('E5: three gateways on one circuit, of which the third takes no remote VNets', () => {
  const none2024 = [
    '10.0.0.0/8 127.0.0.0/8 100.64.0.0/10 172.16.0.0/12 25.176.0.0/13 25.152.0.0/14 25.184.0.0/14 25.4.0.0/14',
    '25.148.0.0/15 198.18.0.0/15 25.150.0.0/16 25.156.0.0/16 25.159.0.0/16 40.109.0.0/16 192.168.0.0/16',
    '104.147.0.0/16 157.59.0.0/16 40.108.0.0/17 104.146.0.0/17 23.103.0.0/18 20.35.252.0/22',
  ]
    .join(' ')
    .split(' ')
  const network = (third: boolean | undefined) => [
    ...[1, 2, 3].flatMap((number) => [
      vnet(`vnet${number}`, [`10.${number}.0.0/16`]),
      connected(`vnet${number}`, 'er'),
    ]),
    gateway('vnet1', { allowRemoteVnetTraffic: true }),
    gateway('vnet2', { allowRemoteVnetTraffic: true }),
    gateway('vnet3', third === undefined ? {} : { allowRemoteVnetTraffic: third }),
    circuit('er'),
  ]
  const world = { circuits: [linksOf('er', 0)] }
  const noneRows = none2024.map((prefix) => `Default Active ${prefix} None -`)

  test('the first VNet lists both others, the third none; 21 None rows follow in order', () => {
    expect(none2024).toHaveLength(21)
    for (const third of [false, undefined]) {
      const { rows } = printed(network(third), world)
      expect(rows('vnet1/default')).toEqual([
        'Default Active 10.1.0.0/16 VnetLocal -',
        'VirtualNetworkGateway Active 10.2.0.0/16 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
        'VirtualNetworkGateway Active 10.3.0.0/16 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
        'Default Active 0.0.0.0/0 Internet -',
        ...noneRows,
      ])
      expect(rows('vnet3/default')).toEqual([
        'Default Active 10.3.0.0/16 VnetLocal -',
        'Default Active 0.0.0.0/0 Internet -',
        ...noneRows,
      ])
    }
  })

  test('before 2024 a gateway that says nothing takes remote VNets (R3.24)', () => {
    expect(printed(network(undefined), world, 2023).ownRows('vnet3/default')).toContain(
      'VirtualNetworkGateway Active 10.1.0.0/16 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
    )
    expect(printed(network(false), world, 2023).ownRows('vnet3/default')).toEqual([
      'Default Active 10.3.0.0/16 VnetLocal -',
      'Default Active 0.0.0.0/0 Internet -',
    ])
  })
})

describe('R3.25: two gateways on one circuit, each with or without the flag', () => {
  test.each([
    { first: false, second: false },
    { first: false, second: true },
    { first: true, second: false },
    { first: true, second: true },
  ])('first $first, second $second: who takes remote VNets sees the other', ({ first, second }) => {
    const { lookup } = printed(
      [
        vnet('vnet1', ['10.1.0.0/16']),
        gateway('vnet1', { allowRemoteVnetTraffic: first }),
        vnet('vnet2', ['10.2.0.0/16']),
        gateway('vnet2', { allowRemoteVnetTraffic: second }),
        circuit('er'),
        connected('vnet1', 'er'),
        connected('vnet2', 'er'),
      ],
      { circuits: [linksOf('er', 0)] },
    )
    const towards = (prefix: string, seen: boolean) =>
      seen
        ? `VirtualNetworkGateway ${prefix} VirtualNetworkGateway 10.2.146.76,10.2.146.77`
        : 'Default 10.0.0.0/8 None -'
    expect(lookup('vnet1/default', '10.2.0.4')).toBe(towards('10.2.0.0/16', first))
    expect(lookup('vnet2/default', '10.1.0.4')).toBe(towards('10.1.0.0/16', second))
  })
})

test('subnets with the same VNet and route table share one table, others do not', () => {
  const { table } = printed([
    vnet('hub', ['10.0.0.0/16'], {
      subnets: { a: {}, b: {}, c: { routeTable: 'rt' }, d: { routeTable: 'rt' }, e: { routeTable: 'other' } },
    }),
    vnet('spoke', ['10.1.0.0/16'], { subnets: { c: { routeTable: 'rt' } } }),
    routeTable('rt', []),
    routeTable('other', []),
  ])
  expect(table('hub/a')).toBe(table('hub/b'))
  expect(table('hub/c')).toBe(table('hub/d'))
  const different = new Set(['hub/a', 'hub/c', 'hub/e', 'spoke/c'].map(table))
  expect(different.size).toBe(4)
})

test('an MSEE and a site look addresses up in their own tables: the best paths of the longest prefix', () => {
  const { plane } = printed(
    [vnet('hub', ['10.0.0.0/16']), gateway('hub'), circuit('er'), connected('hub', 'er')],
    {
      sites: [announcing('site', 65010, { er: { '10.0.0.0/8': [65010], '192.168.0.0/16': [65010] } })],
    },
  )
  const [msee] = plane.speakers.flatMap(({ place }) => (place.kind === 'msee' ? [place.link] : []))
  const [site] = plane.speakers.flatMap(({ place }) =>
    place.kind === 'router' && place.router.kind === 'site' ? [place.router.site] : [],
  )
  if (msee === undefined || site === undefined) throw new Error('there is an MSEE and a site')
  const pathsOf = (routes: readonly BgpRoute[]) => routes.map(({ asPath }) => asPath.join(' '))
  const at = (text: string) => parseAddress(text) ?? ipv4Of(0)
  expect(pathsOf(plane.mseeLookup(msee, at('10.0.0.4')))).toEqual(['65515', '65515'])
  expect(pathsOf(plane.mseeLookup(msee, at('10.1.0.4')))).toEqual(['65010'])
  expect(plane.mseeLookup(msee, at('172.16.0.1'))).toEqual([])
  expect(pathsOf(plane.routerLookup(site, at('10.0.0.4')))).toEqual(['12076', '12076'])
  expect(pathsOf(plane.routerLookup(site, at('192.168.0.1')))).toEqual([''])
  expect(plane.routerLookup(site, at('172.16.0.1'))).toEqual([])
})
