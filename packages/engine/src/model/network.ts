// The network as it is meant: every reference resolved, every address and prefix a value of its own type.
import type { Span } from '../diagnostics/index.ts'
import type { Address, Prefix } from '../net/index.ts'
import type { GuestConfiguration, LinkRole, ResourceId } from '../resources/index.ts'

/** What every object of the network has. */
export interface Declared {
  readonly id: ResourceId
  readonly name: string
  readonly declaredAt: Span | undefined
}

/** A virtual network. */
export interface Vnet extends Declared {
  /** Declared by no input, only referred to: it may have more peerings, gateways and prefixes than are known. */
  readonly assumed: boolean
  readonly location: string | undefined
  /** The address space, in the order of its declaration. */
  readonly prefixes: readonly Prefix[]
  /** Where each of them is written, by `prefixKey`: often in another file than the VNet, handed on by parameters. */
  readonly prefixPlaces: ReadonlyMap<string, Span>
  /** Whether `prefixes` is all of it; false where some of it is unknown or unreadable, and for an assumed VNet. */
  readonly addressSpaceKnown: boolean
  readonly subnets: readonly Subnet[]
  /** The peering objects that this VNet owns; the other side owns the reverse ones. */
  readonly peerings: readonly Peering[]
  readonly gateways: readonly Gateway[]
  /** Prefixes that an ExpressRoute gateway advertises in place of those inside them (R3.21, `summarizedGatewayPrefixes`). */
  readonly summarizedGatewayPrefixes: readonly Prefix[]
  readonly hasRouteServer: boolean
  /** What gives the VNet routes that are not computed yet: where they matter, the answer is unknown. */
  readonly unmodelledSources: readonly UnmodelledSource[]
}

/** A VPN gateway, Route Server or virtual hub whose routes are not computed yet. */
export interface UnmodelledSource extends Declared {
  readonly kind: 'vpnGateway' | 'routeServer' | 'virtualHub'
}

/** A subnet. */
export interface Subnet extends Declared {
  readonly vnet: Vnet
  readonly prefixes: readonly Prefix[]
  readonly routeTable: RouteTable | undefined
  readonly networkSecurityGroup: ResourceId | undefined
  /** R1.10: whether user routes may override the /32 of private endpoints hosted here. */
  readonly privateEndpointRoutePolicies: boolean
  readonly natGateway: ResourceId | undefined
  /** R6.25: false in a private subnet; undefined where nothing is said. */
  readonly defaultOutboundAccess: boolean | undefined
}

/** A network interface. The first address is the primary one. */
export interface Nic extends Declared {
  readonly subnet: Subnet
  readonly vm: Vm | undefined
  readonly addresses: readonly Address[]
  readonly ipForwarding: boolean
  readonly networkSecurityGroup: ResourceId | undefined
  readonly hasPublicAddress: boolean
}

/** A virtual machine with what is known of its operating system. */
export interface Vm extends Declared {
  /** The primary NIC first. */
  readonly nics: readonly Nic[]
  readonly running: boolean
  readonly operatingSystem: 'linux' | 'windows' | undefined
  readonly guest: GuestConfiguration | undefined
}

/** R2.1: traffic and routes exist only when both sides are connected. */
export type PeeringState = 'Connected' | 'Initiated' | 'Disconnected'

/** One side of a peering: the object that `local` owns. */
export interface Peering extends Declared {
  readonly local: Vnet
  /** The id of the other VNet, whether it is among the inputs or not. */
  readonly remoteId: ResourceId
  /** Undefined when the other VNet is not among the inputs; then only `remotePrefixes` is known. */
  readonly remote: Vnet | undefined
  /** The remote address space as this object knows it (R2.2), or the remote subnets of a subnet peering (R2.10). */
  readonly remotePrefixes: readonly Prefix[]
  readonly state: PeeringState
  readonly global: boolean
  readonly allowVirtualNetworkAccess: boolean
  readonly allowForwardedTraffic: boolean
  readonly allowGatewayTransit: boolean
  readonly useRemoteGateways: boolean
  /** Names of the local subnets of a subnet peering; undefined for a peering of whole VNets. */
  readonly localSubnets: readonly string[] | undefined
  readonly reverse: Peering | undefined
}

/** A route table. */
export interface RouteTable extends Declared {
  readonly disableBgpRoutePropagation: boolean
  readonly routes: readonly UserRoute[]
}

/** Next hop types that a user may write (R1.12). */
export type UserNextHopType = 'VirtualAppliance' | 'VirtualNetworkGateway' | 'VnetLocal' | 'Internet' | 'None'

