// Azure Firewalls in VNets: packets go on by the routes of their subnet, and leave for the Internet translated (R6.18, R6.19).
import { describe, expect, test } from 'vitest'
import { traceText } from '../../src/presentation/index.ts'
import type { PlainObject } from '../model/network-of.ts'
import { type ArmResource, analysisOf, azureFirewall, peered, routeTable, vm, vnet } from './azure.ts'
import { linesOf, traced, waysOf } from './described.ts'

const spokes = (takesForwarded: boolean, rules?: PlainObject): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', { AzureFirewallSubnet: '10.0.1.0/26' }),
  vnet('a', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'routes' } }),
  vnet('b', '10.2.0.0/16', { main: { prefix: '10.2.0.0/24', routeTable: 'routes' } }),
  ...peered('hub', 'a', {}, { allowForwardedTraffic: takesForwarded }),
  ...peered('hub', 'b', {}, { allowForwardedTraffic: takesForwarded }),
  routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
  azureFirewall('firewall', 'hub', '10.0.1.4', rules),
  ...vm('vm-a', 'a/main', '10.1.0.4'),
  ...vm('vm-b', 'b/main', '10.2.0.4'),
]

test('R6.26: it joins two spokes without being a hop; rules that no input tells are taken for granted', () => {
  const answer = traced(analysisOf(spokes(true)), { from: 'vm-a', to: 'vm-b' })
  expect([linesOf(answer), answer.replyTtl, answer.symmetric]).toEqual([['10.2.0.4'], 64, true])
  expect(answer.assumptions).toContainEqual({ code: 'firewallAllows', parameters: { firewall: 'firewall' } })
})

test('what it passes on is forwarded traffic (R2.4)', () => {
  const answer = traced(analysisOf(spokes(false)), { from: 'vm-a', to: 'vm-b' })
  expect(answer.forward.ending).toBe('peeringRefused')
})

test('it takes packets to the Internet', () => {
  const answer = traced(analysisOf(spokes(true)), { from: 'vm-a', to: '8.8.8.8', protocol: 'tcp', port: 443 })
  expect(waysOf(answer.forward)).toEqual([
    'vm-a:effectiveRoute > firewall:effectiveRoute > Internet:internetEgress = deliveredToInternet',
  ])
  expect(answer.verdict).toBe('reached')
})

test('R6.18: off the Internet, what is not for private space carries its address, and the reply finds back', () => {
  const outside = vnet('outside', '198.51.100.0/24', { main: '198.51.100.0/25' })
  const answer = traced(
    analysisOf([
      ...spokes(true),
      outside,
      ...peered('hub', 'outside'),
      ...vm('web', 'outside/main', '198.51.100.4'),
    ]),
    { from: 'vm-a', to: 'web' },
  )
  // The far side takes no forwarded traffic: the source is an address of the peered VNet now.
  expect([answer.verdict, answer.replyTtl]).toEqual(['reached', 64])
  expect(waysOf(answer.return)).toEqual([
    'web:effectiveRoute > firewall:effectiveRoute > vm-a:localDelivery = delivered',
  ])
})

test('its own address is a matter of its rules', () => {
  const answer = traced(analysisOf(spokes(true)), { from: 'vm-a', to: '10.0.1.4' })
  expect(waysOf(answer.forward)).toEqual(['vm-a:effectiveRoute > firewall:elementNotModelled = unknown'])
})

