// What no template can say: networks outside Azure, guests, and addresses that only Azure knows (hairpin.yaml).
import type { Span } from '../diagnostics/index.ts'
import type { GuestConfiguration } from './guest-configuration.ts'

/** Which of a circuit's two BGP sessions. */
export type LinkRole = 'primary' | 'secondary'

/** A prefix that a site originates over one link. */
export interface Advertisement {
  readonly prefix: string
  readonly asPath?: readonly number[]
  readonly med?: number
}

/** How a site is joined to Azure: over a circuit, a VPN device (local network gateway) or a vWAN site. */
export interface SiteLink {
  readonly circuit?: string
  readonly localNetworkGateway?: string
  readonly vpnSite?: string
  readonly up?: boolean
  /** Only what the site itself originates. Ignored where the site has a BGP configuration. */
  readonly advertises?: readonly Advertisement[]
}

/** A network outside Azure. */
export interface Site {
  readonly name: string
  readonly asn?: number
  readonly prefixes?: readonly string[]
  readonly hosts?: readonly { readonly name: string; readonly ip: string }[]
  readonly links?: readonly SiteLink[]
  readonly guest?: GuestConfiguration
  readonly span?: Span
}

/** Which site, VM or gateway a local network gateway or VPN site stands for. */
export interface Device {
  readonly localNetworkGateway?: string
  readonly vpnSite?: string
  readonly is: { readonly site?: string; readonly vm?: string; readonly gateway?: string }
  readonly span?: Span
}

/** One of the two links of a circuit. */
export interface CircuitLinkFacts {
  readonly role: LinkRole
  /** The /30 towards the customer. */
  readonly prefix?: string
  /** The MSEE underlay address that NIC tables print as next hop (R3.22). */
  readonly underlayNextHop?: string
  readonly up?: boolean
}

/** What only Azure or the provider knows of a circuit. */
export interface CircuitFacts {
  readonly name: string
  readonly peeringLocation?: string
  readonly customerAsn?: number
  readonly links?: readonly CircuitLinkFacts[]
  readonly span?: Span
}

/** An MSEE's address inside the GatewaySubnet of an ExpressRoute gateway: its BGP peer and the first hop of traces. */
export interface MseePeer {
  readonly circuit: string
  readonly link?: LinkRole
  readonly address: string
}

/** Addresses of a virtual network gateway that only Azure knows. */
export interface GatewayFacts {
  readonly name: string
  readonly instanceIps?: readonly string[]
  readonly publicIps?: readonly string[]
  readonly mseePeers?: readonly MseePeer[]
  readonly span?: Span
}

/** Addresses of a Route Server. */
export interface RouteServerFacts {
  readonly name: string
  readonly instanceIps?: readonly string[]
  readonly span?: Span
}

/** Addresses of a virtual hub. */
export interface VirtualHubFacts {
  readonly name: string
  readonly routerIps?: readonly string[]
  readonly routerPublicIp?: string
  readonly vpnInstanceIps?: readonly string[]
  readonly erInstanceIps?: readonly string[]
  readonly firewallIp?: string
  readonly mseePeers?: readonly MseePeer[]
  readonly span?: Span
}

/** What is down at the moment. Exactly one of the names is given. */
export interface StateFact {
  readonly connection?: string
  readonly vm?: string
  readonly circuitLink?: { readonly circuit: string; readonly role: LinkRole }
  readonly session?: { readonly speaker: string; readonly peer: string }
  readonly up: boolean
  readonly span?: Span
}

/** Behaviours that may differ from those of the era; what they mean is told by facts/era.ts. */
export interface EraSettings {
  readonly remoteVnetDefault?: 'accept' | 'reject'
  readonly expressRouteHops?: 'gateway' | 'mseeAndGateway'
  readonly vpnBetweenVnets?: 'noHop' | 'twoHops'
  readonly vpnPeerRoutes?: 'advertised' | 'kept'
  readonly routeServerOwnSpace?: 'listed' | 'dropped'
  readonly frrAsOverride?: 'wholePath' | 'anywhere'
  readonly noneRoutes?: 'y2017' | 'y2019' | 'y2020' | 'y2021-late' | 'y2023' | 'y2024' | 'y2026-late'
  readonly userRouteToExpressRouteGateway?: 'drop' | 'hairpin'
}

/** A world file, version 1. */
export interface World {
  /** Year of the behaviour to predict; undefined means the newest. */
  readonly era?: number
  /** Single fields of the era profile that are set by hand. */
  readonly settings?: EraSettings
  /** File with the prefixes of service tags, in the shape of Azure's download; read beside the world file. */
  readonly serviceTags?: string
  readonly inputs?: readonly string[]
  readonly parameters?: Readonly<Record<string, unknown>>
  /** Where modules of registries and template specs lie, by the front part of their paths: `br/public:avm`. */
  readonly modulePaths?: Readonly<Record<string, string>>
  readonly guests: Readonly<Record<string, GuestConfiguration>>
  readonly sites: readonly Site[]
  readonly devices: readonly Device[]
  readonly circuits: readonly CircuitFacts[]
  readonly gateways: readonly GatewayFacts[]
  readonly routeServers: readonly RouteServerFacts[]
  readonly virtualHubs: readonly VirtualHubFacts[]
  readonly state: readonly StateFact[]
  /** Intents are read by `check`; here they are only carried. */
  readonly intents: readonly unknown[]
}

/** The world of which nothing is said. */
export const emptyWorld: World = {
  guests: {},
  sites: [],
  devices: [],
  circuits: [],
  gateways: [],
  routeServers: [],
  virtualHubs: [],
  state: [],
  intents: [],
}
