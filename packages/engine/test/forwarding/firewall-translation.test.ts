// Azure Firewalls that publish servers and put their own address in place of a source (R6.18, R6.53, R6.54).
import { describe, expect, test } from 'vitest'
import { idOf, type PlainObject } from '../model/network-of.ts'
import { type ArmResource, analysisOf, azureFirewall, peered, routeTable, vm, vnet } from './azure.ts'
import { balancer, publicIp as namedPublicIp, natGateway } from './azure-edge.ts'
import { traced, waysOf } from './described.ts'

const publicIp: ArmResource = {
  type: 'Microsoft.Network/publicIPAddresses',
  name: 'pip',
  properties: { ipAddress: '20.1.2.3' },
}

interface Settings {
  readonly rules?: PlainObject
  readonly isPublic?: boolean
  readonly more?: PlainObject
  readonly firewallRoutes?: readonly (readonly [string, string, string?])[]
}

/** A hub with a firewall, a spoke with a server, and a client in the hub that goes by the firewall. */
const hub = ({
  rules = {},
  isPublic = true,
  more = {},
  firewallRoutes = [],
}: Settings): readonly ArmResource[] => [
  vnet('hub', '10.0.0.0/16', {
    AzureFirewallSubnet: { prefix: '10.0.1.0/26', routeTable: 'of-firewall' },
    main: { prefix: '10.0.2.0/24', routeTable: 'routes' },
  }),
  vnet('spoke', '10.1.0.0/16', { main: { prefix: '10.1.0.0/24', routeTable: 'routes' } }),
  ...peered('hub', 'spoke', {}, { allowForwardedTraffic: true }),
  routeTable('routes', [['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4']]),
  routeTable('of-firewall', [...firewallRoutes]),
  publicIp,
  {
    type: 'Microsoft.Network/azureFirewalls',
    name: 'firewall',
    properties: {
      ipConfigurations: [
        {
          name: 'default',
          properties: {
            privateIPAddress: '10.0.1.4',
            subnet: { id: idOf('Microsoft.Network/virtualNetworks/subnets', 'hub/AzureFirewallSubnet') },
            ...(isPublic
              ? { publicIPAddress: { id: idOf('Microsoft.Network/publicIPAddresses', 'pip') } }
              : {}),
          },
        },
      ],
      ...rules,
      ...more,
    },
  },
  ...vm('server', 'spoke/main', '10.1.0.4'),
  ...vm('client', 'hub/main', '10.0.2.4'),
]

const collection = (name: string, type: string, ...rules: readonly PlainObject[]): PlainObject => ({
  name,
  properties: { priority: 100, action: { type }, rules },
})

const dnat = (settings: PlainObject = {}): PlainObject => ({
  name: 'web',
  protocols: ['TCP'],
  sourceAddresses: ['*'],
  destinationAddresses: ['20.1.2.3'],
  destinationPorts: ['443'],
  translatedAddress: '10.1.0.4',
  translatedPort: '8443',
  ...settings,
})

const publishing = (...rules: readonly PlainObject[]): PlainObject => ({
  natRuleCollections: [collection('published', 'Dnat', ...rules)],
})

const fromInternet = { from: '198.51.100.9', to: '20.1.2.3', protocol: 'tcp', port: 443 } as const

const ask = (settings: Settings, question: Parameters<typeof traced>[1] = fromInternet) =>
  traced(analysisOf(hub(settings)), question)

