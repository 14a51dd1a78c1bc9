// A recorded case as a user would hand it in: an export of ARM resources and a world file.
import type { FileAccess } from '@hairpin/engine'
import type { Case } from '../case.ts'
import { type ArmResource, idsOf } from './arm.ts'
import { azureFirewalls } from './azure-firewalls.ts'
import { expressRouteCircuits } from './express-route-circuits.ts'
import { loadBalancers } from './load-balancers.ts'
import { networkManager } from './network-manager.ts'
import { networkSecurityGroups } from './network-security-groups.ts'
import { privateEndpoints } from './private-endpoints.ts'
import { routeServers } from './route-servers.ts'
import { routeTables } from './route-tables.ts'
import { virtualMachines } from './virtual-machines.ts'
import { virtualNetworkGateways } from './virtual-network-gateways.ts'
import { virtualNetworks } from './virtual-networks.ts'
import { virtualWan } from './virtual-wan.ts'
import { worldFile } from './world-file.ts'

/** File names to their texts, as they lie in one folder. */
export type CaseInputs = ReadonlyMap<string, string>

const resourcesFile = 'resources.json'
const worldFileName = 'hairpin.yaml'

/** Where everything lies when the source does not say where: one region, so that no peering is global. */
const fallbackLocation = 'westeurope'

/** All ARM resources of a case, as an export prints them. */
export const armResources = (one: Case): readonly ArmResource[] => {
  const { topology } = one
  const location =
    topology.vnets.find((vnet) => vnet.location !== undefined)?.location ??
    topology.vwanHubs?.find((hub) => hub.location !== undefined)?.location ??
    fallbackLocation
  const ids = idsOf(one.id, location)
  return [
    networkSecurityGroups,
    routeTables,
    virtualNetworks,
    loadBalancers,
    virtualMachines,
    privateEndpoints,
    azureFirewalls,
    expressRouteCircuits,
    virtualNetworkGateways,
    routeServers,
    virtualWan,
    networkManager,
  ].flatMap((part) => part(topology, ids))
}

/** The two files of a case: `resources.json` and `hairpin.yaml`. */
export const inputsOf = (one: Case): CaseInputs =>
  new Map([
    [resourcesFile, `${JSON.stringify(armResources(one), undefined, 2)}\n`],
    [worldFileName, worldFile(one, resourcesFile)],
  ])

/** The folder of the case as the engine reads it. */
export const fileAccessOf = (inputs: CaseInputs): FileAccess => ({
  read: (file) => {
    const text = inputs.get(file.replace(/^\.\//, ''))
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
  },
  list: (folder) => (['', '.', './'].includes(folder) ? [...inputs.keys()].sort() : []),
})
