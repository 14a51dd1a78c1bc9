// What a virtual hub gives to the NICs of connected VNets (R5.4–R5.6, observed 13).
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
import type { ArmChild, ArmResource, PlainObject } from '../model/network-of.ts'
import { appliance, neighbor } from './appliances.ts'
import { announcing, circuit, linksOf, routeTable, vnet } from './azure.ts'
import { printed } from './printed.ts'

const router = { name: 'hub1', routerIps: ['10.1.0.69'], routerPublicIp: '20.1.1.1' }
const vnets = [
  vnet('red', ['10.11.0.0/16'], { subnets: { default: {}, quiet: { routeTable: 'rt' } } }),
  vnet('blue', ['10.12.0.0/16']),
  routeTable('rt', [], true),
]

const rowsOf = (
  children: readonly ArmChild[],
  more: readonly ArmResource[] = [],
  world: Partial<World> = {},
  subnet = 'red/default',
) =>
  printed([wan(), ...vnets, hub('hub1', '10.1.0.0/23', children), ...more], {
    virtualHubs: [router],
    ...world,
  })
    .ownRows(subnet)
    .filter((row) => !row.includes('VnetLocal') && !row.includes('Internet'))

const hubRow = 'Default Active 10.1.0.0/23 VNetPeering -'
const both = [toVnet('red'), toVnet('blue')]

test('R5.5: the hub like a peered VNet, other VNets by the router’s public address', () => {
  expect(rowsOf(both)).toEqual([
    hubRow,
    'VirtualNetworkGateway Active 10.12.0.0/16 VirtualNetworkGateway 20.1.1.1',
  ])
})

test('where the public address is not known, none is printed', () => {
  expect(rowsOf(both, [], { virtualHubs: [] })).toEqual([
    hubRow,
    'VirtualNetworkGateway Active 10.12.0.0/16 VirtualNetworkGateway -',
  ])
})

test('a hub without a prefix gives no row for itself', () => {
  expect(
    printed([wan(), ...vnets, hub('hub1', undefined, both)])
      .ownRows('red/default')
      .join(),
  ).not.toContain('VNetPeering')
})

test('R1.19: a route table without propagation keeps the hub’s prefix alone', () => {
  expect(rowsOf(both, [], {}, 'red/quiet')).toEqual([hubRow])
})

test('R5.2: a connection associated with a table sees that one', () => {
  const id = wanId.table('hub1', 'other')
  expect(rowsOf([table('other'), toVnet('red', routing(id)), toVnet('blue')])).toEqual([hubRow])
  expect(
    rowsOf([table('other'), toVnet('red', routing(id)), toVnet('blue', routing(undefined, [id]))]),
  ).toEqual([hubRow, 'VirtualNetworkGateway Active 10.12.0.0/16 VirtualNetworkGateway 20.1.1.1'])
})

test.each(['noneRouteTable', 'missing'])('a connection associated with %s sees nothing', (name) => {
  expect(rowsOf([toVnet('red', routing(wanId.table('hub1', name))), toVnet('blue')])).toEqual([hubRow])
})

test('a connection associated with the table of another hub sees nothing', () => {
  const foreign = routing(wanId.table('hub2', 'defaultRouteTable'))
  expect(
    rowsOf(
      [toVnet('red', foreign)],
      [vnet('far', ['10.22.0.0/16']), hub('hub2', '10.2.0.0/23', [toVnet('far')])],
    ),
  ).toEqual([hubRow])
})

describe('R5.6: what the VNet has itself is not injected', () => {
  test('a static route equal to or inside the own space is left out, one around it is not', () => {
    const statics = ['10.11.0.0/16', '10.11.5.0/24', '10.0.0.0/8'].map((destination) =>
      tableRoute(destination, wanId.connection('hub1', 'to-blue')),
    )
    expect(rowsOf([table('defaultRouteTable', [], statics), toVnet('red'), toVnet('blue')])).toEqual([
      hubRow,
      'VirtualNetworkGateway Active 10.0.0.0/8 VirtualNetworkGateway 20.1.1.1',
      'VirtualNetworkGateway Active 10.12.0.0/16 VirtualNetworkGateway 20.1.1.1',
    ])
  })

  test('a static route of a table that leads back into the VNet is left out', () => {
    const back = [tableRoute('192.168.0.0/16', wanId.connection('hub1', 'to-red'))]
    expect(rowsOf([table('defaultRouteTable', [], back), toVnet('red')])).toEqual([hubRow])
  })
})

