// Security groups: which rule decides, at which NIC, and what a reply needs (R6.2–R6.10).
import { describe, expect, test } from 'vitest'
import type { TraceAnswer } from '../../src/queries/index.ts'
import { idOf, type PlainObject } from '../model/network-of.ts'
import {
  type ArmResource,
  analysisOf,
  appliance,
  nic,
  peered,
  privateEndpoint,
  type Route,
  type RuleSettings,
  routeTable,
  securityGroup,
  vm,
  vmOn,
  vnet,
} from './azure.ts'
import { linesOf, traced, waysOf } from './described.ts'
import { forwarded, spokesOverAppliance } from './sample-networks.ts'

type Rules = Readonly<Record<number, RuleSettings>>

/** Two machines; `nsg1` is on the NIC of vm1, `nsg2` on that of vm2, `nsg` on their subnet. */
const lan = (
  rules: { readonly nsg1?: Rules; readonly nsg2?: Rules; readonly nsg?: Rules },
  routes: readonly Route[] = [],
): readonly ArmResource[] => [
  vnet('lan', '10.0.0.0/16', {
    main: {
      prefix: '10.0.0.0/24',
      routeTable: 'routes',
      ...(rules.nsg === undefined ? {} : { networkSecurityGroup: 'nsg' }),
    },
  }),
  routeTable('routes', routes),
  ...Object.entries(rules).map(([name, written]) => securityGroup(name, written)),
  ...vm('vm1', 'lan/main', '10.0.0.4', {
    applicationSecurityGroup: 'clients',
    ...(rules.nsg1 === undefined ? {} : { networkSecurityGroup: 'nsg1' }),
  }),
  ...vm('vm2', 'lan/main', '10.0.0.5', {
    applicationSecurityGroup: 'servers',
    ...(rules.nsg2 === undefined ? {} : { networkSecurityGroup: 'nsg2' }),
  }),
]

const web = { from: 'vm1', to: 'vm2', protocol: 'tcp', port: 443 } as const

const decidingRule = ({ forward }: TraceAnswer): string | undefined =>
  forward.ways[0]?.hops.at(-1)?.decision.parameters['rule']

const ask = (resources: readonly ArmResource[], question: Parameters<typeof traced>[1] = web): TraceAnswer =>
  traced(analysisOf(resources), question)

describe('default rules (R6.4)', () => {
  test('machines of one virtual network reach each other, and the answer names the rules', () => {
    const answer = ask(lan({ nsg: {} }))
    expect(answer).toMatchObject({ verdict: 'reached', routing: 'reached', filtering: 'allowed' })
    expect(answer.assumptions).toEqual([])
    const filters = answer.forward.ways[0]?.hops.map((hop) => hop.filters?.map(({ rule }) => rule))
    expect(filters).toEqual([['AllowVnetOutBound'], ['AllowVnetInBound']])
  })

  test('the Internet is open outbound', () => {
    const answer = ask(lan({ nsg: {} }), { from: 'vm1', to: '8.8.8.8', protocol: 'tcp', port: 53 })
    expect(answer.forward.ways[0]?.hops[0]?.filters?.[0]?.rule).toBe('AllowInternetOutBound')
    expect(answer.verdict).toBe('reached')
  })

  test('a packet to the Internet is not for an appliance that relays it: nobody in the tag has that address (R6.7)', () => {
    const resources = [
      vnet('hub', '10.0.0.0/16', { nva: { prefix: '10.0.1.0/24', networkSecurityGroup: 'nsg' } }),
      vnet('spoke', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'routes' } }),
      ...peered('hub', 'spoke', { allowForwardedTraffic: true }, { allowForwardedTraffic: true }),
      routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
      securityGroup('nsg'),
      ...appliance('nva', 'hub/nva', '10.0.1.4', { publicAddress: true }),
      ...vm('vm1', 'spoke/main', '10.1.0.4'),
    ]
    const answer = ask(resources, { from: 'vm1', to: '8.8.8.8', protocol: 'tcp', port: 53 })
    expect(answer.forward.ending).toBe('filtered')
    expect(decidingRule(answer)).toBe('DenyAllInBound')
  })

  test('with a default route to an appliance the tag VirtualNetwork is everything (R6.7)', () => {
    const resources = lan({ nsg1: {} }, [['0.0.0.0/0', 'VirtualAppliance', '10.0.0.5']])
    const answer = ask(resources, { from: 'vm1', to: '8.8.8.8', protocol: 'tcp', port: 53 })
    expect(answer.forward.ways[0]?.hops[0]?.filters?.[0]?.rule).toBe('AllowVnetOutBound')
  })
})

