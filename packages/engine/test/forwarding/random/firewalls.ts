// Azure Firewalls with rules of their own or of a policy, as next hops of user routes and as ways in from the Internet.
import { idOf, type PlainObject } from '../../model/network-of.ts'
import { azureFirewall } from '../azure.ts'
import { type Collection, collectionsOf } from './firewall-rules.ts'
import { type Making, own } from './making.ts'
import { addPublicAddress } from './public-addresses.ts'

const listNames = {
  network: 'networkRuleCollections',
  application: 'applicationRuleCollections',
  nat: 'natRuleCollections',
} as const

/** Ranges that the firewall takes for private; most often it says nothing. */
const rangesOf = ({ dice }: Making): string | undefined =>
  dice.chance(0.75) ? undefined : dice.pick(['0.0.0.0/0', '255.255.255.255/32', 'IANAPrivateRanges'])

/** Rules of its own, by kind. */
const ownRules = (making: Making, collections: readonly Collection[]): PlainObject => {
  const ranges = rangesOf(making)
  return {
    additionalProperties: {
      ...(making.dice.chance(0.3) ? { 'Network.DNS.EnableProxy': 'true' } : {}),
      ...(ranges === undefined ? {} : { 'Network.SNAT.PrivateRanges': ranges }),
    },
    ...Object.fromEntries(
      Object.entries(listNames).map(([kind, list]) => [
        list,
        collections
          .filter((each) => each.kind === kind)
          .map(({ name, priority, action, rules }) => ({
            name,
            properties: { priority, action: { type: action }, rules },
          })),
      ]),
    ),
  }
}

const ruleTypes = { network: 'NetworkRule', application: 'ApplicationRule', nat: 'NatRule' } as const

/** The protocols of a rule, as a policy has them. */
const inPolicy = (kind: Collection['kind'], rule: PlainObject): PlainObject => {
  const { protocols, ...rest } = rule
  const field = kind === 'application' ? 'protocols' : 'ipProtocols'
  return { ruleType: ruleTypes[kind], ...rest, [field]: protocols }
}

/** The same in a policy `<name>`. */
const addPolicy = (making: Making, name: string, collections: readonly Collection[]): void => {
  const ranges = rangesOf(making)
  making.resources.push({
    type: 'Microsoft.Network/firewallPolicies',
    name,
    properties: {
      ...(making.dice.chance(0.3) ? { dnsSettings: { enableProxy: true } } : {}),
      ...(ranges === undefined ? {} : { snat: { privateRanges: [ranges] } }),
    },
    children: [
      {
        type: 'ruleCollectionGroups',
        name: 'rules',
        properties: {
          priority: 100,
          ruleCollections: collections.map(({ kind, name: collection, priority, action, rules }) => ({
            ruleCollectionType:
              kind === 'nat' ? 'FirewallPolicyNatRuleCollection' : 'FirewallPolicyFilterRuleCollection',
            name: collection,
            priority,
            action: { type: action },
            rules: rules.map((rule) => inPolicy(kind, rule)),
          })),
        },
      },
    ],
  })
}

/** Rules for a firewall `name` with these addresses: its own, those of a policy, or rules that no input tells. */
export const firewallRules = (making: Making, name: string, own: readonly string[]): PlainObject => {
  const { dice } = making
  const collections = collectionsOf(making, own)
  if (dice.chance(0.45)) return ownRules(making, collections)
  if (dice.chance(0.8)) addPolicy(making, `${name}-policy`, collections)
  return { firewallPolicy: { id: idOf('Microsoft.Network/firewallPolicies', `${name}-policy`) } }
}

/** The firewalls of the VNets that have one. */
export const addFirewalls = (making: Making): void => {
  for (const number of making.firewalls) {
    const [name, address] = [`fw${number}`, `10.${number}.2.4`]
    const isPublic = making.dice.chance(0.6)
    const outside = isPublic ? addPublicAddress(making, `${name}-pip`, [name]) : undefined
    const configuration: PlainObject = {
      privateIPAddress: address,
      subnet: { id: idOf('Microsoft.Network/virtualNetworks/subnets', `v${number}/AzureFirewallSubnet`) },
      ...(isPublic
        ? { publicIPAddress: { id: idOf('Microsoft.Network/publicIPAddresses', `${name}-pip`) } }
        : {}),
    }
    making.resources.push(
      azureFirewall(name, `v${number}`, address, {
        ...firewallRules(making, name, [address, ...(outside === undefined ? [] : [outside])]),
        ipConfigurations: [{ name: 'default', properties: configuration }],
      }),
    )
    own(making, address, name)
    making.nextHops.push(...Array.from({ length: 5 }, () => address))
  }
}
