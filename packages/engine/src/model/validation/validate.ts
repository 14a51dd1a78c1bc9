// What Azure would refuse, and what it would take although it does not do what was meant.
import { type Finding, sortFindings } from '../../diagnostics/index.ts'
import type { Network } from '../network.ts'
import { validateGateways } from './gateways.ts'
import { validateNextHops } from './next-hops.ts'
import { validatePeeredAddressSpaces } from './peered-address-spaces.ts'
import { validatePeerings } from './peerings.ts'
import { validateRouteTables } from './route-tables.ts'
import { newestProfile, type ValidationProfile } from './validation-profile.ts'
import { validateVnetsAndSubnets } from './vnets-and-subnets.ts'

/**
 * Judges a network as a whole; what is wrong with a single value was told when it was read. Checks V1 to V6, V9,
 * V10, V12 to V15, V21, V24 to V28, V30 and V31, and the lints L1, L2, L7, L9 to L11 and L14 of the behaviour
 * reference, as far as the network knows what they ask for; what is unknown is never a fault. Findings are sorted
 * and each is there once. Cost: n log n in VNets, peerings, prefixes and routes.
 */
export const validate = (network: Network, profile: ValidationProfile = newestProfile): readonly Finding[] =>
  sortFindings([
    ...validateVnetsAndSubnets(network),
    ...validatePeeredAddressSpaces(network),
    ...validatePeerings(network, profile),
    ...validateGateways(network, profile),
    ...validateRouteTables(network, profile),
    ...validateNextHops(network),
  ])
