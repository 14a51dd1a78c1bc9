// All tables: what becomes of each azurerm type.
import type { TypeMapping } from '../mapping.ts'
import { applicationServices } from './application-services.ts'
import { countedTypes } from './counted.ts'
import { dataServices } from './data-services.ts'
import { expressRoute } from './expressroute.ts'
import { filters } from './filters.ts'
import { firewalls } from './firewalls.ts'
import { gateways } from './gateways.ts'
import { loadBalancing } from './load-balancing.ts'
import { machines } from './machines.ts'
import { networkManager } from './network-manager.ts'
import { networkServices } from './network-services.ts'
import { scaleSets } from './scale-sets.ts'
import { virtualNetworks } from './virtual-networks.ts'
import { virtualWan } from './virtual-wan.ts'

const mappings: ReadonlyMap<string, TypeMapping> = new Map(
  [
    applicationServices,
    countedTypes,
    dataServices,
    expressRoute,
    filters,
    firewalls,
    gateways,
    loadBalancing,
    machines,
    networkManager,
    networkServices,
    scaleSets,
    virtualNetworks,
    virtualWan,
  ].flatMap((table) => Object.entries(table)),
)

/** What becomes of a type of the provider; undefined for one that no table knows. */
export const mappingOf = (type: string): TypeMapping | undefined => mappings.get(type)

/** Every type that the tables know. */
export const mappedTypes = (): readonly string[] => [...mappings.keys()].sort()
