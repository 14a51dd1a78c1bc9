// What an MSEE tells gateways, customers and the MSEEs of other circuits.
import { describe, expect, test } from 'vitest'
import type { Site } from '../../../src/resources/index.ts'
import { ipsec, localNetworkGateway, routeServer, vpnGateway } from '../../model/azure-vpn.ts'
import { announcing, circuit, connected, gateway, linksOf, transit, vnet } from '../azure.ts'
import { printed } from '../printed.ts'

const open = { allowRemoteVnetTraffic: true }

describe('one circuit with two gateways and a site', () => {
  const { held, sent, plane } = printed(
    [
      vnet('hub1', ['10.1.0.0/16']),
      vnet('spoke1', ['10.11.0.0/16']),
      ...transit('hub1', 'spoke1'),
      gateway('hub1', open),
      vnet('hub2', ['10.2.0.0/16']),
      gateway('hub2', open),
      circuit('er'),
      connected('hub1', 'er'),
      connected('hub2', 'er'),
    ],
    {
      circuits: [linksOf('er', 0)],
      sites: [announcing('site', 65020, { er: { '192.168.0.0/16': [65020] } })],
    },
  )

  test('R7.8: a gateway sees the other VNets with 12076 12076, the site with 12076 in front', () => {
    expect(held('gw-hub2#0')).toEqual([
      '10.1.0.0/16: 12076 12076',
      '10.1.0.0/16: 12076 12076',
      '10.2.0.0/16:',
      '10.11.0.0/16: 12076 12076',
      '10.11.0.0/16: 12076 12076',
      '192.168.0.0/16: 12076 65020',
      '192.168.0.0/16: 12076 65020',
    ])
  })

  test('R3.27: the site sees every VNet with 12076 alone', () => {
    expect(sent('er/primary', 'router:site')).toEqual([
      '10.1.0.0/16: 12076',
      '10.2.0.0/16: 12076',
      '10.11.0.0/16: 12076',
    ])
  })

  test('the MSEE holds one path for each gateway instance', () => {
    expect(held('er/secondary').filter((line) => line.startsWith('10.1.'))).toEqual([
      '10.1.0.0/16: 65515',
      '10.1.0.0/16: 65515',
    ])
  })

  test('a gateway is not told its own prefixes by way of its other instance', () => {
    for (const instance of ['gw-hub1#0', 'gw-hub1#1'])
      expect(sent('er/primary', instance)).toEqual([
        '10.2.0.0/16: 12076 12076',
        '192.168.0.0/16: 12076 65020',
      ])
    expect(plane.bgp.oscillations).toEqual([])
  })
})

test('R3.23: circuits without anything between them do not reflect into each other', () => {
  const { held } = printed([
    vnet('hub1', ['10.1.0.0/16']),
    gateway('hub1', open),
    vnet('hub2', ['10.2.0.0/16']),
    gateway('hub2', open),
    vnet('both', ['10.3.0.0/16']),
    gateway('both', open),
    circuit('er1'),
    circuit('er2'),
    connected('hub1', 'er1'),
    connected('hub2', 'er2'),
    connected('both', 'er1'),
    connected('both', 'er2'),
  ])
  const prefixes = (key: string) => [...new Set(held(key).map((line) => line.split(':')[0]))]
  expect(prefixes('gw-hub1#0')).toEqual(['10.1.0.0/16', '10.3.0.0/16'])
  expect(prefixes('gw-hub2#0')).toEqual(['10.2.0.0/16', '10.3.0.0/16'])
  expect(prefixes('gw-both#0')).toEqual(['10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16'])
})

