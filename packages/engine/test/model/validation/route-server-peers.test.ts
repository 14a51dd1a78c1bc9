// How appliances peer with a Route Server, and what comes back to them.
import { describe, expect, test } from 'vitest'
import { validateRouteServerPeers } from '../../../src/model/validation/route-server-peers.ts'
import type { BgpConfiguration, BgpNeighbor, GuestConfiguration } from '../../../src/resources/index.ts'
import { bgpPeer, nic, type Route, routed, routeServer, routeTable, transit, vm, vnet } from '../azure.ts'
import { type ArmResource, codesOf, type PlainObject } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const hub = vnet('hub', ['10.0.0.0/16'], {
  RouteServerSubnet: '10.0.1.0/26',
  nva: '10.0.2.0/24',
  out: '10.0.3.0/24',
})
const server = routeServer('rs', 'hub/RouteServerSubnet', { virtualRouterIps: ['10.0.1.4', '10.0.1.5'] })
const appliance = [nic('n', 'hub/nva', '10.0.2.4'), vm('nva', ['n']), bgpPeer('rs', 'nva', '10.0.2.4', 65001)]

const judge = (resources: readonly ArmResource[], guest: GuestConfiguration) =>
  validateRouteServerPeers(validatingOf(resources, {}, { guests: { nva: guest } }))

const neighbor = (address: string, more: Partial<BgpNeighbor> = {}): BgpNeighbor => ({
  address,
  asn: 65515,
  ...more,
})
const speaking = (neighbors: readonly BgpNeighbor[], more: Partial<BgpConfiguration> = {}) => ({
  bgp: { asn: 65001, neighbors, ...more },
})
const both = [neighbor('10.0.1.4'), neighbor('10.0.1.5')]

describe('L12 sessions with the instances of a Route Server', () => {
  const sessions = (neighbors: readonly BgpNeighbor[], more: Partial<BgpConfiguration> = {}) =>
    judge([hub, server, ...appliance], speaking(neighbors, more))

  test('with one of them only', () => {
    expect(sessions([neighbor('10.0.1.5')])).toMatchObject([
      {
        code: 'HP4012',
        parameters: { appliance: 'nva', routeServer: 'rs', present: '10.0.1.5', missing: '10.0.1.4' },
      },
    ])
  })

  test.each<[string, readonly BgpNeighbor[], Partial<BgpConfiguration>]>([
    ['with both', both, {}],
    ['with none: then it is not described', [neighbor('10.9.0.1')], {}],
    [
      'with another address of its subnet, where it may really be',
      [neighbor('10.0.1.5'), neighbor('10.0.1.6')],
      {},
    ],
    ['of a daemon that does not run', [neighbor('10.0.1.5')], { running: false }],
  ])('%s', (_, neighbors, more) => {
    expect(sessions(neighbors, more)).toEqual([])
  })

  test('is not judged where the addresses are not known', () => {
    const unknownServer = routeServer('rs', 'hub/RouteServerSubnet')
    expect(judge([hub, unknownServer, ...appliance], speaking([neighbor('10.0.1.5')]))).toEqual([])
  })
})

