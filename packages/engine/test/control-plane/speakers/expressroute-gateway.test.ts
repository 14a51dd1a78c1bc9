// What an ExpressRoute gateway announces to its circuits, and what it takes from them.
import { describe, expect, test } from 'vitest'
import { announcing, circuit, connected, gateway, linksOf, peered, transit, vnet } from '../azure.ts'
import { printed } from '../printed.ts'

describe('R3.21: what is announced', () => {
  test('the whole space of the VNet and of its transit spokes, never subnets, nor plainly peered VNets', () => {
    const { sent } = printed([
      vnet('hub', ['10.0.0.0/16', '10.5.0.0/16', 'fd00::/48'], {
        subnets: {
          a: { prefix: '10.0.1.0/24' },
          GatewaySubnet: { prefixes: ['10.0.255.0/24', 'fd00:0:0:ff::/64'] },
        },
      }),
      vnet('spoke1', ['10.10.0.0/16']),
      vnet('spoke2', ['10.20.0.0/16', 'fd00:2::/56']),
      vnet('friend', ['10.30.0.0/16']),
      ...transit('hub', 'spoke1'),
      ...transit('hub', 'spoke2'),
      ...peered('hub', 'friend'),
      gateway('hub'),
      circuit('er'),
      connected('hub', 'er'),
    ])
    const announced = [
      '10.0.0.0/16: 65515',
      '10.5.0.0/16: 65515',
      '10.10.0.0/16: 65515',
      '10.20.0.0/16: 65515',
    ]
    for (const instance of ['gw-hub#0', 'gw-hub#1'])
      expect(sent(instance)).toEqual([...announced, 'fd00::/48: 65515', 'fd00:2::/56: 65515'])
  })

  test('no IPv6 where the gateway’s own subnet has none, though the VNet and its spokes do', () => {
    const { sent, held } = printed(
      [
        vnet('hub', ['10.0.0.0/16', 'fd00::/48']),
        vnet('spoke', ['10.20.0.0/16', 'fd00:2::/56']),
        ...transit('hub', 'spoke'),
        gateway('hub'),
        circuit('er'),
        connected('hub', 'er'),
      ],
      { sites: [announcing('site', 65010, { er: { '2001:db8::/32': [65010] } })] },
    )
    expect(sent('gw-hub#0')).toEqual(['10.0.0.0/16: 65515', '10.20.0.0/16: 65515'])
    expect(held('gw-hub#0').join()).not.toContain('2001:db8')
  })

  test('what one circuit tells is not told to another (R3.23)', () => {
    const { sent, held } = printed(
      [
        vnet('hub', ['10.0.0.0/16']),
        gateway('hub'),
        circuit('er1'),
        circuit('er2'),
        connected('hub', 'er1'),
        connected('hub', 'er2'),
      ],
      { sites: [announcing('site', 65010, { er1: { '192.168.0.0/16': [65010] } })] },
    )
    expect(held('gw-hub#0')).toContain('192.168.0.0/16: 12076 65010')
    expect(sent('gw-hub#0')).toEqual(['10.0.0.0/16: 65515'])
    expect(held('er2/primary').join()).not.toContain('192.168')
  })
})

describe('§13: summarizedGatewayPrefixes', () => {
  const advertised = (summaries: readonly string[]) =>
    printed([
      vnet('hub', ['10.0.0.0/16'], { summarizedGatewayPrefixes: summaries }),
      vnet('spoke1', ['10.1.0.0/16']),
      vnet('spoke2', ['10.2.0.0/16']),
      ...transit('hub', 'spoke1'),
      ...transit('hub', 'spoke2'),
      gateway('hub'),
      circuit('er'),
      connected('hub', 'er', 10),
    ]).sent('gw-hub#0')

  test('none: everything as it is (erj-sumgw-baseline)', () => {
    expect(advertised([])).toEqual(['10.0.0.0/16: 65515', '10.1.0.0/16: 65515', '10.2.0.0/16: 65515'])
  })

  test('around everything: the summary alone (erj-sumgw-14)', () => {
    expect(advertised(['10.0.0.0/14'])).toEqual(['10.0.0.0/14: 65515'])
  })

  test('around some: the summary and the spoke outside (erj-sumgw-15)', () => {
    expect(advertised(['10.0.0.0/15'])).toEqual(['10.0.0.0/15: 65515', '10.2.0.0/16: 65515'])
  })

  test('around nothing: it still stands in for the own VNet (erj-sumgw-nonoverlap)', () => {
    expect(advertised(['172.16.0.0/16'])).toEqual([
      '10.1.0.0/16: 65515',
      '10.2.0.0/16: 65515',
      '172.16.0.0/16: 65515',
    ])
  })

  test('one equal to the own prefix changes nothing', () => {
    expect(advertised(['10.0.0.0/16'])).toEqual([
      '10.0.0.0/16: 65515',
      '10.1.0.0/16: 65515',
      '10.2.0.0/16: 65515',
    ])
  })

  test('a summary that comes back from outside is not taken for a better path', () => {
    const { plane, held, sent } = printed(
      [
        vnet('hub', ['10.0.0.0/16'], { summarizedGatewayPrefixes: ['10.0.0.0/14'] }),
        gateway('hub', { allowRemoteVnetTraffic: true }),
        circuit('er'),
        connected('hub', 'er'),
        vnet('other', ['10.1.0.0/16'], { summarizedGatewayPrefixes: ['10.0.0.0/14'] }),
        gateway('other', { allowRemoteVnetTraffic: true }),
        connected('other', 'er'),
      ],
      { sites: [announcing('site', 65010, { er: { '10.0.0.0/14': [65010] } })] },
    )
    expect(plane.bgp.oscillations).toEqual([])
    expect(sent('gw-hub#0')).toEqual(['10.0.0.0/14: 65515'])
    expect(sent('gw-other#1')).toEqual(['10.0.0.0/14: 65515'])
    expect(held('gw-hub#0')).toEqual(['10.0.0.0/14:', '10.0.0.0/16:'])
  })
})

