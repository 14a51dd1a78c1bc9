// The tables of virtual hubs: who tells which table what, and which of several ways wins.
import { describe, expect, test } from 'vitest'
import type { World } from '../../src/resources/index.ts'
import {
  firewall,
  hub,
  hubErGateway,
  hubPeer,
  hubVpnGateway,
  intent,
  routing,
  table,
  tableRoute,
  toVnet,
  vpnSite,
  wan,
  wanId,
} from '../model/azure-wan.ts'
import type { PlainObject } from '../model/network-of.ts'
import { appliance, neighbor } from './appliances.ts'
import { announcing, circuit, linksOf, vnet } from './azure.ts'
import { hubsOf } from './hubs.ts'

const spokes = [vnet('red', ['10.11.0.0/16']), vnet('blue', ['10.12.0.0/16']), vnet('far', ['10.22.0.0/16'])]
const id = (name: string, inHub = 'hub1') => wanId.table(inHub, name)

describe('R5.2: propagation', () => {
  test('without a configuration every VNet is in every default table', () => {
    const { hubTable } = hubsOf([
      wan(),
      ...spokes,
      hub('hub1', '10.1.0.0/23', [toVnet('red'), toVnet('blue')]),
      hub('hub2', '10.2.0.0/23', [toVnet('far')]),
    ])
    expect(hubTable('hub1/defaultRouteTable')).toEqual([
      '10.11.0.0/16 red',
      '10.12.0.0/16 blue',
      '10.22.0.0/16 hub2 65520-65520',
    ])
    expect(hubTable('hub2/defaultRouteTable')).toEqual([
      '10.11.0.0/16 hub1 65520-65520',
      '10.12.0.0/16 hub1 65520-65520',
      '10.22.0.0/16 far',
    ])
  })

  const custom = (red: PlainObject, blue: PlainObject = {}) =>
    hubsOf([
      wan(),
      ...spokes,
      hub('hub1', '10.1.0.0/23', [
        table('defaultRouteTable', ['default']),
        table('shared', ['labelled']),
        toVnet('red', red),
        toVnet('blue', blue),
      ]),
      hub('hub2', '10.2.0.0/23', [table('shared', ['labelled']), toVnet('far')]),
    ])

  test('by id to the tables named, and to no other', () => {
    const { hubTable } = custom(routing(undefined, [id('shared')]))
    expect(hubTable('hub1/shared')).toEqual(['10.11.0.0/16 red'])
    expect(hubTable('hub1/defaultRouteTable')).toEqual(['10.12.0.0/16 blue', '10.22.0.0/16 hub2 65520-65520'])
    expect(hubTable('hub2/shared')).toEqual([])
  })

  test('by label to the tables of all hubs that carry it, in any letter case', () => {
    const { hubTable } = custom(routing(undefined, [], ['LABELLED']))
    expect(hubTable('hub1/shared')).toEqual(['10.11.0.0/16 red'])
    expect(hubTable('hub2/shared')).toEqual(['10.11.0.0/16 hub1 65520-65520'])
    expect(hubTable('hub2/defaultRouteTable').join()).not.toContain('10.11.0.0/16')
  })

  test('to noneRouteTable: nowhere', () => {
    const { hubTable } = custom(routing(undefined, [id('noneRouteTable')]))
    for (const path of ['hub1/defaultRouteTable', 'hub1/shared', 'hub2/defaultRouteTable', 'hub2/shared'])
      expect(hubTable(path).join()).not.toContain('10.11.0.0/16')
  })

  test('to a table that is not there: nowhere', () => {
    expect(
      custom(routing(undefined, [id('missing')]))
        .hubTable('hub1/defaultRouteTable')
        .join(),
    ).not.toContain('10.11.0.0/16')
  })
})

test('R5.1: a hub does not hand on what another told it', () => {
  const { held } = hubsOf([
    wan(),
    ...spokes,
    hub('hub1', '10.1.0.0/23', [toVnet('red')]),
    hub('hub2', '10.2.0.0/23'),
    hub('hub3', '10.3.0.0/23'),
  ])
  expect(held('hub3').filter((line) => line.startsWith('10.11.0.0/16'))).toEqual([
    '10.11.0.0/16: 65520 65520',
  ])
})

