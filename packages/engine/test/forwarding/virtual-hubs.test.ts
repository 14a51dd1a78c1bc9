// Virtual hubs on the way of a packet: which table decides, who is a hop, and where branches come in (R5.2–R5.11, R6.26).
import { describe, expect, test } from 'vitest'
import type { World } from '../../src/resources/index.ts'
import { idOf } from '../model/network-of.ts'
import { type ArmResource, analysisOf, appliance, circuit, peered, vm, vnet } from './azure.ts'
import {
  hubExpressRouteGateway,
  hubFirewall,
  hubVpnGateway,
  virtualHub,
  virtualWan,
  vpnSite,
} from './azure-gateways.ts'
import { linesOf, traced, waysOf } from './described.ts'

const vnets: readonly ArmResource[] = [
  vnet('a', '10.1.0.0/16', { main: '10.1.0.0/24', nva: '10.1.1.0/24' }),
  vnet('b', '10.2.0.0/16', { main: '10.2.0.0/24' }),
  ...vm('vm-a', 'a/main', '10.1.0.4'),
  ...vm('vm-b', 'b/main', '10.2.0.4'),
]

const hub = (
  vnetNames: readonly string[],
  number = 1,
  more: Partial<Parameters<typeof virtualHub>[1]> = {},
) =>
  virtualHub(`hub${number}`, {
    prefix: `10.10${number}.0.0/23`,
    routers: [`10.10${number}.0.69`, `10.10${number}.0.70`],
    vnets: vnetNames,
    ...more,
  })

const between = { from: 'vm-a', to: 'vm-b' } as const

describe('between VNets', () => {
  test('of one hub: its router answers from either address', () => {
    const answer = traced(analysisOf([virtualWan, ...vnets, hub(['a', 'b'])]), between)
    expect(linesOf(answer)).toEqual(['10.101.0.69|10.101.0.70', '10.2.0.4'])
    expect([answer.replyTtl, answer.symmetric]).toEqual([63, true])
  })

  test('of two hubs: the second router is silent, and both count', () => {
    const answer = traced(analysisOf([virtualWan, ...vnets, hub(['a']), hub(['b'], 2)]), between)
    expect(linesOf(answer)).toEqual(['10.101.0.69|10.101.0.70', '*', '10.2.0.4'])
    expect([answer.replyTtl, answer.symmetric]).toEqual([62, true])
  })

  test('the router itself answers a ping, and stands on the way once', () => {
    const answer = traced(analysisOf([virtualWan, ...vnets, hub(['a'])]), { from: 'vm-a', to: '10.101.0.69' })
    expect(waysOf(answer.forward)).toEqual(['vm-a:effectiveRoute > hub1:localDelivery = delivered'])
    expect([answer.verdict, answer.forward.ways[0]?.hops.at(-1)?.kind]).toEqual(['reached', 'hubRouter'])
  })
})

test('a static route leads through an appliance to a VNet behind it (R5.3)', () => {
  const behind = vnet('behind', '10.3.0.0/16', { main: '10.3.0.0/24' })
  const answer = traced(
    analysisOf([
      virtualWan,
      ...vnets,
      behind,
      ...peered('a', 'behind', {}, { allowForwardedTraffic: true }),
      ...appliance('nva', 'a/nva', '10.1.1.4'),
      ...vm('vm3', 'behind/main', '10.3.0.4'),
      hub(['a', 'b'], 1, { staticRoutes: { prefix: '10.3.0.0/16', nextHop: '10.1.1.4' } }),
    ]),
    { from: 'vm-b', to: 'vm3' },
  )
  expect(waysOf(answer.forward)).toEqual([
    'vm-b:effectiveRoute > hub1:hubRoute > nva:kernelRoute > nva:effectiveRoute > vm3:localDelivery = delivered',
  ])
})

