// Findings about next hops of user routes.
import { describe, expect, test } from 'vitest'
import { validateNextHops } from '../../../src/model/validation/next-hops.ts'
import type { World } from '../../../src/resources/index.ts'
import {
  gateway,
  loadBalancer,
  nic,
  peered,
  pooled,
  type Route,
  routed,
  routeTable,
  side,
  transit,
  vm,
  vnet,
} from '../azure.ts'
import { type ArmResource, codesOf, unknown } from '../network-of.ts'
import { validatingOf } from './validating-of.ts'

const judge = (resources: readonly ArmResource[], world: Partial<World> = {}) =>
  validateNextHops(validatingOf(resources, {}, world))

const hub = vnet('hub', ['10.0.0.0/16'], { GatewaySubnet: '10.0.0.0/27', nva: '10.0.1.0/24' })
const spoke = vnet('spoke', ['10.1.0.0/16'], {
  a: routed('10.1.0.0/24', 'rt'),
  b: routed('10.1.1.0/24', 'rt'),
})
const far = vnet('far', ['10.2.0.0/16'], { nva: '10.2.1.0/24' })
const table = (...routes: readonly Route[]) => routeTable('rt', routes)
const via = (address: string) => table(['0.0.0.0/0', 'VirtualAppliance', address])

describe('L1 a next hop that is not directly reachable', () => {
  test.each<[string, string, readonly ArmResource[], readonly string[]]>([
    ['in the own VNet', '10.1.9.9', [], []],
    ['in a peered VNet', '10.0.1.4', peered('hub', 'spoke'), []],
    ['in a VNet peered from one side only', '10.0.1.4', [side('spoke', 'hub')], ['HP4001']],
    ['behind a second peering', '10.2.1.4', [...peered('hub', 'spoke'), ...peered('hub', 'far')], ['HP4001']],
    ['nowhere', '192.168.0.1', peered('hub', 'spoke'), ['HP4001']],
    ['of the other family', 'fd00::1', peered('hub', 'spoke'), ['HP4001']],
  ])('%s', (_, address, links, codes) => {
    expect(codesOf(judge([hub, spoke, far, via(address), ...links]))).toEqual(codes)
  })

  test('is told once for the table in a VNet, with the first of its subnets', () => {
    expect(judge([hub, spoke, via('10.0.1.4')])).toMatchObject([
      {
        code: 'HP4001',
        severity: 'warning',
        parameters: { routeTable: 'rt', route: 'route0', nextHop: '10.0.1.4', subnet: 'a', vnet: 'spoke' },
      },
    ])
  })

  test('is told of a route with a service tag as well', () => {
    const tagged = (address: string) => table(['Storage.JapanEast', 'VirtualAppliance', address])
    const links = peered('hub', 'spoke')
    expect(judge([hub, spoke, tagged('10.2.1.4'), ...links])).toMatchObject([
      { code: 'HP4001', parameters: { route: 'route0', nextHop: '10.2.1.4' } },
    ])
    expect(codesOf(judge([hub, spoke, tagged('10.0.1.4'), ...links]))).toEqual([])
  })

  test('follows what the peering carries, as routing does', () => {
    const carried = { remoteAddressSpace: { addressPrefixes: ['10.99.0.0/16'] } }
    const links = [side('spoke', 'hub', carried), side('hub', 'spoke')]
    expect(codesOf(judge([hub, spoke, via('10.0.1.4'), ...links]))).toEqual(['HP4001'])
    expect(codesOf(judge([hub, spoke, via('10.99.1.4'), ...links]))).toEqual([])
  })

  test('cannot be told where part of the space is unknown', () => {
    const partly = vnet('hub', ['10.0.0.0/16', unknown('p')])
    expect(judge([partly, spoke, via('10.77.0.4'), ...peered('hub', 'spoke')])).toEqual([])
  })

  test.each<[string, readonly ArmResource[]]>([
    ['the VNet has no peerings and no VNet holds the address', []],
    ['a peering leads out of the inputs', [side('spoke', 'elsewhere')]],
    [
      'a list of peerings is not known',
      [side('spoke', 'elsewhere', { remoteVirtualNetwork: unknown('hub') })],
    ],
    [
      'Virtual Network Manager makes peerings',
      [
        ...peered('hub', 'spoke'),
        {
          type: 'Microsoft.Network/networkManagers/connectivityConfigurations',
          name: 'manager/spokes',
          properties: { connectivityTopology: 'HubAndSpoke' },
        },
      ],
    ],
  ])('cannot be told where %s', (_, more) => {
    expect(judge([hub, spoke, via('192.168.0.1'), ...more])).toEqual([])
  })

  test('can be told where Virtual Network Manager only makes a mesh', () => {
    const mesh = {
      type: 'Microsoft.Network/networkManagers/connectivityConfigurations',
      name: 'manager/mesh',
      properties: { connectivityTopology: 'Mesh' },
    }
    const resources = [hub, spoke, via('192.168.0.1'), ...peered('hub', 'spoke'), mesh]
    expect(codesOf(judge(resources))).toEqual(['HP4001'])
  })

  test('is of no interest on a table without subnets', () => {
    expect(judge([hub, via('192.168.0.1')])).toEqual([])
  })
})