test('hubs without a WAN tell each other nothing', () => {
  const none = { virtualWan: null }
  const { hubTable } = hubsOf([
    ...spokes,
    hub('hub1', '10.1.0.0/23', [toVnet('red')], none),
    hub('hub2', '10.2.0.0/23', [toVnet('far')], none),
  ])
  expect(hubTable('hub1/defaultRouteTable')).toEqual(['10.11.0.0/16 red'])
  expect(hubTable('hub2/defaultRouteTable')).toEqual(['10.22.0.0/16 far'])
})

describe('R5.3: static routes', () => {
  test('of a table beat what it learned for the same prefix, and lead to a connection, a firewall or something else', () => {
    const { hubTable } = hubsOf([
      wan(),
      ...spokes,
      firewall('fw', 'hub1', '10.1.0.132'),
      hub('hub1', '10.1.0.0/23', [
        toVnet('red'),
        toVnet('blue'),
        table(
          'defaultRouteTable',
          [],
          [
            tableRoute('10.11.0.0/16', wanId.firewall('fw')),
            tableRoute('192.168.0.0/16', wanId.connection('hub1', 'to-blue')),
            tableRoute('172.16.0.0/12', wanId.firewall('elsewhere')),
          ],
        ),
      ]),
    ])
    expect(hubTable('hub1/defaultRouteTable')).toEqual([
      '10.11.0.0/16 fw',
      '192.168.0.0/16 blue',
      '172.16.0.0/12 elsewhere',
      '10.12.0.0/16 blue',
    ])
  })

  const onConnection = (config: PlainObject = {}, prefix = '192.168.0.0/16') =>
    hubsOf([
      wan(),
      ...spokes,
      hub('hub1', '10.1.0.0/23', [
        toVnet(
          'red',
          routing(undefined, [], ['default'], {
            staticRoutes: [{ name: 'nva', addressPrefixes: [prefix], nextHopIpAddress: '10.11.0.4' }],
            ...config,
          }),
        ),
      ]),
      hub('hub2', '10.2.0.0/23', [toVnet('far')]),
    ])

  test('of a connection lead to an address in its VNet, and reach other hubs', () => {
    const { hubTable } = onConnection()
    expect(hubTable('hub1/defaultRouteTable')).toContain('192.168.0.0/16 red via 10.11.0.4')
    expect(hubTable('hub2/defaultRouteTable')).toContain('192.168.0.0/16 hub1 65520-65520')
  })

  test('that are not propagated are in no table, that of their own hub neither', () => {
    const { hubTable } = onConnection({ staticRoutesConfig: { propagateStaticRoutes: false } })
    expect(hubTable('hub1/defaultRouteTable').join()).not.toContain('192.168.0.0/16')
    expect(hubTable('hub2/defaultRouteTable').join()).not.toContain('192.168.0.0/16')
  })

  test('a default route never crosses hubs (R5.4)', () => {
    const { hubTable } = onConnection({}, '0.0.0.0/0')
    expect(hubTable('hub1/defaultRouteTable')).toContain('0.0.0.0/0 red via 10.11.0.4')
    expect(hubTable('hub2/defaultRouteTable').join()).not.toContain('0.0.0.0/0')
  })

  test('that are not propagated still tell a table’s route to the connection where to go', () => {
    const { hubTable } = hubsOf([
      wan(),
      ...spokes,
      hub('hub1', '10.1.0.0/23', [
        toVnet(
          'red',
          routing(undefined, [], ['default'], {
            staticRoutes: [{ name: 'n', addressPrefixes: ['192.168.0.0/16'], nextHopIpAddress: '10.11.0.4' }],
            staticRoutesConfig: { propagateStaticRoutes: false },
          }),
        ),
        table('defaultRouteTable', [], [tableRoute('192.168.0.0/16', wanId.connection('hub1', 'to-red'))]),
      ]),
    ])
    expect(hubTable('hub1/defaultRouteTable')).toContain('192.168.0.0/16 red via 10.11.0.4')
  })

  test('of a table may lead to a connection of another hub, which knows the address', () => {
    const toFar = [tableRoute('172.20.0.0/16', wanId.connection('hub2', 'to-far'))]
    const { hubTable } = hubsOf([
      wan(),
      ...spokes,
      hub('hub1', '10.1.0.0/23', [toVnet('red'), table('defaultRouteTable', [], toFar)]),
      hub('hub2', '10.2.0.0/23', [
        toVnet(
          'far',
          routing(undefined, [], [], {
            staticRoutes: [{ name: 's', addressPrefixes: ['172.20.0.0/16'], nextHopIpAddress: '10.22.0.9' }],
          }),
        ),
        table('defaultRouteTable', [], toFar),
      ]),
    ])
    expect(hubTable('hub1/defaultRouteTable')).toContain('172.20.0.0/16 far')
    expect(hubTable('hub2/defaultRouteTable')).toContain('172.20.0.0/16 far via 10.22.0.9')
  })

  test('a route without a prefix or a next hop is left out', () => {
    const { hubTable } = hubsOf([
      wan(),
      ...spokes,
      hub('hub1', '10.1.0.0/23', [
        toVnet('red'),
        table(
          'defaultRouteTable',
          [],
          [
            { name: 'a', destinations: [] },
            { name: 'b', destinations: ['10.0.0.0/8'] },
          ],
        ),
      ]),
    ])
    expect(hubTable('hub1/defaultRouteTable')).toEqual(['10.11.0.0/16 red'])
  })
})

