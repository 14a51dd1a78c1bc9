// The effective routes of virtual hubs, as Azure prints them (R5.15).
import { describe, expect, test } from 'vitest'
import type { World } from '../../../src/resources/index.ts'
import { appliance, neighbor } from '../../control-plane/appliances.ts'
import { announcing, circuit, linksOf, vnet } from '../../control-plane/azure.ts'
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
} from '../../model/azure-wan.ts'
import { idOf } from '../../model/network-of.ts'
import { answerOf } from './tables.ts'

const nva = appliance('nva', 'red/default', '10.11.0.4', {
  asn: 65001,
  neighbors: [neighbor('10.1.0.69')],
  networks: ['172.18.0.0/16'],
})
const statics = routing(undefined, [], ['default'], {
  staticRoutes: [{ name: 's', addressPrefixes: ['172.19.0.0/16'], nextHopIpAddress: '10.11.0.9' }],
})
const resources = [
  wan(),
  vnet('red', ['10.11.0.0/16']),
  vnet('far', ['10.22.0.0/16']),
  firewall('fw', 'hub1', '10.1.0.132'),
  hub('hub1', '10.1.0.0/23', [
    table(
      'defaultRouteTable',
      [],
      [
        tableRoute('172.20.0.0/16', wanId.firewall('fw')),
        tableRoute('172.21.0.0/16', wanId.firewall('elsewhere')),
      ],
    ),
    table('empty'),
    toVnet('red', statics),
    hubPeer('peer-nva', '10.11.0.4', 65001, wanId.connection('hub1', 'to-red')),
  ]),
  hub('hub2', '10.2.0.0/23', [toVnet('far', routing(wanId.table('hub2', 'noneRouteTable')))]),
  vpnSite('branch', { prefixes: ['192.168.1.0/24'] }),
  hubVpnGateway('hub1', { branch: {} }),
  circuit('er'),
  hubErGateway('hub1', { er: {} }),
  ...nva.resources,
]
const world: Partial<World> = {
  guests: nva.guests,
  virtualHubs: [{ name: 'hub1', routerIps: ['10.1.0.69'] }],
  circuits: [linksOf('er', 0)],
  sites: [announcing('dc', 65020, { er: { '192.168.2.0/24': [65020] } })],
}
const { hubTables } = answerOf(resources, world)
const at = (kind: string, name: string, hubName = 'hub1') =>
  hubTables.find(
    ({ resource, hub: id }) => id === wanId.hub(hubName) && resource.kind === kind && resource.name === name,
  )?.routes ?? []