describe('DNAT (R6.53)', () => {
  test('leads from the Internet to the server and back the same way, without another rule', () => {
    const answer = ask({ rules: publishing(dnat()) })
    expect(waysOf(answer.forward)).toEqual([
      'Internet:publicAddressOfFirewall > firewall:destinationTranslated > firewall:effectiveRoute > server:localDelivery = delivered',
    ])
    expect(waysOf(answer.return)).toEqual([
      'server:effectiveRoute > firewall:effectiveRoute > Internet:internetEgress = deliveredToInternet',
    ])
    expect([answer.verdict, answer.symmetric, answer.filtering]).toEqual(['reached', true, 'allowed'])
    expect(answer.forward.ways[0]?.hops.at(-1)).toMatchObject({
      translatedSource: '10.0.1.4',
      translatedDestination: '10.1.0.4',
      translatedPort: 8443,
    })
    expect(answer.forward.ways[0]?.hops[1]?.filters).toMatchObject([{ group: 'published', rule: 'web' }])
    expect(answer.assumptions).toContainEqual({
      code: 'firewallInstance',
      parameters: { firewall: 'firewall', address: '10.0.1.4' },
    })
  })

  test.each([
    ['default outbound access', {}],
    ['a NAT gateway', { natGateway: 'nat' }],
  ] as const)('leads back to a machine of the inputs that left by %s', (_, subnet) => {
    const resources = [
      ...hub({ rules: publishing(dnat()) }),
      vnet('outside', '172.16.0.0/16', { main: { prefix: '172.16.0.0/24', ...subnet } }),
      namedPublicIp('nat-ip', '20.0.0.2'),
      natGateway('nat', ['nat-ip']),
      ...vm('caller', 'outside/main', '172.16.0.4'),
    ]
    const answer = traced(analysisOf(resources), { ...fromInternet, from: 'caller' })
    expect(waysOf(answer.return)).toEqual([
      'server:effectiveRoute > firewall:effectiveRoute > Internet:internetEgress > caller:localDelivery = delivered',
    ])
    expect(answer.verdict).toBe('reached')
  })

  test('the firewall can be asked for by its name', () => {
    for (const from of ['198.51.100.9', 'internet']) {
      const byName = ask({ rules: publishing(dnat()) }, { ...fromInternet, from, to: 'firewall' })
      expect([byName.verdict, byName.to.ip]).toEqual(['reached', '20.1.2.3'])
    }
    const inside = ask({}, { from: 'client', to: 'firewall', protocol: 'tcp', port: 443 })
    expect(inside.to.ip).toBe('10.0.1.4')
  })

  test('a rule of a policy works likewise, those that it inherits first', () => {
    const group = (policy: string, ...rules: readonly PlainObject[]): ArmResource => ({
      type: 'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
      name: `${policy}/group`,
      properties: {
        priority: 100,
        ruleCollections: [
          {
            name: 'published',
            ruleCollectionType: 'FirewallPolicyNatRuleCollection',
            priority: 100,
            action: { type: 'DNAT' },
            rules: rules.map(({ protocols, ...rule }) => ({
              ruleType: 'NatRule',
              ipProtocols: protocols ?? [],
              ...rule,
            })),
          },
        ],
      },
    })
    const policies: readonly ArmResource[] = [
      { type: 'Microsoft.Network/firewallPolicies', name: 'base', properties: {} },
      {
        type: 'Microsoft.Network/firewallPolicies',
        name: 'own',
        properties: { basePolicy: { id: idOf('Microsoft.Network/firewallPolicies', 'base') } },
      },
    ]
    const more = { firewallPolicy: { id: idOf('Microsoft.Network/firewallPolicies', 'own') } }
    const asked = (...groups: readonly ArmResource[]) =>
      traced(analysisOf([...hub({ more }), ...policies, ...groups]), fromInternet)
    expect(asked(group('own', dnat())).verdict).toBe('reached')
    const inherited = asked(group('own', dnat()), group('base', dnat({ translatedPort: '9443' })))
    expect(inherited.forward.ways[0]?.hops.at(-1)?.translatedPort).toBe(9443)
    expect(asked().forward.ways[0]?.hops.at(-1)?.decision.code).toBe('firewallDefault')
  })

  test.each([
    ['another source', { sourceAddresses: ['192.0.2.0/24'] }],
    ['another destination', { destinationAddresses: ['20.9.9.9'] }],
    ['another port', { destinationPorts: ['80'] }],
    ['another protocol', { protocols: ['UDP'] }],
  ])('a rule for %s lets nothing in', (_, change) => {
    const answer = ask({ rules: publishing(dnat(change)) })
    expect(waysOf(answer.forward)).toEqual([
      'Internet:publicAddressOfFirewall > firewall:firewallDefault = filtered',
    ])
    expect([answer.verdict, answer.filtering, answer.return.ways]).toEqual(['notReached', 'denied', []])
  })

  test('a network rule is no way in, and a name in place of the address stays open', () => {
    const allow = {
      name: 'all',
      protocols: ['Any'],
      sourceAddresses: ['*'],
      destinationAddresses: ['*'],
      destinationPorts: ['*'],
    }
    const rules = { networkRuleCollections: [collection('all', 'Allow', allow)] }
    expect(ask({ rules }).forward.ending).toBe('filtered')
    const { translatedAddress: _, ...byName } = dnat({ translatedFqdn: 'app.contoso.com' })
    const open = ask({ rules: publishing(byName) })
    expect(open.forward.ways[0]?.hops.at(-1)?.decision).toMatchObject({
      code: 'firewallRuleOpen',
      parameters: { names: 'app.contoso.com' },
    })
  })

  test('the private address publishes too, and a ping to it is dropped', () => {
    const rules = publishing(dnat({ destinationAddresses: ['10.0.1.4'] }))
    const answer = ask({ rules }, { from: 'client', to: '10.0.1.4', protocol: 'tcp', port: 443 })
    expect(waysOf(answer.forward)).toEqual([
      'client:effectiveRoute > firewall:destinationTranslated > firewall:effectiveRoute > server:localDelivery = delivered',
    ])
    expect([answer.verdict, answer.symmetric]).toEqual(['reached', true])
    const ping = ask({ rules }, { from: 'client', to: '10.0.1.4' })
    expect(waysOf(ping.forward)).toEqual(['client:effectiveRoute > firewall:firewallDefault = filtered'])
    expect(ping.routing).toBe('reached')
  })

  test('as a DNS proxy it answers itself', () => {
    const more = { additionalProperties: { 'Network.DNS.EnableProxy': 'true' } }
    const question = { from: 'client', to: '10.0.1.4', protocol: 'udp', port: 53 } as const
    expect(ask({ more }, question).verdict).toBe('reached')
    expect(ask({}, question).verdict).toBe('notReached')
    expect(ask({ more }, { ...question, port: 54 }).verdict).toBe('notReached')
  })

  test('forced tunnelling sends the answer elsewhere, and the client drops it', () => {
    const firewallRoutes = [['0.0.0.0/0', 'VirtualAppliance', '10.0.2.4']] as const
    const more = { managementIpConfiguration: { name: 'management', properties: {} } }
    const answer = ask({ rules: publishing(dnat()), firewallRoutes, more })
    expect(answer.forward.ending).toBe('delivered')
    expect(answer.verdict).toBe('notReached')
  })
})

