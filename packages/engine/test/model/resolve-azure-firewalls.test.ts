// Azure Firewalls: where they stand, and what their rules say.
import { expect, test } from 'vitest'
import type { FirewallRules, RuleEnd } from '../../src/model/index.ts'
import { formatAddress, formatPrefix } from '../../src/net/index.ts'
import { azureFirewall, vnet } from '../forwarding/azure.ts'
import { hubFirewall, openPolicy, virtualHub, virtualWan } from '../forwarding/azure-gateways.ts'
import { type ArmResource, idOf, networkOf, type PlainObject } from './network-of.ts'

const hub = vnet('hub', '10.0.0.0/16', { AzureFirewallSubnet: '10.0.1.0/26' })

const withRules = (properties: PlainObject): ArmResource => {
  const firewall = azureFirewall('firewall', 'hub', '10.0.1.4', {})
  return { ...firewall, properties: { ...firewall.properties, ...properties } }
}

const policyOf = (name: string): PlainObject => ({
  firewallPolicy: { id: idOf('Microsoft.Network/firewallPolicies', name) },
})

const rule = (settings: PlainObject = {}): PlainObject => ({
  protocols: ['Any'],
  sourceAddresses: ['*'],
  destinationAddresses: ['*'],
  destinationPorts: ['*'],
  ...settings,
})

test('a firewall has an address in its subnet', () => {
  const { azureFirewalls } = networkOf([hub, azureFirewall('firewall', 'hub', '10.0.1.4')])
  expect(
    azureFirewalls.map(({ name, subnet, address }) => [name, subnet.name, formatAddress(address)]),
  ).toEqual([['firewall', 'AzureFirewallSubnet', '10.0.1.4']])
})

/** What is known of a firewall's rules: `name allows source > destination : ports`. */
const described = ({ rules, described: isWhole }: FirewallRules): readonly string[] => [
  ...(isWhole ? [] : ['not described']),
  ...rules.map((each) => {
    const end = (side: RuleEnd): string =>
      side.kind === 'some' ? [...side.prefixes.map(formatPrefix), ...side.tags].join(',') : side.kind
    const ports =
      typeof each.destinationPorts === 'string'
        ? each.destinationPorts
        : each.destinationPorts.map(({ first, last }) => `${first}-${last}`).join(',')
    const names = each.names.length === 0 ? '' : ` (${each.names.join(',')})`
    return `${each.kind} ${each.collection}/${each.name} ${each.allows ? 'allows' : 'denies'} ${each.protocols.join(',')} ${end(each.source)} > ${end(each.destination)} : ${ports}${names}`
  }),
]

const policy = (name: string, properties: PlainObject, ...groups: readonly PlainObject[]): ArmResource => ({
  type: 'Microsoft.Network/firewallPolicies',
  name,
  properties,
  children: groups.map((group, index) => ({
    type: 'ruleCollectionGroups',
    name: `group${index}`,
    properties: group,
  })),
})

const filterCollection = (
  name: string,
  priority: number,
  type: string,
  ...rules: readonly PlainObject[]
) => ({
  name,
  priority,
  ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
  action: { type },
  rules,
})

const networkRule = (name: string, settings: PlainObject = {}): PlainObject => ({
  ruleType: 'NetworkRule',
  name,
  ipProtocols: ['TCP'],
  sourceAddresses: ['*'],
  destinationAddresses: ['10.0.0.0/8'],
  destinationPorts: ['443'],
  ...settings,
})

const rulesOf = (...resources: readonly ArmResource[]): readonly string[] =>
  networkOf([hub, ...resources]).azureFirewalls.flatMap((each) => described(each.rules))

test('a policy that is not among the inputs may say anything', () => {
  expect(rulesOf(withRules(policyOf('elsewhere')))).toEqual(['not described'])
})

test('no rules at all are rules: nothing passes', () => {
  expect(rulesOf(withRules({}))).toEqual([])
})