describe('R5.4: a default route', () => {
  const fw = firewall('fw', 'hub1', '10.1.0.132')
  const policy = intent({ internet: wanId.firewall('fw') })

  test('reaches the VNet whose connection wants it, by the firewall’s address', () => {
    const wants = toVnet('red', { enableInternetSecurity: true })
    expect(rowsOf([policy, wants], [fw])).toContain(
      'VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 10.1.0.132',
    )
  })

  test('does not reach one that does not say so, as ARM’s default is', () => {
    expect(rowsOf([policy, toVnet('red')], [fw])).toEqual([hubRow])
  })

  test('R5.11: a private policy shows as aggregates with the firewall’s address', () => {
    expect(rowsOf([intent({ privateTraffic: wanId.firewall('fw') }), ...both], [fw])).toEqual([
      hubRow,
      ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(
        (prefix) => `VirtualNetworkGateway Active ${prefix} VirtualNetworkGateway 10.1.0.132`,
      ),
    ])
  })

  test('to something in the hub of which no more is known: by the router', () => {
    const wants = toVnet('red', { enableInternetSecurity: true })
    expect(rowsOf([intent({ internet: wanId.firewall('elsewhere') }), wants])).toContain(
      'VirtualNetworkGateway Active 0.0.0.0/0 VirtualNetworkGateway 20.1.1.1',
    )
  })
})

describe('observed 13: branches', () => {
  test('VPN of the own hub: the gateway’s instances', () => {
    const world = {
      virtualHubs: [{ ...router, vpnInstanceIps: ['10.1.0.12', '10.1.0.13'] }],
      sites: [
        {
          name: 'office',
          asn: 65010,
          links: [{ vpnSite: 'branch', advertises: [{ prefix: '192.168.0.0/16' }] }],
        },
      ],
    }
    const branch = [
      vpnSite('branch', { asn: 65010, peer: '172.16.0.1' }),
      hubVpnGateway('hub1', { branch: { enableBgp: true } }),
    ]
    expect(rowsOf([toVnet('red')], branch, world)).toContain(
      'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.1.0.12,10.1.0.13',
    )
  })

  test('static prefixes of a site as well', () => {
    const branch = [
      vpnSite('branch', { prefixes: ['192.168.0.0/16'] }),
      hubVpnGateway('hub1', { branch: {} }),
    ]
    expect(
      rowsOf([toVnet('red')], branch, {
        virtualHubs: [{ ...router, vpnInstanceIps: ['10.1.0.12', '10.1.0.13'] }],
      }),
    ).toContain('VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.1.0.12,10.1.0.13')
  })

  test('ExpressRoute of the own hub: the MSEE', () => {
    const world = {
      circuits: [linksOf('er', 0)],
      sites: [announcing('dc', 65020, { er: { '192.168.0.0/16': [65020] } })],
    }
    expect(rowsOf([toVnet('red')], [circuit('er'), hubErGateway('hub1', { er: {} })], world)).toContain(
      'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.2.146.76',
    )
  })

  test('a branch of another hub: the own router', () => {
    const branch = [
      hub('hub2', '10.2.0.0/23'),
      vpnSite('branch', { prefixes: ['192.168.0.0/16'] }),
      hubVpnGateway('hub2', { branch: {} }),
    ]
    expect(rowsOf([toVnet('red')], branch)).toContain(
      'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 20.1.1.1',
    )
  })
})

describe('appliances in a VNet', () => {
  const nva = appliance('nva', 'red/default', '10.11.0.4', {
    asn: 65001,
    neighbors: [neighbor('10.1.0.69')],
    networks: ['192.168.0.0/16'],
  })
  const peer = hubPeer('nva', '10.11.0.4', 65001, wanId.connection('hub1', 'to-red'))
  const learned = (subnet: string) =>
    rowsOf([...both, peer], nva.resources, { guests: nva.guests }, subnet).filter((row) =>
      row.includes('192.168'),
    )

  test('are met directly in their own VNet, by the router elsewhere', () => {
    expect(learned('red/default')).toEqual([
      'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 10.11.0.4',
    ])
    expect(learned('blue/default')).toEqual([
      'VirtualNetworkGateway Active 192.168.0.0/16 VirtualNetworkGateway 20.1.1.1',
    ])
  })

  const staticRoute: PlainObject = routing(undefined, [], ['default'], {
    staticRoutes: [{ name: 'nva', addressPrefixes: ['172.16.0.0/12'], nextHopIpAddress: '10.11.0.4' }],
  })

  test.each([
    ['red/default', '10.11.0.4'],
    ['blue/default', '10.1.0.69'],
  ])('R5.14, observed 13: a static route prints in %s %s', (subnet, address) => {
    expect(rowsOf([toVnet('red', staticRoute), toVnet('blue')], [], {}, subnet)).toContain(
      `VirtualNetworkGateway Active 172.16.0.0/12 VirtualNetworkGateway ${address}`,
    )
  })
})

test('a VNet without a connection has no row of a hub', () => {
  expect(rowsOf([toVnet('blue')])).toEqual([])
})