describe('which rule decides (R6.2, R6.4)', () => {
  test('the first by priority, whatever the order in which they are written', () => {
    expect(ask(lan({ nsg2: { 200: { access: 'Deny' }, 100: { port: '443' } } })).verdict).toBe('reached')
    const denied = ask(lan({ nsg2: { 100: { access: 'Deny', port: '443' }, 200: {} } }))
    expect(denied).toMatchObject({ verdict: 'notReached', routing: 'reached', filtering: 'denied' })
    expect(waysOf(denied.forward)).toEqual(['vm1:effectiveRoute > vm2:securityRule = filtered'])
    expect(decidingRule(denied)).toBe('rule100')
  })

  test('outbound the group of the NIC is asked first, inbound that of the subnet', () => {
    const order = (direction: 'Inbound' | 'Outbound') => {
      const rules = { 100: { direction } }
      const { hops } = ask(lan({ nsg: rules, nsg1: rules, nsg2: rules })).forward.ways[0] ?? { hops: [] }
      return hops.at(direction === 'Outbound' ? 0 : -1)?.filters?.map(({ to, rule }) => `${to} ${rule}`)
    }
    expect(order('Outbound')).toEqual(['nic rule100', 'subnet rule100'])
    expect(order('Inbound')).toEqual(['subnet rule100', 'nic rule100'])
  })

  test('both groups must allow', () => {
    const deny = { 100: { access: 'Deny', port: '443' } } as const
    expect(ask(lan({ nsg: deny, nsg2: { 100: {} } })).verdict).toBe('notReached')
    expect(ask(lan({ nsg: { 100: {} }, nsg2: deny })).verdict).toBe('notReached')
  })

  test.each([
    ['its own port', { port: '443' }, true],
    ['another port', { port: '80' }, false],
    ['a range', { port: '400-500' }, true],
    ['a list', { port: ['22', '443'] }, true],
    ['another protocol', { protocol: 'Udp' }, false],
    ['its protocol, in any letter case', { protocol: 'TCP' }, true],
    ['a prefix that holds the source', { source: '10.0.0.0/30' }, false],
    ['prefixes of which one holds the source', { source: ['10.0.0.0/30', '10.0.0.4/30'] }, true],
    ['an address without a length', { source: '10.0.0.4' }, true],
    ['a source port that the sender may have chosen or not', { sourcePort: '*' }, true],
    ['the group that the sender is in', { sourceGroup: 'clients' }, true],
    ['a group that the sender is not in', { sourceGroup: 'servers' }, false],
    ['the group that the receiver is in', { destinationGroup: 'servers' }, true],
    ['the tag VirtualNetwork', { source: 'VirtualNetwork' }, true],
    ['the tag Internet', { source: 'Internet' }, false],
    ['the tag AzureLoadBalancer', { source: 'AzureLoadBalancer' }, false],
    ['a service tag that no private address is in', { source: 'AzureFrontDoor.Backend' }, false],
  ] satisfies readonly (readonly [string, RuleSettings, boolean])[])('a rule for %s', (_, rule, isFor) => {
    const answer = ask(lan({ nsg2: { 100: { ...rule, access: 'Deny' } } }))
    expect(answer.verdict).toBe(isFor ? 'notReached' : 'reached')
  })

  test('a rule for ports is not for ICMP, which has none', () => {
    const ping = { from: 'vm1', to: 'vm2' } as const
    expect(ask(lan({ nsg2: { 100: { access: 'Deny', port: '443' } } }), ping).verdict).toBe('reached')
    expect(ask(lan({ nsg2: { 100: { access: 'Deny', protocol: 'Icmp' } } }), ping).verdict).toBe('notReached')
    expect(ask(lan({ nsg2: { 100: { access: 'Deny', protocol: 'ICMPv4' } } }), ping).verdict).toBe(
      'notReached',
    )
  })

  test('a question without a port leaves open what a rule for ports does', () => {
    const noPort = { from: 'vm1', to: 'vm2', protocol: 'tcp' } as const
    const answer = ask(lan({ nsg2: { 100: { access: 'Deny', port: '443' } } }), noPort)
    expect(answer).toMatchObject({ verdict: 'unknown', routing: 'reached', filtering: 'notEvaluated' })
    expect(answer.forward.ways[0]?.hops.at(-1)?.decision.code).toBe('securityRuleOpen')
    // Where the rule behind says the same, nothing is open.
    expect(ask(lan({ nsg2: { 100: { port: '443' } } }), noPort).verdict).toBe('reached')
  })

  test('a tag that the list does not have decides nothing about a public address', () => {
    const toDns = { from: 'vm1', to: '8.8.8.8', protocol: 'tcp', port: 53 } as const
    const rules = { 100: { direction: 'Outbound', access: 'Deny', destination: 'NoSuchTag' } } as const
    expect(ask(lan({ nsg1: rules }), toDns).verdict).toBe('unknown')
    expect(ask(lan({ nsg1: rules })).verdict).toBe('reached')
  })
})

