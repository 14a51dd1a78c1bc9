// VNets, hubs, machines and gateways, as they are connected: every reference resolved.
// These types refer to each other in circles, and files may not: so one file. What is outside the circle has its own.
import type { Span } from '../diagnostics/index.ts'
import type { Address, Prefix } from '../net/index.ts'
import type { GuestConfiguration, ResourceId } from '../resources/index.ts'
import type { Circuit, MseeAddress } from './circuit.ts'
import type { Declared } from './declared.ts'
import type { FirewallSettings } from './firewall-rule.ts'
import type { RouteTable } from './route-table.ts'
import type { RoutingPreference } from './routing-preference.ts'
import type { SecurityAdminRule, SecurityGroup } from './security-group.ts'
import type { Site } from './site.ts'

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
  /** Whether its machines ask Azure for names; false where DNS servers are stated. */
  readonly usesAzureDns: boolean
  readonly subnets: readonly Subnet[]
  /** The peering objects that this VNet owns; the other side owns the reverse ones. */
  readonly peerings: readonly Peering[]
  /** Whether `peerings` is all of them: none leads out of the inputs or may be made by Virtual Network Manager. */
  readonly peeringsKnown: boolean
  readonly gateways: readonly Gateway[]
  /** Prefixes that the gateways advertise in place of those inside them (R3.21, `summarizedGatewayPrefixes`). */
  readonly summarizedGatewayPrefixes: readonly Prefix[]
  /** R4.1: one at most. */
  readonly routeServer: RouteServer | undefined
  /** R5.7: the connection to a virtual hub; one at most. */
  readonly hubConnection: HubConnection | undefined
  /** Rules that Virtual Network Manager puts before security groups, by priority (R6.2). */
  readonly securityAdminRules: readonly SecurityAdminRule[]
  /** R1.11: the groups of Virtual Network Manager whose members reach each other without peerings. */
  readonly connectedGroups: readonly ConnectedGroup[]
}

/** A group of directly connected VNets, made by a connectivity configuration of Virtual Network Manager (R1.11). */
export interface ConnectedGroup extends Declared {
  readonly members: readonly Vnet[]
  /** R2.11: whether members in different regions are connected too. */
  readonly isGlobal: boolean
}

/** A subnet. */
export interface Subnet extends Declared {
  readonly vnet: Vnet
  readonly prefixes: readonly Prefix[]
  /** False where the inputs only refer to it: then what it has of the following is not known. */
  readonly described: boolean
  readonly routeTable: RouteTable | undefined
  readonly networkSecurityGroup: SecurityGroup | undefined
  /** R6.10: whether security groups act on private endpoints hosted here. */
  readonly privateEndpointSecurityPolicies: boolean
  /** R1.10: whether user routes may override the /32 of private endpoints hosted here. */
  readonly privateEndpointRoutePolicies: boolean
  readonly natGateway: ResourceId | undefined
  /** R1.8: services with an endpoint here, e.g. `Microsoft.Storage`. */
  readonly serviceEndpoints: readonly string[]
  /** R6.25: false in a private subnet; undefined where nothing is said. */
  readonly defaultOutboundAccess: boolean | undefined
}

/** A network interface. The first address is the primary one. */
export interface Nic extends Declared {
  readonly subnet: Subnet
  readonly vm: Vm | undefined
  readonly addresses: readonly Address[]
  readonly ipForwarding: boolean
  readonly networkSecurityGroup: SecurityGroup | undefined
  /** Lower-cased ids of the application security groups that it is in. */
  readonly applicationSecurityGroups: readonly string[]
  /** R6.24: the configurations that have a public address. */
  readonly published: readonly PublishedAddress[]
}

/** An address of a NIC with the public one that stands for it. */
export interface PublishedAddress {
  readonly address: Address
  /** The public IP address, whether an input declares it or not. */
  readonly publicAddress: ResourceId
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
  /** The remote address space as it is now: the other VNet's, else what an export says; undefined where neither is known. */
  readonly liveRemotePrefixes: readonly Prefix[] | undefined
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
  /** Names of connections to circuits that no input names: an unknown id. */
  readonly openConnections: readonly string[]
  readonly mseePeers: readonly MseeAddress[]
}

