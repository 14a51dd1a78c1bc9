// Route Servers, their subnet and the gateways beside them.
import { describe, expect, test } from 'vitest'
import type { ValidationProfile } from '../../../src/model/index.ts'
import { validateRouteServers } from '../../../src/model/validation/route-servers.ts'
import { bgpPeer, gateway, id, routeServer, routeTable, type SubnetSettings, vnet } from '../azure.ts'
import { type ArmResource, codesOf, type PlainObject } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (resources: readonly ArmResource[], profile: Partial<ValidationProfile> = {}) =>
  validateRouteServers(validatingOf(resources, profile))

const hubWith = (routeServerSubnet: SubnetSettings) =>
  vnet('hub', ['10.0.0.0/16'], {
    GatewaySubnet: '10.0.0.0/27',
    RouteServerSubnet: routeServerSubnet,
    default: '10.0.9.0/24',
  })
const hub = hubWith('10.0.1.0/26')
const server = routeServer('rs', 'hub/RouteServerSubnet')

test('V20 a Route Server in its subnet is fine, whatever the letter case', () => {
  expect(judge([hub, server])).toEqual([])
  const lower = vnet('hub', ['10.0.0.0/16'], { routeserversubnet: '10.0.1.0/26' })
  expect(judge([lower, routeServer('rs', 'hub/routeserversubnet')])).toEqual([])
})

test('V20 one in another subnet', () => {
  expect(judge([hub, routeServer('rs', 'hub/default')])).toMatchObject([
    { code: 'HP3020', parameters: { routeServer: 'rs', subnet: 'default' } },
  ])
})

describe('V20 the size of its subnet', () => {
  test.each<[SubnetSettings, 26 | 27, string | undefined]>([
    ['10.0.1.0/24', 26, undefined],
    ['10.0.1.0/26', 26, undefined],
    ['10.0.1.0/27', 26, 'HP3220'],
    ['10.0.1.0/27', 27, undefined],
    ['10.0.1.0/28', 26, 'HP3120'],
    ['10.0.1.0/28', 27, 'HP3120'],
    [{ addressPrefixes: ['fd00::/64', '10.0.1.0/26'] }, 26, undefined],
  ])('%j where /%i is asked for', (settings, routeServerSubnetLength, code) => {
    expect(codesOf(judge([hubWith(settings), server], { routeServerSubnetLength }))).toEqual(
      code === undefined ? [] : [code],
    )
  })

  test('does not matter before there is a server', () => {
    expect(judge([hubWith('10.0.1.0/29')])).toEqual([])
  })
})

describe('V20 what is attached to its subnet', () => {
  test.each<[string, PlainObject]>([
    ['rt', { routeTable: { id: id.routeTable('rt') } }],
    ['nsg', { networkSecurityGroup: { id: id.nsg('nsg') } }],
  ])('%s', (attached, properties) => {
    const resources = [routeTable('rt', []), hubWith({ addressPrefix: '10.0.1.0/26', ...properties })]
    const expected = [{ code: 'HP3420', parameters: { vnet: 'hub', attached } }]
    expect(judge(resources)).toMatchObject(expected)
    expect(judge([...resources, server])).toMatchObject(expected)
  })
})

test('V20 a second one in a VNet is told with the first; one in each VNet is fine', () => {
  const other = vnet('other', ['10.1.0.0/16'], { RouteServerSubnet: '10.1.1.0/26' })
  const resources = [hub, other, server, routeServer('rs2', 'other/RouteServerSubnet')]
  expect(judge(resources)).toEqual([])
  expect(judge([...resources, routeServer('rs3', 'hub/RouteServerSubnet')])).toMatchObject([
    { code: 'HP3320', parameters: { vnet: 'hub', routeServer: 'rs3', otherRouteServer: 'rs' } },
  ])
})

describe('V20 a VPN gateway beside it', () => {
  const vpn = (properties: PlainObject) => gateway('vpn', 'hub/GatewaySubnet', 'Vpn', properties)

  test.each<[string, PlainObject, string | undefined]>([
    ['active-active with the number of the Route Server', { activeActive: true }, undefined],
    ['active-standby', {}, 'activeStandby'],
    [
      'active-active with another number',
      { activeActive: true, bgpSettings: { asn: 65004 } },
      'activeActive',
    ],
  ])('%s', (_, properties, mode) => {
    expect(judge([hub, server, vpn(properties)])).toMatchObject(
      mode === undefined
        ? []
        : [{ code: 'HP3520', severity: 'warning', parameters: { routeServer: 'rs', gateway: 'vpn', mode } }],
    )
    expect(judge([hub, vpn(properties)])).toEqual([])
  })

  test('and not one of ExpressRoute', () => {
    expect(judge([hub, server, gateway('er', 'hub/GatewaySubnet', 'ExpressRoute')])).toEqual([])
  })
})

test.each([
  [6, []],
  [7, ['HP4011']],
  [8, ['HP4011']],
  [9, ['HP3021']],
])('V21 %i peers', (count, codes) => {
  const peers = Array.from({ length: count }, (_, index) =>
    bgpPeer('rs', `nva${index}`, `10.0.9.${index + 4}`, 65001),
  )
  expect(codesOf(judge([hub, server, ...peers]))).toEqual(codes)
})
