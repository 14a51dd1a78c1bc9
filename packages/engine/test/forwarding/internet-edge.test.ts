// Ways out of a subnet and which of them goes first, and packets that leave Azure only to come in again.
import { describe, expect, test } from 'vitest'
import { verdictText } from '../../src/presentation/index.ts'
import type { TraceQuestion } from '../../src/queries/index.ts'
import {
  type ArmResource,
  analysisOf,
  appliance,
  azureFirewall,
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
    ['a rule for another protocol', { lb: { outbound: { out: 'Udp' } } }, 'R6.57'],
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
})

test('a backend that calls its own public frontend comes back to itself, and that has an answer', () => {
  const resources = network({ lb: { rules: { http: { port: 80 } } } })
  const answer = traced(analysisOf(resources), { from: 'vm1', to: 'lb', protocol: 'tcp', port: 80 })
  expect(waysOf(answer.forward)[0]).toMatch(/Internet:publicAddress > lb:loadBalanced > vm1:localDelivery/)
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

test('what a firewall sends to a public address of the network itself is not followed', () => {
  const resources = [
    vnet('lan', '10.0.0.0/16', {
      main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
      AzureFirewallSubnet: '10.0.1.0/26',
      web: '10.0.2.0/24',
    }),
    routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
    azureFirewall('fw', 'lan', '10.0.1.4'),
    publicIp('web-nic-ip', '20.0.0.1'),
    ...vm('vm1', 'lan/main', '10.0.0.4'),
    ...vm('web', 'lan/web', '10.0.2.4', { publicAddress: true }),
  ]
  const answer = traced(analysisOf(resources), { from: 'vm1', to: 'web-nic-ip', protocol: 'tcp', port: 443 })
  expect([answer.forward.ending, lastDecision(answer.forward)]).toEqual(['unknown', 'elementNotModelled'])
})