test('a route of a table to a connection of another hub goes by way of that hub (R5.3)', () => {
  const behind = vnet('behind', '10.3.0.0/16', { main: '10.3.0.0/24' })
  const first = hub(['b'])
  const toNva = {
    type: 'hubRouteTables',
    name: 'defaultRouteTable',
    properties: {
      labels: ['default'],
      routes: [
        {
          name: 'behind',
          destinationType: 'CIDR',
          destinations: ['10.3.0.0/16'],
          nextHopType: 'ResourceId',
          nextHop: idOf('Microsoft.Network/virtualHubs/hubVirtualNetworkConnections', 'hub2/hub2--a'),
        },
      ],
    },
  }
  const answer = traced(
    analysisOf([
      virtualWan,
      ...vnets,
      behind,
      ...peered('a', 'behind', {}, { allowForwardedTraffic: true }),
      ...appliance('nva', 'a/nva', '10.1.1.4'),
      ...vm('vm3', 'behind/main', '10.3.0.4'),
      { ...first, children: [...(first.children ?? []), toNva] },
      hub(['a'], 2, { staticRoutes: { prefix: '10.3.0.0/16', nextHop: '10.1.1.4' } }),
    ]),
    { from: 'vm-b', to: 'vm3' },
  )
  expect(waysOf(answer.forward)).toEqual([
    'vm-b:effectiveRoute > hub1:hubRoute > hub2:hubRoute > nva:kernelRoute > nva:effectiveRoute > vm3:localDelivery = delivered',
  ])
})

describe('with a private policy (R5.11)', () => {
  const inspected = [
    virtualWan,
    ...vnets,
    hub(['a', 'b'], 1, { firewall: 'azfw' }),
    hubFirewall('azfw', 'hub1', '10.101.0.132'),
  ]

  test('the firewall alone passes it on, and is no hop; its rules are taken for granted', () => {
    const answer = traced(analysisOf(inspected), between)
    expect(waysOf(answer.forward)).toEqual([
      'vm-a:effectiveRoute > azfw:hubRoute > vm-b:localDelivery = delivered',
    ])
    expect(linesOf(answer)).toEqual(['10.2.0.4'])
    expect(answer.assumptions).toContainEqual({ code: 'firewallAllows', parameters: { firewall: 'azfw' } })
  })

  test('in two hubs both firewalls are on both ways: a router that only one direction shows is no difference', () => {
    const answer = traced(
      analysisOf([
        virtualWan,
        ...vnets,
        hub(['a'], 1, { firewall: 'azfw1' }),
        hub(['b'], 2, { firewall: 'azfw2' }),
        hubFirewall('azfw1', 'hub1', '10.101.0.132'),
        hubFirewall('azfw2', 'hub2', '10.102.0.132'),
      ]),
      between,
    )
    expect(waysOf(answer.forward)).toEqual([
      'vm-a:effectiveRoute > azfw1:hubRoute > hub2:hubRoute > azfw2:hubRoute > vm-b:localDelivery = delivered',
    ])
    expect(answer.symmetric).toBe(true)
  })
})

/** A hub whose default table has routes to its firewall, with one VNet that takes the default route or does not. */
const withDefault = (takesIt: boolean, routes: readonly string[]): ArmResource => {
  const plain = hub([])
  const connection = {
    type: 'hubVirtualNetworkConnections',
    name: 'to-a',
    properties: {
      remoteVirtualNetwork: { id: idOf('Microsoft.Network/virtualNetworks', 'a') },
      enableInternetSecurity: takesIt,
    },
  }
  const table = {
    type: 'hubRouteTables',
    name: 'defaultRouteTable',
    properties: {
      labels: ['default'],
      routes: routes.map((destination) => ({
        name: 'out',
        destinationType: 'CIDR',
        destinations: [destination],
        nextHopType: 'ResourceId',
        nextHop: idOf('Microsoft.Network/azureFirewalls', 'azfw'),
      })),
    },
  }
  return { ...plain, children: [...(plain.children ?? []), connection, table] }
}

