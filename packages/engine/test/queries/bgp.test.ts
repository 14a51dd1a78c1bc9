// `bgp`: tables of gateways, circuits and sites as Azure's commands and routers print them.
import { describe, expect, test } from 'vitest'
import { type BgpTable, bgp } from '../../src/queries/index.ts'
import type { World } from '../../src/resources/index.ts'
import { analysisOf, circuit, connection, gateway, transit, vnet } from '../forwarding/azure.ts'
import { idOf } from '../model/network-of.ts'

const resources = [
  vnet('hub1', '10.1.0.0/16', { GatewaySubnet: '10.1.255.0/27' }),
  vnet('hub2', '10.2.0.0/16', { GatewaySubnet: '10.2.255.0/27' }),
  vnet('spoke', '10.11.0.0/16', { main: '10.11.0.0/24' }),
  ...transit('hub1', 'spoke'),
  gateway('hub1', { allowRemoteVnetTraffic: true }),
  gateway('hub2', { allowRemoteVnetTraffic: true }),
  circuit('er1', '172.31.0.0/30', '172.31.0.4/30'),
  connection('hub1', 'er1', { routingWeight: 10 }),
  connection('hub2', 'er1'),
]

const world: Partial<World> = {
  gateways: ['1', '2'].map((number) => ({
    name: `hub${number}-gw`,
    instanceIps: [`10.${number}.255.12`, `10.${number}.255.13`],
    mseePeers: [
      { circuit: 'er1', link: 'primary', address: `10.${number}.255.4` },
      { circuit: 'er1', link: 'secondary', address: `10.${number}.255.5` },
    ],
  })),
  sites: [
    {
      name: 'office',
      asn: 65050,
      prefixes: ['192.168.0.0/16'],
      links: [
        {
          circuit: 'er1',
          advertises: [{ prefix: '192.168.0.0/16' }, { prefix: '192.168.8.0/24', asPath: [65050, 65060] }],
        },
      ],
    },
  ],
}

const analysis = analysisOf(resources, world)

const tablesOf = (selector?: string): readonly BgpTable[] => {
  const result = bgp(analysis, selector)
  if (!result.ok) throw new Error(result.finding.code)
  return result.answer.tables
}

const line = (...parts: readonly unknown[]): string => parts.filter((part) => part !== '').join(' ')

describe('a gateway', () => {
  const tables = tablesOf('hub1-gw')

  test('has, for each instance, what it learned and what it sent to each MSEE', () => {
    expect(
      tables.map(({ instance, table, peer, link }) =>
        line(instance, table, peer?.address ?? '-', peer?.asn ?? '-', link ?? ''),
      ),
    ).toEqual([
      '10.1.255.12 advertised 10.1.255.4 12076',
      '10.1.255.12 advertised 10.1.255.5 12076',
      '10.1.255.12 learned - -',
      '10.1.255.13 advertised 10.1.255.4 12076',
      '10.1.255.13 advertised 10.1.255.5 12076',
      '10.1.255.13 learned - -',
    ])
    expect(tables[0]?.speaker).toEqual({
      kind: 'gateway',
      id: idOf('Microsoft.Network/virtualNetworkGateways', 'hub1-gw'),
      name: 'hub1-gw',
    })
  })

  test('learned: own prefixes as Network with 32768, others as EBgp with 32769 and the routing weight', () => {
    const learned = tables.find(({ table, instance }) => table === 'learned' && instance === '10.1.255.13')
    expect(
      learned?.routes.map((row) =>
        line(row.network, row.nextHop, row.origin, row.sourcePeer, row.weight, row.asPath.join('-')),
      ),
    ).toEqual([
      line('10.1.0.0/16', null, 'Network', '10.1.255.13', 32768),
      line('10.2.0.0/16', '10.1.255.4', 'EBgp', '10.1.255.4', 32779, '12076-12076'),
      line('10.2.0.0/16', '10.1.255.5', 'EBgp', '10.1.255.5', 32779, '12076-12076'),
      line('10.11.0.0/16', null, 'Network', '10.1.255.13', 32768),
      line('192.168.0.0/16', '10.1.255.4', 'EBgp', '10.1.255.4', 32779, '12076-65050'),
      line('192.168.0.0/16', '10.1.255.5', 'EBgp', '10.1.255.5', 32779, '12076-65050'),
      line('192.168.8.0/24', '10.1.255.4', 'EBgp', '10.1.255.4', 32779, '12076-65050-65060'),
      line('192.168.8.0/24', '10.1.255.5', 'EBgp', '10.1.255.5', 32779, '12076-65050-65060'),
    ])
  })

  test('advertised: its VNet and the spoke that borrows it, with its own number (R3.21)', () => {
    const advertised = tables.filter(({ table }) => table === 'advertised')
    for (const { instance, routes } of advertised) {
      expect(routes).toEqual([
        { network: '10.1.0.0/16', nextHop: instance, asPath: [65515], origin: 'Igp', weight: 0 },
        { network: '10.11.0.0/16', nextHop: instance, asPath: [65515], origin: 'Igp', weight: 0 },
      ])
    }
  })

  test('without a routing weight: 32769', () => {
    const learned = tablesOf('hub2-gw').find(({ table }) => table === 'learned')
    expect([...new Set(learned?.routes.map(({ origin, weight }) => `${origin} ${weight}`))].sort()).toEqual([
      'EBgp 32769',
      'Network 32768',
    ])
  })
})

