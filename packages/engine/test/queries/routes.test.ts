// `routes`: which tables there are, in which order, and how a row is spelled.
import { expect, test } from 'vitest'
import { routes } from '../../src/queries/index.ts'
import { type ArmResource, analysisOf, gateway, peered, routeTable, vm, vnet } from '../forwarding/azure.ts'
import { branch } from '../forwarding/sample-networks.ts'

const resources: readonly ArmResource[] = [
  vnet('hub', '10.0.0.0/16', {
    zone: '10.0.3.0/24',
    GatewaySubnet: '10.0.255.0/27',
    AzureFirewallSubnet: '10.0.1.0/26',
    RouteServerSubnet: '10.0.2.0/26',
    main: { prefix: '10.0.0.0/24', routeTable: 'main-routes' },
  }),
  vnet('Alpha', '10.1.0.0/16', { main: '10.1.0.0/24', empty: '10.1.1.0/24' }),
  ...peered('hub', 'Alpha'),
  routeTable('main-routes', [
    ['10.9.0.0/16', 'VirtualAppliance', '10.1.0.4'],
    ['10.8.0.0/16', 'None'],
    ['10.1.0.0/16', 'VirtualAppliance', '10.0.0.4'],
  ]),
  ...vm('b', 'hub/main', '10.0.0.5'),
  ...vm('a', 'hub/main', '10.0.0.4'),
  ...vm('C', 'Alpha/main', '10.1.0.4'),
  gateway('hub'),
]

const tablesOf = (selector?: string) => {
  const result = routes(analysisOf(resources, { era: 2019 }), selector)
  if (!result.ok) throw new Error(result.finding.code)
  return result.answer.tables
}

test('NICs come first by name, then the subnets that no NIC stands for', () => {
  expect(tablesOf().map(({ place }) => `${place.kind} ${place.name}`)).toEqual([
    'nic a-nic',
    'nic b-nic',
    'nic C-nic',
    'subnet Alpha/empty',
    'firewallSubnet hub/AzureFirewallSubnet',
    'gatewaySubnet hub/GatewaySubnet',
    'routeServerSubnet hub/RouteServerSubnet',
    'subnet hub/zone',
  ])
})

test('a NIC says its machine and its subnet, a subnet neither', () => {
  const places = tablesOf().map(({ place }) => place)
  expect(places.find(({ name }) => name === 'a-nic')).toMatchObject({ vm: 'a', subnet: 'hub/main' })
  expect(Object.keys(places.find(({ name }) => name === 'hub/zone') ?? {})).toEqual(['kind', 'id', 'name'])
})

test('rows are Azure’s, in Azure’s order: local, peering, Internet, None, then the user’s as they were written', () => {
  const rows = tablesOf('a')[0]?.routes ?? []
  expect(
    rows.map(({ source, state, addressPrefix, nextHopType, nextHopIpAddress }) =>
      [source, state, addressPrefix.join(), nextHopType, nextHopIpAddress.join()].join(' ').trim(),
    ),
  ).toEqual([
    'Default Active 10.0.0.0/16 VnetLocal',
    'Default Invalid 10.1.0.0/16 VNetPeering',
    'Default Active 0.0.0.0/0 Internet',
    'Default Active 10.0.0.0/8 None',
    'Default Active 100.64.0.0/10 None',
    'Default Active 192.168.0.0/16 None',
    'User Active 10.9.0.0/16 VirtualAppliance 10.1.0.4',
    'User Active 10.8.0.0/16 None',
    'User Active 10.1.0.0/16 VirtualAppliance 10.0.0.4',
  ])
})

test('a user row has its name and where it was written; a row of Azure’s own has neither', () => {
  const rows = tablesOf('a')[0]?.routes ?? []
  expect(rows.at(-1)).toEqual({
    source: 'User',
    state: 'Active',
    addressPrefix: ['10.1.0.0/16'],
    nextHopType: 'VirtualAppliance',
    nextHopIpAddress: ['10.0.0.4'],
    name: 'route2',
    rule: 'R1.12',
    declaredAt: 'network.json:5:1',
  })
  expect(Object.keys(rows.find(({ nextHopType }) => nextHopType === 'Internet') ?? {})).toEqual([
    'source',
    'state',
    'addressPrefix',
    'nextHopType',
    'nextHopIpAddress',
    'rule',
  ])
})

test('a route of a gateway points at the place that announces it', () => {
  const world = {
    ...branch.world,
    circuits: [
      {
        name: 'er1',
        links: [
          { role: 'primary' as const, underlayNextHop: '10.2.146.76' },
          { role: 'secondary' as const, underlayNextHop: '10.2.146.77' },
        ],
      },
    ],
  }
  const result = routes(analysisOf(branch.resources, world), 'vm1')
  const row = result.ok
    ? result.answer.tables[0]?.routes.find(({ source }) => source === 'VirtualNetworkGateway')
    : undefined
  expect(row).toMatchObject({
    addressPrefix: ['192.168.0.0/16'],
    nextHopType: 'VirtualNetworkGateway',
    nextHopIpAddress: ['10.2.146.76', '10.2.146.77'],
    rule: 'R1.7',
  })
})