test('R5.4: a VNet that leaves for the Internet past the default route of its hub is told so', () => {
  const told = (takesIt: boolean, routes: readonly string[], to = '203.0.113.9') =>
    traced(
      analysisOf([
        virtualWan,
        ...vnets,
        withDefault(takesIt, routes),
        hubFirewall('azfw', 'hub1', '10.101.0.132'),
      ]),
      { from: 'vm-a', to, protocol: 'tcp', port: 443 },
    ).findings.map(({ code, parameters }) => [code, parameters])
  expect(told(false, ['0.0.0.0/0'])).toEqual([['HP5080', { connection: 'to-a', hub: 'hub1', vnet: 'a' }]])
  expect(told(true, ['0.0.0.0/0'])).toEqual([])
  expect(told(false, ['192.168.0.0/16'])).toEqual([])
  expect(told(false, ['0.0.0.0/0'], '10.1.0.5')).toEqual([])
})

test('R6.18: what answers a packet that left by the firewall of a hub comes back through it', () => {
  const answer = traced(
    analysisOf([
      virtualWan,
      ...vnets,
      withDefault(true, ['0.0.0.0/0']),
      hubFirewall('azfw', 'hub1', '10.101.0.132'),
    ]),
    { from: 'vm-a', to: '8.8.8.8', protocol: 'tcp', port: 443 },
  )
  expect(waysOf(answer.forward)).toEqual([
    'vm-a:effectiveRoute > azfw:hubRoute > Internet:internetEgress = deliveredToInternet',
  ])
  expect(waysOf(answer.return)).toEqual([
    'Internet:outsideReply > azfw:hubRoute > vm-a:localDelivery = delivered',
  ])
  expect(answer.symmetric).toBe(true)
})

describe('a firewall in a hub that publishes a server (R6.53)', () => {
  const firewall = (policy: 'elsewhere' | 'own'): ArmResource => ({
    type: 'Microsoft.Network/azureFirewalls',
    name: 'azfw',
    properties: {
      virtualHub: { id: idOf('Microsoft.Network/virtualHubs', 'hub1') },
      hubIPAddresses: {
        privateIPAddress: '10.101.0.132',
        publicIPs: { addresses: [{ address: '20.1.2.3' }], count: 1 },
      },
      firewallPolicy: { id: idOf('Microsoft.Network/firewallPolicies', policy) },
    },
  })
  const policy: readonly ArmResource[] = [
    { type: 'Microsoft.Network/firewallPolicies', name: 'own', properties: {} },
    {
      type: 'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
      name: 'own/group',
      properties: {
        priority: 100,
        ruleCollections: [
          {
            name: 'published',
            ruleCollectionType: 'FirewallPolicyNatRuleCollection',
            priority: 100,
            action: { type: 'DNAT' },
            rules: [
              {
                ruleType: 'NatRule',
                name: 'web',
                ipProtocols: ['TCP'],
                sourceAddresses: ['*'],
                destinationAddresses: ['20.1.2.3'],
                destinationPorts: ['443'],
                translatedAddress: '10.1.0.4',
                translatedPort: '443',
              },
            ],
          },
        ],
      },
    },
  ]
  const ask = (port: number, from = '198.51.100.9') =>
    traced(
      analysisOf([
        virtualWan,
        ...vnets,
        hub(['a', 'b'], 1, { firewall: 'azfw' }),
        firewall('own'),
        ...policy,
        vnet('outside', '172.16.0.0/16', { main: '172.16.0.0/24' }),
        ...vm('client', 'outside/main', '172.16.0.4'),
      ]),
      { from, to: '20.1.2.3', protocol: 'tcp', port },
    )

  test('it is reached by the public address, and answers by the same one', () => {
    const answer = ask(443)
    expect(waysOf(answer.forward)).toEqual([
      'Internet:publicAddressOfFirewall > azfw:destinationTranslated > azfw:hubRoute > vm-a:localDelivery = delivered',
    ])
    expect(answer.forward.ways[0]?.hops.at(-1)?.translatedSource).toBe('10.101.0.132')
    expect(answer.verdict).toBe('reached')
  })

  test('and on no other port', () => {
    expect(ask(80).forward.ways[0]?.hops.at(-1)?.decision.code).toBe('firewallDefault')
  })

  test('by a machine of the inputs too, which comes round the edge and gets its answer there', () => {
    const answer = ask(443, 'client')
    expect(waysOf(answer.forward)).toEqual([
      'client:effectiveRoute > Internet:internetEgress > Internet:publicAddressOfFirewall > azfw:destinationTranslated > azfw:hubRoute > vm-a:localDelivery = delivered',
    ])
    expect(waysOf(answer.return)).toEqual([
      'vm-a:effectiveRoute > hub1:localDelivery > azfw:hubRoute > Internet:internetEgress > client:localDelivery = delivered',
    ])
    expect(answer.verdict).toBe('reached')
    expect(answer.assumptions).toContainEqual({ code: 'lentAddress', parameters: { address: '192.0.2.254' } })
    expect(ask(80, 'client').forward.ways[0]?.hops.at(-1)?.decision.code).toBe('firewallDefault')
  })
})