describe('what is taken', () => {
  test('R3.12: nothing equal to or inside the own space or a transit spoke, but what is around', () => {
    const { held } = printed(
      [
        vnet('hub', ['10.0.0.0/16']),
        vnet('spoke', ['10.10.0.0/16']),
        ...transit('hub', 'spoke'),
        gateway('hub'),
        circuit('er'),
        connected('hub', 'er'),
      ],
      {
        sites: [
          announcing('site', 65010, {
            er: {
              '10.0.0.0/8': [65010],
              '10.0.0.0/16': [65010],
              '10.0.3.0/24': [65010],
              '10.10.0.0/16': [65010],
              '10.10.9.0/24': [65010],
              '0.0.0.0/0': [65010],
            },
          }),
        ],
      },
    )
    expect(new Set(held('gw-hub#0'))).toEqual(
      new Set(['0.0.0.0/0: 12076 65010', '10.0.0.0/8: 12076 65010', '10.0.0.0/16:', '10.10.0.0/16:']),
    )
  })

  test('R7.2: a path with 65515 in it is a loop', () => {
    const { held } = printed(
      [vnet('hub', ['10.0.0.0/16']), gateway('hub'), circuit('er'), connected('hub', 'er')],
      {
        sites: [
          announcing('site', 65010, { er: { '172.20.0.0/16': [65010, 65515], '172.21.0.0/16': [65010] } }),
        ],
      },
    )
    expect(held('gw-hub#0').join()).not.toContain('172.20.0.0/16')
    expect(held('gw-hub#0')).toContain('172.21.0.0/16: 12076 65010')
  })

  test('R3.24: the flag concerns other VNets, never sites', () => {
    const { ownRows } = printed(
      [
        vnet('closed', ['10.1.0.0/16']),
        gateway('closed', { allowRemoteVnetTraffic: false }),
        vnet('open', ['10.2.0.0/16']),
        vnet('spoke', ['10.3.0.0/16']),
        ...transit('open', 'spoke'),
        gateway('open', { allowRemoteVnetTraffic: true }),
        circuit('er'),
        connected('closed', 'er'),
        connected('open', 'er'),
      ],
      { sites: [announcing('site', 65010, { er: { '192.168.0.0/16': [65010] } })] },
    )
    const learned = (subnet: string) =>
      ownRows(subnet)
        .filter((row) => row.startsWith('VirtualNetworkGateway'))
        .map((row) => row.split(' ')[2])
    expect(learned('closed/default')).toEqual(['192.168.0.0/16'])
    expect(learned('open/default')).toEqual(['10.1.0.0/16', '192.168.0.0/16'])
    expect(learned('spoke/default')).toEqual(['10.1.0.0/16', '192.168.0.0/16']) // R3.26
  })
})

describe('R3.28: one prefix over two circuits', () => {
  const hops = { er1: '10.2.146.76,10.2.146.77', er2: '10.2.146.78,10.2.146.79' }
  const nextHops = (
    weights: { er1?: number; er2?: number },
    first: Readonly<Record<string, readonly number[]>>,
    second: Readonly<Record<string, readonly number[]>>,
    address = '192.168.0.1',
  ) =>
    printed(
      [
        vnet('hub', ['10.0.0.0/16']),
        gateway('hub'),
        circuit('er1'),
        circuit('er2'),
        connected('hub', 'er1', weights.er1),
        connected('hub', 'er2', weights.er2),
      ],
      {
        circuits: [linksOf('er1', 0), linksOf('er2', 1)],
        sites: [announcing('one', 65001, { er1: first }), announcing('two', 65002, { er2: second })],
      },
    )
      .lookup('hub/default', address)
      .split(' ')
      .at(-1)
  const short = { '192.168.0.0/16': [65001] }
  const long = { '192.168.0.0/16': [65002, 65002] }

  test('equal weight and length: all four links', () => {
    expect(nextHops({}, short, { '192.168.0.0/16': [65002] })).toBe(`${hops.er1},${hops.er2}`)
  })

  test('the shorter AS path wins', () => {
    expect(nextHops({}, short, long)).toBe(hops.er1)
  })

  test('the higher weight wins over the shorter path', () => {
    expect(nextHops({ er1: 5, er2: 10 }, short, long)).toBe(hops.er2)
  })

  test('the longer prefix wins over the higher weight', () => {
    expect(nextHops({ er1: 0, er2: 10 }, { ...short, '192.168.0.0/24': [65001, 65001, 65001] }, long)).toBe(
      hops.er1,
    )
  })
})

test('observed 19: weights are 32768 for the own prefixes, 32769 and the routing weight for learned ones', () => {
  const { plane } = printed(
    [vnet('hub', ['10.0.0.0/16']), gateway('hub'), circuit('er'), connected('hub', 'er', 10)],
    { sites: [announcing('site', 65010, { er: { '192.168.0.0/16': [65010] } })] },
  )
  const instance = plane.speakers.find(({ place }) => place.kind === 'expressRouteGateway')
  const entries = instance === undefined ? [] : (plane.bgp.ribs.get(instance) ?? [])
  expect(entries.map(({ routes }) => routes.map(({ weight }) => weight))).toEqual([[32768], [32779, 32779]])
})