describe('replies and errors (R6.5)', () => {
  test('the reply of a flow that was let through needs no rule', () => {
    const answer = ask(
      lan({
        nsg1: { 100: { access: 'Deny' } },
        nsg2: { 100: { access: 'Deny', direction: 'Outbound' } },
      }),
    )
    expect(answer.verdict).toBe('reached')
  })

  test('at a NIC that did not see the request the reply does', () => {
    // The way back leads over the appliance, the way there does not.
    const resources = (nsg: Rules): readonly ArmResource[] => [
      vnet('lan', '10.0.0.0/16', {
        left: '10.0.0.0/24',
        right: { prefix: '10.0.1.0/24', routeTable: 'routes' },
        nva: { prefix: '10.0.2.0/24', networkSecurityGroup: 'nsg' },
      }),
      routeTable('routes', [['10.0.0.0/24', 'VirtualAppliance', '10.0.2.4']]),
      securityGroup('nsg', nsg),
      ...appliance('nva', 'lan/nva', '10.0.2.4'),
      ...vm('vm1', 'lan/left', '10.0.0.4'),
      ...vm('vm2', 'lan/right', '10.0.1.4'),
    ]
    expect(ask(resources({ 100: { port: '443' }, 200: { access: 'Deny' } }))).toMatchObject({
      verdict: 'notReached',
      forward: { ending: 'delivered' },
      return: { ending: 'filtered' },
    })
    expect(ask(resources({ 100: { sourcePort: '443' }, 200: { access: 'Deny' } })).verdict).toBe('reached')
    // Any port that the client may have chosen is for the reply, one below is not.
    expect(ask(resources({ 100: { port: '1024-65535' }, 200: { access: 'Deny' } })).verdict).toBe('reached')
    expect(ask(resources({ 100: { port: '30000-40000' }, 200: { access: 'Deny' } })).verdict).toBe('unknown')
  })

  test('an error of a router on the way is no reply: it needs a rule of its own', () => {
    const hops = (nsg: Rules): readonly string[] => {
      const resources = [
        ...spokesOverAppliance(forwarded).filter(({ name }) => name !== 'vm-a-nic'),
        nic('vm-a-nic', 'a/main', '10.1.0.4', { networkSecurityGroup: 'nsg' }),
        securityGroup('nsg', nsg),
      ]
      return linesOf(ask(resources, { from: 'vm-a', to: 'vm-b' }))
    }
    expect(hops({})).toEqual(['10.0.1.4', '10.2.0.4'])
    expect(hops({ 100: { access: 'Deny', source: '10.0.0.0/16' } })).toEqual(['*', '10.2.0.4'])
  })
})

describe('where groups act', () => {
  test('at every NIC on the way, with the sender that a packet has there', () => {
    const resources = [
      ...spokesOverAppliance(forwarded, [
        ...appliance('nva', 'hub/nva', '10.0.1.4', { networkSecurityGroup: 'nsg' }),
        securityGroup('nsg', { 100: { access: 'Deny', source: '10.1.0.4' } }),
      ]),
    ]
    const answer = ask(resources, { from: 'vm-a', to: 'vm-b' })
    expect(waysOf(answer.forward)).toEqual(['vm-a:effectiveRoute > nva:securityRule = filtered'])
    // The same rule is not for what comes from the other side, and the reply to that needs none.
    expect(ask(resources, { from: 'vm-b', to: 'vm-a' }).verdict).toBe('reached')
  })

  test.each([
    ['Disabled', 'reached'],
    ['RouteTableEnabled', 'reached'],
    ['NetworkSecurityGroupEnabled', 'notReached'],
    ['Enabled', 'notReached'],
  ])('at a private endpoint only if its subnet asks for it: %s (R6.10)', (policies, verdict) => {
    const resources = [
      vnet('lan', '10.0.0.0/16', {
        main: '10.0.0.0/24',
        endpoints: {
          prefix: '10.0.1.0/24',
          networkSecurityGroup: 'nsg',
          privateEndpointNetworkPolicies: policies,
        },
      }),
      securityGroup('nsg', { 100: { access: 'Deny', port: '443' } }),
      privateEndpoint('storage', 'lan/endpoints', '10.0.1.4'),
      ...vm('vm1', 'lan/main', '10.0.0.4'),
    ]
    expect(ask(resources, { ...web, to: '10.0.1.4' }).verdict).toBe(verdict)
  })

  test("never between a machine and Azure's own addresses (R6.9)", () => {
    const resources = lan({ nsg1: { 100: { direction: 'Outbound', access: 'Deny' } } })
    const dns = ask(resources, { from: 'vm1', to: '168.63.129.16', protocol: 'udp', port: 53 })
    expect([...dns.forward.ways, ...dns.return.ways].map(({ ending }) => ending)).not.toContain('filtered')
  })

  test('a group that no input declares is taken to let everything pass, and that is said', () => {
    const resources = [
      vnet('lan', '10.0.0.0/16', { main: { prefix: '10.0.0.0/24', networkSecurityGroup: 'nsg' } }),
      ...vm('vm1', 'lan/main', '10.0.0.4'),
      ...vm('vm2', 'lan/main', '10.0.0.5'),
    ]
    const answer = ask(resources)
    expect(answer).toMatchObject({ verdict: 'reached', filtering: 'notEvaluated' })
    expect(answer.assumptions).toEqual([
      { code: 'securityGroupAllows', parameters: { group: 'nsg', attachedTo: 'main' } },
    ])
  })

  test('a machine with two NICs is filtered at the one that the packet comes to', () => {
    const resources = [
      vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24', other: '10.0.1.0/24' }),
      securityGroup('closed', { 100: { access: 'Deny' } }),
      nic('front', 'lan/main', '10.0.0.5'),
      nic('back', 'lan/other', '10.0.1.5', { networkSecurityGroup: 'closed' }),
      vmOn('server', ['front', 'back']),
      ...vm('vm1', 'lan/main', '10.0.0.4'),
    ]
    expect(ask(resources, { ...web, to: '10.0.0.5' }).verdict).toBe('reached')
    expect(ask(resources, { ...web, to: '10.0.1.5' }).verdict).toBe('notReached')
  })
})