describe('branches', () => {
  const office = (link: 'er1' | 'office-site'): Partial<World> => ({
    sites: [
      {
        name: 'office',
        asn: 65050,
        prefixes: ['192.168.0.0/16'],
        hosts: [{ name: 'pc1', ip: '192.168.0.10' }],
        links: [
          link === 'er1'
            ? { circuit: 'er1', advertises: [{ prefix: '192.168.0.0/16' }] }
            : { vpnSite: 'office-site', advertises: [{ prefix: '192.168.0.0/16' }] },
        ],
      },
    ],
  })
  const overCircuit = [
    virtualWan,
    ...vnets,
    hub(['a']),
    hubExpressRouteGateway('hub1', 'er1'),
    circuit('er1', '172.31.0.0/30', '172.31.0.4/30'),
  ]

  test('a circuit: the MSEE answers towards the hub, and the gateway is the hop on the way in', () => {
    const analysis = analysisOf(overCircuit, office('er1'))
    expect(linesOf(traced(analysis, { from: 'vm-a', to: 'pc1' }))).toEqual(['169.254.1.2', '192.168.0.10'])
    expect(linesOf(traced(analysis, { from: 'pc1', to: 'vm-a' }))).toEqual([
      '172.31.0.2|172.31.0.6',
      '*',
      '10.1.0.4',
    ])
  })

  test('the gateway of the circuit goes by its own kind where it is asked for itself', () => {
    const known: Partial<World> = { virtualHubs: [{ name: 'hub1', erInstanceIps: ['10.101.0.12'] }] }
    const { forward } = traced(analysisOf(overCircuit, { ...office('er1'), ...known }), {
      from: 'vm-a',
      to: '10.101.0.12',
      protocol: 'tcp',
      port: 179,
    })
    expect(forward.ways[0]?.hops.at(-1)?.kind).toBe('expressRouteGateway')
  })

  test('a VPN site without BGP: no hop in either direction', () => {
    const analysis = analysisOf(
      [
        virtualWan,
        ...vnets,
        hub(['a']),
        hubVpnGateway('hub1', 'office-site'),
        vpnSite('office-site', ['192.168.0.0/16']),
      ],
      office('office-site'),
    )
    expect(linesOf(traced(analysis, { from: 'vm-a', to: 'pc1' }))).toEqual(['192.168.0.10'])
    const back = traced(analysis, { from: 'pc1', to: 'vm-a' })
    expect([linesOf(back), back.verdict, back.symmetric]).toEqual([['10.1.0.4'], 'reached', true])
  })
})
