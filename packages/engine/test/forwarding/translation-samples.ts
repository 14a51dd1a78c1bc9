// Samples of machines and firewalls that give packets another destination.
import { type ArmResource, appliance, vm, vnet } from './azure.ts'
import type { Sample } from './sample.ts'
import { guest } from './sample-networks.ts'

const besideRouter: readonly ArmResource[] = [
  vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
  ...appliance('router', 'lan/main', '10.0.0.9'),
  ...vm('vm1', 'lan/main', '10.0.0.4'),
  ...vm('vm2', 'lan/main', '10.0.0.5'),
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
]
