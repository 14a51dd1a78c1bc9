// The network as it is meant: every reference resolved, every address and prefix a value of its own type.
import type { ServiceTagList } from '../resources/index.ts'
import type { Circuit } from './circuit.ts'
import type { Declared } from './declared.ts'
import type { BalancedEgress, Frontend, LoadBalancerFrontend } from './frontend.ts'
import type { NatGateway, PublicEndpoint } from './public-address.ts'
import type { RouteTable } from './route-table.ts'
import type { Site } from './site.ts'
import type { AttachedService, AzureFirewall, PrivateEndpoint } from './subnet-service.ts'
import type {
  ConnectedGroup,
  LocalNetworkGateway,
  Nic,
  RouteServer,
  Subnet,
  VirtualHub,
  Vm,
  Vnet,
  VpnSite,
} from './topology.ts'

export type * from './circuit.ts'
export type * from './declared.ts'
export type * from './firewall-rule.ts'
export type * from './frontend.ts'
export type * from './load-balancer.ts'
export type * from './public-address.ts'
export type * from './route-table.ts'
export type * from './routing-preference.ts'
export type * from './security-group.ts'
export type * from './site.ts'
export type * from './subnet-service.ts'
export type * from './topology.ts'

/** Everything that the control plane and forwarding know. Lists are in the order of declaration. */
export interface Network {
  readonly vnets: readonly Vnet[]
  readonly subnets: readonly Subnet[]
  /** All of them, on a subnet or not. */
  readonly routeTables: readonly RouteTable[]
  readonly nics: readonly Nic[]
  readonly vms: readonly Vm[]
  readonly circuits: readonly Circuit[]
  readonly sites: readonly Site[]
  readonly privateEndpoints: readonly PrivateEndpoint[]
  readonly loadBalancerFrontends: readonly LoadBalancerFrontend[]
  readonly publicFrontends: readonly Frontend[]
  readonly publicEndpoints: readonly PublicEndpoint[]
  readonly natGateways: readonly NatGateway[]
  readonly balancedEgress: readonly BalancedEgress[]
  readonly attachedServices: readonly AttachedService[]
  readonly azureFirewalls: readonly AzureFirewall[]
  /** V28: public IP addresses and load balancers of the Basic SKU, each with a subnet in which it is used. */
  readonly basicSkuUses: readonly { readonly subnet: Subnet; readonly resource: Declared }[]
  readonly localNetworkGateways: readonly LocalNetworkGateway[]
  readonly routeServers: readonly RouteServer[]
  readonly virtualHubs: readonly VirtualHub[]
  readonly vpnSites: readonly VpnSite[]
  readonly connectedGroups: readonly ConnectedGroup[]
  /** Undefined where the user gave no list of service tags. */
  readonly serviceTags: ServiceTagList | undefined
  /** Sessions that the world file declares down; the ends are named as people call them, or by address. */
  readonly sessionsDown: readonly SessionName[]
}

/** A BGP session as the world file names it. */
export interface SessionName {
  readonly speaker: string
  readonly peer: string
}
