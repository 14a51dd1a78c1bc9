// Ways out of a subnet and which of them goes first, and packets that leave Azure only to come in again.
import { describe, expect, test } from 'vitest'
import { verdictText } from '../../src/presentation/index.ts'
import type { TraceQuestion } from '../../src/queries/index.ts'
import { idOf } from '../model/network-of.ts'
import {
  type ArmResource,
  analysisOf,
  appliance,
  azureFirewall,
  peered,
  routeTable,
  securityGroup,
  vm,
  vnet,
} from './azure.ts'
import { type BalancerSettings, balancer, natGateway, publicIp } from './azure-edge.ts'
import { lastDecision, traced, waysOf } from './described.ts'

interface Ways {
  readonly natGateway?: boolean
  readonly publicAddress?: boolean
  readonly lb?: BalancerSettings
  readonly isPrivate?: boolean
}

const network = ({ natGateway: nat, publicAddress = false, lb, isPrivate }: Ways): readonly ArmResource[] => [
  vnet('lan', '10.0.0.0/16', {
    main: {
      prefix: '10.0.0.0/24',
      ...(nat === true ? { natGateway: 'nat' } : {}),
      ...(isPrivate === true ? { defaultOutboundAccess: false } : {}),
    },
  }),
  publicIp('vm1-nic-ip', '20.0.0.1'),
  publicIp('nat-ip', '20.0.0.2'),
  publicIp('lb-ip', '20.0.0.3'),
  natGateway('nat', ['nat-ip']),
  ...(lb === undefined ? [] : [balancer('lb', { publicIp: 'lb-ip', ...lb })]),
  ...vm('vm1', 'lan/main', '10.0.0.4', { publicAddress, ...(lb === undefined ? {} : { pool: 'lb/pool' }) }),
]

const out = (resources: readonly ArmResource[], protocol: TraceQuestion['protocol'] = 'tcp') => {
  const answer = traced(analysisOf(resources), { from: 'vm1', to: '8.8.8.8', protocol, port: 443 })
  const last = answer.forward.ways[0]?.hops.at(-1)?.decision
  return [answer.forward.ending, last?.parameters['by'] ?? last?.rule, last?.parameters['addresses']]
}

describe('the way out (R6.23)', () => {
  const outbound = { outbound: { out: 'All' }, rules: { http: { port: 80, inboundOnly: true } } }

  test.each([
    [
      'everything: NAT gateway',
      { natGateway: true, publicAddress: true, lb: outbound },
      'natGateway',
      '20.0.0.2',
    ],
    ['no NAT gateway: its own address', { publicAddress: true, lb: outbound }, 'publicAddress', '20.0.0.1'],
    ['an outbound rule', { lb: outbound }, 'outboundRule', '20.0.0.3'],
    ['an outbound rule in a private subnet', { lb: outbound, isPrivate: true }, 'outboundRule', '20.0.0.3'],
    ['a balancing rule', { lb: { rules: { http: { port: 80 } } } }, 'loadBalancer', '20.0.0.3'],
    ['nothing said', {}, 'default', undefined],
  ] as const)('by %s', (_, ways, by, addresses) => {
    expect(out(network(ways))).toEqual(['deliveredToInternet', by, addresses])
  })

  test.each([
    ['rules for inbound flows only', { lb: { rules: { http: { port: 80, inboundOnly: true } } } }, 'R6.57'],
    ['a private subnet', { isPrivate: true }, 'R6.25'],
  ] as const)('there is none with %s', (_, ways, rule) => {
    expect(out(network(ways))).toEqual(['noInternetEgress', rule, undefined])
  })

  test('a Basic balancer without a rule leaves default outbound access', () => {
    expect(out(network({ lb: { sku: 'Basic' } }))[1]).toBe('default')
  })

  test('a ping gets out by an address of the machine only', () => {
    expect(out(network({ publicAddress: true }), 'icmp')[0]).toBe('deliveredToInternet')
    for (const ways of [{ natGateway: true, publicAddress: true }, { lb: outbound }, {}])
      expect(out(network(ways), 'icmp')[0]).toBe('noInternetEgress')
  })

  test('Azure lends nothing to a machine that has a public address on another configuration (R6.25)', () => {
    const resources = [
      vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
      publicIp('vm1-nic-ip', '20.0.0.1'),
      ...vm('vm1', 'lan/main', ['10.0.0.4', '10.0.0.5'], { publicAddress: true }),
    ]
    const answer = traced(analysisOf(resources), {
      from: '10.0.0.5',
      to: '8.8.8.8',
      protocol: 'tcp',
      port: 443,
    })
    expect([answer.forward.ending, lastDecision(answer.forward)]).toEqual(['noInternetEgress', 'noEgress'])
  })
})

