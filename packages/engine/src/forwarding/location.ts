// Where a packet is between two decisions, and what a decision makes of it.
import type { ControlPlane } from '../control-plane/index.ts'
import type {
  AzureFirewall,
  Circuit,
  CircuitGateway,
  CircuitLink,
  ExpressRouteGateway,
  HubExpressRouteGateway,
  HubFirewall,
  HubRouteTable,
  HubVpnGateway,
  LoadBalancerFrontend,
  Network,
  Nic,
  PrivateEndpoint,
  PrivateLinkService,
  PublicEndpoint,
  Site,
  VirtualHub,
  Vm,
  Vnet,
  VpnGateway,
} from '../model/index.ts'
import type { Address } from '../net/index.ts'
import type { EdgeIndex } from './edge-index.ts'
import type { FlowMemory, Packet, Translation } from './packet.ts'
import type { AttachedAt, Service, VnetService } from './service.ts'
import type { VpnClientPlace } from './vpn-client-place.ts'
import type { Decision, Delivery, Ending, Hop, WayAssumption } from './way.ts'

/** What forwarding reads. */
export interface Surroundings {
  readonly network: Network
  readonly controlPlane: ControlPlane
  /** What else owns addresses, by VNet and address. */
  readonly fixtures: Fixtures
  /** Whether filters are asked; without them only routes decide. */
  readonly filters: boolean
  /** What is remembered of the flow that the walked packet answers or is an error about; absent where it opens one. */
  readonly flow?: FlowMemory
}

/** Owners of addresses that are no NICs of machines. */
export interface Fixtures {
  readonly loadBalancerAt: (vnet: Vnet, address: Address) => LoadBalancerFrontend | undefined
  readonly edge: EdgeIndex
  readonly privateEndpointAt: (vnet: Vnet, address: Address) => PrivateEndpoint | undefined
  /** Gateways, Route Servers, firewalls and other services in subnets. */
  readonly serviceAt: (vnet: Vnet, address: Address) => VnetService | undefined
  /** Whether a NIC with the address is in an application security group, by the group's id key. */
  readonly isInApplicationGroup: (group: string, address: Address) => boolean
}

/** Where an MSEE got the packet from; it decides which address would answer. */
export type MseeIngress =
  | { readonly kind: 'gateway'; readonly gateway: CircuitGateway }
  | { readonly kind: 'site' }
  | { readonly kind: 'msee' }

/** How a packet came to an instance of a VPN gateway. */
export type VpnIngress =
  /** A route of type VirtualNetworkGateway brought it from the VNet: it goes into a tunnel (R3.3). */
  | 'vnet'
  /** Out of a tunnel, from the gateway of another VNet or from a device: into the VNet (R3.2). */
  | 'gatewayTunnel'
  | 'deviceTunnel'
  /** Out of the tunnel of a point-to-site client (R3.16). */
  | 'client'
  /** A user route names the instance as if it were an appliance (R1.20). */
  | 'nextHop'

/** How a packet came to a virtual hub: it decides which table is looked up, and who is a hop (R5.2, R6.26). */
export type HubIngress =
  /** From a connected VNet, by the table that its connection looks up. */
  | { readonly kind: 'vnet'; readonly table: HubRouteTable | undefined }
  /** From another hub of the WAN. */
  | { readonly kind: 'hub' }
  | { readonly kind: 'expressRoute'; readonly gateway: HubExpressRouteGateway }
  | { readonly kind: 'vpn'; readonly gateway: HubVpnGateway }
  /** Through the firewall, which knows every route (observed 29). */
  | { readonly kind: 'firewall'; readonly firewall: HubFirewall }
  /** A packet of the hub's own. */
  | { readonly kind: 'service'; readonly service: Service }

/** How a packet came to a site. */
export type SiteIngress =
  | { readonly kind: 'circuit'; readonly link: CircuitLink }
  | { readonly kind: 'vpn' }
  | { readonly kind: 'tunnel' }