describe('rules (R6.36)', () => {
  const rule = (settings: PlainObject = {}): PlainObject => ({
    name: 'web',
    protocols: ['TCP'],
    sourceAddresses: ['10.1.0.0/16'],
    destinationAddresses: ['10.2.0.0/16'],
    destinationPorts: ['443'],
    ...settings,
  })
  const collection = (priority: number, type: string, ...rules: readonly PlainObject[]): PlainObject => ({
    name: `c${priority}`,
    properties: { priority, action: { type }, rules },
  })
  const network = (...collections: readonly PlainObject[]) => ({ networkRuleCollections: collections })
  const toWeb = { from: 'vm-a', to: 'vm-b', protocol: 'tcp', port: 443 } as const
  const ask = (rules: PlainObject, question: Parameters<typeof traced>[1] = toWeb) =>
    traced(analysisOf(spokes(true, rules)), question)

  test('one that allows is named, and the reply needs none', () => {
    const answer = ask(network(collection(200, 'Allow', rule())))
    expect(answer).toMatchObject({ verdict: 'reached', filtering: 'allowed', assumptions: [] })
    expect(answer.forward.ways[0]?.hops[1]?.filters).toMatchObject([
      { group: 'c200', attachedTo: 'firewall', to: 'firewall', rule: 'web', access: 'Allow' },
    ])
  })

  test('what none allows is denied', () => {
    for (const rules of [{}, network(collection(200, 'Allow', rule({ destinationPorts: ['80'] })))]) {
      const answer = ask(rules)
      expect(answer).toMatchObject({ verdict: 'notReached', routing: 'reached', filtering: 'denied' })
      expect(waysOf(answer.forward)).toEqual(['vm-a:effectiveRoute > firewall:firewallDefault = filtered'])
    }
  })

  test('the first by priority decides', () => {
    const allow = collection(200, 'Allow', rule())
    expect(
      ask(network(allow, collection(100, 'Deny', rule()))).forward.ways[0]?.hops[1]?.decision,
    ).toMatchObject({ code: 'firewallRule', parameters: { collection: 'c100' } })
    expect(ask(network(allow, collection(300, 'Deny', rule()))).verdict).toBe('reached')
  })

  test('a ping needs a rule for ICMP', () => {
    const ping = { from: 'vm-a', to: 'vm-b' } as const
    expect(ask(network(collection(200, 'Allow', rule())), ping).verdict).toBe('notReached')
    expect(ask(network(collection(200, 'Allow', rule({ protocols: ['ICMP'] }))), ping).verdict).toBe(
      'reached',
    )
  })

  test('a rule for names of hosts is for a name that a packet does not show', () => {
    const toInternet = { from: 'vm-a', to: '203.0.113.9', protocol: 'tcp', port: 443 } as const
    const application = (targetFqdns: readonly string[]): PlainObject => ({
      applicationRuleCollections: [
        collection(100, 'Allow', {
          name: 'sites',
          sourceAddresses: ['*'],
          protocols: [{ protocolType: 'Https', port: 443 }],
          targetFqdns,
        }),
      ],
    })
    const named = ask(application(['*.example.com']), toInternet)
    expect(named).toMatchObject({ verdict: 'unknown', routing: 'reached', filtering: 'notEvaluated' })
    expect(named.forward.ways[0]?.hops.at(-1)?.decision).toMatchObject({
      code: 'firewallRuleOpen',
      parameters: { rule: 'sites', names: '*.example.com' },
    })
    expect(ask(application(['*']), toInternet).verdict).toBe('reached')
    expect(ask(application(['*']), { ...toInternet, port: 22 }).verdict).toBe('notReached')
  })

  test('a question that leaves open whether a rule is for it is not said to be stopped by one', () => {
    const answer = ask(network(collection(200, 'Allow', rule())), {
      from: 'vm-a',
      to: 'vm-b',
      protocol: 'tcp',
    })
    expect(answer).toMatchObject({ verdict: 'unknown', routing: 'reached', filtering: 'notEvaluated' })
    expect(waysOf(answer.return)).toEqual([
      'vm-b:effectiveRoute > firewall:effectiveRoute > vm-a:localDelivery = delivered',
    ])
    expect(traceText(answer, { language: 'en' })).not.toContain('stops it')
  })

  test('the answer to a request that a rule denies would pass, as it belongs to it', () => {
    const answer = ask(network(collection(200, 'Allow', rule({ destinationPorts: ['22'] }))))
    expect(answer).toMatchObject({ verdict: 'notReached', filtering: 'denied' })
    expect(answer.return.ending).toBe('delivered')
  })

  test('R6.20: of a connection that began without it, it lets nothing pass', () => {
    // The way there goes straight over a peering, the way back over the firewall.
    const oneSided = (rules: PlainObject, protocol: 'tcp' | 'udp'): readonly string[] => {
      const resources = [
        ...spokes(true, rules).filter(({ name }) => name !== 'a'),
        vnet('a', '10.1.0.0/16', { main: '10.1.0.0/24' }),
        ...peered('a', 'b', {}, {}),
        vnet('b2', '10.3.0.0/16', { main: { prefix: '10.3.0.0/24', routeTable: 'back' } }),
        routeTable('back', [['10.1.0.0/16', 'VirtualAppliance', '10.0.1.4']]),
        ...peered('hub', 'b2', {}, { allowForwardedTraffic: true }),
        ...peered('a', 'b2'),
        ...vm('vm-c', 'b2/main', '10.3.0.4'),
      ]
      const answer = traced(analysisOf(resources), { from: 'vm-a', to: 'vm-c', protocol, port: 443 })
      return [answer.forward.ending, ...waysOf(answer.return)]
    }
    const open = network(
      collection(
        100,
        'Allow',
        rule({
          protocols: ['Any'],
          sourceAddresses: ['*'],
          destinationAddresses: ['*'],
          destinationPorts: ['*'],
        }),
      ),
    )
    expect(oneSided(open, 'tcp')).toEqual([
      'delivered',
      'vm-c:effectiveRoute > firewall:noFlowState = filtered',
    ])
    expect(oneSided(open, 'udp')).toEqual([
      'delivered',
      'vm-c:effectiveRoute > firewall:effectiveRoute > vm-a:localDelivery = delivered',
    ])
  })
})