describe('source translation (R6.18)', () => {
  const everything = {
    name: 'all',
    protocols: ['Any'],
    sourceAddresses: ['*'],
    destinationAddresses: ['*'],
    destinationPorts: ['*'],
  }
  const network = { networkRuleCollections: [collection('all', 'Allow', everything)] }
  const proxied = {
    applicationRuleCollections: [
      collection('web', 'Allow', {
        name: 'web',
        sourceAddresses: ['*'],
        protocols: [{ protocolType: 'Https', port: 443 }],
        targetFqdns: ['*'],
      }),
    ],
  }
  const toServer = { from: 'client', to: 'server', protocol: 'tcp', port: 443 } as const
  // The client's own route to the spoke would go past the firewall.
  const seenBy = (settings: Settings): string | undefined => {
    const resources = hub(settings).filter(({ name }) => name !== 'routes')
    const analysis = analysisOf([
      ...resources,
      routeTable('routes', [
        ['0.0.0.0/0', 'VirtualAppliance', '10.0.1.4'],
        ['10.1.0.0/16', 'VirtualAppliance', '10.0.1.4'],
        ['10.0.2.0/24', 'VirtualAppliance', '10.0.1.4'],
      ]),
    ])
    const answer = traced(analysis, toServer)
    expect(answer.verdict).toBe('reached')
    return answer.forward.ways[0]?.hops.at(-1)?.translatedSource
  }
  const ranges = (text: string): PlainObject => ({
    additionalProperties: { 'Network.SNAT.PrivateRanges': text },
  })

  test('private destinations see the sender by a network rule, the firewall by an application rule', () => {
    expect(seenBy({ rules: network })).toBeUndefined()
    expect(seenBy({ rules: proxied })).toBe('10.0.1.4')
    expect(seenBy({ rules: { ...network, ...proxied } })).toBeUndefined()
  })

  test('always, never, and other ranges', () => {
    expect(seenBy({ rules: network, more: ranges('255.255.255.255/32') })).toBe('10.0.1.4')
    expect(seenBy({ rules: network, more: ranges('0.0.0.0/0') })).toBeUndefined()
    expect(seenBy({ rules: network, more: ranges('IANAPrivateRanges, 203.0.113.0/24') })).toBeUndefined()
    expect(seenBy({ rules: network, more: ranges('203.0.113.0/24') })).toBe('10.0.1.4')
    expect(seenBy({ rules: proxied, more: ranges('0.0.0.0/0') })).toBe('10.0.1.4')
  })

  test('what keeps its private source does not come back from the Internet', () => {
    const out = { from: 'client', to: '8.8.8.8', protocol: 'tcp', port: 443 } as const
    expect(ask({ rules: network }, out).verdict).toBe('reached')
    const never = ask({ rules: network, more: ranges('0.0.0.0/0') }, out)
    expect(waysOf(never.forward)).toEqual([
      'client:effectiveRoute > firewall:foreignSource = noInternetEgress',
    ])
    expect(ask({ rules: proxied, more: ranges('0.0.0.0/0') }, out).verdict).toBe('reached')
  })

  test('R6.54: without a public address nothing leads to the Internet', () => {
    const out = { from: 'client', to: '8.8.8.8', protocol: 'tcp', port: 443 } as const
    const more = { managementIpConfiguration: { name: 'management', properties: {} } }
    expect(waysOf(ask({ rules: network, isPublic: false, more }, out).forward)).toEqual([
      'client:effectiveRoute > firewall:effectiveRoute > Internet:noEgress = noInternetEgress',
    ])
    expect(ask({ rules: network, more }, out).verdict).toBe('reached')
  })
})

