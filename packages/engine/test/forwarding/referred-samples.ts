// Samples of VNets that no input declares: what is in them, and of which space they are, is known in part.
import { type Route, routeTable, vm, vnet } from './azure.ts'
import type { Sample } from './sample.ts'

/** A machine in a VNet of which only a subnet with a route table is known. */
const referredTo = (routes: readonly Route[] = []) => [
  { ...vnet('lan', [], { main: { prefix: '10.0.0.0/24', routeTable: 'routes' } }), existing: true },
  routeTable('routes', routes),
  ...vm('vm1', 'lan/main', '10.0.0.4'),
]

/** Endings and decisions as in `samples`. */
export const referredSamples: readonly Sample[] = [
  {
    name: 'an address in a VNet that is only referred to',
    resources: [
      {
        ...vnet('lan', '10.0.0.0/16', { main: '10.0.0.0/24' }),
        existing: true,
      },
      ...vm('vm1', 'lan/main', '10.0.0.4'),
    ],
    question: { from: 'vm1', to: '10.0.0.77' },
    ending: 'unknown',
    decision: 'ownerNotKnown',
  },
  {
    name: 'a neighbour in a VNet whose address space no input tells',
    resources: [...referredTo(), ...vm('vm2', 'lan/main', '10.0.0.5')],
    question: { from: 'vm1', to: 'vm2' },
    ending: 'delivered',
    decision: 'localDelivery',
  },
  {
    name: 'private space, from a VNet whose address space no input tells',
    resources: referredTo([['10.0.0.0/8', 'None']]),
    question: { from: 'vm1', to: '10.0.0.77' },
    ending: 'unknown',
    decision: 'spaceNotKnown',
  },
  {
    name: 'the same for private space without a None row in its year',
    resources: referredTo(),
    world: { era: 2019 },
    question: { from: 'vm1', to: '172.20.0.77' },
    ending: 'unknown',
    decision: 'spaceNotKnown',
  },
  {
    name: 'private space that a route of its own discards, whatever the address space of the VNet is',
    resources: referredTo([['10.77.0.0/16', 'None']]),
    question: { from: 'vm1', to: '10.77.0.4' },
    ending: 'noRoute',
    decision: 'effectiveRoute',
  },
  {
    name: 'a next hop that may be in the VNet whose address space no input tells',
    resources: referredTo([['10.77.0.0/16', 'VirtualAppliance', '10.0.0.9']]),
    question: { from: 'vm1', to: '10.77.0.4' },
    ending: 'unknown',
    decision: 'ownerNotKnown',
  },
]
