// One row of an effective route table, before it is printed.
import type { Span } from '../diagnostics/index.ts'
import type {
  Circuit,
  CircuitGateway,
  CircuitLink,
  HubFirewall,
  HubVpnGateway,
  Peering,
  PrivateEndpoint,
  UserRoute,
  VirtualHub,
  VpnGateway,
} from '../model/index.ts'
import type { Address, Prefix } from '../net/index.ts'

/** Where a row comes from, as Azure spells it. */
export type RouteSource = 'Default' | 'VirtualNetworkGateway' | 'User'
/** Whether a row takes part in the lookup (R1.17). */
export type RouteState = 'Active' | 'Invalid'
/** Next hop types of rows (R1.30). */
export type NextHopType =
  | 'VnetLocal'
  | 'VNetPeering'
  | 'VNetGlobalPeering'
  | 'VirtualNetworkGateway'
  | 'VirtualAppliance'
  | 'Internet'
  | 'None'
  | 'InterfaceEndpoint'

/** An MSEE to which a gateway route sends: packets go there directly, the gateway is not in the way (R3.3). */
export interface MseeNextHop {
  readonly circuit: Circuit
  readonly link: CircuitLink
  /** The gateway that learned the route; its subnet holds the MSEE's address. */
  readonly gateway: CircuitGateway
}

/** An instance of a VPN gateway to which a gateway route sends (R3.3: through the gateway, unlike ExpressRoute). */
export interface VpnNextHop {
  readonly gateway: VpnGateway | HubVpnGateway
  readonly instance: number
}

/** A machine to which a Route Server's route sends (R4.2), and the peering that leads there, if one does. */
export interface ApplianceNextHop {
  readonly address: Address
  readonly over: Peering | undefined
}

/** What a row leads to. The kind decides which facts there are; `over` is the peering that leads there, if one does. */
export type Target =
  | { readonly kind: 'vnet' }
  | { readonly kind: 'peering'; readonly peering: Peering }
  | { readonly kind: 'msees'; readonly msees: readonly MseeNextHop[] }
  | { readonly kind: 'vpnGateways'; readonly instances: readonly VpnNextHop[] }
  | { readonly kind: 'appliances'; readonly appliances: readonly ApplianceNextHop[] }
  /** The router of a virtual hub, and its firewall where routing intent says so. */
  | { readonly kind: 'hub'; readonly hub: VirtualHub }
  | { readonly kind: 'hubFirewall'; readonly firewall: HubFirewall }
  | { readonly kind: 'appliance'; readonly address: Address; readonly over: Peering | undefined }
  | { readonly kind: 'userGateway' }
  | {
      readonly kind: 'privateEndpoint'
      readonly endpoint: PrivateEndpoint
      readonly over: Peering | undefined
    }
  | { readonly kind: 'internet' }
  /** Dropped. With an address where a user route names a next hop that is not there (R1.20, observed 15). */
  | {
      readonly kind: 'none'
      readonly address?: Address
      readonly because?: 'unreachable' | 'stopped' | 'outsideVnet'
    }

/** A row. */
export interface EffectiveRoute {
  readonly source: RouteSource
  readonly state: RouteState
  readonly prefix: Prefix
  readonly nextHopType: NextHopType
  /** As printed. */
  readonly nextHopIps: readonly Address[]
  readonly target: Target
  /** The user route, where it is one. */
  readonly userRoute?: UserRoute
  /** The rule that put the row there. */
  readonly rule: string
  readonly declaredAt: Span | undefined
}