test('groups by priority, collections by priority, network rules before application rules', () => {
  const applicationRule = {
    ruleType: 'ApplicationRule',
    name: 'updates',
    protocols: [{ protocolType: 'Https', port: 443 }],
    sourceAddresses: ['10.1.0.0/16'],
    targetFqdns: ['*.example.com'],
  }
  const groups = [
    {
      priority: 300,
      ruleCollections: [
        filterCollection(
          'late',
          100,
          'Allow',
          networkRule('third', { destinationPorts: ['80', '8000-8080'] }),
        ),
      ],
    },
    {
      priority: 200,
      ruleCollections: [
        filterCollection('second', 200, 'Deny', networkRule('second', { ipProtocols: ['Any'] })),
        filterCollection('first', 100, 'Allow', applicationRule, networkRule('first')),
        { name: 'nat', priority: 50, action: { type: 'DNAT' }, rules: [networkRule('published')] },
      ],
    },
  ]
  expect(rulesOf(policy('p', {}, ...groups), withRules(policyOf('p')))).toEqual([
    'network first/first allows tcp any > 10.0.0.0/8 : 443-443',
    'network second/second denies any any > 10.0.0.0/8 : 443-443',
    'network late/third allows tcp any > 10.0.0.0/8 : 80-80,8000-8080',
    'application first/updates allows tcp 10.1.0.0/16 > any : 443-443 (*.example.com)',
  ])
})

test('what is inherited comes first; a base that is missing leaves the whole open', () => {
  const own = { priority: 100, ruleCollections: [filterCollection('own', 100, 'Allow', networkRule('own'))] }
  const inherited = {
    priority: 900,
    ruleCollections: [filterCollection('base', 900, 'Deny', networkRule('base'))],
  }
  const child = policy(
    'child',
    { basePolicy: { id: idOf('Microsoft.Network/firewallPolicies', 'base') } },
    own,
  )
  expect(rulesOf(policy('base', {}, inherited), child, withRules(policyOf('child')))).toEqual([
    'network base/base denies tcp any > 10.0.0.0/8 : 443-443',
    'network own/own allows tcp any > 10.0.0.0/8 : 443-443',
  ])
  expect(rulesOf(child, withRules(policyOf('child')))[0]).toBe('not described')
  const ring = policy('ring', { basePolicy: { id: idOf('Microsoft.Network/firewallPolicies', 'ring') } })
  expect(rulesOf(ring, withRules(policyOf('ring')))).toEqual(['not described'])
})

test('addresses, ranges, tags and IP groups', () => {
  const group: ArmResource = {
    type: 'Microsoft.Network/ipGroups',
    name: 'partners',
    properties: { ipAddresses: ['10.9.0.0/24', '10.9.1.1'] },
  }
  const id = (name: string) => idOf('Microsoft.Network/ipGroups', name)
  const classic = (settings: PlainObject): ArmResource =>
    withRules({
      networkRuleCollections: [
        {
          name: 'own',
          properties: { priority: 100, action: { type: 'Allow' }, rules: [rule({ name: 'r', ...settings })] },
        },
      ],
    })
  const destinations = ['10.0.0.4', '10.0.0.6-10.0.0.9', 'AzureMonitor']
  expect(rulesOf(classic({ destinationAddresses: destinations }))).toEqual([
    'network own/r allows any any > 10.0.0.4/32,10.0.0.6/31,10.0.0.8/31,AzureMonitor : any',
  ])
  expect(rulesOf(group, classic({ sourceAddresses: [], sourceIpGroups: [id('partners')] }))).toEqual([
    'network own/r allows any 10.9.0.0/24,10.9.1.1/32 > any : any',
  ])
  expect(rulesOf(classic({ sourceAddresses: [], sourceIpGroups: [id('nowhere')] }))).toEqual([
    'network own/r allows any unknown > any : any',
  ])
})