// A public lab of 2021: what an appliance carried from one circuit's hub to another's never reached its customer.
test('R3.36: a path from a gateway that passed an MSEE before gets no further, one from the customer does', () => {
  const { held } = printed(
    [
      vnet('hub', ['10.0.0.0/16'], { subnets: { default: {}, RouteServerSubnet: {} } }),
      gateway('hub'),
      circuit('er'),
      connected('hub', 'er'),
      vpnGateway('hub', { instances: ['10.0.0.4'] }),
      localNetworkGateway('branch', { asn: 65010, peer: '172.16.0.1' }),
      ipsec('hub', 'branch'),
      routeServer('hub', {
        instances: ['10.0.0.8', '10.0.0.9'],
        properties: { allowBranchToBranchTraffic: true },
      }),
    ],
    {
      circuits: [linksOf('er', 0)],
      sites: [
        announcing('dc', 65020, { er: { '192.168.2.0/24': [65020, 12076, 65030] } }),
        {
          name: 'branch',
          asn: 65010,
          links: [
            {
              localNetworkGateway: 'branch',
              advertises: [
                { prefix: '192.168.1.0/24', asPath: [65010] },
                { prefix: '192.168.3.0/24', asPath: [65010, 12076, 65040] },
              ],
            },
          ],
        },
      ],
    },
  )
  expect(held('gw-hub#0')).toContain('192.168.3.0/24: 65010 12076 65040')
  expect(held('er/primary').filter((line) => line.startsWith('192.168.'))).toEqual([
    '192.168.1.0/24: 65515 65010',
    '192.168.1.0/24: 65515 65010',
    '192.168.2.0/24: 65020 12076 65030',
  ])
})

/** A router of the customer with a session on each link of circuits 1 and 2. */
const router: Site = {
  name: 'router',
  asn: 64512,
  links: [{ circuit: 'er1' }, { circuit: 'er2' }],
  guest: {
    bgp: {
      asn: 64512,
      networks: ['172.20.0.0/16'],
      neighbors: [1, 2].flatMap((number) =>
        [2, 6].map((host) => ({ address: `172.31.${number}.${host}`, asn: 12076 })),
      ),
    },
  },
}

describe('§13 R3.23: a customer router that joins two circuits', () => {
  const { held, ownRows, plane } = printed(
    [
      vnet('hub1', ['10.1.0.0/16']),
      gateway('hub1', { allowRemoteVnetTraffic: false }),
      vnet('hub2', ['10.2.0.0/16']),
      gateway('hub2', { allowRemoteVnetTraffic: false }),
      circuit('er1'),
      circuit('er2'),
      connected('hub1', 'er1'),
      connected('hub2', 'er2'),
    ],
    { circuits: [linksOf('er1', 1), linksOf('er2', 2)], sites: [router] },
  )

  test('the far gateway holds 12076 64512 12076, whatever its flag: the router forgets the origin', () => {
    expect(held('gw-hub2#0')).toEqual([
      '10.1.0.0/16: 12076 64512 12076',
      '10.1.0.0/16: 12076 64512 12076',
      '10.2.0.0/16:',
      '172.20.0.0/16: 12076 64512',
      '172.20.0.0/16: 12076 64512',
    ])
    expect(ownRows('hub1/default')).toContain(
      'VirtualNetworkGateway Active 10.2.0.0/16 VirtualNetworkGateway 10.2.146.78,10.2.146.79',
    )
  })

  test('observed 21: the MSEE of the own circuit holds the copy 64512 12076 too, and does not prefer it', () => {
    const copies = ['er1/primary', 'er1/secondary'].map((key) =>
      held(key).filter((line) => line.startsWith('10.1.')),
    )
    for (const lines of copies)
      expect(lines.slice(0, 2)).toEqual(['10.1.0.0/16: 65515', '10.1.0.0/16: 65515'])
    // The router sends the prefix back over every session but the one that it prefers.
    expect(copies.map((lines) => lines.length).sort()).toEqual([2, 3])
    expect(copies.flat()).toContain('10.1.0.0/16: 64512 12076')
  })

  test('it settles', () => {
    expect(plane.bgp.oscillations).toEqual([])
  })
})

test('R3.36: for one prefix the shorter path wins, from a gateway or from a site', () => {
  const best = (asPath: readonly number[]) =>
    printed([vnet('hub', ['10.0.0.0/16']), gateway('hub'), circuit('er'), connected('hub', 'er')], {
      sites: [
        announcing('near', 65010, { er: { '192.168.0.0/16': asPath } }),
        announcing('far', 65020, { er: { '192.168.0.0/16': [65020, 65021] } }),
      ],
    }).held('gw-hub#0')[1]
  expect(best([65010])).toBe('192.168.0.0/16: 12076 65010')
  expect(best([65010, 65011, 65012])).toBe('192.168.0.0/16: 12076 65020 65021')
})

