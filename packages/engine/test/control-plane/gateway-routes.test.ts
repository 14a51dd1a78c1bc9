// The rows that gateways give to subnets: one next hop for each live link, and none where the prefix is known anyway.
import { describe, expect, test } from 'vitest'
import {
  announcing,
  circuit,
  connected,
  gateway,
  linksOf,
  peered,
  routeTable,
  transit,
  vnet,
} from './azure.ts'
import { printed } from './printed.ts'

const site = (...circuits: readonly string[]) =>
  announcing('site', 65010, Object.fromEntries(circuits.map((name) => [name, { '192.168.0.0/16': [65010] }])))

describe('R1.18, R3.22, observed 10: a next hop for each live link', () => {
  const hops = (down: { er1?: 'primary' | 'secondary'; connection?: string }) => {
    const { table } = printed(
      [
        vnet('hub', ['10.0.0.0/16']),
        gateway('hub'),
        circuit('er1'),
        circuit('er2'),
        connected('hub', 'er1'),
        connected('hub', 'er2'),
      ],
      {
        circuits: [linksOf('er1', 1, down.er1), linksOf('er2', 2)],
        sites: [site('er1', 'er2')],
        state: down.connection === undefined ? [] : [{ connection: down.connection, up: false }],
      },
    )
    const row = table('hub/default').rows.find(({ source }) => source === 'VirtualNetworkGateway')
    expect(row?.target.kind === 'msees' ? row.target.msees.length : 0).toBe(row?.nextHopIps.length)
    return row?.nextHopIps.length
  }

  test('two circuits: four', () => expect(hops({})).toBe(4))
  test('one link down: three', () => expect(hops({ er1: 'secondary' })).toBe(3))
  test('one connection down: two', () => expect(hops({ connection: 'gw-hub--er2' })).toBe(2))
  test('one link left: one', () => expect(hops({ er1: 'primary', connection: 'gw-hub--er2' })).toBe(1))
})

test('an MSEE whose underlay address is not known is still a next hop, only not printed', () => {
  const { table } = printed(
    [vnet('hub', ['10.0.0.0/16']), gateway('hub'), circuit('er'), connected('hub', 'er')],
    { sites: [site('er')] },
  )
  const row = table('hub/default').rows.find(({ source }) => source === 'VirtualNetworkGateway')
  expect(row?.nextHopIps).toEqual([])
  expect(row?.target.kind === 'msees' ? row.target.msees.map(({ link }) => link.role) : []).toEqual([
    'primary',
    'secondary',
  ])
})

test('R1.7, R1.19: all subnets of the VNet and of its transit spokes, but not where propagation is off', () => {
  const { ownRows } = printed(
    [
      vnet('hub', ['10.0.0.0/16'], { subnets: { a: {}, quiet: { routeTable: 'quiet' } } }),
      vnet('spoke', ['10.1.0.0/16'], {
        subnets: { a: { routeTable: 'loud' }, quiet: { routeTable: 'quiet' } },
      }),
      vnet('friend', ['10.2.0.0/16'], { subnets: { a: {} } }),
      ...transit('hub', 'spoke'),
      ...peered('hub', 'friend'),
      routeTable('quiet', [], true),
      routeTable('loud', []),
      gateway('hub'),
      circuit('er'),
      connected('hub', 'er'),
    ],
    { circuits: [linksOf('er', 0)], sites: [site('er')] },
  )
  const row = 'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.2.146.76,10.2.146.77'
  for (const subnet of ['hub/a', 'hub/GatewaySubnet', 'spoke/a']) expect(ownRows(subnet)).toContain(row)
  for (const subnet of ['hub/quiet', 'spoke/quiet', 'friend/a']) expect(ownRows(subnet)).not.toContain(row)
  expect(ownRows('spoke/quiet')).toContain('Default Active 10.0.0.0/16 VNetPeering -')
})

