// Hubs of a Virtual WAN and what is connected to them.
import { describe, expect, test } from 'vitest'
import { validateVirtualHubs } from '../../../src/model/validation/virtual-hubs.ts'
import { gateway, hubConnection, id, routeServer, virtualHub, vnet } from '../azure.ts'
import { type ArmChild, type ArmResource, codesOf, idOf } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (resources: readonly ArmResource[]) => validateVirtualHubs(validatingOf(resources))

const spoke = vnet('spoke', ['10.1.0.0/16'], {
  GatewaySubnet: '10.1.0.0/27',
  RouteServerSubnet: '10.1.1.0/26',
  default: '10.1.2.0/24',
})

test.each([
  ['10.100.0.0/23', []],
  ['10.100.0.0/24', []],
  ['10.100.0.0/25', ['HP3229']],
  [undefined, []],
])('V29 the prefix %s of a hub', (prefix, codes) => {
  const hub: ArmResource = { ...virtualHub('h'), properties: { addressPrefix: prefix } }
  expect(codesOf(judge([hub]))).toEqual(codes)
})

describe('V29 a connected VNet', () => {
  const connected = [virtualHub('h'), spoke, hubConnection('h', 'spoke')]

  test.each<[string, ArmResource, string]>([
    ['a gateway', gateway('er', 'spoke/GatewaySubnet', 'ExpressRoute'), 'er'],
    ['a Route Server', routeServer('rs', 'spoke/RouteServerSubnet'), 'rs'],
  ])('with %s of its own', (_, own, name) => {
    expect(judge([...connected, own])).toMatchObject([
      { code: 'HP3029', parameters: { hub: 'h', connection: 'spoke', vnet: 'spoke', gateway: name } },
    ])
  })

  test('without, or one that is not connected, is fine', () => {
    expect(judge(connected)).toEqual([])
    expect(judge([virtualHub('h'), spoke, gateway('er', 'spoke/GatewaySubnet', 'ExpressRoute')])).toEqual([])
  })
})

const intent: ArmChild = {
  type: 'routingIntent',
  name: 'intent',
  properties: {
    routingPolicies: [
      {
        name: 'private',
        destinations: ['PrivateTraffic'],
        nextHop: idOf('Microsoft.Network/azureFirewalls', 'fw'),
      },
    ],
  },
}
const tables: readonly ArmChild[] = [
  { type: 'hubRouteTables', name: 'defaultRouteTable', properties: { labels: ['default'] } },
  { type: 'hubRouteTables', name: 'own', properties: {} },
]

describe('V29 routing intent', () => {
  const hub = (...more: readonly ArmChild[]): ArmResource => ({
    ...virtualHub('h'),
    children: [...tables, ...more],
  })
  const table = (name: string) => ({ id: id.hubTable('h', name) })

  test.each<[string, ArmResource, string | undefined]>([
    ['nothing said', hubConnection('h', 'spoke'), undefined],
    ['a table of its own', hubConnection('h', 'spoke', { associatedRouteTable: table('own') }), 'own'],
    [
      'propagation to a table of its own',
      hubConnection('h', 'spoke', {
        associatedRouteTable: table('defaultRouteTable'),
        propagatedRouteTables: { ids: [table('own')] },
      }),
      'own',
    ],
    [
      'what Azure makes of it',
      hubConnection('h', 'spoke', {
        associatedRouteTable: table('defaultRouteTable'),
        propagatedRouteTables: { ids: [table('noneRouteTable')], labels: ['none'] },
      }),
      undefined,
    ],
  ])('and a connection with %s', (_, connection, routeTable) => {
    expect(judge([hub(intent), spoke, connection])).toMatchObject(
      routeTable === undefined
        ? []
        : [{ code: 'HP3129', parameters: { hub: 'h', connection: 'spoke', routeTable } }],
    )
    expect(judge([hub(), spoke, connection])).toEqual([])
  })

  test('and a static route to a connected VNet', () => {
    const routes = [
      { name: 'r', destinations: ['10.9.0.0/16'], nextHop: id.hubConnection('h', 'spoke') },
      { name: 's', destinations: ['0.0.0.0/0'], nextHop: idOf('Microsoft.Network/azureFirewalls', 'fw') },
    ]
    const withRoutes = (...more: readonly ArmChild[]): ArmResource => ({
      ...virtualHub('h'),
      children: [{ type: 'hubRouteTables', name: 'defaultRouteTable', properties: { routes } }, ...more],
    })
    const connection = hubConnection('h', 'spoke')
    expect(judge([withRoutes(intent), spoke, connection])).toMatchObject([
      {
        code: 'HP3329',
        parameters: { hub: 'h', routeTable: 'defaultRouteTable', route: 'r', connection: 'spoke' },
      },
    ])
    expect(judge([withRoutes(), spoke, connection])).toEqual([])
  })

  test.each([
    [479, []],
    [480, ['HP4011']],
    [601, ['HP3021']],
  ])('with %i prefixes behind it', (count, codes) => {
    const prefixes = Array.from({ length: count }, (_, index) => `10.${index >> 8}.${index & 255}.0/24`)
    const wide = vnet('wide', prefixes)
    expect(codesOf(judge([hub(intent), wide, hubConnection('h', 'wide')]))).toEqual(codes)
    expect(judge([hub(), wide, hubConnection('h', 'wide')])).toEqual([])
  })
})