describe('a circuit', () => {
  const tables = tablesOf('er1')

  test('has one table for each link', () => {
    expect(
      tables.map(({ speaker, link, table, instance, peer }) => [speaker.kind, link, table, instance, peer]),
    ).toEqual([
      ['circuit', 'primary', 'rib', null, null],
      ['circuit', 'secondary', 'rib', null, null],
    ])
  })

  test('holds the gateways’ prefixes from both instances, and the site’s once', () => {
    expect(
      tables[1]?.routes.map((row) =>
        line(row.network, row.nextHop, row.asPath.join('-'), row.origin, row.weight, row.localPref, row.best),
      ),
    ).toEqual([
      '10.1.0.0/16 10.1.255.12 65515 I 0 100 true',
      '10.1.0.0/16 10.1.255.13 65515 I 0 100 false',
      '10.2.0.0/16 10.2.255.12 65515 I 0 100 true',
      '10.2.0.0/16 10.2.255.13 65515 I 0 100 false',
      '10.11.0.0/16 10.1.255.12 65515 I 0 100 true',
      '10.11.0.0/16 10.1.255.13 65515 I 0 100 false',
      '192.168.0.0/16 172.31.0.5 65050 I 0 100 true',
      '192.168.8.0/24 172.31.0.5 65050-65060 I 0 100 true',
    ])
  })
})

describe('a site', () => {
  const tables = tablesOf('office')
  const rib = tables.find(({ table }) => table === 'rib')

  test('learns Azure’s prefixes with 12076 alone (R3.27)', () => {
    expect(rib?.routes.map((row) => line(row.network, row.nextHop, row.asPath.join('-'), row.best))).toEqual([
      '10.1.0.0/16 172.31.0.2 12076 true',
      '10.1.0.0/16 172.31.0.6 12076 true',
      '10.2.0.0/16 172.31.0.2 12076 true',
      '10.2.0.0/16 172.31.0.6 12076 true',
      '10.11.0.0/16 172.31.0.2 12076 true',
      '10.11.0.0/16 172.31.0.6 12076 true',
      line('192.168.0.0/16', null, '', true),
      line('192.168.8.0/24', null, '', true),
    ])
  })

  test('sends what it announces to each MSEE, printed before its own number and address are put in', () => {
    const sent = tables.filter(({ table }) => table === 'advertised')
    expect(sent.map(({ peer }) => peer)).toEqual([
      { address: '172.31.0.2', asn: 12076 },
      { address: '172.31.0.6', asn: 12076 },
    ])
    expect(sent[0]?.routes.map(({ network, nextHop, asPath }) => ({ network, nextHop, asPath }))).toEqual([
      { network: '192.168.0.0/16', nextHop: null, asPath: [] },
      { network: '192.168.8.0/24', nextHop: null, asPath: [65060] },
    ])
  })
})

describe('the whole answer', () => {
  test('is sorted by kind and name of the speaker', () => {
    const names = tablesOf().map(({ speaker }) => `${speaker.kind} ${speaker.name}`)
    expect([...new Set(names)]).toEqual(['circuit er1', 'gateway hub1-gw', 'gateway hub2-gw', 'site office'])
  })

  test('may be asked by id and in any letter case', () => {
    const id = idOf('Microsoft.Network/expressRouteCircuits', 'er1')
    expect(tablesOf(id.toUpperCase())).toEqual(tablesOf('ER1'))
    expect(tablesOf('ER1')).toEqual(tablesOf('er1'))
  })

  test('may be asked by group and name, and for one link of a circuit', () => {
    expect(tablesOf('test/hub1-gw')).toEqual(tablesOf('hub1-gw'))
    expect(tablesOf('ER1/Primary').map(({ link }) => link)).toEqual(['primary'])
    expect(bgp(analysis, 'other/hub1-gw').ok).toBe(false)
  })

  test('of a speaker that there is not names the nearest', () => {
    const result = bgp(analysis, 'hub1-wg')
    expect(result.ok ? undefined : [result.finding.code, result.finding.parameters]).toEqual([
      'HP5001',
      {
        kind: 'bgpSpeaker',
        name: 'hub1-wg',
        known: ['er1', 'hub1-gw', 'hub2-gw', 'office'],
        suggestion: 'hub1-gw',
      },
    ])
  })

  test('leaves out what is not known instead of inventing it', () => {
    const { gateways: _, ...unknownAddresses } = world
    const result = bgp(analysisOf(resources, unknownAddresses), 'hub1-gw')
    const tables = result.ok ? result.answer.tables : []
    expect(tables.map(({ instance, table, peer }) => [instance, table, peer])).toEqual([
      [null, 'advertised', null],
      [null, 'advertised', null],
      [null, 'learned', null],
      [null, 'learned', null],
    ])
    expect(tables[2]?.routes.find(({ network }) => network === '10.2.0.0/16')).toEqual({
      network: '10.2.0.0/16',
      nextHop: null,
      asPath: [12076, 12076],
      origin: 'EBgp',
      weight: 32779,
    })
  })
})