test('R1.15, R1.17: a prefix equal to or inside the own or a peered space is omitted, never Invalid', () => {
  const announced = {
    '10.0.0.0/8': [65010],
    '10.2.0.0/15': [65010],
    '10.2.0.0/16': [65010],
    '10.2.9.0/24': [65010],
    '10.1.0.0/16': [65010],
    '10.1.9.0/24': [65010],
  }
  const { ownRows } = printed(
    [
      vnet('hub', ['10.0.0.0/16']),
      vnet('spoke', ['10.1.0.0/16']),
      vnet('friend', ['10.2.0.0/16']),
      ...transit('hub', 'spoke'),
      ...peered('spoke', 'friend'),
      gateway('hub'),
      circuit('er'),
      connected('hub', 'er'),
    ],
    { circuits: [linksOf('er', 0)], sites: [announcing('site', 65010, { er: announced })] },
  )
  const prefixes = (subnet: string) =>
    ownRows(subnet)
      .filter((row) => row.startsWith('VirtualNetworkGateway'))
      .map((row) => row.split(' ').slice(1, 3).join(' '))
  expect(prefixes('spoke/default')).toEqual(['Active 10.0.0.0/8', 'Active 10.2.0.0/15'])
  // Observed 7: what one VNet leaves out shows further away.
  expect(prefixes('hub/default')).toEqual([
    'Active 10.0.0.0/8',
    'Active 10.2.0.0/15',
    'Active 10.2.0.0/16',
    'Active 10.2.9.0/24',
  ])
})

test('R2.9: two VNets on one circuit that are also peered use the peering', () => {
  const { ownRows } = printed(
    [
      vnet('one', ['10.1.0.0/16']),
      vnet('two', ['10.2.0.0/16']),
      ...peered('one', 'two'),
      ...['one', 'two'].flatMap((name) => [
        gateway(name, { allowRemoteVnetTraffic: true }),
        connected(name, 'er'),
      ]),
      circuit('er'),
    ],
    { circuits: [linksOf('er', 0)] },
  )
  expect(ownRows('one/default').filter((row) => row.includes('10.2.0.0/16'))).toEqual([
    'Default Active 10.2.0.0/16 VNetPeering -',
  ])
})

test('IPv6 routes reach VNets with IPv6 alone', () => {
  const { ownRows } = printed(
    [
      vnet('hub', ['10.0.0.0/16', 'fd00::/48'], {
        subnets: { GatewaySubnet: { prefixes: ['10.0.255.0/24', 'fd00:0:0:ff::/64'] } },
      }),
      gateway('hub'),
      vnet('dual', ['10.1.0.0/16', 'fd01::/48']),
      ...transit('hub', 'dual'),
      vnet('four', ['10.2.0.0/16']),
      ...transit('hub', 'four'),
      vnet('old', ['10.9.0.0/16']),
      gateway('old'),
      circuit('er'),
      connected('hub', 'er'),
      connected('old', 'er'),
    ],
    {
      circuits: [linksOf('er', 1)],
      sites: [announcing('site', 65010, { er: { '192.168.0.0/16': [65010], '2001:db8::/32': [65010] } })],
    },
  )
  const learned = (subnet: string): readonly string[] =>
    ownRows(subnet).filter((row) => row.startsWith('VirtualNetworkGateway') && row.includes(':'))
  expect(learned('dual/default').map((row) => row.split(' ')[2])).toEqual(['2001:db8::/32'])
  expect(learned('four/default')).toEqual([])
  expect(learned('old/default')).toEqual([])
})

test('R1.7: link-local prefixes that a circuit brings stay with the gateway', () => {
  const announced = { '169.254.7.0/30': [65010], '169.0.0.0/8': [65010] }
  const { ownRows, held } = printed(
    [vnet('hub', ['10.0.0.0/16']), gateway('hub'), circuit('er'), connected('hub', 'er')],
    { circuits: [linksOf('er', 0)], sites: [announcing('site', 65010, { er: announced })] },
  )
  expect(held('gw-hub#0')).toContain('169.254.7.0/30: 12076 65010')
  const learned = ownRows('hub/default').filter((row) => row.startsWith('VirtualNetworkGateway'))
  expect(learned).toEqual([
    'VirtualNetworkGateway Active 169.0.0.0/8 VirtualNetworkGateway 10.2.146.76,10.2.146.77',
  ])
})