describe('L2 an appliance without IP forwarding', () => {
  const links = peered('hub', 'spoke')

  test('is told with its NIC and the route that uses it', () => {
    const off = nic('nva-nic', 'hub/nva', '10.0.1.4', {})
    expect(judge([hub, spoke, ...links, via('10.0.1.4'), off])).toMatchObject([
      {
        code: 'HP4002',
        parameters: { nic: 'nva-nic', address: '10.0.1.4', routeTable: 'rt', route: 'route0' },
      },
    ])
    expect(judge([hub, spoke, ...links, via('10.0.1.4'), nic('on', 'hub/nva', '10.0.1.4')])).toEqual([])
  })

  test('is told for every NIC behind a load balancer', () => {
    const resources = [
      loadBalancer('lb', 'hub/nva', '10.0.1.10'),
      pooled('on', 'hub/nva', '10.0.1.4', 'lb'),
      pooled('off', 'hub/nva', '10.0.1.5', 'lb', false),
    ]
    expect(judge([hub, spoke, ...links, via('10.0.1.10'), ...resources])).toMatchObject([
      { code: 'HP4002', parameters: { nic: 'off', address: '10.0.1.10' } },
    ])
  })

  test('is not the NIC with the same address in a VNet that is not peered', () => {
    const twin = vnet('twin', ['10.0.0.0/16'], { nva: '10.0.1.0/24' })
    const off = nic('off', 'twin/nva', '10.0.1.4', {})
    expect(judge([hub, spoke, twin, ...links, via('10.0.1.4'), off])).toEqual([])
  })
})

describe('L9 a route to VirtualNetworkGateway', () => {
  const toGateway = table(['10.0.0.0/8', 'VirtualNetworkGateway'])
  const er = gateway('er', 'hub/GatewaySubnet', 'ExpressRoute')
  const vpn = gateway('vpn', 'hub/GatewaySubnet', 'Vpn')

  test.each<[string, readonly ArmResource[], readonly string[] | undefined]>([
    ['a borrowed VPN gateway', [vpn, ...transit('hub', 'spoke')], undefined],
    ['a borrowed ExpressRoute gateway', [er, ...transit('hub', 'spoke')], ['er']],
    ['both', [vpn, er, ...transit('hub', 'spoke')], ['vpn', 'er']],
    ['one that is not lent', [er, ...peered('hub', 'spoke')], undefined],
    [
      'one that is asked for but not lent',
      [er, side('hub', 'spoke'), side('spoke', 'hub', { useRemoteGateways: true })],
      undefined,
    ],
    ['no gateway', [], undefined],
  ])('with %s', (_, resources, gateways) => {
    expect(judge([hub, spoke, toGateway, ...resources])).toMatchObject(
      gateways === undefined
        ? []
        : [{ code: 'HP4009', parameters: { routeTable: 'rt', subnet: 'a', gateways } }],
    )
  })

  test('with an own ExpressRoute gateway', () => {
    const own = vnet('own', ['10.3.0.0/16'], { GatewaySubnet: '10.3.0.0/27', a: routed('10.3.1.0/24', 'rt') })
    expect(codesOf(judge([own, toGateway, gateway('er', 'own/GatewaySubnet', 'ExpressRoute')]))).toEqual([
      'HP4009',
    ])
  })
})

describe('L10 an appliance in a subnet whose routes point at it', () => {
  const inside = nic('inside', 'spoke/a', '10.1.0.4')
  const elsewhere = nic('elsewhere', 'hub/nva', '10.0.1.4')

  test('loops', () => {
    expect(judge([spoke, via('10.1.0.4'), inside, vm('nva', ['inside'])])).toMatchObject([
      { code: 'HP4010', parameters: { appliance: 'nva', subnet: 'a', routeTable: 'rt', route: 'route0' } },
    ])
  })

  test('loops behind a load balancer too', () => {
    const balanced = [loadBalancer('lb', 'spoke/b', '10.1.1.10'), pooled('n', 'spoke/a', '10.1.0.4', 'lb')]
    expect(judge([spoke, via('10.1.1.10'), ...balanced])).toMatchObject([
      { code: 'HP4010', parameters: { appliance: 'lb', subnet: 'a' } },
    ])
  })

  test.each<[string, readonly ArmResource[], Partial<World>]>([
    ['it has a NIC elsewhere', [inside, elsewhere, vm('nva', ['inside', 'elsewhere'])], {}],
    [
      'it sends through a tunnel',
      [inside, vm('nva', ['inside'])],
      {
        guests: {
          nva: { tunnels: [{ kind: 'vxlan', dev: 'vxlan0', local: '10.1.0.4', remote: '10.0.1.4' }] },
        },
      },
    ],
    ['the load balancer has no backend', [loadBalancer('lb', 'spoke/a', '10.1.0.4')], {}],
    ['nobody has the address', [], {}],
  ])('does not when %s', (_, resources, world) => {
    expect(judge([hub, spoke, via('10.1.0.4'), ...resources], world)).toEqual([])
  })
})
