// Samples of machines and firewalls that give packets another destination.
import { idOf } from '../model/network-of.ts'
import { type ArmResource, appliance, azureFirewall, vm, vnet } from './azure.ts'
import type { Sample } from './sample.ts'
import { guest } from './sample-networks.ts'

const besideRouter: readonly ArmResource[] = [
  vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
  ...appliance('router', 'lan/main', '10.0.0.9'),
  ...vm('vm1', 'lan/main', '10.0.0.4'),
  ...vm('vm2', 'lan/main', '10.0.0.5'),
]

const publicFirewall: readonly ArmResource[] = [
  vnet('hub', '10.0.0.0/16', { AzureFirewallSubnet: '10.0.1.0/26' }),
  {
    type: 'Microsoft.Network/publicIPAddresses',
    name: 'pip',
    properties: { ipAddress: '20.1.2.3' },
  },
  azureFirewall('firewall', 'hub', '10.0.1.4', {
    ipConfigurations: [
      {
        name: 'default',
        properties: {
          privateIPAddress: '10.0.1.4',
          subnet: { id: idOf('Microsoft.Network/virtualNetworks/subnets', 'hub/AzureFirewallSubnet') },
          publicIPAddress: { id: idOf('Microsoft.Network/publicIPAddresses', 'pip') },
        },
      },
    ],
  }),
]

/** Endings and decisions as in `samples`. */
export const translationSamples: readonly Sample[] = [
  {
    name: 'a guest that gives packets another destination, and a server that answers by itself',
    resources: besideRouter,
    world: guest('router', { dnat: [{ protocol: 'tcp', port: 80, to: '10.0.0.5' }] }),
    question: { from: 'vm1', to: '10.0.0.9', protocol: 'tcp', port: 80 },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'the public address of an Azure Firewall that publishes nothing',
    resources: publicFirewall,
    question: { from: '198.51.100.9', to: '20.1.2.3', protocol: 'tcp', port: 443 },
    ending: 'filtered',
    decision: 'firewallDefault',
  },
]
