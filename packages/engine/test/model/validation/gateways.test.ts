import { describe, expect, test } from 'vitest'
import { newestProfile, type ValidationProfile } from '../../../src/model/index.ts'
import { validateGateways } from '../../../src/model/validation/gateways.ts'
import {
  circuit,
  connection,
  gateway,
  id,
  nic,
  type Route,
  routeTable,
  type SubnetSettings,
  vnet,
} from '../azure.ts'
import { type ArmResource, codesOf, networkOf, type PlainObject } from '../network-of.ts'

const judge = (resources: readonly ArmResource[], profile: ValidationProfile = newestProfile) =>
  validateGateways(networkOf(resources), profile)

const hubWith = (gatewaySubnet: SubnetSettings): ArmResource =>
  vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: gatewaySubnet, default: '10.0.1.0/24' })

const er = gateway('er', 'hub/GatewaySubnet', 'ExpressRoute')
const vpn = gateway('vpn', 'hub/GatewaySubnet', 'Vpn')

describe('V12 what lies where', () => {
  test('a gateway in another subnet than GatewaySubnet', () => {
    const misplaced = gateway('er', 'hub/default', 'ExpressRoute')
    expect(judge([hubWith('10.0.0.0/27'), misplaced])).toMatchObject([
      { code: 'HP3012', parameters: { gateway: 'er', subnet: 'default' } },
    ])
  })

  test.each([
    ['the reference', 'hub/GatewaySubnet'],
    ['its own subnet', 'hub/default'],
  ])('a gateway in a VNet without GatewaySubnet, by %s', (_, subnet) => {
    const bare = vnet('hub', ['10.0.0.0/16'], { default: '10.0.1.0/24' })
    expect(judge([bare, gateway('er', subnet, 'ExpressRoute')])).toMatchObject([
      { code: 'HP3044', parameters: { gateway: 'er', vnet: 'hub' } },
    ])
  })

  test('a gateway in a VNet of which not all is known', () => {
    expect(judge([{ ...vnet('hub', ['10.0.0.0/16']), existing: true }, er])).toEqual([])
  })

  test('the name counts in any letter case', () => {
    const hub = vnet('hub', ['10.0.0.0/16'], { gatewaysubnet: '10.0.0.0/27' })
    expect(judge([hub, er])).toEqual([])
  })

  test('a NIC in GatewaySubnet, of a machine or not', () => {
    const inside = nic('n', 'hub/GatewaySubnet', '10.0.0.4')
    expect(judge([hubWith('10.0.0.0/27'), inside, nic('m', 'hub/default', '10.0.1.4')])).toMatchObject([
      { code: 'HP3112', azureCode: 'GatewaySubnet', parameters: { nic: 'n', vnet: 'hub' } },
    ])
  })
})

describe('V13 the size of GatewaySubnet', () => {
  test.each<[string, readonly ArmResource[], string, number | undefined]>([
    ['ExpressRoute', [er], '10.0.0.0/27', undefined],
    ['ExpressRoute', [er], '10.0.0.0/28', 27],
    ['VPN', [vpn], '10.0.0.0/29', undefined],
    ['VPN', [vpn], '10.0.0.0/30', 29],
    ['both', [er, vpn], '10.0.0.0/28', 27],
    ['no gateway', [], '10.0.0.0/30', undefined],
  ])('for %s %s', (_, gateways, prefix, minimumLength) => {
    expect(judge([hubWith(prefix), ...gateways])).toMatchObject(
      minimumLength === undefined ? [] : [{ code: 'HP3013', parameters: { prefix, minimumLength } }],
    )
  })

  test('names the kinds in one order', () => {
    const expected = [{ parameters: { gateways: ['expressRoute', 'vpn'] } }]
    expect(judge([hubWith('10.0.0.0/28'), vpn, er])).toMatchObject(expected)
  })

  test('is that of its largest IPv4 prefix; IPv6 does not count', () => {
    expect(judge([hubWith({ addressPrefixes: ['fd00::/64', '10.0.0.0/29', '10.0.0.32/27'] }), er])).toEqual(
      [],
    )
    expect(codesOf(judge([hubWith({ addressPrefixes: ['fd00::/64', '10.0.0.0/29'] }), er]))).toEqual([
      'HP3013',
    ])
  })
})

