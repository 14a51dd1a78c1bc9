// Switches of gateways on one circuit that have to agree.
import { describe, expect, test } from 'vitest'
import { newestProfile, type ValidationProfile } from '../../../src/model/index.ts'
import { validateToggles } from '../../../src/model/validation/expressroute-toggles.ts'
import { circuit, connection, gateway, hubExpressRoute, virtualHub, vnet } from '../azure.ts'
import { type ArmResource, codesOf, type PlainObject } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (resources: readonly ArmResource[], profile: Partial<ValidationProfile> = {}) =>
  validateToggles(validatingOf(resources, profile))

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

describe('L14 between a VNet and a Virtual WAN', () => {
  const site = (properties: PlainObject): readonly ArmResource[] => [
    vnet('v', ['10.1.0.0/16'], { GatewaySubnet: '10.1.0.0/27' }),
    gateway('gw', 'v/GatewaySubnet', 'ExpressRoute', properties),
    connection('gw', 'c'),
  ]
  const wan = (properties: PlainObject): readonly ArmResource[] => [
    virtualHub('h'),
    hubExpressRoute('hgw', 'h', ['c'], properties),
  ]

  test.each<[boolean | undefined, boolean | undefined, readonly PlainObject[]]>([
    [true, true, []],
    [undefined, undefined, []],
    [false, undefined, []],
    [
      true,
      undefined,
      [{ gateway: 'gw', otherGateway: 'hgw', property: 'properties.allowNonVirtualWanTraffic' }],
    ],
    [
      undefined,
      true,
      [{ gateway: 'hgw', otherGateway: 'gw', property: 'properties.allowVirtualWanTraffic' }],
    ],
    [false, true, [{ gateway: 'hgw', otherGateway: 'gw', property: 'properties.allowVirtualWanTraffic' }]],
  ])('%s and %s', (allowVirtualWanTraffic, allowNonVirtualWanTraffic, expected) => {
    const resources = [
      circuit('c'),
      ...site({ allowVirtualWanTraffic }),
      ...wan({ allowNonVirtualWanTraffic }),
    ]
    expect(judge(resources).map(({ parameters }) => parameters)).toMatchObject(expected)
  })

  test('is not told where the old default is not known', () => {
    const resources = [circuit('c'), ...site({}), ...wan({ allowNonVirtualWanTraffic: true })]
    expect(judge(resources, { remoteVnetDefault: 'accept' })).toEqual([])
  })

  test('is not told between hubs', () => {
    const two = [
      virtualHub('h2', '10.101.0.0/23'),
      hubExpressRoute('hgw2', 'h2', ['c'], { allowNonVirtualWanTraffic: true }),
    ]
    expect(judge([circuit('c'), ...wan({}), ...two])).toEqual([])
  })
})