describe('R5.11: routing intent', () => {
  const policies = (given: Parameters<typeof intent>[0]) =>
    hubsOf([
      wan(),
      ...spokes,
      firewall('fw', 'hub1', '10.1.0.132'),
      hub('hub1', '10.1.0.0/23', [
        intent(given),
        toVnet('red', routing(undefined, [id('noneRouteTable')])),
        toVnet('blue'),
      ]),
      hub('hub2', '10.2.0.0/23', [toVnet('far')]),
    ])
  const fw = wanId.firewall('fw')

  test('a private policy covers the table with three aggregates, whatever it learned', () => {
    expect(policies({ privateTraffic: fw }).hubTable('hub1/defaultRouteTable')).toEqual([
      '10.0.0.0/8 fw',
      '172.16.0.0/12 fw',
      '192.168.0.0/16 fw',
    ])
  })

  test('an Internet policy adds a default route and leaves the rest; connections told none are there too', () => {
    expect(policies({ internet: fw }).hubTable('hub1/defaultRouteTable')).toEqual([
      '0.0.0.0/0 fw',
      '10.11.0.0/16 red',
      '10.12.0.0/16 blue',
      '10.22.0.0/16 hub2 65520-65520',
    ])
  })

  test('both: the default route and the aggregates (observed 29)', () => {
    expect(policies({ privateTraffic: fw, internet: fw }).hubTable('hub1/defaultRouteTable')).toEqual([
      '0.0.0.0/0 fw',
      '10.0.0.0/8 fw',
      '172.16.0.0/12 fw',
      '192.168.0.0/16 fw',
    ])
  })

  test('the other hub keeps specific rows and gets no default route (observed 30)', () => {
    const other = policies({ privateTraffic: fw, internet: fw }).hubTable('hub2/defaultRouteTable')
    expect(other).toContain('10.12.0.0/16 hub1 65520-65520')
    expect(other.join()).not.toContain('0.0.0.0/0')
  })

  test('the firewall’s own table keeps everything, and the Internet beyond (observed 29)', () => {
    const { behindFirewall } = policies({ privateTraffic: fw, internet: fw })
    expect(behindFirewall('hub1')).toEqual([
      '10.11.0.0/16 red',
      '10.12.0.0/16 blue',
      '10.22.0.0/16 hub2 65520-65520',
      '0.0.0.0/0 Internet',
    ])
  })
})