/** A place at which the next decision is taken. */
export type Location =
  /** The machine behind the NIC makes the packet: its kernel filters it and chooses the interface (R6.12). */
  | { readonly kind: 'sending'; readonly nic: Nic }
  /** The packet is about to leave a NIC: the NIC's effective routes decide. */
  | { readonly kind: 'leaving'; readonly nic: Nic }
  /** The fabric hands the packet to a NIC, as destination or as next hop. */
  | {
      readonly kind: 'arriving'
      readonly nic: Nic
      /** R6.56: its destination is the address of a frontend, which the guest is to have. */
      readonly floating?: true
    }
  | {
      readonly kind: 'msee'
      readonly circuit: Circuit
      readonly link: CircuitLink
      readonly from: MseeIngress
    }
  /** Inbound from a circuit: the gateway uses the effective routes of its GatewaySubnet (R3.2). */
  | { readonly kind: 'gateway'; readonly gateway: ExpressRouteGateway }
  /** At a site's edge; `over` is the link it came in on, undefined for what starts there. */
  | { readonly kind: 'site'; readonly site: Site; readonly over: SiteIngress | undefined }
  | {
      readonly kind: 'vpnGateway'
      readonly gateway: VpnGateway | HubVpnGateway
      readonly instance: number
      readonly from: VpnIngress
    }
  | { readonly kind: 'hub'; readonly hub: VirtualHub; readonly from: HubIngress }
  /** At an Azure Firewall in a VNet: the effective routes of its subnet decide (R6.19). */
  | { readonly kind: 'firewall'; readonly firewall: AzureFirewall }
  /** Outside Azure, on the way to a machine by its public address. */
  | { readonly kind: 'internet'; readonly to: Nic | undefined }
  /** The same, on the way to a firewall by one of its public addresses (R6.53). */
  | { readonly kind: 'internetToFirewall'; readonly firewall: AzureFirewall | HubFirewall }
  /** The same, on the way to a public address of the network. */
  | { readonly kind: 'publicAddress'; readonly endpoint: PublicEndpoint }
  /** R6.59: inside Private Link, from an endpoint to the service that it is connected to. */
  | { readonly kind: 'privateLink'; readonly service: PrivateLinkService; readonly endpoint: PrivateEndpoint }
  /** Out of a tunnel into the guest of a machine: no NIC has checked the packet. `dev`: the guest's end of it. */
  | { readonly kind: 'inside'; readonly vm: Vm; readonly dev?: string }
  /** The fabric hands the packet to a service in a subnet, as destination. */
  | { readonly kind: 'atService'; readonly service: AttachedAt }
  /** A client of a point-to-site VPN makes the packet. */
  | { readonly kind: 'vpnClient'; readonly client: VpnClientPlace }
  /** A service of Azure's own makes the packet. */
  | { readonly kind: 'service'; readonly service: Service }

/** At a firewall, wherever it stands. */
export const atFirewall = (firewall: AzureFirewall | HubFirewall): Location =>
  firewall.kind === 'firewall'
    ? { kind: 'firewall', firewall }
    : { kind: 'hub', hub: firewall.hub, from: { kind: 'firewall', firewall } }

/** What a decision makes of the packet: it goes on, or it ends. Several steps where ways are equal. */
export interface Step {
  /** This step's part of the packet's share; the parts of all steps of a decision add up to 1. */
  readonly share: number
  readonly hops: readonly Hop[]
  readonly outcome: Outcome
  readonly assumptions?: readonly WayAssumption[]
  /** What is translated on the way to the next place, in the order in which it is. */
  readonly translations?: readonly Translation[]
  /** The packet as the first hop sends it, where that hop translates it and is not the only one of the step. */
  readonly sends?: Packet
  /** Id key of a NIC of which the filters let the packet pass: a reply needs no rule there (R6.5). */
  readonly passed?: string
}

/** What carries a packet through a tunnel: a packet of its own, from one end of the tunnel to the other. */
export interface Carrier {
  readonly start: Location
  readonly packet: Packet
  /** The tunnel as people call it, `machine/device`. */
  readonly tunnel: string
  /** Both ends have public addresses: where the private ones do not meet, the Internet carries it. */
  readonly overInternet: boolean
}

/** Onward, perhaps through a tunnel, or the end. */
export type Outcome =
  | {
      readonly kind: 'onward'
      readonly to: Location
      readonly packet: Packet
      readonly carrier?: Carrier
    }
  | { readonly kind: 'end'; readonly ending: Ending; readonly deliveredTo?: Delivery }

/** A step that goes on. */
export const onward = (to: Location, packet: Packet, ...hops: readonly Hop[]): Step => ({
  share: 1,
  hops,
  outcome: { kind: 'onward', to, packet },
})

/** A step that ends. */
export const end = (ending: Ending, hops: readonly Hop[], deliveredTo?: Delivery): Step => ({
  share: 1,
  hops,
  outcome: deliveredTo === undefined ? { kind: 'end', ending } : { kind: 'end', ending, deliveredTo },
})

/** The end at an element for another reason than the route that it followed. */
export const refusal = (hop: Hop, ending: Ending, decision: Decision): Step =>
  end(ending, [{ ...hop, decision }])

/** The same steps, each with its part of an equal split. */
export const split = (steps: readonly Step[]): readonly Step[] =>
  steps.map((step) => ({ ...step, share: step.share / steps.length }))
