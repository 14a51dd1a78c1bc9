// Azure Firewalls: where they stand, and whether their rules let everything pass.
import { expect, test } from 'vitest'
import { formatAddress, formatPrefix } from '../../src/net/index.ts'
import { azureFirewall, vnet } from '../forwarding/azure.ts'
import { hubFirewall, openPolicy, virtualHub, virtualWan } from '../forwarding/azure-gateways.ts'
import { type ArmResource, idOf, networkOf, type PlainObject } from './network-of.ts'

const hub = vnet('hub', '10.0.0.0/16', { AzureFirewallSubnet: '10.0.1.0/26' })

const withRules = (properties: PlainObject): ArmResource => {
  const firewall = azureFirewall('firewall', 'hub', '10.0.1.4')
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

const collection = (type: string, ...rules: readonly PlainObject[]): PlainObject => ({
  properties: { action: { type }, rules },
})

test('a firewall has an address in its subnet', () => {
  const { azureFirewalls } = networkOf([hub, azureFirewall('firewall', 'hub', '10.0.1.4')])
  expect(
    azureFirewalls.map(({ name, subnet, address }) => [name, subnet.name, formatAddress(address)]),
  ).toEqual([['firewall', 'AzureFirewallSubnet', '10.0.1.4']])
})

test.each([
  ['a policy that is not among the inputs', withRules(policyOf('elsewhere')), false],
  ['a policy with a rule for everything', withRules(policyOf('open')), true],
  [
    'rules of its own for everything',
    withRules({ networkRuleCollections: [collection('Allow', rule())] }),
    true,
  ],
  [
    'a rule for some destinations',
    withRules({
      networkRuleCollections: [collection('Allow', rule({ destinationAddresses: ['10.0.0.0/8'] }))],
    }),
    false,
  ],
  [
    'a collection that forbids something',
    withRules({ networkRuleCollections: [collection('Allow', rule()), collection('Deny', rule())] }),
    false,
  ],
  ['no rules at all', withRules({}), false],
] as const)('%s', (_, firewall, expected) => {
  const { azureFirewalls } = networkOf([hub, openPolicy('open'), firewall])
  expect(azureFirewalls.map(({ allowsAll }) => allowsAll)).toEqual([expected])
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
  expect(virtualHubs.map((each) => each.firewall?.allowsAll)).toEqual([true])
})
