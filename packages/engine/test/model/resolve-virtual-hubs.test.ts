// Virtual hubs: what is read of them, their tables, connections, peers, firewall and intent.
import { describe, expect, test } from 'vitest'
import type { VirtualHub } from '../../src/model/index.ts'
import { formatAddress, formatPrefix } from '../../src/net/index.ts'
import type { World } from '../../src/resources/index.ts'
import { nic, vm, vnet } from './azure.ts'
import { routeServer } from './azure-vpn.ts'
import {
  firewall,
  hub,
  hubPeer,
  intent,
  routing,
  table,
  tableRoute,
  toVnet,
  wan,
  wanId,
} from './azure-wan.ts'
import { type ArmChild, type ArmResource, codesOf, type PlainObject, resolvedOf } from './network-of.ts'

const spoke = vnet('spoke', ['10.11.0.0/16'])

const hubOf = (
  children: readonly ArmChild[] = [],
  properties: PlainObject = {},
  more: readonly ArmResource[] = [],
  world: Partial<World> = {},
): { readonly hub: VirtualHub; readonly codes: readonly string[] } => {
  const { network, findings } = resolvedOf(
    [spoke, hub('hub', '10.1.0.0/23', children, properties), ...more],
    world,
  )
  const [first] = network.virtualHubs
  if (first === undefined) throw new Error('there is a hub')
  return { hub: first, codes: codesOf(findings) }
}

describe('the hub itself', () => {
  test('by default: AS 65515, ExpressRoute preferred, branch-to-branch, a default table', () => {
    const { hub: made, codes } = hubOf([], {}, [wan()])
    expect([made.asn, made.preference, made.branchToBranch]).toEqual([65515, 'ExpressRoute', true])
    expect(made.tables.map(({ name, labels }) => [name, labels])).toEqual([
      ['defaultRouteTable', ['default']],
    ])
    expect(codes).toEqual([])
  })

  test('what is written counts, in any letter case', () => {
    const { hub: made } = hubOf([], { virtualRouterAsn: 65001, hubRoutingPreference: 'aspath' }, [
      wan('wan', { allowBranchToBranchTraffic: false }),
    ])
    expect([made.asn, made.preference, made.branchToBranch]).toEqual([65001, 'ASPath', false])
  })

  test('router addresses of the world file come before those of an export', () => {
    const exported = { virtualRouterIps: ['10.1.0.69', '10.1.0.70', 'nonsense'] }
    const addresses = (world: Partial<World>) =>
      hubOf([], exported, [], world).hub.routerAddresses.map(formatAddress)
    expect(addresses({})).toEqual(['10.1.0.69', '10.1.0.70'])
    expect(addresses({ virtualHubs: [{ name: 'hub', routerIps: ['10.1.0.4'] }] })).toEqual(['10.1.0.4'])
  })

  test('a hub without a prefix, or with an unreadable one, is a hub all the same', () => {
    const { network } = resolvedOf([hub('a', undefined), hub('b', 'nonsense')])
    expect(network.virtualHubs.map(({ prefix }) => prefix)).toEqual([undefined, undefined])
  })

  test('a Route Server is none', () => {
    const { network } = resolvedOf([
      vnet('net', ['10.0.0.0/16'], { RouteServerSubnet: '10.0.1.0/24' }),
      routeServer('net'),
    ])
    expect([network.virtualHubs.length, network.routeServers.length]).toEqual([0, 1])
  })
})

