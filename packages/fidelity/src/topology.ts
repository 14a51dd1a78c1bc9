// The causes of a recorded case: its topology, as case.schema.json describes it.
import type { CircuitLinkFacts, GuestConfiguration, MseePeer, Site } from '@hairpin/engine'

/** A subnet. `natGateway` says that it has one. */
export interface CaseSubnet {
  readonly name: string
  readonly prefixes: readonly string[]
  readonly serviceEndpoints?: readonly string[]
  readonly privateEndpointNetworkPolicies?:
    | 'Disabled'
    | 'Enabled'
    | 'NetworkSecurityGroupEnabled'
    | 'RouteTableEnabled'
  readonly defaultOutboundAccess?: boolean
  readonly natGateway?: boolean
  readonly nsg?: string
}

/** A virtual network. */
export interface CaseVnet {
  readonly name: string
  readonly location?: string
  readonly addressSpace: readonly string[]
  readonly summarizedGatewayPrefixes?: readonly string[]
  readonly subnets: readonly CaseSubnet[]
}

/** One direction of a peering: the object that `from` owns. */
export interface CasePeering {
  readonly from: string
  readonly to: string
  readonly allowVirtualNetworkAccess: boolean
  readonly allowForwardedTraffic: boolean
  readonly allowGatewayTransit: boolean
  readonly useRemoteGateways: boolean
  readonly peerCompleteVnets?: boolean
  readonly localSubnetNames?: readonly string[]
  readonly remoteSubnetNames?: readonly string[]
  /** The source does not state the flags. */
  readonly assumedFlags?: boolean
}

/** A user-defined route; `prefix` may be a service tag. */
export interface CaseRoute {
  readonly name?: string
  readonly prefix: string
  readonly nextHopType: 'VirtualAppliance' | 'VirtualNetworkGateway' | 'VnetLocal' | 'Internet' | 'None'
  readonly nextHopIp?: string
}

/** A route table with the subnets (`vnet/subnet`) that use it. */
export interface CaseRouteTable {
  readonly name: string
  readonly disableBgpRoutePropagation: boolean
  readonly subnets: readonly string[]
  readonly routes: readonly CaseRoute[]
}

/** A security rule. Ports are `*`, a number or a range. */
export interface CaseSecurityRule {
  readonly name?: string
  readonly priority: number
  readonly direction: 'Inbound' | 'Outbound'
  readonly access: 'Allow' | 'Deny'
  readonly protocol: string
  readonly source: string
  readonly destination: string
  readonly sourcePort?: string
  readonly destinationPort?: string
}

/** A network security group. */
export interface CaseNsg {
  readonly name: string
  readonly rules: readonly CaseSecurityRule[]
}

/** A network interface. `ips` holds all addresses, the primary first, when there is more than one. */
export interface CaseNic {
  readonly name: string
  readonly subnet: string
  readonly ip?: string
  readonly ips?: readonly string[]
  readonly ipForwarding?: boolean
  readonly publicIp?: boolean
  readonly nsg?: string
}

/** A virtual machine; its first NIC is the primary one. */
export interface CaseVm {
  readonly name: string
  readonly running?: boolean
  readonly role?: 'vm' | 'nva' | 'firewall' | 'appliance'
  readonly os?: 'linux' | 'windows'
  readonly nics: readonly CaseNic[]
  readonly guest?: GuestConfiguration
}

/** An internal load balancer; `backends` are NIC names. */
export interface CaseLoadBalancer {
  readonly name: string
  readonly frontendIp: string
  readonly subnet: string
  readonly backends: readonly string[]
  readonly haPorts?: boolean
}

/** A private endpoint. */
export interface CasePrivateEndpoint {
  readonly name: string
  readonly subnet: string
  readonly ip?: string
}

/** An Azure Firewall in a VNet. */
export interface CaseAzureFirewall {
  readonly name: string
  readonly subnet: string
  readonly privateIp: string
  readonly allow?: 'all' | 'none'
  readonly snatPrivate?: boolean
}

/** A virtual network gateway. On an active-standby one `instanceIps[0]` is its BGP address. */
export interface CaseGateway {
  readonly name: string
  readonly type: 'Vpn' | 'ExpressRoute'
  readonly vnet: string
  readonly sku?: string
  readonly asn?: number
  readonly activeActive?: boolean
  readonly bgp?: boolean
  readonly instanceIps?: readonly string[]
  readonly publicIps?: readonly string[]
  readonly apipa?: readonly string[]
  readonly allowRemoteVnetTraffic?: boolean
  readonly allowVirtualWanTraffic?: boolean
  readonly p2sPools?: readonly string[]
  readonly mseePeers?: readonly MseePeer[]
}

/** A local network gateway; `site` names the site, VM or gateway behind it. */
export interface CaseLocalNetworkGateway {
  readonly name: string
  readonly prefixes: readonly string[]
  readonly asn?: number
  readonly bgpPeeringAddress?: string
  readonly gatewayIp?: string
  readonly site?: string
}