describe('private space is not routed on the Internet, whichever rows the year has (R1.3)', () => {
  test.each([
    ['vm1', '172.20.0.9'],
    ['8.8.8.8', '172.20.0.9'],
    ['vm6', 'fd00:77::9'],
    ['2001:db8::1', 'fd00:77::9'],
  ])('from %s to %s', (from, to) => {
    const dual = vnet('dual', ['10.1.0.0/16', 'fd00:1::/48'], { main: 'fd00:1::/64' })
    const resources = [...network({}), dual, ...vm('vm6', 'dual/main', ['fd00:1::4'])]
    const { verdict, forward } = traced(analysisOf(resources, { era: 2019 }), { from, to, protocol: 'tcp' })
    expect([verdict, lastDecision(forward)]).toEqual(['notReached', 'notRoutableOnInternet'])
  })
})

describe('a machine that calls a public address of its own network (R6.24)', () => {
  const pair = (
    rules: Parameters<typeof securityGroup>[1],
    routes: Parameters<typeof routeTable>[1] = [],
  ) => [
    vnet('a', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', natGateway: 'nat' } }),
    vnet('b', '10.2.0.0/16', {
      main: { prefix: '10.2.0.0/24', networkSecurityGroup: 'nsg', routeTable: 'routes' },
      nva: '10.2.1.0/24',
    }),
    routeTable('routes', routes),
    securityGroup('nsg', rules),
    publicIp('nat-ip', '20.0.0.2'),
    natGateway('nat', ['nat-ip']),
    publicIp('lb-ip', '20.0.0.3'),
    balancer('lb', { publicIp: 'lb-ip', rules: { https: { port: 443 } } }),
    ...vm('vm1', 'a/main', '10.1.0.4'),
    ...vm('web', 'b/main', '10.2.0.4', { pool: 'lb/pool' }),
    ...appliance('nva', 'b/nva', '10.2.1.4', { publicAddress: true }),
  ]
  const question = { from: 'vm1', to: 'lb', protocol: 'tcp', port: 443 } as const

  test('leaves by its way out, comes in with that address, and gets its answer', () => {
    const answer = traced(analysisOf(pair({ 100: { source: '20.0.0.2/32', port: '443' } })), question)
    expect(waysOf(answer.forward)).toEqual([
      'vm1:effectiveRoute > Internet:internetEgress > Internet:publicAddress > lb:loadBalanced > web:localDelivery = delivered',
    ])
    expect(waysOf(answer.return)).toEqual([
      'web:effectiveRoute > Internet:internetEgress > vm1:localDelivery = delivered',
    ])
    expect(answer.verdict).toBe('reached')
  })

  test('is told apart from its private address by groups', () => {
    const answer = traced(analysisOf(pair({ 100: { source: '10.1.0.0/16', port: '443' } })), question)
    expect(answer.forward.ending).toBe('filtered')
  })

  test('gets no answer where that leaves by another way', () => {
    const routes = [['0.0.0.0/0', 'VirtualAppliance', '10.2.1.4']] as const
    const answer = traced(analysisOf(pair({ 100: { port: '443' } }, routes)), question)
    expect([answer.forward.ending, answer.verdict]).toEqual(['delivered', 'notReached'])
    expect(lastDecision(answer.return)).toBe('answerLeavesElsewhere')
    // The Internet follows no connections, and filters nothing.
    expect(verdictText(answer, 'en')).toMatch(
      /the reply is lost: the answer leaves for the Internet with another address than the one that was called/,
    )
  })

  test('is answered by the machine itself, whatever peerings say of what others relay (R2.4)', () => {
    const hub = vnet('hub', '10.3.0.0/16', { nva: '10.3.1.0/24' })
    const routes = [['0.0.0.0/0', 'VirtualAppliance', '10.3.1.4']] as const
    const resources = [
      ...pair({ 100: { port: '443' } }, routes),
      hub,
      ...peered('b', 'hub'),
      ...appliance('far', 'hub/nva', '10.3.1.4', { publicAddress: true }),
    ]
    const { return: back } = traced(analysisOf(resources), question)
    expect(waysOf(back)[0]).toMatch(/^web:effectiveRoute > far:kernelRoute > /)
  })
})

test('a backend that calls its own public frontend comes back to itself, and that has an answer', () => {
  const resources = network({ lb: { rules: { http: { port: 80 } } } })
  const answer = traced(analysisOf(resources), { from: 'vm1', to: 'lb', protocol: 'tcp', port: 80 })
  expect(waysOf(answer.forward)[0]).toMatch(/Internet:publicAddress > lb:loadBalanced > vm1:localDelivery/)
})

describe('a public address of the SKU Standard is closed (R6.65)', () => {
  const guards = {
    nobody: {},
    subnet: { ofSubnet: 'nsg' },
    nic: { ofNic: 'nsg' },
  } as const
  const network = (
    guard: { readonly ofSubnet?: string; readonly ofNic?: string },
    sku?: 'Standard' | 'Basic',
  ) => [
    vnet('lan', '10.0.0.0/16', {
      main: {
        prefix: '10.0.0.0/24',
        ...(guard.ofSubnet === undefined ? {} : { networkSecurityGroup: guard.ofSubnet }),
      },
    }),
    securityGroup('nsg', { 100: { port: '443' } }),
    publicIp('web-nic-ip', '20.0.0.1', sku),
    publicIp('lb-ip', '20.0.0.3', sku),
    balancer('lb', { publicIp: 'lb-ip', rules: { https: { port: 443 } } }),
    ...vm('web', 'lan/main', '10.0.0.4', {
      publicAddress: true,
      pool: 'lb/pool',
      ...(guard.ofNic === undefined ? {} : { networkSecurityGroup: guard.ofNic }),
    }),
    ...vm('peer', 'lan/main', '10.0.0.5'),
  ]
  const ask = (resources: readonly ArmResource[], to: string, from = 'internet') =>
    traced(analysisOf(resources), { from, to, protocol: 'tcp', port: 443 })

  test.each(['web', 'lb'])('to %s unless a security group says something', (to) => {
    const closed = ask(network(guards.nobody, 'Standard'), to)
    expect([closed.forward.ending, lastDecision(closed.forward)]).toEqual(['filtered', 'closedAddress'])
    expect([closed.verdict, closed.routing, closed.filtering]).toEqual(['notReached', 'reached', 'denied'])
    for (const guard of [guards.subnet, guards.nic])
      expect(ask(network(guard, 'Standard'), to).verdict).toBe('reached')
    for (const sku of ['Basic', undefined] as const)
      expect(ask(network(guards.nobody, sku), to).verdict).toBe('reached')
  })

  test('in a subnet that the inputs only refer to there may be a group, which the answer says', () => {
    const resources = [
      ...network(guards.nobody, 'Standard').filter(({ name }) => name !== 'lan'),
      { type: 'Microsoft.Network/virtualNetworks', name: 'lan', properties: {}, existing: true },
      { type: 'Microsoft.Network/virtualNetworks/subnets', name: 'lan/main', properties: {}, existing: true },
    ]
    const answer = ask(resources, 'web')
    expect(answer.verdict).toBe('reached')
    expect(answer.assumptions).toContainEqual({
      code: 'subnetNotDescribed',
      parameters: { subnet: 'lan/main' },
    })
  })

  test('from the network itself the private address is open, the public one is not', () => {
    const resources = network(guards.nobody, 'Standard')
    expect(ask(resources, 'web', 'peer').verdict).toBe('reached')
    expect(lastDecision(ask(resources, 'lb', 'peer').forward)).toBe('closedAddress')
  })

  test('what a machine began is answered all the same', () => {
    expect(ask(network(guards.nobody, 'Standard'), '8.8.8.8', 'web').verdict).toBe('reached')
  })
})

test('a template without addresses has some for documentation, by which its parts are reached', () => {
  const resources = [
    vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
    publicIp('web-nic-ip'),
    ...vm('web', 'lan/main', '10.0.0.4', { publicAddress: true }),
  ]
  const answer = traced(analysisOf(resources), {
    from: 'internet',
    to: 'web-nic-ip',
    protocol: 'tcp',
    port: 443,
  })
  expect(answer).toMatchObject({ verdict: 'reached', from: { ip: '192.0.2.1' }, to: { ip: '203.0.113.1' } })
})

describe('what a firewall sends to a public address of the network itself (R6.18, R6.24)', () => {
  const behindFirewall = (addresses: readonly string[]): readonly ArmResource[] => {
    const firewall = azureFirewall('fw', 'lan', '10.0.1.4')
    const name = (index: number): string => `fw-ip${index}`
    return [
      vnet('lan', '10.0.0.0/16', {
        main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
        AzureFirewallSubnet: '10.0.1.0/26',
        web: { prefix: '10.0.2.0/24', networkSecurityGroup: 'nsg' },
      }),
      routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
      securityGroup('nsg', { 100: { source: '20.0.0.9/32', port: '443' } }),
      {
        ...firewall,
        children: addresses.map((_, index) => ({
          type: 'ipConfigurations',
          name: `more${index}`,
          properties: {
            publicIPAddress: { id: idOf('Microsoft.Network/publicIPAddresses', name(index)) },
          },
        })),
      },
      ...addresses.map((address, index) => publicIp(name(index), address)),
      publicIp('web-nic-ip', '20.0.0.1'),
      ...vm('vm1', 'lan/main', '10.0.0.4'),
      ...vm('web', 'lan/web', '10.0.2.4', { publicAddress: true }),
    ]
  }
  const ask = (addresses: readonly string[]) =>
    traced(analysisOf(behindFirewall(addresses)), {
      from: 'vm1',
      to: 'web-nic-ip',
      protocol: 'tcp',
      port: 443,
    })

  test('comes in with the address of the firewall, to which the answer goes', () => {
    const answer = ask(['20.0.0.9'])
    expect(waysOf(answer.forward)).toEqual([
      'vm1:effectiveRoute > fw:effectiveRoute > Internet:internetEgress > Internet:publicAddress > web:localDelivery = delivered',
    ])
    expect(waysOf(answer.return)).toEqual([
      'web:effectiveRoute > Internet:internetEgress > fw:effectiveRoute > vm1:localDelivery = delivered',
    ])
    expect(answer.verdict).toBe('reached')
  })

  test.each([[[]], [['20.0.0.9', '20.0.0.10']]])(
    'is not followed where it has none or several: %j',
    (all) => {
      const { forward } = ask(all)
      expect([forward.ending, lastDecision(forward)]).toEqual(['unknown', 'elementNotModelled'])
    },
  )
})
