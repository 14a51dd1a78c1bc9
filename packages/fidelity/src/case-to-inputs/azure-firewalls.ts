// Azure Firewalls in VNets and hubs, with the policies that hold their rules.
import type { CaseVirtualHub, Topology } from '../topology.ts'
import { type ArmResource, type Ids, inlineChild, type Json, resource } from './arm.ts'

/** Destinations that are never translated: with one unused address in it, everything is (SNAT for private ranges too). */
const translateEverything = ['255.255.255.255/32']

const allowAll: Json = {
  ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
  name: 'allow-all',
  priority: 100,
  action: { type: 'Allow' },
  rules: [
    {
      ruleType: 'NetworkRule',
      name: 'any-to-any',
      ipProtocols: ['Any'],
      sourceAddresses: ['*'],
      destinationAddresses: ['*'],
      destinationPorts: ['*'],
    },
  ],
}

const policyName = (firewall: string): string => `${firewall}-policy`

/**
 * The policy of a firewall. Where the case does not say what it allows, the policy is only referred to and is not
 * among the resources: its rules are unknown.
 */
const policy = (
  firewall: string,
  allow: 'all' | 'none' | undefined,
  snatPrivate: boolean | undefined,
  ids: Ids,
): readonly ArmResource[] => {
  if (allow === undefined && snatPrivate === undefined) return []
  const name = policyName(firewall)
  return [
    resource(ids.network('firewallPolicies', name), {
      location: ids.location,
      properties: {
        sku: { tier: 'Standard' },
        threatIntelMode: 'Alert',
        snat: snatPrivate === true ? { privateRanges: translateEverything } : undefined,
        // What it inherits is not among the resources, so nothing is known of its rules.
        basePolicy: allow === undefined ? { id: ids.network('firewallPolicies', `${name}-base`) } : undefined,
      },
    }),
    ...(allow === undefined
      ? []
      : [
          resource(ids.network('firewallPolicies', name, 'ruleCollectionGroups', 'rules'), {
            properties: { priority: 100, ruleCollections: allow === 'all' ? [allowAll] : [] },
          }),
        ]),
  ]
}

/** The firewalls that stand in a subnet of a VNet. */
export const azureFirewalls = (topology: Topology, ids: Ids): readonly ArmResource[] =>
  (topology.azureFirewalls ?? []).flatMap((firewall) => {
    const publicIp = ids.network('publicIPAddresses', `${firewall.name}-pip`)
    return [
      ...policy(firewall.name, firewall.allow, firewall.snatPrivate, ids),
      resource(publicIp, {
        location: ids.location,
        sku: { name: 'Standard' },
        properties: { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' },
      }),
      resource(ids.network('azureFirewalls', firewall.name), {
        location: ids.location,
        properties: {
          sku: { name: 'AZFW_VNet', tier: 'Standard' },
          firewallPolicy: { id: ids.network('firewallPolicies', policyName(firewall.name)) },
          ipConfigurations: [
            inlineChild(
              ids.network('azureFirewalls', firewall.name, 'azureFirewallIpConfigurations', 'ipconfig'),
              {
                privateIPAddress: firewall.privateIp,
                privateIPAllocationMethod: 'Dynamic',
                subnet: { id: ids.subnet(firewall.subnet) },
                publicIPAddress: { id: publicIp },
              },
            ),
          ],
        },
      }),
    ]
  })

/** The firewall of a virtual hub. */
export const hubFirewall = (hub: CaseVirtualHub, ids: Ids): readonly ArmResource[] => {
  if (hub.firewall === undefined) return []
  const { name, privateIp, allow } = hub.firewall
  return [
    ...policy(name, allow, undefined, ids),
    resource(ids.network('azureFirewalls', name), {
      location: hub.location ?? ids.location,
      properties: {
        sku: { name: 'AZFW_Hub', tier: 'Standard' },
        virtualHub: { id: ids.network('virtualHubs', hub.name) },
        hubIPAddresses: { privateIPAddress: privateIp },
        firewallPolicy: { id: ids.network('firewallPolicies', policyName(name)) },
      },
    }),
  ]
}
