// Samples of what the rules of an Azure Firewall do, and of connections that it has not seen begin.
import { type ArmResource, azureFirewall, routeTable, vm, vnet } from './azure.ts'
import type { Sample } from './sample.ts'

const rule = (settings: { readonly [setting: string]: string | readonly string[] } = {}) => ({
  name: 'web',
  protocols: ['Any'],
  sourceAddresses: ['*'],
  destinationAddresses: ['10.0.2.0/24'],
  destinationPorts: ['*'],
  ...settings,
})

/** A machine that sends everything to a firewall, and one that sends nothing there. */
const guarded = (type: string, ...rules: readonly ReturnType<typeof rule>[]): readonly ArmResource[] => [
  vnet('lan', '10.0.0.0/16', {
    main: { prefix: '10.0.0.0/24', routeTable: 'routes' },
    AzureFirewallSubnet: '10.0.1.0/26',
    other: '10.0.2.0/24',
  }),
  routeTable('routes', [['10.0.2.0/24', 'VirtualAppliance', '10.0.1.4']]),
  azureFirewall('firewall', 'lan', '10.0.1.4', {
    networkRuleCollections: [{ name: 'collection', properties: { priority: 100, action: { type }, rules } }],
  }),
  ...vm('vm1', 'lan/main', '10.0.0.4'),
  ...vm('vm2', 'lan/other', '10.0.2.4'),
]

/** Endings and decisions as in `samples`. */
export const firewallSamples: readonly Sample[] = [
  {
    name: 'a rule of an Azure Firewall that denies',
    resources: guarded('Deny', rule()),
    question: { from: 'vm1', to: 'vm2' },
    ending: 'filtered',
    decision: 'firewallRule',
  },
  {
    name: 'an Azure Firewall without a rule for it',
    resources: guarded('Allow', rule({ destinationAddresses: ['10.9.0.0/16'] })),
    question: { from: 'vm1', to: 'vm2' },
    ending: 'filtered',
    decision: 'firewallDefault',
  },
  {
    name: 'a rule of an Azure Firewall for ports, and a question without one',
    resources: guarded('Allow', rule({ destinationPorts: ['443'] })),
    question: { from: 'vm1', to: 'vm2', protocol: 'tcp' },
    ending: 'unknown',
    decision: 'firewallRuleOpen',
  },
  {
    name: 'a connection whose replies alone come to an Azure Firewall',
    resources: guarded('Allow', rule({ destinationAddresses: ['*'] })),
    question: { from: 'vm2', to: 'vm1', protocol: 'tcp', port: 443 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
]
