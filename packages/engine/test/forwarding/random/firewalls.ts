// Azure Firewalls with rules of their own or of a policy, as next hops of user routes.
import { idOf, type PlainObject } from '../../model/network-of.ts'
import { azureFirewall } from '../azure.ts'
import { type Making, own } from './making.ts'

const ruleOf = ({ dice, count }: Making, name: string, protocolField: string): PlainObject => ({
  name,
  [protocolField]: [dice.pick(['Any', 'Any', 'TCP', 'UDP', 'ICMP'])],
  sourceAddresses: [dice.pick(['*', '*', '10.0.0.0/8', `10.${dice.roll(count)}.0.0/16`])],
  destinationAddresses: [
    dice.pick(['*', '*', `10.${dice.roll(count)}.0.0/16`, '192.168.0.0/16', 'Storage.JapanEast']),
  ],
  destinationPorts: [dice.pick(['*', '*', '443', '50-100'])],
})

/** A deny or two, then what is allowed. */
const ownRules = (making: Making): PlainObject => ({
  networkRuleCollections: ['Deny', 'Allow', 'Allow']
    .filter((type) => type === 'Allow' || making.dice.chance(0.6))
    .map((type, index) => ({
      name: `collection${index}`,
      properties: {
        priority: 100 + 100 * index,
        action: { type },
        rules: [ruleOf(making, `rule${index}`, 'protocols')],
      },
    })),
})

/** The same in a policy `<name>`. */
const addPolicy = (making: Making, name: string): void => {
  making.resources.push({
    type: 'Microsoft.Network/firewallPolicies',
    name,
    properties: {},
    children: [
      {
        type: 'ruleCollectionGroups',
        name: 'rules',
        properties: {
          priority: 100,
          ruleCollections: ['Deny', 'Allow', 'Allow']
            .filter((type) => type === 'Allow' || making.dice.chance(0.6))
            .map((type, index) => ({
              ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
              name: `collection${index}`,
              priority: 100 + 100 * index,
              action: { type },
              rules: [{ ruleType: 'NetworkRule', ...ruleOf(making, `rule${index}`, 'ipProtocols') }],
            })),
        },
      },
    ],
  })
}

/** Rules for a firewall `name`: its own, those of a policy, or rules that no input tells. */
export const firewallRules = (making: Making, name: string): PlainObject => {
  const { dice } = making
  if (dice.chance(0.45)) return ownRules(making)
  if (dice.chance(0.8)) addPolicy(making, `${name}-policy`)
  return { firewallPolicy: { id: idOf('Microsoft.Network/firewallPolicies', `${name}-policy`) } }
}

/** The firewalls of the VNets that have one. */
export const addFirewalls = (making: Making): void => {
  for (const number of making.firewalls) {
    const [name, address] = [`fw${number}`, `10.${number}.2.4`]
    making.resources.push(azureFirewall(name, `v${number}`, address, firewallRules(making, name)))
    own(making, address, name)
    making.nextHops.push(address, address)
  }
}
