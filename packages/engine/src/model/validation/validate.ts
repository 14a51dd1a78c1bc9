// What Azure would refuse, and what it would take although it does not do what was meant.
import { type Finding, sortFindings } from '../../diagnostics/index.ts'
import type { ResourceSet } from '../../resources/index.ts'
import type { Network } from '../network.ts'
import { validateAnnouncements } from './announcements.ts'
import { validateAsNumbers } from './as-numbers.ts'
import { validateCircuits } from './circuits.ts'
import { validateToggles } from './expressroute-toggles.ts'
import { validateGatewaySubnets } from './gateway-subnets.ts'
import { validateGateways } from './gateways.ts'
import { validateNatGateways } from './nat-gateways.ts'
import { validateNextHops } from './next-hops.ts'
import { validatePeeredAddressSpaces } from './peered-address-spaces.ts'
import { validatePeerings } from './peerings.ts'
import { validateReturnRoutes } from './return-routes.ts'
import { validateRouteServerPeers } from './route-server-peers.ts'
import { validateRouteServers } from './route-servers.ts'
import { validateRouteTables } from './route-tables.ts'
import { validateTunnels } from './tunnels.ts'
import { type Validating, validating } from './validating.ts'
import { newestProfile, type ValidationProfile } from './validation-profile.ts'
import { validateVirtualHubs } from './virtual-hubs.ts'
import { validateVnetsAndSubnets } from './vnets-and-subnets.ts'
import { validateVpnGatewayCounts } from './vpn-connections.ts'

const validations: readonly ((context: Validating) => readonly Finding[])[] = [
  validateVnetsAndSubnets,
  validatePeeredAddressSpaces,
  validatePeerings,
  validateGateways,
  validateGatewaySubnets,
  validateVpnGatewayCounts,
  validateCircuits,
  validateToggles,
  validateAsNumbers,
  validateRouteServers,
  validateRouteServerPeers,
  validateAnnouncements,
  validateVirtualHubs,
  validateNatGateways,
  validateRouteTables,
  validateNextHops,
  validateReturnRoutes,
  validateTunnels,
]

/**
 * Judges a network as a whole; what is wrong with a single value was told when it was read. The checks V1 to V31 and
 * lints L1 to L15 of docs/findings.md, but for those that need routes, as far as the network knows what they ask for:
 * what is unknown is never a fault. The resources say where things are written. Findings are sorted and each is there
 * once. Cost: n log n in VNets, peerings, prefixes and routes.
 */
export const validate = (
  network: Network,
  resources: ResourceSet,
  profile: ValidationProfile = newestProfile,
): readonly Finding[] => {
  const context = validating(network, resources, profile)
  return sortFindings(validations.flatMap((validation) => validation(context)))
}
