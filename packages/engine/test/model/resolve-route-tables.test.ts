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
    ['a service tag', ['AzureCloud.japaneast', 'Internet'], 'HP2009'],
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