test.each([
  ['nothing is said', {}, ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10']],
  [
    'the firewall says it',
    { additionalProperties: { 'Network.SNAT.PrivateRanges': '10.0.0.0/8, 203.0.113.0/24' } },
    ['10.0.0.0/8', '203.0.113.0/24'],
  ],
  ['its policy says it', policyOf('translating'), ['255.255.255.255/32']],
] as const)('R6.18: destinations that are not translated, where %s', (_, properties, expected) => {
  const { azureFirewalls } = networkOf([
    hub,
    {
      type: 'Microsoft.Network/firewallPolicies',
      name: 'translating',
      properties: { snat: { privateRanges: ['255.255.255.255/32'] } },
    },
    withRules(properties),
  ])
  expect(azureFirewalls.flatMap(({ privateRanges }) => privateRanges.map(formatPrefix))).toEqual(expected)
})

test('the firewall of a hub is read by the same rules', () => {
  const firewall = hubFirewall('firewall', 'vhub', '10.100.0.132')
  const { virtualHubs } = networkOf([
    virtualWan,
    virtualHub('vhub', { prefix: '10.100.0.0/23', routers: [], vnets: [] }),
    openPolicy('open'),
    { ...firewall, properties: { ...firewall.properties, ...policyOf('open') } },
  ])
  expect(
    virtualHubs.flatMap((each) => (each.firewall === undefined ? [] : described(each.firewall.rules))),
  ).toEqual(['network / allows any any > any : any'])
})

test('DNAT rules stand apart, with what they put in the place of the destination', () => {
  const dnat = (settings: PlainObject): PlainObject => rule({ protocols: ['TCP'], ...settings })
  const rules = [
    dnat({ name: 'web', translatedAddress: '10.1.0.4', translatedPort: '8443' }),
    dnat({ name: 'same-port', translatedAddress: '10.1.0.5' }),
    dnat({ name: 'by-name', translatedFqdn: 'app.contoso.com', translatedPort: '443' }),
  ]
  const collection = {
    name: 'published',
    properties: { priority: 200, action: { type: 'Dnat' }, rules },
  }
  const { azureFirewalls } = networkOf([hub, withRules({ natRuleCollections: [collection] })])
  const [firewall] = azureFirewalls
  expect(firewall?.rules.rules).toEqual([])
  expect(
    firewall?.rules.natRules.map(({ collection: group, name, translatedAddress, translatedPort, names }) => [
      group,
      name,
      translatedAddress === undefined ? undefined : formatAddress(translatedAddress),
      translatedPort,
      names,
    ]),
  ).toEqual([
    ['published', 'web', '10.1.0.4', 8443, []],
    ['published', 'same-port', '10.1.0.5', undefined, []],
    ['published', 'by-name', undefined, 443, ['app.contoso.com']],
  ])
})

test('its public side, its management interface and its DNS proxy', () => {
  const publicIp: ArmResource = {
    type: 'Microsoft.Network/publicIPAddresses',
    name: 'pip',
    properties: { ipAddress: '20.1.2.3' },
  }
  const publicIPAddress = { id: idOf('Microsoft.Network/publicIPAddresses', 'pip') }
  const subnet = { id: idOf('Microsoft.Network/virtualNetworks/subnets', 'hub/AzureFirewallSubnet') }
  const ipConfigurations = [
    { name: 'default', properties: { privateIPAddress: '10.0.1.4', subnet, publicIPAddress } },
  ]
  const proxy = policy('proxy', { dnsSettings: { enableProxy: true } })
  const facts = (properties: PlainObject): readonly unknown[] => {
    const { azureFirewalls } = networkOf([hub, publicIp, proxy, withRules(properties)])
    return azureFirewalls.flatMap(({ publicAddresses, hasPublicAddress, hasManagement, isDnsProxy }) => [
      publicAddresses.map(formatAddress),
      hasPublicAddress,
      hasManagement,
      isDnsProxy,
    ])
  }
  expect(facts({})).toEqual([[], false, false, false])
  expect(facts({ ipConfigurations, ...policyOf('proxy') })).toEqual([['20.1.2.3'], true, false, true])
  expect(facts({ managementIpConfiguration: { name: 'management', properties: {} } })).toEqual([
    [],
    false,
    true,
    false,
  ])
})