/** A user-defined route. */
export interface UserRoute extends Declared {
  readonly prefix: Prefix
  readonly nextHopType: UserNextHopType
  /** Only with VirtualAppliance. */
  readonly nextHopIp: Address | undefined
}

/** A virtual network gateway. */
export type Gateway = ExpressRouteGateway | VpnGateway

/** What both types of gateway have. */
export interface GatewayBase extends Declared {
  readonly vnet: Vnet
  /** Where its first IP configuration lies; undefined when the VNet has no such subnet. */
  readonly subnet: Subnet | undefined
  readonly asn: number
  readonly sku: string | undefined
  /** IPv4 addresses of the instances in GatewaySubnet, where they are known. */
  readonly instances: readonly Address[]
  /** IPv6 addresses of the same instances, in the same order; empty where there is no IPv6. */
  readonly instancesIpv6: readonly Address[]
}

/** An ExpressRoute gateway. */
export interface ExpressRouteGateway extends GatewayBase {
  readonly kind: 'expressRoute'
  /** R3.24; undefined when the property is absent: then the era decides. */
  readonly allowRemoteVnetTraffic: boolean | undefined
  readonly allowVirtualWanTraffic: boolean | undefined
  readonly connections: readonly ExpressRouteConnection[]
  readonly mseePeers: readonly MseeAddress[]
}

/** An MSEE's address in the gateway's subnet. Without a link it belongs to both. */
export interface MseeAddress {
  readonly circuit: Circuit
  readonly role: LinkRole | undefined
  readonly address: Address
}

/** A VPN gateway: its presence matters for validation; its routing is not modelled yet. */
export interface VpnGateway extends GatewayBase {
  readonly kind: 'vpn'
  readonly activeActive: boolean
}

/** A connection between an ExpressRoute gateway and a circuit. */
export interface ExpressRouteConnection extends Declared {
  readonly gateway: ExpressRouteGateway
  readonly circuit: Circuit
  readonly routingWeight: number
  readonly fastPath: boolean
  readonly up: boolean
}

/** An ExpressRoute circuit with its two MSEE routers. */
export interface Circuit extends Declared {
  readonly peeringLocation: string | undefined
  readonly customerAsn: number | undefined
  readonly links: readonly [CircuitLink, CircuitLink]
  /** Circuits joined to this one by Global Reach (R3.33). */
  readonly globalReach: readonly Circuit[]
}

/** One link of a circuit: an MSEE and its BGP session with the customer. */
export interface CircuitLink {
  readonly role: LinkRole
  /** The /30 towards the customer: the customer takes its first host, the MSEE the second (R3.20). */
  readonly prefix: Prefix | undefined
  readonly customerAddress: Address | undefined
  readonly mseeAddress: Address | undefined
  /** What NIC tables print as next hop (R3.22). */
  readonly underlayNextHop: Address | undefined
  /** Whether the session with the customer is up; the MSEE keeps its sessions with the gateways in any case. */
  readonly customerSessionUp: boolean
}

/** A private endpoint. */
export interface PrivateEndpoint extends Declared {
  readonly subnet: Subnet
  readonly addresses: readonly Address[]
}

/** A service of Azure's own that has addresses in a subnet; what it does with packets is not computed yet. */
export interface UnmodelledHost extends Declared {
  readonly subnet: Subnet
  readonly addresses: readonly Address[]
}

/** A load balancer frontend with the NICs behind it. */
export interface LoadBalancerFrontend extends Declared {
  readonly address: Address
  readonly subnet: Subnet
  readonly backends: readonly Nic[]
}

/** A network outside Azure. */
export interface Site {
  readonly name: string
  readonly declaredAt: Span | undefined
  readonly asn: number | undefined
  readonly prefixes: readonly Prefix[]
  readonly hosts: readonly { readonly name: string; readonly address: Address }[]
  readonly circuitLinks: readonly SiteCircuit[]
  /** The local network gateways and VPN sites that stand for it: routes over these are not computed. */
  readonly unmodelledLinks: readonly string[]
  readonly guest: GuestConfiguration | undefined
}

/** A site's attachment to a circuit. */
export interface SiteCircuit {
  readonly circuit: Circuit
  readonly up: boolean
  readonly advertises: readonly {
    readonly prefix: Prefix
    readonly asPath: readonly number[]
    readonly med: number
  }[]
}

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
  readonly unmodelledHosts: readonly UnmodelledHost[]
}
