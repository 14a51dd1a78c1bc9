// Joins several world files: lists are put one behind the other, and of single settings the last one counts.
import type { World } from '../../resources/index.ts'

/** One world that says what both say. */
export const mergeWorlds = (first: World, second: World): World => ({
  ...first,
  ...second,
  settings: { ...first.settings, ...second.settings },
  inputs: [...(first.inputs ?? []), ...(second.inputs ?? [])],
  parameters: { ...first.parameters, ...second.parameters },
  modulePaths: { ...first.modulePaths, ...second.modulePaths },
  guests: { ...first.guests, ...second.guests },
  sites: [...first.sites, ...second.sites],
  devices: [...first.devices, ...second.devices],
  circuits: [...first.circuits, ...second.circuits],
  gateways: [...first.gateways, ...second.gateways],
  routeServers: [...first.routeServers, ...second.routeServers],
  virtualHubs: [...first.virtualHubs, ...second.virtualHubs],
  state: [...first.state, ...second.state],
  intents: [...first.intents, ...second.intents],
})
