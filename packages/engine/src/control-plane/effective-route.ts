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
  ServiceTagRoute,
  UserRoute,
  VirtualHub,
  Vnet,
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
  | 'ConnectedGroup'
  | 'VirtualNetworkGateway'
  | 'VirtualAppliance'
  | 'Internet'
  | 'None'
  | 'VirtualNetworkServiceEndpoint'
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
  /** `owners`: the members that have the prefix; more than one where members overlap (R2.11). */
  | { readonly kind: 'connectedGroup'; readonly owners: readonly Vnet[] }
  /** `home`: the VNet that holds the address; undefined where no input describes it. */
  | {
      readonly kind: 'appliance'
      readonly address: Address
      readonly home: Vnet | undefined
      readonly over: Peering | undefined
    }
  /**
   * R1.22: the VPN gateway that serves a user route; without one packets are dropped, unless the inputs leave open
   * whether there is one (`isKnown` false).
   */
  | { readonly kind: 'userGateway'; readonly gateway: VpnGateway | undefined; readonly isKnown: boolean }
  | {
      readonly kind: 'privateEndpoint'
      readonly endpoint: PrivateEndpoint
      readonly over: Peering | undefined
    }
  /** `service`: as the subnet names it, e.g. `Microsoft.Storage`. */
  | { readonly kind: 'serviceEndpoint'; readonly service: string }
  | { readonly kind: 'internet' }
  /** Dropped. With an address where a user route names a next hop that is not there (R1.20, observed 15). */
  | {
      readonly kind: 'none'
      readonly address?: Address
      readonly because?: 'unreachable' | 'stopped' | 'outsideVnet'
    }

/** Rows that Azure prints as one, with all their prefixes in it (observed 8, observed 33). */
export interface RowGroup {
  readonly kind: 'connectedGroup' | 'serviceEndpoint' | 'serviceTag'
  /** Of the configuration, the service or the tag. */
  readonly name: string
}

/** The route for one prefix. A row of Azure's table is one of them, or all of a group that are in the same state. */
export interface EffectiveRoute {
  readonly source: RouteSource
  readonly state: RouteState
  readonly prefix: Prefix
  /** The same object for all that are printed together; absent for a row of its own. */
  readonly group?: RowGroup
  readonly nextHopType: NextHopType
  /** As printed. */
  readonly nextHopIps: readonly Address[]
  readonly target: Target
  /** The user route, where it is one. */
  readonly userRoute?: UserRoute | ServiceTagRoute
  /** The rule that put the row there. */
  readonly rule: string
  readonly declaredAt: Span | undefined
}
