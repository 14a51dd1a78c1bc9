// Designs with several Route Servers that Microsoft describes: what each VNet learns (R4.16 to R4.19).
import { describe, expect, test } from 'vitest'
import { routeServer } from '../model/azure-vpn.ts'
import type { ArmResource } from '../model/network-of.ts'
import { type Appliance, appliance, neighbor } from './appliances.ts'
import { circuit, connected, gateway, linksOf, peered, transit, vnet } from './azure.ts'
import { printed } from './printed.ts'

const withServer = (name: string, second: number, peers: Readonly<Record<string, [string, number]>>) => [
  vnet(name, [`10.${second}.0.0/16`], {
    subnets: {
      default: { prefix: `10.${second}.0.0/24` },
      RouteServerSubnet: { prefix: `10.${second}.1.0/26` },
    },
  }),
  routeServer(name, { instances: [`10.${second}.1.4`, `10.${second}.1.5`], peers }),
]

const serversOf = (second: number) => [4, 5].map((host) => neighbor(`10.${second}.1.${host}`))

const gatewayRowsOf = (
  resources: readonly ArmResource[],
  appliances: readonly Appliance[],
  subnet: string,
  links: Parameters<typeof printed>[1] = {},
): readonly string[] =>
  printed([...resources, ...appliances.flatMap((each) => each.resources)], {
    guests: Object.assign({}, ...appliances.map(({ guests }) => guests)),
    ...links,
  })
    .ownRows(subnet)
    .filter((row) => row.startsWith('VirtualNetworkGateway'))
    .map((row) => row.replace(/^VirtualNetworkGateway Active | VirtualNetworkGateway/g, ''))

test('R4.16: two Route Servers of peered VNets tell each other nothing', () => {
  const nva = appliance('nva', 'one/default', '10.1.0.4', {
    asn: 65001,
    networks: ['192.168.0.0/16'],
    neighbors: serversOf(1),
  })
  const resources = [
    ...withServer('one', 1, { nva: ['10.1.0.4', 65001] }),
    ...withServer('two', 2, {}),
    ...peered('one', 'two'),
  ]
  expect(gatewayRowsOf(resources, [nva], 'one/default')).toEqual(['192.168.0.0/16 10.1.0.4'])
  expect(gatewayRowsOf(resources, [nva], 'two/default')).toEqual([])
})

describe('R4.17: a spoke with a Route Server of its own and appliances in two hubs', () => {
  const hub = (name: string, second: number, path: readonly number[] = []) =>
    appliance(`nva-${name}`, `${name}/default`, `10.${second}.0.4`, {
      asn: 65000 + second,
      networks: ['192.168.0.0/16'],
      neighbors: serversOf(3).map((each) => ({
        ...each,
        export: { default: 'permit', rules: [{ action: 'permit', prefix: '192.168.0.0/16', prepend: path }] },
      })),
    })
  const resources = [
    vnet('a', ['10.1.0.0/16'], { subnets: { default: { prefix: '10.1.0.0/24' } } }),
    vnet('b', ['10.2.0.0/16'], { subnets: { default: { prefix: '10.2.0.0/24' } } }),
    ...withServer('spoke', 3, { 'to-a': ['10.1.0.4', 65001], 'to-b': ['10.2.0.4', 65002] }),
    ...peered('a', 'spoke'),
    ...peered('b', 'spoke'),
  ]

  test('uses both', () => {
    expect(gatewayRowsOf(resources, [hub('a', 1), hub('b', 2)], 'spoke/default')).toEqual([
      '192.168.0.0/16 10.1.0.4,10.2.0.4',
    ])
  })

  test('uses the one with the shorter path', () => {
    expect(gatewayRowsOf(resources, [hub('a', 1), hub('b', 2, [65002])], 'spoke/default')).toEqual([
      '192.168.0.0/16 10.1.0.4',
    ])
  })

  test('does not let the hubs have each other’s prefixes', () => {
    expect(gatewayRowsOf(resources, [hub('a', 1), hub('b', 2)], 'a/default')).toEqual([])
  })
})

test('R4.18: beside a hub with ExpressRoute, spokes get a default route from another VNet’s Route Server', () => {
  const nva = appliance('nva', 'hub/default', '10.1.0.4', {
    asn: 65001,
    neighbors: [
      ...serversOf(1),
      ...serversOf(2).map((each) => ({
        ...each,
        defaultOriginate: true,
        export: { default: 'deny' as const, rules: [{ action: 'permit' as const, prefix: '0.0.0.0/0' }] },
      })),
    ],
  })
  const resources = [
    ...withServer('hub', 1, { nva: ['10.1.0.4', 65001] }),
    ...withServer('aux', 2, { nva: ['10.1.0.4', 65001] }),
    vnet('spoke', ['10.3.0.0/16']),
    ...peered('hub', 'aux'),
    ...peered('hub', 'spoke'),
    ...transit('aux', 'spoke'),
  ]
  expect(gatewayRowsOf(resources, [nva], 'spoke/default')).toEqual(['0.0.0.0/0 10.1.0.4'])
  expect(gatewayRowsOf(resources, [nva], 'hub/default')).toEqual([])
})

test('R4.19: what two VNets announce alike over their circuits a third reaches over both', () => {
  const anycast = (name: string, second: number) =>
    appliance(`nva-${name}`, `${name}/default`, `10.${second}.0.4`, {
      asn: 65000 + second,
      networks: ['192.0.2.1/32'],
      neighbors: serversOf(second),
    })
  const side = (name: string, second: number, to: string) => [
    ...withServer(name, second, { nva: [`10.${second}.0.4`, 65000 + second] }).map((resource) =>
      resource.name === `rs-${name}`
        ? { ...resource, properties: { ...resource.properties, allowBranchToBranchTraffic: true } }
        : resource,
    ),
    gateway(name, { allowRemoteVnetTraffic: true }),
    circuit(to),
    connected(name, to),
  ]
  const resources = [
    ...side('a', 1, 'er1'),
    ...side('b', 2, 'er2'),
    vnet('far', ['10.3.0.0/16']),
    gateway('far', { allowRemoteVnetTraffic: true }),
    connected('far', 'er1'),
    connected('far', 'er2'),
  ]
  const circuits = [linksOf('er1', 0), linksOf('er2', 1)]
  expect(gatewayRowsOf(resources, [anycast('a', 1), anycast('b', 2)], 'far/default', { circuits })).toContain(
    '192.0.2.1/32 10.2.146.76,10.2.146.77,10.2.146.78,10.2.146.79',
  )
})