/** A VPN gateway. Policy-based ones know static routes only (R3.5). */
export interface VpnGateway extends GatewayBase {
  readonly kind: 'vpn'
  readonly policyBased: boolean
  readonly activeActive: boolean
  /** R3.9: what is said of the public address of each IP configuration; undefined when not all of them are known. */
  readonly ipConfigurations: readonly { readonly basic?: boolean; readonly dynamic?: boolean }[] | undefined
  /** R3.10: public addresses in the order of the instances, where they are known. */
  readonly publicAddresses: readonly Address[]
  /** R3.9: custom BGP addresses of each instance, in the order of `instances`. */
  readonly apipaAddresses: readonly (readonly Address[])[]
  readonly connections: readonly VpnConnection[]
  /** R3.16: address pools of point-to-site clients, and routes that it gives them beside those that it knows. */
  readonly clientPools: readonly Prefix[]
  readonly clientRoutes: readonly Prefix[]
  /** R3.38: whether clients may come over TLS, as those with OpenVPN or SSTP do; false where no input says so. */
  readonly takesTlsClients: boolean
  /** R3.18: the site that forced tunnelling sends everything to. */
  readonly defaultSite: LocalNetworkGateway | undefined
}

/** A connection of a VPN gateway: to a device outside, or to a gateway of another VNet (R3.6). */
export interface VpnConnection extends Declared {
  readonly gateway: VpnGateway
  readonly remote:
    | { readonly kind: 'device'; readonly localNetworkGateway: LocalNetworkGateway }
    | { readonly kind: 'vnet'; readonly gateway: VpnGateway }
  readonly bgp: boolean
  readonly up: boolean
  /** R3.17: whether NAT rules of the gateway hold on it. */
  readonly translates: boolean
}

/** What Azure is told of a device at the far end of a VPN (R3.7). */
export interface LocalNetworkGateway extends Declared {
  /** Static routes over the connection. */
  readonly prefixes: readonly Prefix[]
  readonly gatewayAddress: Address | undefined
  readonly asn: number | undefined
  readonly bgpPeeringAddress: Address | undefined
  /** What really stands there; undefined where no input says so: then its announcements are not known. */
  readonly device: VpnDevice | undefined
  /** The gateway of a virtual hub, where it stands for one of its instances. */
  readonly hubGateway: HubVpnGateway | undefined
}

/** What a local network gateway or a VPN site stands for. */
export type VpnDevice =
  | { readonly kind: 'site'; readonly site: Site }
  | { readonly kind: 'vm'; readonly vm: Vm }
  | { readonly kind: 'gateway'; readonly gateway: VpnGateway }

/** A Route Server: it speaks BGP with appliances and gateways and is never on the way of a packet (R4.2). */
export interface RouteServer extends Declared {
  readonly vnet: Vnet
  readonly subnet: Subnet
  readonly asn: number
  /** The addresses of its two instances, where they are known. */
  readonly instances: readonly Address[]
  readonly branchToBranch: boolean
  readonly preference: RoutingPreference
  readonly peers: readonly BgpPeer[]
}

/** A BGP peer that is configured on a Route Server or a hub. */
export interface BgpPeer extends Declared {
  readonly address: Address
  readonly asn: number
  /** The machine or site that has the address; undefined where no input describes one. */
  readonly router: Router | undefined
}

/** Something outside Azure's control that may run a routing daemon. */
export type Router = { readonly kind: 'vm'; readonly vm: Vm } | { readonly kind: 'site'; readonly site: Site }

/** A hub of a Virtual WAN (R5.1). */
export interface VirtualHub extends Declared {
  /** The Virtual WAN, whose hubs are meshed; undefined where it is not said. */
  readonly wan: ResourceId | undefined
  /** R5.10: whether branches reach each other through the hubs. */
  readonly branchToBranch: boolean
  readonly location: string | undefined
  readonly prefix: Prefix | undefined
  readonly asn: number
  readonly preference: RoutingPreference
  readonly routerAddresses: readonly Address[]
  /** What NICs of connected VNets print as next hop (R5.5). */
  readonly routerPublicAddress: Address | undefined
  readonly tables: readonly HubRouteTable[]
  readonly connections: readonly HubConnection[]
  readonly peers: readonly HubBgpPeer[]
  readonly vpnGateway: HubVpnGateway | undefined
  readonly expressRouteGateway: HubExpressRouteGateway | undefined
  readonly firewall: HubFirewall | undefined
  /** R5.11; undefined without routing intent. */
  readonly intent: RoutingIntent | undefined
}

/** Which traffic routing intent sends to the firewall or appliance in the hub (R5.11). */
export interface RoutingIntent {
  readonly privateTraffic: HubNextHop | undefined
  readonly internetTraffic: HubNextHop | undefined
}

/** A route table of a hub (R5.2). */
export interface HubRouteTable extends Declared {
  readonly hub: VirtualHub
  readonly labels: readonly string[]
  /** Static routes (R5.3). */
  readonly routes: readonly HubStaticRoute[]
}

/** A static route of a hub's table. */
export interface HubStaticRoute {
  readonly name: string
  readonly prefixes: readonly Prefix[]
  readonly nextHop: HubNextHop
  readonly declaredAt: Span | undefined
}