describe('connections', () => {
  test('by default: the default table, its label, no default route, static routes propagated', () => {
    const { hub: made } = hubOf([toVnet('spoke')])
    const [connection] = made.connections
    expect(connection?.associated?.name).toBe('defaultRouteTable')
    expect([...(connection?.propagatesTo ?? [])].map(({ name }) => name)).toEqual(['defaultRouteTable'])
    expect(connection?.internetSecurity).toBe(false)
    expect(connection?.propagateStaticRoutes).toBe(true)
    expect(connection?.vnetLocalRouteOverride).toBe('Equal')
    expect(connection?.vnet.hubConnection).toBe(connection)
  })

  test('a VNet that is not there, and none at all, are findings', () => {
    expect(hubOf([toVnet('missing')]).hub.connections).toEqual([])
    expect(hubOf([toVnet('missing')]).codes).toEqual(['HP2006'])
    const nameless = { type: 'hubVirtualNetworkConnections', name: 'to-nowhere' }
    expect(hubOf([nameless]).hub.connections).toEqual([])
    expect(hubOf([nameless]).codes).toHaveLength(1)
  })

  test('a VNet that is connected twice keeps the first connection', () => {
    const { hub: made } = hubOf([toVnet('spoke'), { ...toVnet('spoke'), name: 'again' }])
    expect(made.connections.map(({ vnet: { hubConnection } }) => hubConnection?.name)).toEqual([
      'to-spoke',
      'to-spoke',
    ])
  })

  test('static routes keep those that can be read', () => {
    const statics = routing(undefined, [], [], {
      staticRoutes: [
        { name: 'good', addressPrefixes: ['192.168.0.0/16'], nextHopIpAddress: '10.11.0.4' },
        { addressPrefixes: ['192.168.0.0/16', 'nonsense'], nextHopIpAddress: '10.11.0.5' },
        { name: 'lost', addressPrefixes: ['192.168.0.0/16'] },
      ],
      staticRoutesConfig: { propagateStaticRoutes: false, vnetLocalRouteOverrideCriteria: 'contains' },
    })
    const { hub: made, codes } = hubOf([toVnet('spoke', statics)])
    const [connection] = made.connections
    expect(
      connection?.staticRoutes.map(({ name, prefixes, nextHop }) =>
        [name, prefixes.map(formatPrefix).join(), formatAddress(nextHop)].join(' '),
      ),
    ).toEqual(['good 192.168.0.0/16 10.11.0.4', 'route-2 192.168.0.0/16 10.11.0.5'])
    expect(connection?.propagateStaticRoutes).toBe(false)
    expect(connection?.vnetLocalRouteOverride).toBe('Contains')
    expect(codes).toHaveLength(1)
  })
})

describe('tables', () => {
  test('the default one has its label although another is written', () => {
    const { hub: made } = hubOf([table('DefaultRouteTable', ['Mine']), table('other', ['Theirs'])])
    expect(made.tables.map(({ name, labels }) => [name, labels])).toEqual([
      ['DefaultRouteTable', ['mine', 'default']],
      ['other', ['theirs']],
    ])
  })

  test('routes lead to a connection, the firewall of this hub, or something else', () => {
    const routes = [
      tableRoute('10.0.0.0/8', wanId.connection('hub', 'to-spoke')),
      tableRoute('172.16.0.0/12', wanId.firewall('fw')),
      tableRoute('192.168.0.0/16', wanId.firewall('elsewhere')),
      { destinations: ['100.64.0.0/10'], nextHop: 'nonsense' },
      { destinations: ['nonsense'], nextHop: wanId.firewall('fw') },
    ]
    const { hub: made, codes } = hubOf([toVnet('spoke'), table('t', [], routes)], {}, [firewall('fw', 'hub')])
    const [own] = made.tables
    expect(own?.routes.map(({ name, nextHop }) => [name, nextHop.kind])).toEqual([
      ['to-10.0.0.0/8', 'connection'],
      ['to-172.16.0.0/12', 'firewall'],
      ['to-192.168.0.0/16', 'other'],
    ])
    expect(codes).toHaveLength(2)
  })

  test('a route without a name is numbered', () => {
    const routes = [{ destinations: ['10.0.0.0/8'], nextHop: wanId.firewall('fw') }]
    expect(hubOf([table('t', [], routes)]).hub.tables[0]?.routes[0]?.name).toBe('route-1')
  })
})

