// Whatever is wrong with a resource, the tables are made: values of the wrong kind, missing, unknown or leading nowhere.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyse } from '../../src/analyse.ts'
import { bgp } from '../../src/queries/index.ts'
import type { World } from '../../src/resources/index.ts'
import { ipsec, localNetworkGateway, routeServer, vnet2vnet, vpnGateway } from '../model/azure-vpn.ts'
import {
  firewall,
  hub,
  hubErGateway,
  hubPeer,
  hubVpnGateway,
  intent,
  routing,
  table,
  tableRoute,
  toVnet,
  vpnSite,
  wan,
  wanId,
} from '../model/azure-wan.ts'
import {
  type ArmChild,
  type ArmResource,
  type Plain,
  type PlainObject,
  resourceSetOf,
  unknown,
} from '../model/network-of.ts'
import { appliance, neighbor } from './appliances.ts'
import { announcing, circuit, connected, gateway, linksOf, transit, vnet } from './azure.ts'

const nva = appliance('nva', 'hub/default', '10.0.0.20', {
  asn: 65001,
  networks: ['192.168.5.0/24'],
  neighbors: [neighbor('10.0.0.8'), neighbor('10.3.0.69')],
})

const estate: readonly ArmResource[] = [
  vnet('hub', ['10.0.0.0/16'], { subnets: { default: {}, RouteServerSubnet: {} } }),
  vnet('spoke', ['10.1.0.0/16']),
  vnet('far', ['10.2.0.0/16']),
  vnet('red', ['10.11.0.0/16']),
  ...transit('hub', 'spoke'),
  gateway('hub'),
  circuit('er'),
  connected('hub', 'er'),
  vpnGateway('hub', { instances: ['10.0.0.4', '10.0.0.5'], apipa: [['169.254.21.2'], []] }),
  vpnGateway('far', { asn: 65002, instances: ['10.2.0.4'] }),
  localNetworkGateway('lng', { asn: 65010, peer: '172.16.0.1', prefixes: ['192.168.9.0/24'] }),
  ipsec('hub', 'lng'),
  vnet2vnet('hub', 'far'),
  vnet2vnet('far', 'hub'),
  routeServer('hub', {
    instances: ['10.0.0.8'],
    peers: { nva: ['10.0.0.20', 65001] },
    properties: { allowBranchToBranchTraffic: true },
  }),
  wan(),
  firewall('fw', 'hub1', '10.3.0.132'),
  hub('hub1', '10.3.0.0/23', [
    table('defaultRouteTable', ['default'], [tableRoute('172.20.0.0/16', wanId.firewall('fw'))]),
    toVnet(
      'red',
      routing(wanId.table('hub1', 'defaultRouteTable'), [], ['default'], {
        staticRoutes: [{ name: 's', addressPrefixes: ['172.19.0.0/16'], nextHopIpAddress: '10.11.0.9' }],
      }),
    ),
    hubPeer('peer', '10.0.0.20', 65001, wanId.connection('hub1', 'to-red')),
    intent({ internet: wanId.firewall('fw') }),
  ]),
  hub('hub2', '10.4.0.0/23'),
  vpnSite('branch', { asn: 65030, peer: '172.17.0.1', prefixes: ['192.168.8.0/24'] }),
  hubVpnGateway('hub1', { branch: { enableBgp: true } }),
  hubErGateway('hub1', { er: {} }),
  ...nva.resources,
]

const world: Partial<World> = {
  guests: nva.guests,
  circuits: [linksOf('er', 0)],
  virtualHubs: [{ name: 'hub1', routerIps: ['10.3.0.69'] }],
  sites: [
    announcing('dc', 65020, { er: { '192.168.0.0/16': [65020] } }),
    {
      name: 'office',
      asn: 65010,
      links: [{ localNetworkGateway: 'lng', advertises: [{ prefix: '192.168.1.0/24' }] }],
    },
  ],
}

const wrong: readonly (Plain | undefined)[] = [
  undefined,
  null,
  '',
  'nonsense',
  '300.1.2.3',
  '::/0',
  -1,
  4_294_967_296,
  true,
  [],
  [null],
  [7, 'x'],
  {},
  unknown('someParameter'),
  { id: unknown('someParameter') },
  { id: 'nonsense' },
  { id: wanId.hub('nowhere') },
]

const isObject = (value: Plain | undefined): value is PlainObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** How many places there are below a value, itself not counted. */
const placesIn = (value: Plain | undefined): number => {
  if (value === null || typeof value !== 'object') return 0
  return Object.values(value).reduce<number>((sum, item: Plain | undefined) => sum + 1 + placesIn(item), 0)
}

/** The value with its nth place set to something else. */
const replaced = (value: Plain, place: number, by: Plain | undefined): Plain => {
  let left = place
  const visit = (item: Plain | undefined): Plain | undefined => {
    if (left < 0 || item === null || typeof item !== 'object') return item
    const next = (child: Plain | undefined): Plain | undefined => {
      left -= 1
      return left === -1 ? by : visit(child)
    }
    if (isObject(item))
      return Object.fromEntries(Object.entries(item).map(([name, child]) => [name, next(child)]))
    return Array.isArray(item) ? item.map((child: Plain) => next(child) ?? null) : item
  }
  return visit(value) ?? null
}

const spoiledProperties = (properties: PlainObject, place: number, by: Plain | undefined): PlainObject => {
  const spoiled = replaced(properties, place % Math.max(placesIn(properties), 1), by)
  return isObject(spoiled) ? spoiled : {}
}

interface Fault {
  readonly resource: number
  readonly child: number
  readonly place: number
  readonly by: Plain | undefined
}

const spoiled = (
  resources: readonly ArmResource[],
  { resource, child, place, by }: Fault,
): readonly ArmResource[] =>
  resources.map((one, index) => {
    if (index !== resource % resources.length) return one
    const { children = [], properties = {} } = one
    const chosen = child % (children.length + 1)
    if (chosen === children.length) return { ...one, properties: spoiledProperties(properties, place, by) }
    return {
      ...one,
      children: children.map(
        (below, at): ArmChild =>
          at === chosen
            ? { ...below, properties: spoiledProperties(below.properties ?? {}, place, by) }
            : below,
      ),
    }
  })

const fault: fc.Arbitrary<Fault> = fc.record({
  resource: fc.nat(),
  child: fc.nat(),
  place: fc.nat(),
  by: fc.constantFrom(...wrong),
})

const allTables = (resources: readonly ArmResource[]): number => {
  const analysis = analyse(resourceSetOf(resources, world))
  const answer = bgp(analysis)
  const rows = analysis.network.subnets.map(
    (subnet) => analysis.controlPlane.effectiveTable(subnet).rows.length,
  )
  return (answer.ok ? answer.answer.tables.length + answer.answer.hubTables.length : 0) + rows.length
}

test('as it is written the estate has tables of every kind', () => {
  expect(allTables(estate)).toBeGreaterThan(30)
})

test('with up to three faults every table is still made', () => {
  fc.assert(
    fc.property(fc.array(fault, { minLength: 1, maxLength: 3 }), (faults) => {
      const resources = faults.reduce<readonly ArmResource[]>(spoiled, estate)
      expect(allTables(resources)).toBeGreaterThan(0)
    }),
    { numRuns: 300 },
  )
})

test('without any one of its resources every table is still made', () => {
  for (const missing of estate) {
    expect(allTables(estate.filter((resource) => resource !== missing))).toBeGreaterThan(0)
  }
})
