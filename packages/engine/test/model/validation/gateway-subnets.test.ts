// What may lie in GatewaySubnet and be attached to it.
import { describe, expect, test } from 'vitest'
import { validateGatewaySubnets } from '../../../src/model/validation/gateway-subnets.ts'
import {
  gateway,
  id,
  nic,
  type Route,
  routed,
  routeServer,
  routeTable,
  type SubnetSettings,
  vnet,
} from '../azure.ts'
import { type ArmResource, codesOf, type PlainObject } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (resources: readonly ArmResource[]) => validateGatewaySubnets(validatingOf(resources))

const hubWith = (gatewaySubnet: SubnetSettings): ArmResource =>
  vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: gatewaySubnet, default: '10.0.1.0/24' })

const er = gateway('er', 'hub/GatewaySubnet', 'ExpressRoute')
const vpn = gateway('vpn', 'hub/GatewaySubnet', 'Vpn')

test('V12 a NIC in GatewaySubnet, of a machine or not', () => {
  const inside = nic('n', 'hub/GatewaySubnet', '10.0.0.4')
  expect(judge([hubWith('10.0.0.0/27'), inside, nic('m', 'hub/default', '10.0.1.4')])).toMatchObject([
    { code: 'HP3112', azureCode: 'GatewaySubnet', parameters: { nic: 'n', vnet: 'hub' } },
  ])
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
    ['a route for the whole VNet', [table(['10.0.0.0/16', 'VirtualAppliance', '10.0.1.4'])], []],
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

describe('V14 a way past the Route Server', () => {
  const hub = vnet('hub', ['10.0.0.0/16'], {
    GatewaySubnet: routed('10.0.0.0/27', 'rt'),
    RouteServerSubnet: '10.0.2.0/26',
  })
  const server = routeServer('rs', 'hub/RouteServerSubnet')
  const whole: Route = ['10.0.0.0/16', 'VirtualAppliance', '10.0.1.4']

  test('is doubtful where a route of GatewaySubnet covers its subnet', () => {
    expect(judge([routeTable('rt', [whole]), hub, vpn, server])).toMatchObject([
      {
        code: 'HP3314',
        severity: 'warning',
        parameters: {
          routeTable: 'rt',
          route: 'route0',
          routeServer: 'rs',
          prefix: '10.0.2.0/26',
          nextHopType: 'VirtualAppliance',
        },
      },
    ])
  })

  test.each<[string, readonly Route[]]>([
    ['a longer one keeps it in the VNet', [whole, ['10.0.2.0/26', 'VnetLocal']]],
    ['it is shorter than the system route', [['10.0.0.0/8', 'VirtualAppliance', '10.0.1.4']]],
    ['it is for another part', [['10.0.1.0/24', 'VirtualAppliance', '10.0.1.4']]],
  ])('and not where %s', (_, routes) => {
    expect(judge([routeTable('rt', routes), hub, vpn, server])).toEqual([])
  })

  test('and not without a Route Server', () => {
    expect(judge([routeTable('rt', [whole]), hub, vpn])).toEqual([])
  })
})