test('a table is made once, and looks up the longest prefix', () => {
  const { plane, hubLookup } = hubsOf([
    wan(),
    vnet('red', ['10.11.0.0/16']),
    vnet('part', ['10.11.200.0/24']),
    hub('hub1', '10.1.0.0/23', [toVnet('red'), toVnet('part')]),
  ])
  expect(hubLookup('hub1/defaultRouteTable', '10.11.200.7')).toBe('10.11.200.0/24 part')
  expect(hubLookup('hub1/defaultRouteTable', '10.11.1.7')).toBe('10.11.0.0/16 red')
  expect(hubLookup('hub1/defaultRouteTable', '10.99.1.7')).toBe('nothing')
  const [own] = plane.speakers.flatMap(({ place }) => (place.kind === 'hub' ? [place.hub] : []))
  const [first] = own?.tables ?? []
  if (own === undefined || first === undefined) throw new Error('there is a hub with a table')
  expect(plane.hubTables.of(first)).toBe(plane.hubTables.of(first))
  expect(plane.hubTables.behindFirewall(own)).toBe(plane.hubTables.behindFirewall(own))
})

describe('R5.8: what wins for one prefix', () => {
  /** 192.168.0.0/16 by a circuit and by a VPN, at hub1 or, where `remote` says so, at hub2. */
  const both = (
    preference: string | undefined,
    settings: { er?: readonly number[]; remote?: boolean } = {},
  ) => {
    const at = settings.remote === true ? 'hub2' : 'hub1'
    const world: Partial<World> = {
      circuits: [linksOf('er', 0)],
      sites: [
        announcing('dc', 65020, { er: { '192.168.0.0/16': settings.er ?? [65020] } }),
        {
          name: 'office',
          asn: 65010,
          links: [{ vpnSite: 'branch', advertises: [{ prefix: '192.168.0.0/16' }] }],
        },
      ],
    }
    const choosing = { hubRoutingPreference: preference }
    return hubsOf(
      [
        wan(),
        circuit('er'),
        vpnSite('branch', { asn: 65010, peer: '172.16.0.1' }),
        hub('hub1', '10.1.0.0/23', [], choosing),
        hub('hub2', '10.2.0.0/23', [], choosing),
        hubErGateway(at, { er: {} }),
        hubVpnGateway(at, { branch: { enableBgp: true } }),
      ],
      world,
    ).hubTable('hub1/defaultRouteTable')
  }
  // Every instance tells the path of one MSEE, and all choose the same one.
  const er = '192.168.0.0/16 er/primary 12076-65020'
  const vpn = '192.168.0.0/16 vpn-hub1#0,vpn-hub1#1 65010'

  test('local: ExpressRoute by default, though longer; VPN where that is preferred', () => {
    expect(both(undefined)).toEqual([er])
    expect(both('ExpressRoute')).toEqual([er])
    expect(both('VpnGateway')).toEqual([vpn])
  })

  test('ASPath: the shorter', () => {
    expect(both('ASPath')).toEqual([vpn])
    expect(both('ASPath', { er: [65020, 65020] })).toEqual([vpn])
  })

  test('remote: what the other hub prefers is what it tells', () => {
    expect(both(undefined, { remote: true })).toEqual(['192.168.0.0/16 hub2 65520-65520-12076-65020'])
    expect(both('VpnGateway', { remote: true })).toEqual(['192.168.0.0/16 hub2 65520-65520-65010'])
  })

  test('of two remote hubs the one with VPN, though its path is longer; VPN also where that is preferred', () => {
    const remote = (preference: string) =>
      hubsOf(
        [
          wan(),
          circuit('er'),
          vpnSite('branch', { asn: 65010, peer: '172.16.0.1' }),
          hub('hub1', '10.1.0.0/23', [], { hubRoutingPreference: preference }),
          hub('hub2', '10.2.0.0/23'),
          hub('hub3', '10.3.0.0/23'),
          hubErGateway('hub2', { er: {} }),
          hubVpnGateway('hub3', { branch: { enableBgp: true } }),
        ],
        {
          circuits: [linksOf('er', 0)],
          sites: [
            announcing('dc', 65020, { er: { '192.168.0.0/16': [65020] } }),
            {
              name: 'office',
              asn: 65010,
              links: [
                {
                  vpnSite: 'branch',
                  advertises: [{ prefix: '192.168.0.0/16', asPath: [65010, 65010, 65010, 65010] }],
                },
              ],
            },
          ],
        },
      ).hubTable('hub1/defaultRouteTable')
    const vpnFirst = ['192.168.0.0/16 hub3 65520-65520-65010-65010-65010-65010']
    expect(remote('ExpressRoute')).toEqual(vpnFirst)
    expect(remote('VpnGateway')).toEqual(vpnFirst)
    expect(remote('ASPath')).toEqual(['192.168.0.0/16 hub2 65520-65520-12076-65020'])
  })

  test('a connected VNet before all that is learned', () => {
    const { hubTable } = hubsOf(
      [
        wan(),
        ...spokes,
        vpnSite('branch', { asn: 65010, peer: '172.16.0.1' }),
        hub('hub1', '10.1.0.0/23', [toVnet('red')]),
        hubVpnGateway('hub1', { branch: { enableBgp: true } }),
      ],
      {
        sites: [
          {
            name: 'office',
            asn: 65010,
            links: [{ vpnSite: 'branch', advertises: [{ prefix: '10.11.0.0/16' }] }],
          },
        ],
      },
    )
    expect(hubTable('hub1/defaultRouteTable')).toEqual(['10.11.0.0/16 red'])
  })
})

