// Security groups on subnets and NICs, and security admin rules before them.
import { idOf, type PlainObject } from '../../model/network-of.ts'
import { type RuleSettings, securityGroup } from '../azure.ts'
import type { Making } from './making.ts'

const portRanges = ['*', '*', '443', '22', '80-500', '1024-65535', '53'] as const

const ends = (
  { dice, count }: Making,
  vnet: number,
): {
  readonly addresses: string | readonly string[]
  readonly group?: string
} => {
  const addresses = dice.pick<string | readonly string[]>([
    '*',
    '*',
    'VirtualNetwork',
    'VirtualNetwork',
    'Internet',
    'AzureLoadBalancer',
    'Storage.JapanEast',
    '10.0.0.0/8',
    '192.168.0.0/16',
    '198.51.100.0/24',
    `10.${dice.roll(count)}.0.0/16`,
    [`10.${dice.roll(count)}.0.4/32`, `10.${dice.roll(count)}.1.0/24`],
  ])
  return dice.chance(0.12) ? { addresses, group: `asg${vnet}` } : { addresses }
}

const ruleOf = (making: Making, vnet: number): RuleSettings => {
  const { dice } = making
  const protocol = dice.pick(['*', '*', 'Icmp', 'Tcp', 'Udp'])
  const [source, destination] = [ends(making, vnet), ends(making, vnet)]
  return {
    direction: dice.pick(['Inbound', 'Outbound']),
    access: dice.pick(['Allow', 'Allow', 'Deny']),
    protocol,
    source: source.addresses,
    destination: destination.addresses,
    ...(source.group === undefined ? {} : { sourceGroup: source.group }),
    ...(destination.group === undefined ? {} : { destinationGroup: destination.group }),
    ...(protocol === 'Icmp' ? {} : { port: dice.pick([...portRanges, ['22', '400-450']]) }),
    ...(dice.chance(0.1) && protocol !== 'Icmp' ? { sourcePort: dice.pick(portRanges) } : {}),
  }
}

/** Now and then a security group with a few rules, for a subnet or a NIC of a VNet. */
export const securityGroupFor = (
  making: Making,
  name: string,
  vnet: number,
): { readonly networkSecurityGroup?: string } => {
  const { dice, resources } = making
  if (dice.chance(0.75)) return {}
  const rules = Array.from({ length: dice.roll(5) }, (_, index) => [100 + index, ruleOf(making, vnet)])
  resources.push(securityGroup(`nsg-${name}`, Object.fromEntries(rules)))
  return { networkSecurityGroup: `nsg-${name}` }
}

/** The same for a NIC that may have a public address, which is closed without a group: then more often one that is open. */
export const securityGroupForPublic = (
  making: Making,
  name: string,
  vnet: number,
  isPublic: boolean,
): { readonly networkSecurityGroup?: string } => {
  const usual = securityGroupFor(making, name, vnet)
  if (!isPublic || usual.networkSecurityGroup !== undefined || making.dice.chance(0.3)) return usual
  making.resources.push(securityGroup(`nsg-${name}`, { 100: { access: 'Allow' } }))
  return { networkSecurityGroup: `nsg-${name}` }
}

/** Now and then a NIC is in the application security group of its VNet. */
export const applicationGroupFor = (
  { dice }: Making,
  vnet: number,
): { readonly applicationSecurityGroup?: string } =>
  dice.chance(0.4) ? { applicationSecurityGroup: `asg${vnet}` } : {}

const manager = 'Microsoft.Network/networkManagers'

const adminEnd = ({ dice, count }: Making): PlainObject => ({
  addressPrefixType: 'IPPrefix',
  addressPrefix: dice.pick(['*', '10.0.0.0/8', `10.${dice.roll(count)}.0.0/16`, '192.168.0.0/16']),
})

/** Security admin rules of a network manager for some of the VNets. */
export const addSecurityAdminRules = (making: Making): void => {
  const { dice, count, resources } = making
  const members = Array.from({ length: count }, (_, number) => number).filter(() => dice.chance(0.6))
  const rules = Array.from({ length: 1 + dice.roll(3) }, (_, index) => ({
    type: 'rules',
    name: `admin${index}`,
    properties: {
      priority: 10 + index,
      direction: dice.pick(['Inbound', 'Outbound']),
      access: dice.pick(['Deny', 'Allow', 'AlwaysAllow']),
      protocol: dice.pick(['Any', 'Tcp', 'Udp', 'Icmp']),
      sources: [adminEnd(making)],
      destinations: [adminEnd(making)],
      destinationPortRanges: [dice.pick(['0-65535', '443', '22'])],
    },
  }))
  resources.push(
    {
      type: `${manager}/networkGroups`,
      name: 'manager/group',
      properties: {},
      children: members.map((number) => ({
        type: 'staticMembers',
        name: `v${number}`,
        properties: { resourceId: idOf('Microsoft.Network/virtualNetworks', `v${number}`) },
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
          children: rules,
        },
      ],
    },
  )
}