describe('the firewall', () => {
  test('has the address of the world file before that of an export', () => {
    const address = (world: Partial<World>) => {
      const found = hubOf([], {}, [firewall('fw', 'hub', '10.1.0.132')], world).hub.firewall?.address
      return found === undefined ? undefined : formatAddress(found)
    }
    expect(address({})).toBe('10.1.0.132')
    expect(address({ virtualHubs: [{ name: 'hub', firewallIp: '10.1.0.133' }] })).toBe('10.1.0.133')
  })

  test('without an address is there all the same; one of another hub is not', () => {
    expect(hubOf([], {}, [firewall('fw', 'hub')]).hub.firewall?.address).toBe(undefined)
    expect(hubOf([], {}, [firewall('fw', 'other')]).hub.firewall).toBe(undefined)
  })
})

describe('BGP peers', () => {
  test('know their connection', () => {
    const { hub: made } = hubOf([
      toVnet('spoke'),
      hubPeer('nva', '10.11.0.4', 65001, wanId.connection('hub', 'to-spoke')),
    ])
    expect(made.peers.map(({ connection }) => connection?.name)).toEqual(['to-spoke'])
  })

  test('are the machine in the VNet of their connection, where another uses the same addresses', () => {
    const twin = (name: string): readonly ArmResource[] => [
      nic(name, `${name}/default`, '10.11.0.4'),
      vm(name, [name]),
    ]
    const { network } = resolvedOf([
      ...['twin', 'spoke'].map((name) => vnet(name, ['10.11.0.0/16'], { default: '10.11.0.0/24' })),
      ...twin('twin'),
      ...twin('spoke'),
      hub('hub', '10.1.0.0/23', [
        toVnet('spoke'),
        hubPeer('named', '10.11.0.4', 65001, wanId.connection('hub', 'to-spoke')),
        hubPeer('unnamed', '10.11.0.4', 65001),
      ]),
    ])
    const routers = network.virtualHubs[0]?.peers.map(({ router }) => router)
    expect(routers?.map((router) => (router?.kind === 'vm' ? router.vm.name : undefined))).toEqual([
      'spoke',
      'spoke',
    ])
  })

  test('one whose connection is not there stays, with a finding', () => {
    const { hub: made, codes } = hubOf([
      hubPeer('nva', '10.11.0.4', 65001, wanId.connection('hub', 'missing')),
    ])
    expect(made.peers.map(({ connection }) => connection)).toEqual([undefined])
    expect(codes).toEqual(['HP2006'])
  })

  test('without an address or number are left out with a finding', () => {
    for (const bad of [hubPeer('nva', null, 65001), hubPeer('nva', '10.11.0.4', 'many')]) {
      const { hub: made, codes } = hubOf([bad])
      expect(made.peers).toEqual([])
      expect(codes).toHaveLength(1)
    }
  })
})

describe('routing intent', () => {
  const fw = wanId.firewall('fw')

  test('has a next hop for each kind of traffic', () => {
    const { hub: made } = hubOf([intent({ privateTraffic: fw, internet: wanId.firewall('x') })], {}, [
      firewall('fw', 'hub'),
    ])
    expect([made.intent?.privateTraffic?.kind, made.intent?.internetTraffic?.kind]).toEqual([
      'firewall',
      'other',
    ])
  })

  test('with one policy leaves the other open; without any there is none', () => {
    expect(hubOf([intent({ internet: fw })]).hub.intent?.privateTraffic).toBe(undefined)
    expect(hubOf().hub.intent).toBe(undefined)
  })

  test('that cannot be read has no next hops', () => {
    const odd: ArmChild = {
      type: 'routingIntent',
      name: 'intent',
      properties: { routingPolicies: [{ destinations: 'Internet' }, { destinations: ['Internet'] }] },
    }
    expect(hubOf([odd]).hub.intent).toEqual({ privateTraffic: undefined, internetTraffic: undefined })
  })
})