/** An ExpressRoute circuit. */
export interface CaseCircuit {
  readonly name: string
  readonly peeringLocation?: string
  readonly customerAsn?: number
  readonly links?: readonly CircuitLinkFacts[]
}

/** A connection of a virtual network gateway. */
export interface CaseConnection {
  readonly name?: string
  readonly type: 'ExpressRoute' | 'Vnet2Vnet' | 'IPsec'
  readonly gateway: string
  readonly circuit?: string
  readonly peerGateway?: string
  readonly localNetworkGateway?: string
  readonly bgp?: boolean
  readonly routingWeight?: number
  readonly fastPath?: boolean
  readonly up?: boolean
}

/** A BGP peer of a Route Server. */
export interface CaseRouteServerPeer {
  readonly name?: string
  readonly ip: string
  readonly asn: number
}

/** A Route Server. */
export interface CaseRouteServer {
  readonly name: string
  readonly vnet: string
  readonly instanceIps?: readonly string[]
  readonly branchToBranch?: boolean
  readonly hubRoutingPreference?: HubRoutingPreference
  readonly peers: readonly CaseRouteServerPeer[]
}

/** How a hub or Route Server chooses between sources. */
export type HubRoutingPreference = 'ExpressRoute' | 'VpnGateway' | 'ASPath'

/** A connection of a VNet to a virtual hub. */
export interface CaseHubConnection {
  readonly name: string
  readonly vnet: string
  readonly associated?: string
  readonly propagated?: readonly string[]
  readonly labels?: readonly string[]
  readonly enableInternetSecurity?: boolean
  readonly staticRoutes?: readonly {
    readonly name?: string
    readonly prefixes: readonly string[]
    readonly nextHopIp: string
  }[]
}

/** A route table of a virtual hub; `nextHop` names a firewall or a connection of the hub. */
export interface CaseHubRouteTable {
  readonly name: string
  readonly labels?: readonly string[]
  readonly routes?: readonly {
    readonly name?: string
    readonly prefixes: readonly string[]
    readonly nextHop: string
  }[]
}

/** A VPN site of a virtual hub, with the routing of its connection. */
export interface CaseVpnSite {
  readonly name: string
  readonly prefixes?: readonly string[]
  readonly asn?: number
  readonly bgpPeeringAddress?: string
  readonly associated?: string
  readonly propagated?: readonly string[]
}

/** A BGP connection of a virtual hub. */
export interface CaseHubBgpConnection {
  readonly name?: string
  readonly ip: string
  readonly asn: number
  readonly connection?: string
}

/** A Virtual WAN hub with everything in it. */
export interface CaseVirtualHub {
  readonly name: string
  readonly prefix: string
  readonly location?: string
  readonly hubRoutingPreference?: HubRoutingPreference
  readonly routerIps?: readonly string[]
  readonly routerPublicIp?: string
  readonly connections?: readonly CaseHubConnection[]
  readonly routeTables?: readonly CaseHubRouteTable[]
  readonly vpnGateway?: { readonly name?: string; readonly instanceIps?: readonly string[] }
  readonly expressRouteGateway?: {
    readonly name?: string
    readonly instanceIps?: readonly string[]
    readonly circuits?: readonly string[]
    readonly allowNonVirtualWanTraffic?: boolean
    readonly mseePeers?: readonly MseePeer[]
  }
  readonly vpnSites?: readonly CaseVpnSite[]
  readonly firewall?: { readonly name: string; readonly privateIp: string; readonly allow?: 'all' | 'none' }
  readonly routingIntent?: { readonly private?: string; readonly internet?: string }
  readonly bgpConnections?: readonly CaseHubBgpConnection[]
}

/** Two circuits joined by Global Reach. */
export interface CaseGlobalReach {
  readonly a: string
  readonly b: string
  readonly prefix?: string
}

/** A connectivity configuration of Virtual Network Manager. */
export interface CaseConnectedGroup {
  readonly name: string
  readonly members: readonly string[]
  readonly hub?: string
  readonly useHubGateway?: boolean
  readonly global?: boolean
}

/** Everything that is known of the lab. */
export interface Topology {
  readonly vnets: readonly CaseVnet[]
  readonly peerings?: readonly CasePeering[]
  readonly routeTables?: readonly CaseRouteTable[]
  readonly nsgs?: readonly CaseNsg[]
  readonly vms?: readonly CaseVm[]
  readonly loadBalancers?: readonly CaseLoadBalancer[]
  readonly privateEndpoints?: readonly CasePrivateEndpoint[]
  readonly azureFirewalls?: readonly CaseAzureFirewall[]
  readonly gateways?: readonly CaseGateway[]
  readonly localNetworkGateways?: readonly CaseLocalNetworkGateway[]
  readonly circuits?: readonly CaseCircuit[]
  readonly connections?: readonly CaseConnection[]
  readonly sites?: readonly Site[]
  readonly routeServers?: readonly CaseRouteServer[]
  readonly vwanHubs?: readonly CaseVirtualHub[]
  readonly globalReach?: readonly CaseGlobalReach[]
  readonly connectedGroups?: readonly CaseConnectedGroup[]
}