describe('MED', () => {
  const site = (name: string, asn: number, meds: Readonly<Record<string, number>>): Site => ({
    name,
    links: Object.entries(meds).map(([to, med]) => ({
      circuit: to,
      advertises: [{ prefix: '192.168.0.0/16', asPath: [asn], med }],
    })),
  })
  const lookup = (sites: readonly Site[]) =>
    printed(
      [
        vnet('hub', ['10.0.0.0/16']),
        gateway('hub'),
        circuit('er1'),
        circuit('er2'),
        connected('hub', 'er1'),
        connected('hub', 'er2'),
      ],
      { circuits: [linksOf('er1', 1), linksOf('er2', 2)], sites },
    )

  test('does not travel on: two circuits of one customer are equal at the gateway (R3.28)', () => {
    expect(lookup([site('site', 65001, { er1: 5, er2: 10 })]).lookup('hub/default', '192.168.0.1')).toBe(
      'VirtualNetworkGateway 192.168.0.0/16 VirtualNetworkGateway 10.2.146.78,10.2.146.79,10.2.146.80,10.2.146.81',
    )
  })

  test('decides at the MSEE between two sessions with one AS', () => {
    const { plane } = lookup([site('a', 65001, { er1: 10 }), site('b', 65001, { er1: 5 })])
    const msee = plane.speakers.find(({ place }) => place.kind === 'msee')
    const best = (msee === undefined ? [] : (plane.bgp.ribs.get(msee) ?? [])).flatMap((entry) => entry.best)
    const from = best.map((one) => one.learnedOver?.peer.speaker.key)
    expect(from.filter((key) => key?.startsWith('router:'))).toEqual(['router:b'])
  })
})

describe('R3.33: Global Reach', () => {
  const { held, sent, plane } = printed(
    [
      vnet('hub1', ['10.1.0.0/16']),
      gateway('hub1', open),
      vnet('hub2', ['10.2.0.0/16']),
      gateway('hub2', open),
      circuit('er1', 'er2'),
      circuit('er2', 'er3'),
      circuit('er3'),
      connected('hub1', 'er1'),
      connected('hub2', 'er2'),
    ],
    {
      circuits: [linksOf('er1', 1), linksOf('er2', 2), linksOf('er3', 3)],
      sites: [
        announcing('one', 65001, { er1: { '192.168.1.0/24': [65001] } }),
        announcing('two', 65002, { er2: { '192.168.2.0/24': [65002] } }),
        announcing('three', 65003, { er3: { '192.168.3.0/24': [65003] } }),
      ],
    },
  )
  const prefixes = (key: string) => [...new Set(held(key).map((line) => line.split(':')[0]))]

  test('the sites on both circuits learn each other', () => {
    expect(prefixes('router:one')).toEqual(['10.1.0.0/16', '10.2.0.0/16', '192.168.1.0/24', '192.168.2.0/24'])
    expect(prefixes('router:two')).toContain('192.168.1.0/24')
    expect(held('gw-hub2#0')).toContain('192.168.1.0/24: 12076 12076 12076 65001')
    // §13 (R5.9): four times 12076 before a VNet, three times before a site, counted at the receiving gateway.
    expect(held('gw-hub2#0')).toContain('10.1.0.0/16: 12076 12076 12076 12076')
  })

  test('it reaches one circuit far', () => {
    expect(prefixes('router:three')).toEqual(['10.2.0.0/16', '192.168.2.0/24', '192.168.3.0/24'])
  })

  test('primary speaks with primary, secondary with secondary, and it settles', () => {
    expect(sent('er1/primary', 'er2/primary')).toEqual([
      '10.1.0.0/16: 12076 12076 12076',
      '192.168.1.0/24: 12076 12076 65001',
    ])
    expect(sent('er1/primary', 'er2/secondary')).toEqual([])
    expect(plane.bgp.oscillations).toEqual([])
  })
})