describe('an appliance in a connected VNet', () => {
  const withNva = (red: PlainObject = {}, settings: Parameters<typeof neighbor>[2] = {}) => {
    const nva = appliance('nva', 'red/default', '10.11.0.4', {
      asn: 65001,
      neighbors: [neighbor('10.1.0.69', 65515, settings)],
      networks: ['192.168.0.0/16', '10.11.5.0/24', '10.0.0.0/8'],
    })
    return hubsOf(
      [
        wan(),
        ...spokes,
        hub('hub1', '10.1.0.0/23', [
          table('other'),
          toVnet('red', red),
          toVnet('blue'),
          hubPeer('nva', '10.11.0.4', 65001, wanId.connection('hub1', 'to-red')),
        ]),
        ...nva.resources,
      ],
      { guests: nva.guests, virtualHubs: [{ name: 'hub1', routerIps: ['10.1.0.69'] }] },
    )
  }

  test('what it tells is in the tables that its connection tells; nothing inside a connected VNet (observed 7)', () => {
    expect(withNva().hubTable('hub1/defaultRouteTable')).toEqual([
      '10.0.0.0/8 nva 10.11.0.4 65001',
      '10.11.0.0/16 red',
      '10.12.0.0/16 blue',
      '192.168.0.0/16 nva 10.11.0.4 65001',
    ])
    const { hubTable } = withNva(routing(undefined, [id('other')]))
    expect(hubTable('hub1/other')).toContain('192.168.0.0/16 nva 10.11.0.4 65001')
    expect(hubTable('hub1/defaultRouteTable').join()).not.toContain('192.168.0.0/16')
  })

  test('it hears what its connection looks up, and of the hub itself', () => {
    expect(withNva().sent('hub1', 'router:nva')).toEqual([
      '10.1.0.0/23: 65515',
      '10.11.0.0/16: 65515',
      '10.12.0.0/16: 65515',
    ])
    expect(withNva(routing(id('other'))).sent('hub1', 'router:nva')).toEqual(['10.1.0.0/23: 65515'])
  })

  test('a next hop that it sets is where the table leads', () => {
    const settings = { export: { rules: [{ action: 'permit' as const, setNextHop: '10.11.0.99' }] } }
    expect(withNva({}, settings).hubTable('hub1/defaultRouteTable')).toContain(
      '192.168.0.0/16 nva 10.11.0.99 65001',
    )
  })
})
