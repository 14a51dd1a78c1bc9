// Tables of VPN gateways and of machines with a routing daemon.
import { describe, expect, test } from 'vitest'
import { appliance, neighbor } from '../../control-plane/appliances.ts'
import { circuit, connected, gateway, linksOf, vnet } from '../../control-plane/azure.ts'
import { ipsec, localNetworkGateway, vpnGateway } from '../../model/azure-vpn.ts'
import { idOf } from '../../model/network-of.ts'
import { answerOf } from './tables.ts'

const csr = appliance(
  'csr',
  'branch/default',
  '192.168.0.4',
  {
    asn: 65010,
    networks: ['192.168.0.0/16'],
    redistribute: ['static'],
    neighbors: [
      neighbor('10.0.0.4'),
      neighbor('10.0.0.5', 65515, { up: false }),
      neighbor('192.168.0.5', 65010),
    ],
  },
  {
    addresses: [{ dev: 'lo', address: '172.16.0.1/32' }],
    routes: [{ prefix: '172.30.0.0/16', via: '192.168.0.1' }],
  },
)
const inside = appliance('inside', 'branch/default', '192.168.0.5', {
  asn: 65010,
  neighbors: [neighbor('192.168.0.4', 65010)],
})
const resources = [
  vnet('hub', ['10.0.0.0/16']),
  vnet('branch', ['192.168.0.0/16']),
  vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'] }),
  localNetworkGateway('lng', { asn: 65010, peer: '172.16.0.1' }),
  ipsec('hub', 'lng'),
  ...csr.resources,
  ...inside.resources,
]
const world = { guests: { ...csr.guests, ...inside.guests } }

describe('a VPN gateway', () => {
  const { tables } = answerOf(resources, world, 'vpn-hub')

  test('has an advertised table for each peer outside whose session is up, none for its other instance', () => {
    expect(tables.map(({ instance, table, peer }) => [instance, table, peer?.address])).toEqual([
      ['10.0.0.4', 'advertised', '172.16.0.1'],
      ['10.0.0.4', 'learned', undefined],
      ['10.0.0.5', 'learned', undefined],
    ])
  })

  test('learned: own as Network, the peer’s as EBgp, the other instance’s as IBgp (observed 20)', () => {
    const rows = (index: number) =>
      tables[index]?.routes.map(({ network, origin, sourcePeer, nextHop }) => [
        network,
        origin,
        sourcePeer,
        nextHop,
      ])
    expect(rows(1)).toContainEqual(['192.168.0.0/16', 'EBgp', '172.16.0.1', '172.16.0.1'])
    expect(rows(1)).toContainEqual(['172.16.0.1/32', 'Network', '10.0.0.4', null])
    expect(rows(2)).toContainEqual(['192.168.0.0/16', 'IBgp', '10.0.0.4', '10.0.0.4'])
  })
})

describe('a machine', () => {
  const { tables } = answerOf(resources, world, 'csr')

  test('is a guest with one table, and two for each neighbour that is up', () => {
    expect(tables[0]?.speaker).toEqual({
      kind: 'guest',
      id: idOf('Microsoft.Compute/virtualMachines', 'csr'),
      name: 'csr',
    })
    expect(tables.map(({ table, peer }) => [table, peer?.address])).toEqual([
      ['advertised', '10.0.0.4'],
      ['advertised', '192.168.0.5'],
      ['learned', '10.0.0.4'],
      ['learned', '192.168.0.5'],
      ['rib', undefined],
    ])
  })

  test('the table: origin letters, own weight, next hops', () => {
    expect(
      tables[4]?.routes.map(({ network, nextHop, asPath, origin, weight, best }) =>
        [network, nextHop, asPath.join('-'), origin, weight, best].join(' '),
      ),
    ).toEqual([
      '10.0.0.0/16 10.0.0.4 65515 i 0 true',
      '172.30.0.0/16   ? 32768 true',
      '192.168.0.0/16   i 32768 true',
    ])
  })

  test('from a neighbour: what the table has of it', () => {
    expect(tables[2]?.routes.map(({ network, asPath }) => [network, asPath])).toEqual([
      ['10.0.0.0/16', [65515]],
    ])
    expect(tables[3]?.routes).toEqual([])
  })

  test('to an outside neighbour: own prefixes before the own number is put in front', () => {
    expect(tables[0]?.routes.map(({ network, nextHop, asPath }) => [network, nextHop, asPath])).toEqual([
      ['172.30.0.0/16', null, []],
      ['192.168.0.0/16', null, []],
    ])
  })

  test('to an inside neighbour: learned paths as they are, with the next hop that the table has', () => {
    expect(tables[1]?.routes.map(({ network, nextHop, asPath }) => [network, nextHop, asPath])).toEqual([
      ['10.0.0.0/16', '10.0.0.4', [65515]],
      ['172.30.0.0/16', null, []],
      ['192.168.0.0/16', null, []],
    ])
  })
})

test('an ExpressRoute gateway does not print its summaries as learned (R3.21)', () => {
  const { tables } = answerOf(
    [
      vnet('hub', ['10.0.0.0/16'], { summarizedGatewayPrefixes: ['10.0.0.0/14'] }),
      gateway('hub'),
      circuit('er'),
      connected('hub', 'er'),
    ],
    { circuits: [linksOf('er', 0)] },
    'gw-hub',
  )
  const networks = (kind: string) =>
    tables.find(({ table }) => table === kind)?.routes.map(({ network }) => network)
  expect(networks('learned')).toEqual(['10.0.0.0/16'])
  expect(networks('advertised')).toEqual(['10.0.0.0/14'])
})

test('R7.1: IOS prints what it advertises as its table has it, before any policy', () => {
  const ios = appliance('ios', 'branch/default', '192.168.0.4', {
    asn: 65010,
    daemon: 'ios',
    networks: ['192.168.0.0/16'],
    neighbors: [
      neighbor('10.0.0.4', 65515, {
        asOverride: true,
        export: { rules: [{ action: 'permit', prepend: [65010, 65010] }] },
      }),
    ],
  })
  const { tables } = answerOf(
    [...resources.filter((one) => !csr.resources.includes(one)), ...ios.resources],
    { guests: { ios: { ...ios.guests?.['ios'], addresses: [{ dev: 'lo', address: '172.16.0.1/32' }] } } },
    'ios',
  )
  const advertised = tables.find(({ table }) => table === 'advertised')
  expect(advertised?.routes.map(({ network, nextHop, asPath }) => [network, nextHop, asPath])).toEqual([
    ['192.168.0.0/16', null, []],
  ])
})

test('R4.7: what is advertised shows the next hop that a policy sets', () => {
  const rules = [{ action: 'permit' as const, setNextHop: '192.168.0.99' }]
  const nva = appliance('nva', 'branch/default', '192.168.0.5', {
    asn: 65010,
    networks: ['192.168.9.0/24'],
    neighbors: [neighbor('192.168.0.6', 65020, { export: { rules } })],
  })
  const other = appliance('other', 'branch/default', '192.168.0.6', {
    asn: 65020,
    neighbors: [neighbor('192.168.0.5', 65010)],
  })
  const { tables } = answerOf(
    [vnet('branch', ['192.168.0.0/16']), ...nva.resources, ...other.resources],
    { guests: { ...nva.guests, ...other.guests } },
    'nva',
  )
  const advertised = tables.find(({ table }) => table === 'advertised')
  expect(advertised?.routes.map(({ nextHop, asPath }) => [nextHop, asPath])).toEqual([['192.168.0.99', []]])
})