describe('the default table', () => {
  const rows = at('routeTable', 'defaultRouteTable').map(
    ({ prefixes, nextHopType, nextHops, asPath, origin }) =>
      [
        prefixes.join(),
        nextHopType,
        nextHops.map((id) => id.replace(/^.*\//, '')).join(),
        origin?.replace(/^.*\//, '') ?? '-',
        asPath.join('-'),
      ]
        .join(' ')
        .trimEnd(),
  )

  test('prints each kind of next hop with its name, its resource and where it comes from', () => {
    expect(rows).toEqual([
      '172.20.0.0/16 Azure Firewall fw -',
      '172.21.0.0/16 ResourceId elsewhere -',
      '10.11.0.0/16 Virtual Network Connection to-red to-red',
      '10.22.0.0/16 Remote Hub hub2 hub2 65520-65520',
      '172.18.0.0/16 HubBgpConnection peer-nva peer-nva 65001',
      '172.19.0.0/16 Virtual Network Connection to-red to-red',
      '192.168.1.0/24 VPN_S2S_Gateway vpn-hub1 vpn-hub1',
      '192.168.2.0/24 ExpressRouteGateway er-hub1 er-hub1 12076-65020',
    ])
  })

  test('names resources by their ids', () => {
    expect(at('routeTable', 'defaultRouteTable')[6]?.nextHops).toEqual([
      idOf('Microsoft.Network/vpnGateways', 'vpn-hub1'),
    ])
  })
})

test('R4.7: appliances have a row each, with the address that they name as next hop where it is another', () => {
  const pair = [4, 5].map((last) =>
    appliance(`nva${last}`, 'red/default', `10.11.0.${last}`, {
      asn: 65001,
      neighbors: [
        neighbor('10.1.0.69', 65515, {
          export: {
            rules: [
              { action: 'permit', prefix: '172.18.0.0/16', setNextHop: '10.11.0.9' },
              { action: 'permit' },
            ],
          },
        }),
      ],
      networks: ['172.18.0.0/16', '172.19.0.0/16'],
    }),
  )
  const answer = answerOf(
    [
      wan(),
      vnet('red', ['10.11.0.0/16']),
      hub('hub1', '10.1.0.0/23', [
        toVnet('red'),
        ...[4, 5].map((last) =>
          hubPeer(`peer${last}`, `10.11.0.${last}`, 65001, wanId.connection('hub1', 'to-red')),
        ),
      ]),
      ...pair.flatMap(({ resources: own }) => own),
    ],
    { guests: { ...pair[0]?.guests, ...pair[1]?.guests }, virtualHubs: world.virtualHubs ?? [] },
  )
  const [first] = answer.hubTables
  const lines = first?.routes.map(({ prefixes, nextHops, origin }) =>
    [...prefixes, ...nextHops, origin].map((id) => id?.replace(/^.*\/(?=[a-z])/, '')).join(' '),
  )
  expect(lines?.filter((line) => line.startsWith('172'))).toEqual([
    '172.18.0.0/16 10.11.0.9 peer4',
    '172.18.0.0/16 10.11.0.9 peer5',
    '172.19.0.0/16 peer4 peer4',
    '172.19.0.0/16 peer5 peer5',
  ])
})

test('a connection sees the table that it is associated with, and none without one', () => {
  expect(at('connection', 'to-red')).toEqual(at('routeTable', 'defaultRouteTable'))
  expect(at('connection', 'to-far', 'hub2')).toEqual([])
})

test('a table that nobody tells anything is there and empty', () => {
  expect(hubTables.some(({ resource }) => resource.name === 'empty')).toBe(true)
  expect(at('routeTable', 'empty')).toEqual([])
})

test('the firewall sees everything, and the Internet', () => {
  const types = at('firewall', 'fw').map(({ prefixes, nextHopType }) => `${prefixes.join()} ${nextHopType}`)
  expect(types).toContain('0.0.0.0/0 Internet')
  expect(types).toContain('10.11.0.0/16 Virtual Network Connection')
  expect(
    hubTables.some(({ hub: id, resource }) => id === wanId.hub('hub2') && resource.kind === 'firewall'),
  ).toBe(false)
})

test('with routing intent the default table has the policies alone', () => {
  const { hubTables: tables } = answerOf([
    wan(),
    firewall('fw', 'hub1'),
    hub('hub1', '10.1.0.0/23', [
      intent({ privateTraffic: wanId.firewall('fw'), internet: wanId.firewall('fw') }),
    ]),
  ])
  expect(tables[0]?.routes.map(({ prefixes, nextHopType }) => `${prefixes.join()} ${nextHopType}`)).toEqual([
    '0.0.0.0/0 Azure Firewall',
    '10.0.0.0/8 Azure Firewall',
    '172.16.0.0/12 Azure Firewall',
    '192.168.0.0/16 Azure Firewall',
  ])
})

describe('asked by name or id', () => {
  test.each(['HUB1', wanId.hub('hub1')])('%s: its tables alone', (selector) => {
    const answer = answerOf(resources, world, selector)
    expect(new Set(answer.hubTables.map(({ hub: id }) => id))).toEqual(new Set([wanId.hub('hub1')]))
    expect(answer.tables).toEqual([])
  })
})