describe('V14 and V28 what is attached to GatewaySubnet', () => {
  const attached = (properties: PlainObject) => hubWith({ addressPrefix: '10.0.0.0/27', ...properties })
  const withTable = attached({ routeTable: { id: id.routeTable('rt') } })
  const table = (route: Route, properties: PlainObject = {}) => routeTable('rt', [route], properties)

  test.each<[string, readonly ArmResource[], readonly string[]]>([
    ['a default route', [table(['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4'])], ['HP3014']],
    ['a default route to the Internet', [table(['0.0.0.0/0', 'Internet'])], ['HP3014']],
    ['half a default route', [table(['0.0.0.0/1', 'VirtualAppliance', '10.0.1.4'])], []],
    ['a route for the whole VNet (§13)', [table(['10.0.0.0/16', 'VirtualAppliance', '10.0.1.4'])], []],
    ['no propagation', [table(['10.1.0.0/16', 'None'], { disableBgpRoutePropagation: true })], ['HP3114']],
  ])('a table with %s', (_, tables, codes) => {
    expect(codesOf(judge([...tables, withTable, er]))).toEqual(codes)
    expect(codesOf(judge([...tables, withTable]))).toEqual([])
  })

  test('a network security group, whether there is a gateway or not', () => {
    const hub = attached({ networkSecurityGroup: { id: id.nsg('nsg') } })
    const expected = [{ code: 'HP3214', parameters: { vnet: 'hub', nsg: 'nsg' } }]
    expect(judge([hub])).toMatchObject(expected)
    expect(judge([hub, er])).toMatchObject(expected)
  })

  test('a NAT gateway', () => {
    expect(judge([attached({ natGateway: { id: id.natGateway('nat') } })])).toMatchObject([
      { code: 'HP3028', parameters: { vnet: 'hub', natGateway: 'nat' } },
    ])
  })
})

test('V15 a second gateway of one kind is told with the first; one of each is fine', () => {
  const hub = hubWith('10.0.0.0/27')
  expect(judge([hub, er, vpn])).toEqual([])
  expect(judge([hub, er, vpn, gateway('er2', 'hub/GatewaySubnet', 'ExpressRoute')])).toMatchObject([
    { code: 'HP3015', parameters: { kind: 'expressRoute', gateway: 'er2', otherGateway: 'er' } },
  ])
})

describe('V30 circuits of one peering location', () => {
  const circuits = (count: number, location: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => [
      circuit(`c${index}`, location(index)),
      connection('er', `c${index}`),
    ]).flat()

  test.each([
    [4, 'Tokyo', []],
    [5, 'Tokyo', ['HP3130']],
  ])('%i in %s', (count, location, codes) => {
    expect(codesOf(judge([hubWith('10.0.0.0/27'), er, ...circuits(count, () => location)]))).toEqual(codes)
  })

  test('of several locations are counted apart', () => {
    const resources = circuits(8, (index) => (index % 2 === 0 ? 'Tokyo' : 'Osaka'))
    expect(judge([hubWith('10.0.0.0/27'), er, ...resources])).toEqual([])
  })
})

describe('L14 toggles of gateways on one circuit', () => {
  const site = (name: string, number: number, allowRemoteVnetTraffic?: boolean): readonly ArmResource[] => [
    vnet(name, [`10.${number}.0.0/16`], { GatewaySubnet: `10.${number}.0.0/27` }),
    gateway(`gw-${name}`, `${name}/GatewaySubnet`, 'ExpressRoute', { allowRemoteVnetTraffic }),
    connection(`gw-${name}`, 'c'),
  ]

  test.each([
    [true, true, 'reject', 0],
    [false, false, 'reject', 0],
    [undefined, undefined, 'reject', 0],
    [true, false, 'reject', 1],
    [true, undefined, 'reject', 1],
    [true, undefined, 'accept', 0],
    [false, undefined, 'reject', 0],
    [false, undefined, 'accept', 1],
  ] as const)('%s and %s, where the default is to %s: %i', (first, second, remoteVnetDefault, count) => {
    const resources = [circuit('c'), ...site('a', 1, first), ...site('b', 2, second)]
    const found = judge(resources, { ...newestProfile, remoteVnetDefault })
    expect(codesOf(found)).toEqual(Array.from({ length: count }, () => 'HP4014'))
  })

  test('are told at each gateway that rejects', () => {
    const resources = [circuit('c'), ...site('a', 1), ...site('b', 2, true), ...site('d', 3)]
    expect(judge(resources)).toMatchObject([
      { parameters: { gateway: 'gw-b', otherGateway: 'gw-a', circuit: 'c' } },
      { parameters: { gateway: 'gw-b', otherGateway: 'gw-d', circuit: 'c' } },
    ])
  })

  test('are told once for gateways that share several circuits', () => {
    const second = [circuit('d'), connection('gw-a', 'd'), connection('gw-b', 'd')]
    const resources = [circuit('c'), ...site('a', 1, true), ...site('b', 2), ...second]
    expect(judge(resources)).toMatchObject([{ code: 'HP4014', parameters: { circuit: 'c' } }])
  })

  test('do not matter between circuits', () => {
    const [, , toC] = site('b', 2)
    const resources = [...site('a', 1, true), ...site('b', 2)].filter(
      (resource) => resource.name !== toC?.name,
    )
    expect(judge([circuit('c'), circuit('d'), ...resources, connection('gw-b', 'd')])).toEqual([])
  })
})
