// The front of model/: what the control plane and forwarding see of the network.
export type {
  AsPathEntry,
  BgpConfiguration,
  BgpNeighbor,
  CommunityEntry,
  GuestConfiguration,
  GuestDestinationNat,
  GuestFilter,
  GuestMatch,
  GuestRoute,
  GuestTunnel,
  PolicyRule,
  PrefixEntry,
  RedistributedSource,
  ResourceId,
  RoutePolicy,
} from '../resources/index.ts'
export { nameOf } from '../resources/index.ts'
export type * from './network.ts'
export { type Resolved, resolve } from './resolve.ts'
export { isSynchronised } from './resolve-peerings.ts'
export { newestProfile, type ValidationProfile, validate } from './validation/index.ts'
