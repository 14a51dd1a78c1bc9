// Route tables out of resources.
import { describe, expect, test } from 'vitest'
import { formatAddress, formatPrefix } from '../../src/net/index.ts'
import { type Route, routeTable } from './azure.ts'
import { codesOf, resolvedOf, unknown } from './network-of.ts'

const good: Route = ['10.9.0.0/16', 'None']

/** The routes that are left, as text, and the codes of what was found. */
const routesOf = (...routes: readonly Route[]) => {
  const { network, findings } = resolvedOf([routeTable('rt', routes)])
  return {
    routes: network.routeTables[0]?.routes.map(({ prefix, nextHopType, nextHopIp }) =>
      [
        formatPrefix(prefix),
        nextHopType,
        ...(nextHopIp === undefined ? [] : [formatAddress(nextHopIp)]),
      ].join(' '),
    ),
    codes: codesOf(findings),
  }
}

test('routes are in the order written, their types in Azure’s spelling', () => {
  expect(
    routesOf(
      ['0.0.0.0/0', 'virtualappliance', '10.0.0.4'],
      ['::/0', 'VirtualAppliance', 'fd00::4'],
      ['10.1.0.0/16', 'VIRTUALNETWORKGATEWAY'],
      ['10.2.0.0/16', 'VnetLocal'],
      ['10.3.0.0/16', 'Internet', '10.0.0.4'],
      ['10.4.0.0/16', 'None'],
    ),
  ).toEqual({
    routes: [
      '0.0.0.0/0 VirtualAppliance 10.0.0.4',
      '::/0 VirtualAppliance fd00::4',
      '10.1.0.0/16 VirtualNetworkGateway',
      '10.2.0.0/16 VnetLocal',
      '10.3.0.0/16 Internet',
      '10.4.0.0/16 None',
    ],
    codes: [],
  })
})

describe('a route that makes no sense is left out, and the others stay', () => {
  test.each<[string, Route, string]>([
    ['an appliance without an address', ['10.1.0.0/16', 'VirtualAppliance'], 'HP3022'],
    ['an appliance with an empty address', ['10.1.0.0/16', 'VirtualAppliance', ''], 'HP3022'],
    ['an unreadable address', ['10.1.0.0/16', 'VirtualAppliance', 'firewall'], 'HP2003'],
    ['a type of Azure’s own', ['10.1.0.0/16', 'VNetPeering'], 'HP3023'],
    ['no type', ['10.1.0.0/16', undefined], 'HP2001'],
    ['a mistyped type', ['10.1.0.0/16', 4], 'HP2002'],
    ['no prefix', [undefined, 'None'], 'HP2001'],
    ['an unreadable prefix', ['10.1/16', 'None'], 'HP2004'],
    ['an unknown prefix', [unknown('p'), 'None'], 'HP2009'],
  ])('%s', (_, route, code) => {
    expect(routesOf(route, good)).toEqual({ routes: ['10.9.0.0/16 None'], codes: [code] })
  })

  test('an unknown address is a note, not a route that Azure refuses', () => {
    const { routes, codes } = routesOf(
      ['0.0.0.0/0', 'VirtualAppliance', unknown('reference(firewall)')],
      good,
    )
    expect(routes).toEqual(['10.9.0.0/16 None'])
    expect(new Set(codes)).toEqual(new Set(['HP2009']))
  })
})

test('tables without a subnet are part of the network', () => {
  const { network } = resolvedOf([
    routeTable('one', [], { disableBgpRoutePropagation: true }),
    routeTable('two', []),
  ])
  expect(
    network.routeTables.map(({ name, disableBgpRoutePropagation }) => [name, disableBgpRoutePropagation]),
  ).toEqual([
    ['one', true],
    ['two', false],
  ])
})

describe('R1.25: a service tag in place of a prefix', () => {
  test('is a route of its own kind, which knows where it stood among the others', () => {
    const { network, findings } = resolvedOf([
      routeTable('rt', [
        ['Storage.JapanEast', 'Internet'],
        good,
        ['10.8.0.0/16', 'None'],
        ['AzureCloud', 'VirtualAppliance', '10.0.0.4'],
        ['GatewayManager', 'Internet'],
      ]),
    ])
    const table = network.routeTables[0]
    expect(table?.routes.map(({ name }) => name)).toEqual(['route1', 'route2'])
    expect(
      table?.tagRoutes.map(({ name, tag, nextHopType, precededBy }) => [name, tag, nextHopType, precededBy]),
    ).toEqual([
      ['route0', 'Storage.JapanEast', 'Internet', 0],
      ['route3', 'AzureCloud', 'VirtualAppliance', 2],
      ['route4', 'GatewayManager', 'Internet', 2],
    ])
    expect(findings).toEqual([])
  })

  test('must have a next hop that makes sense, like any other', () => {
    expect(routesOf(['AzureCloud', 'VirtualAppliance'], good)).toEqual({
      routes: ['10.9.0.0/16 None'],
      codes: ['HP3022'],
    })
  })

  test('an IPv6 prefix that begins with a letter is none', () => {
    expect(routesOf(['fd00::/8', 'None'])).toEqual({ routes: ['fd00::/8 None'], codes: [] })
  })
})