test('what a firewall and a load balancer behind it translate is turned back by both', () => {
  const resources = [
    vnet('lan', '10.0.0.0/16', {
      main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
      AzureFirewallSubnet: '10.0.1.0/26',
      web: '10.0.2.0/24',
    }),
    routeTable('routes', [['10.0.2.0/24', 'VirtualAppliance', '10.0.1.4']]),
    azureFirewall('firewall', 'lan', '10.0.1.4', {
      applicationRuleCollections: [
        collection('names', 'Allow', {
          name: 'all',
          sourceAddresses: ['*'],
          protocols: [{ protocolType: 'Https', port: 443 }],
          targetFqdns: ['*'],
        }),
      ],
    }),
    balancer('lb', { at: 'lan/web|10.0.2.100', rules: { https: { port: 443 } } }),
    ...vm('client', 'lan/main', '10.0.0.4'),
    ...vm('server', 'lan/web', '10.0.2.11', { pool: 'lb/pool' }),
  ]
  const question = { from: 'client', to: '10.0.2.100', protocol: 'tcp', port: 443 } as const
  const { verdict, forward, return: back } = traced(analysisOf(resources), question)
  expect(forward.ways[0]?.hops.at(-1)).toMatchObject({
    translatedSource: '10.0.1.4',
    translatedDestination: '10.0.2.11',
  })
  expect(back.ways[0]?.hops.at(-1)).toMatchObject({ element: 'client', translatedSource: '10.0.2.100' })
  expect(verdict).toBe('reached')
})
