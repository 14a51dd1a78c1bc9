// How many circuits and connections there may be, and who may use a circuit of somebody else.
import { describe, expect, test } from 'vitest'
import { validateCircuits } from '../../../src/model/validation/circuits.ts'
import { circuit, connection, gateway, hubExpressRoute, virtualHub, vnet } from '../azure.ts'
import { type ArmResource, codesOf, idOf, type PlainObject, unknown } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (resources: readonly ArmResource[]) => validateCircuits(validatingOf(resources))

const hub = vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: '10.0.0.0/27' })
const er = gateway('er', 'hub/GatewaySubnet', 'ExpressRoute')

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
    expect(codesOf(judge([hub, er, ...circuits(count, () => location)]))).toEqual(codes)
  })

  test('of several locations are counted apart', () => {
    const resources = circuits(8, (index) => (index % 2 === 0 ? 'Tokyo' : 'Osaka'))
    expect(judge([hub, er, ...resources])).toEqual([])
  })
})

describe('V30 links of a circuit', () => {
  const sites = (count: number) =>
    Array.from({ length: count }, (_, index) => [
      vnet(`v${index}`, [`10.${index}.0.0/16`], { GatewaySubnet: `10.${index}.0.0/27` }),
      gateway(`gw${index}`, `v${index}/GatewaySubnet`, 'ExpressRoute'),
      connection(`gw${index}`, 'c'),
    ]).flat()

  test.each<[string, string | undefined, number | undefined, number, readonly string[]]>([
    ['few', 'Standard', undefined, 7, []],
    ['nearly all', 'Standard', undefined, 8, ['HP4011']],
    ['all', 'Standard', undefined, 10, ['HP4011']],
    ['too many', 'Standard', undefined, 11, ['HP3030']],
    ['too many', 'Local', 10_000, 11, ['HP3030']],
    ['more than Standard allows', 'Premium', 50, 15, []],
    ['too many for its bandwidth', 'Premium', 50, 21, ['HP3030']],
    ['fewer than the bandwidth allows', 'Premium', 100, 19, []],
    ['fewer than any Premium circuit allows', 'Premium', undefined, 30, []],
    ['any number', undefined, undefined, 30, []],
  ])('%s: tier %s, %s Mbps, %i', (_, tier, mbps, count, codes) => {
    const more = { ...(tier === undefined ? {} : { tier }), ...(mbps === undefined ? {} : { mbps }) }
    expect(codesOf(judge([circuit('c', 'Tokyo', more), ...sites(count)]))).toEqual(codes)
  })

  test('are told with tier and limit', () => {
    expect(judge([circuit('c', 'Tokyo', { tier: 'Standard' }), ...sites(11)])).toMatchObject([
      { code: 'HP3030', parameters: { circuit: 'c', sku: 'Standard', found: 11, limit: 10 } },
    ])
  })

  test('are those of hubs and of Global Reach as well', () => {
    const peering = (name: string) =>
      idOf('Microsoft.Network/expressRouteCircuits/peerings', `${name}/private`)
    const joined: ArmResource = {
      ...circuit('c', 'Tokyo', { tier: 'Standard' }),
      children: [
        {
          type: 'peerings',
          name: 'private',
          properties: {
            peeringType: 'AzurePrivatePeering',
            connections: [
              { name: 'to-d', properties: { peerExpressRouteCircuitPeering: { id: peering('d') } } },
            ],
          },
        },
      ],
    }
    const others = [circuit('d', 'Osaka'), virtualHub('hub1'), hubExpressRoute('hgw', 'hub1', ['c'])]
    expect(codesOf(judge([joined, ...others, ...sites(9)]))).toEqual(['HP3030'])
    expect(codesOf(judge([joined, circuit('d', 'Osaka'), ...sites(9)]))).toEqual(['HP4011'])
  })
})

describe('V21 circuits of a gateway', () => {
  const circuits = (count: number, connect: (name: string) => readonly ArmResource[]) =>
    Array.from({ length: count }, (_, index) => [
      circuit(`c${index}`, `place ${index}`),
      ...connect(`c${index}`),
    ]).flat()

  test.each<[string | undefined, number, readonly string[]]>([
    ['ErGw1AZ', 3, []],
    ['ErGw1AZ', 4, ['HP4011']],
    ['Standard', 5, ['HP3021']],
    ['HighPerformance', 5, []],
    ['ErGw3AZ', 12, []],
    ['ErGw3AZ', 17, ['HP3021']],
    [undefined, 17, []],
    ['ErGwNext', 17, []],
  ])('of SKU %s: %i', (sku, count, codes) => {
    const sized = gateway('er', 'hub/GatewaySubnet', 'ExpressRoute', {
      sku: sku === undefined ? undefined : { name: sku },
    })
    const attached = circuits(count, (name) => [connection('er', name)])
    expect(codesOf(judge([hub, sized, ...attached]))).toEqual(codes)
  })

  test.each([
    [6, []],
    [7, ['HP4011']],
    [9, ['HP3021']],
  ])('in a hub: %i', (count, codes) => {
    const names = Array.from({ length: count }, (_, index) => `c${index}`)
    const attached = circuits(count, () => [])
    expect(codesOf(judge([virtualHub('h'), hubExpressRoute('hgw', 'h', names), ...attached]))).toEqual(codes)
  })
})

describe('V30 a circuit of another subscription', () => {
  const elsewhere = 'aaaaaaaa-0000-0000-0000-000000000000'
  const theirs = circuit('theirs', 'Tokyo', { subscription: elsewhere })
  const theirId = idOf('Microsoft.Network/expressRouteCircuits', 'theirs', 'test', elsewhere)
  const to = (properties: PlainObject = {}) =>
    connection('er', 'theirs', { peer: { id: theirId }, ...properties })

  test('needs an authorization', () => {
    expect(judge([hub, er, theirs, to()])).toMatchObject([
      { code: 'HP3230', parameters: { connection: 'er--theirs', circuit: 'theirs' } },
    ])
  })

  test.each<[string, PlainObject]>([
    ['a key is written', { authorizationKey: '00000000-1111-2222-3333-444444444444' }],
    ['a key is written, but secret', { authorizationKey: unknown('key') }],
    ['Azure has made the connection', { provisioningState: 'Succeeded' }],
  ])('and none where %s', (_, properties) => {
    expect(judge([hub, er, theirs, to(properties)])).toEqual([])
  })

  test('counts for hubs as well', () => {
    const hubGateway: ArmResource = {
      ...hubExpressRoute('hgw', 'h', []),
      children: [
        {
          type: 'expressRouteConnections',
          name: 'to-theirs',
          properties: { expressRouteCircuitPeering: { id: `${theirId}/peerings/AzurePrivatePeering` } },
        },
      ],
    }
    expect(codesOf(judge([virtualHub('h'), hubGateway, theirs]))).toEqual(['HP3230'])
  })

  test('is one whose id says so', () => {
    expect(judge([hub, er, circuit('c'), connection('er', 'c')])).toEqual([])
  })
})