describe('L8 a default route that comes back', () => {
  const announcing = speaking(both, { networks: ['0.0.0.0/0'] })
  const returned = [{ code: 'HP4008', parameters: { appliance: 'nva', routeServer: 'rs', subnet: 'nva' } }]

  test.each<[string, GuestConfiguration]>([
    ['originated', announcing],
    ['by default-originate', speaking(both.map((each) => ({ ...each, defaultOriginate: true })))],
    [
      'with a policy that lets it through',
      speaking(
        both.map((each) => ({
          ...each,
          export: { default: 'deny' as const, rules: [{ action: 'permit' as const, prefix: '0.0.0.0/0' }] },
        })),
        { networks: ['0.0.0.0/0'] },
      ),
    ],
  ])('%s', (_, guest) => {
    expect(judge([hub, server, ...appliance], guest)).toMatchObject(returned)
  })

  const policies: readonly [string, BgpNeighbor['export']][] = [
    ['holds it back', { rules: [{ action: 'deny', prefix: '0.0.0.0/0' }] }],
    [
      'permits something else',
      { default: 'deny', rules: [{ action: 'permit', prefix: '10.0.0.0/8', orLonger: true }] },
    ],
    ['leads it elsewhere', { rules: [{ action: 'permit', setNextHop: '10.0.2.10' }] }],
  ]
  test.each(policies)('does not where a policy %s', (_, policy) => {
    const neighbors = both.map((each) => (policy === undefined ? each : { ...each, export: policy }))
    const guest = speaking(neighbors, { networks: ['0.0.0.0/0'] })
    expect(judge([hub, server, ...appliance], guest)).toEqual([])
  })

  test.each<[string, GuestConfiguration]>([
    ['nothing of the kind is announced', speaking(both, { networks: ['10.9.0.0/16'] })],
    [
      'the sessions are down',
      speaking(
        both.map((each) => ({ ...each, up: false })),
        { networks: ['0.0.0.0/0'] },
      ),
    ],
    [
      'a tunnel may carry it',
      { ...announcing, tunnels: [{ kind: 'vxlan', dev: 'vxlan0', local: '10.0.2.4', remote: '10.9.0.4' }] },
    ],
  ])('does not where %s', (_, guest) => {
    expect(judge([hub, server, ...appliance], guest)).toEqual([])
  })

  test.each<[string, readonly Route[], PlainObject, boolean]>([
    ['a route to the Internet', [['0.0.0.0/0', 'Internet']], {}, false],
    [
      'both halves',
      [
        ['0.0.0.0/1', 'Internet'],
        ['128.0.0.0/1', 'Internet'],
      ],
      {},
      false,
    ],
    ['one half', [['0.0.0.0/1', 'Internet']], {}, true],
    ['no gateway routes', [], { disableBgpRoutePropagation: true }, false],
    ['something else', [['10.9.0.0/16', 'None']], {}, true],
  ])('into a subnet with %s', (_, routes, properties, comesBack) => {
    const own = vnet('hub', ['10.0.0.0/16'], {
      RouteServerSubnet: '10.0.1.0/26',
      nva: routed('10.0.2.0/24', 'rt'),
    })
    const found = judge([routeTable('rt', routes, properties), own, server, ...appliance], announcing)
    expect(codesOf(found)).toEqual(comesBack ? ['HP4008'] : [])
  })

  test('does not where another NIC has a way of its own', () => {
    const own = vnet('hub', ['10.0.0.0/16'], {
      RouteServerSubnet: '10.0.1.0/26',
      nva: '10.0.2.0/24',
      out: routed('10.0.3.0/24', 'rt'),
    })
    const twoNics = [
      nic('n', 'hub/nva', '10.0.2.4'),
      nic('o', 'hub/out', '10.0.3.4'),
      vm('nva', ['n', 'o']),
      bgpPeer('rs', 'nva', '10.0.2.4', 65001),
    ]
    const internet = routeTable('rt', [['0.0.0.0/0', 'Internet']])
    expect(judge([internet, own, server, ...twoNics], announcing)).toEqual([])
    expect(codesOf(judge([internet, hub, server, ...twoNics], announcing))).toEqual(['HP4008'])
  })

  test('in a VNet that borrows the Route Server, and in no other', () => {
    const spoke = vnet('spoke', ['10.1.0.0/16'], { nva: '10.1.0.0/24' })
    const there = [
      hub,
      spoke,
      server,
      nic('n', 'spoke/nva', '10.1.0.4'),
      vm('nva', ['n']),
      bgpPeer('rs', 'nva', '10.1.0.4', 65001),
    ]
    expect(codesOf(judge([...there, ...transit('hub', 'spoke')], announcing))).toEqual(['HP4008'])
    expect(judge(there, announcing)).toEqual([])
  })
})