/** Where a static route or a policy leads. */
export type HubNextHop =
  | { readonly kind: 'firewall'; readonly firewall: HubFirewall }
  | { readonly kind: 'connection'; readonly connection: HubConnection }
  /** An appliance or service in the hub of which no more is known. */
  | { readonly kind: 'other'; readonly id: ResourceId }

/** The tables that a connection looks up and those that it tells its prefixes (R5.2). */
export interface HubRouting {
  readonly associated: HubRouteTable | undefined
  /** Named tables and those that carry a named label, in all hubs of the WAN. */
  readonly propagatesTo: ReadonlySet<HubRouteTable>
}

/** A VNet connected to a hub. */
export interface HubConnection extends Declared, HubRouting {
  readonly hub: VirtualHub
  readonly vnet: Vnet
  /** R5.4: whether a default route reaches the VNet. */
  readonly internetSecurity: boolean
  /** R5.3: routes to an address in the VNet. */
  readonly staticRoutes: readonly {
    readonly name: string
    readonly prefixes: readonly Prefix[]
    readonly nextHop: Address
  }[]
  /** R5.3: whether the tables that the connection propagates to learn the static routes. */
  readonly propagateStaticRoutes: boolean
  /** R5.14: `Contains` sends the VNet's own prefixes through the next hop of a static route as well. */
  readonly vnetLocalRouteOverride: 'Contains' | 'Equal'
}

/** A BGP peer of a hub: an appliance in a connected VNet. */
export interface HubBgpPeer extends BgpPeer {
  readonly connection: HubConnection | undefined
}

/** What ends tunnels in a hub: the gateway for sites, that for clients, or both as one; always active-active. */
export interface HubVpnGateway extends Declared {
  readonly kind: 'hubVpn'
  readonly hub: VirtualHub
  readonly asn: number
  readonly instances: readonly Address[]
  readonly connections: readonly HubVpnConnection[]
  /** R3.16: pools of point-to-site clients, of the gateway for them that stands beside this one or alone. */
  readonly clientPools: readonly HubClientPool[]
}

/** Addresses of the clients of one configuration of a hub's point-to-site gateway. */
export interface HubClientPool extends HubRouting {
  readonly prefixes: readonly Prefix[]
  /** R5.4: whether the clients get a default route. */
  readonly internetSecurity: boolean
  readonly declaredAt: Span | undefined
}

/** A connection of a hub's VPN gateway to a site. */
export interface HubVpnConnection extends Declared, HubRouting {
  readonly gateway: HubVpnGateway
  readonly site: VpnSite
  readonly bgp: boolean
  readonly up: boolean
  /** R3.17: whether NAT rules of the gateway hold on one of its links. */
  readonly translates: boolean
  readonly internetSecurity: boolean
}

/** What Azure is told of a site behind a hub. */
export interface VpnSite extends Declared {
  readonly prefixes: readonly Prefix[]
  readonly asn: number | undefined
  readonly bgpPeeringAddress: Address | undefined
  /** Those of all its links, the one above first. */
  readonly peeringAddresses: readonly Address[]
  readonly device: VpnDevice | undefined
}

/** The ExpressRoute gateway of a hub. */
export interface HubExpressRouteGateway extends Declared {
  readonly kind: 'hubExpressRoute'
  readonly hub: VirtualHub
  readonly asn: number
  readonly instances: readonly Address[]
  readonly instancesIpv6: readonly Address[]
  /** R3.24: whether it takes prefixes that a gateway outside the WAN brought to the circuit. */
  readonly allowNonVirtualWanTraffic: boolean
  readonly connections: readonly HubCircuitConnection[]
  readonly mseePeers: readonly MseeAddress[]
}

/** A connection of a hub's ExpressRoute gateway to a circuit. */
export interface HubCircuitConnection extends Declared, HubRouting {
  readonly circuit: Circuit
  readonly routingWeight: number
  readonly fastPath: boolean
  readonly up: boolean
  readonly internetSecurity: boolean
  readonly authorized: boolean
}

/** Whatever speaks with MSEEs: a gateway in a VNet or in a hub. */
export type CircuitGateway = ExpressRouteGateway | HubExpressRouteGateway

/** An Azure Firewall in a hub. */
export interface HubFirewall extends Declared, FirewallSettings {
  readonly kind: 'hubFirewall'
  readonly hub: VirtualHub
  readonly tier: string | undefined
  readonly address: Address | undefined
}

/** A connection between an ExpressRoute gateway and a circuit. */
export interface ExpressRouteConnection extends Declared {
  readonly gateway: ExpressRouteGateway
  readonly circuit: Circuit
  readonly routingWeight: number
  readonly fastPath: boolean
  readonly up: boolean
  /** R3.19: whether a circuit of another subscription may be used: a key is written, or Azure has made the connection. */
  readonly authorized: boolean
}