describe('security admin rules of Virtual Network Manager (R6.2)', () => {
  const manager = 'Microsoft.Network/networkManagers'
  const managed = (
    rules: readonly PlainObject[],
    members: readonly string[] = ['lan'],
  ): readonly ArmResource[] => [
    {
      type: `${manager}/networkGroups`,
      name: 'manager/group',
      properties: {},
      children: members.map((name) => ({
        type: 'staticMembers',
        name,
        properties: { resourceId: idOf('Microsoft.Network/virtualNetworks', name) },
      })),
    },
    {
      type: `${manager}/securityAdminConfigurations`,
      name: 'manager/guardrails',
      properties: {},
      children: [
        {
          type: 'ruleCollections',
          name: 'collection',
          properties: {
            appliesToGroups: [{ networkGroupId: idOf(`${manager}/networkGroups`, 'manager/group') }],
          },
          children: rules.map((settings, index) => ({
            type: 'rules',
            name: `admin${index}`,
            properties: {
              priority: 100 + index,
              direction: 'Inbound',
              access: 'Deny',
              protocol: 'Tcp',
              sources: [{ addressPrefixType: 'IPPrefix', addressPrefix: '*' }],
              destinationPortRanges: ['443'],
              ...settings,
            },
          })),
        },
      ],
    },
  ]
  const closed = { nsg2: { 100: { access: 'Deny', port: '443' } } } as const

  test('one that denies needs no security group', () => {
    const answer = ask([...lan({}), ...managed([{}])])
    expect(answer).toMatchObject({ verdict: 'notReached', filtering: 'denied' })
    expect(answer.forward.ways[0]?.hops.at(-1)?.decision).toMatchObject({
      code: 'securityRule',
      rule: 'R6.2',
      parameters: { group: 'collection', rule: 'admin0', attachedTo: 'lan', to: 'vnet' },
    })
  })

  test('one that allows leaves the word to the groups, one that always allows does not', () => {
    expect(ask([...lan(closed), ...managed([{ access: 'Allow' }])]).verdict).toBe('notReached')
    expect(ask([...lan(closed), ...managed([{ access: 'AlwaysAllow' }])]).verdict).toBe('reached')
  })

  test('the first by priority decides; other ports and other networks are not concerned', () => {
    expect(ask([...lan({}), ...managed([{ access: 'Allow' }, {}])]).verdict).toBe('reached')
    expect(ask([...lan({}), ...managed([{ destinationPortRanges: ['22', '3389'] }])]).verdict).toBe('reached')
    expect(ask([...lan({}), ...managed([{}], [])]).verdict).toBe('reached')
  })

  test('sources by prefix and by tag', () => {
    const from = (addressPrefix: string) => ({ sources: [{ addressPrefix }] })
    expect(ask([...lan({}), ...managed([from('10.0.0.4/32')])]).verdict).toBe('notReached')
    expect(ask([...lan({}), ...managed([from('10.0.0.9/32')])]).verdict).toBe('reached')
    expect(ask([...lan({}), ...managed([from('Internet')])]).verdict).toBe('reached')
    expect(ask([...lan({}), ...managed([from('VirtualNetwork')])]).verdict).toBe('notReached')
  })
})
