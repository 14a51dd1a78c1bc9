// What the questions answer: plain data, as the machine contracts (format 1) print it. Words come later.
import type { NextHopType, RefusalCode, RouteSource, RouteState } from '../control-plane/index.ts'
import type { Finding } from '../diagnostics/index.ts'
import type { AssumptionCode, DecisionCode, ElementKind, Ending, Protocol } from '../forwarding/index.ts'

export type { AssumptionCode, DecisionCode, ElementKind, Ending, NextHopType, RouteSource, RouteState }

/** What the effective routes belong to. */
export interface Place {
  readonly kind: 'nic' | 'subnet' | 'gatewaySubnet' | 'firewallSubnet' | 'routeServerSubnet'
  readonly id: string
  readonly name: string
  readonly vm?: string
  readonly subnet?: string
}

/** One row of an effective route table, as Azure's API spells it, with the rule that put it there. */
export interface EffectiveRouteRow {
  readonly source: RouteSource
  readonly state: RouteState
  readonly addressPrefix: readonly string[]
  readonly nextHopType: NextHopType
  readonly nextHopIpAddress: readonly string[]
  /** The user route's name. */
  readonly name?: string
  /** Rule id of docs/behaviours, e.g. R1.7. */
  readonly rule: string
  /** Where the route was written, as file:line:col; in all places a Terraform address may follow behind a space. */
  readonly declaredAt?: string
}

/** `routes --output json`. */
export interface RoutesAnswerWith<F> {
  readonly format: 1
  readonly tables: readonly { readonly place: Place; readonly routes: readonly EffectiveRouteRow[] }[]
  /** Warnings that concern this very answer, when there are any: that Azure would refuse the network. */
  readonly findings?: readonly F[]
}

/** The same as queries give it: findings without words. */
export type RoutesAnswer = RoutesAnswerWith<Finding>

/** Element of a way. */
export interface Hop {
  /** Qualified name of the element: a VM, a gateway, `circuit01/primary`, a site. */
  readonly element: string
  readonly kind: ElementKind
  /** The address it would answer a traceroute with. */
  readonly address?: string
  readonly answers: boolean
  readonly decrements: boolean
  readonly decision: Decision
  readonly nextHopType?: string
  readonly nextHopIp?: string
  /** Where a tunnel begins here: the tunnel's own packet, and the elements that carry it to the far end. */
  readonly carrier?: Carrier
  /** What the element sees instead of what was sent, where something before it translated the packet. */
  readonly translatedSource?: string
  readonly translatedDestination?: string
  readonly translatedPort?: number
  /** Of an answer: the port that it comes from. */
  readonly translatedSourcePort?: number
  /** What security groups or a firewall decided here, in the order in which they are asked; only where there are any. */
  readonly filters?: readonly HopFilter[]
}

/** A packet that carries others through a tunnel. */
export interface Carrier {
  readonly source: string
  readonly destination: string
  readonly protocol: Protocol
  readonly port?: number
  readonly hops: readonly Hop[]
}

/** What one security group or firewall decided. */
export interface HopFilter {
  /** The security group, or the rule collection of a firewall or of security admin rules. */
  readonly group: string
  /** Name of the NIC, subnet, VNet or firewall. */
  readonly attachedTo: string
  readonly to: 'nic' | 'subnet' | 'vnet' | 'firewall'
  readonly direction?: 'Inbound' | 'Outbound'
  readonly rule: string
  readonly priority: number
  readonly access: 'Allow' | 'Deny'
  /** Whether it is a rule that Azure puts behind every group's own. */
  readonly isDefault: boolean
  /** Where the rule, or for a default one its group, was written, as file:line:col. */
  readonly declaredAt?: string
}

/** Why an element did what it did: a code and its parameters; words in presentation/. */
export interface Decision {
  readonly code: DecisionCode
  readonly rule: string
  readonly parameters: Readonly<Record<string, string>>
  /** Where the deciding route or object was written, as file:line:col. */
  readonly declaredAt?: string
}

/** One of several equal ways. Shares add up to 1. */
export interface Way {
  readonly share: number
  readonly ending: Ending
  readonly hops: readonly Hop[]
}

/** All ways of one direction. `ending` is the common ending, or the worst of them when they differ. */
export interface Direction {
  readonly ending: Ending
  readonly ways: readonly Way[]
}

/** One end of a trace. */
export interface Endpoint {
  readonly vm?: string
  readonly nic?: string
  /** A service of Azure's own. */
  readonly service?: string
  readonly ip: string
}

/** One line of a traceroute. Several addresses where equal-cost ways answer differently. */
export interface TracerouteHop {
  readonly ttl: number
  readonly addresses: readonly string[]
  /** The names that the sender finds for some of these addresses; only where there are any. */
  readonly names?: readonly string[]
  /** No answer at this TTL (on at least one of the ways, when `addresses` is not empty). */
  readonly silent: boolean
}

/** Something taken for granted, with how the answer would change. A code and parameters; words in presentation/. */
export interface Assumption {
  readonly code: AssumptionCode
  readonly parameters: Readonly<Record<string, string>>
}

/** A round trip or a part of one, in milliseconds. */
export interface Milliseconds {
  readonly estimate: number
  readonly low: number
  readonly high: number
}

/** From one machine on the way to the next. */
export interface PathLeg {
  readonly direction: 'forward' | 'return'
  readonly from: string
  readonly to: string
  /** What carries it: circuits, gateways, hubs. */
  readonly over: readonly string[]
  /** Where the circuits among them are. */
  readonly peeringLocations: readonly string[]
  /** One direction; null where a region or a peering location is not known. */
  readonly milliseconds: Milliseconds | null
}

/** The narrowest element of a direction of which the capacity is known. */
export interface Ceiling {
  readonly megabitsPerSecond: number
  readonly element: string
}

/** A tunnel that carries only smaller packets whole. */
export interface NarrowTunnel {
  /** The largest packet inside, in bytes. */
  readonly bytes: number
  /** `machine/device`, or a VPN gateway. */
  readonly tunnel: string
}

/** Something for which data is paid. */
export interface CostDriver {
  readonly code:
    | 'peering'
    | 'globalPeering'
    | 'meteredCircuit'
    | 'hubData'
    | 'firewallData'
    | 'privateEndpointData'
  readonly element: string
  /** List price with its day; null where none is known. */
  readonly price: { readonly dollarsPerGigabyte: number; readonly asOf: string } | null
}

/** What a path is like: estimates from published figures, never measurements. */
export interface PathQuality {
  /** The round trip; null where a part of it is not known. */
  readonly milliseconds: Milliseconds | null
  /** Which measurements it comes from. */
  readonly window: string
  /** Sites whose own network comes on top. */
  readonly beyond: readonly string[]
  readonly legs: readonly PathLeg[]
  readonly bandwidth: { readonly forward: Ceiling | null; readonly return: Ceiling | null }
  /** The narrowest tunnel of either direction; null where there is none. */
  readonly mtu: NarrowTunnel | null
  readonly costs: readonly CostDriver[]
}

/** `trace --output json`. */
export interface TraceAnswerWith<F> {
  readonly format: 1
  readonly from: Endpoint
  readonly to: Endpoint
  /** What was sent; a ping where the question says nothing. */
  readonly protocol: 'icmp' | 'tcp' | 'udp'
  /** `reached`: a request arrives and its reply comes back. `partly`: on some equal-cost ways only. */
  readonly verdict: 'reached' | 'partly' | 'notReached' | 'unknown'
  readonly routing: 'reached' | 'partly' | 'notReached' | 'unknown'
  readonly filtering: 'allowed' | 'denied' | 'notEvaluated'
  readonly forward: Direction
  readonly return: Direction
  readonly symmetric: boolean
  /** Whether every flow meets the same appliances and firewalls in both directions; absent where nothing arrives. */
  readonly sameAppliances?: boolean
  readonly traceroute: readonly TracerouteHop[]
  readonly reached: boolean
  /** The TTL that a ping prints: the reply's initial TTL less what the way back takes; null when no reply comes, or nobody knows what system replies. */
  readonly replyTtl: number | null
  /** Only where the round trip succeeds. */
  readonly quality?: PathQuality
  readonly assumptions: readonly Assumption[]
  /** Lints and warnings that concern this very way (an ExpressRoute hairpin, R3.35) or answer. */
  readonly findings: readonly F[]
}

/** The same as queries give it: findings without words. */
export type TraceAnswer = TraceAnswerWith<Finding>

/** `inspect --output json`. */
export interface InspectAnswerWith<F> {
  readonly format: 1
  readonly resources: readonly {
    readonly id: string
    readonly type: string
    readonly name: string
    readonly declaredAt: string | null
    readonly assumed: boolean
    readonly unknown: readonly { readonly path: string; readonly reason: string; readonly origin: string }[]
  }[]
  /** Guests by name: the files that they were read from (the last wins), and which fields are known. */
  readonly guests: readonly {
    readonly machine: string
    readonly from: readonly string[]
    readonly says: readonly { readonly field: string; readonly count: number }[]
  }[]
  readonly ignored: Readonly<Record<string, number>>
  readonly unsupported: readonly { readonly type: string; readonly count: number }[]
  readonly findings: readonly F[]
}

/** The same as queries give it: findings without words. */
export type InspectAnswer = InspectAnswerWith<Finding>

/** One table of `bgp --output json`. */
export interface BgpTable {
  readonly speaker: {
    readonly kind: 'gateway' | 'routeServer' | 'circuit' | 'hub' | 'guest' | 'site'
    readonly id: string
    readonly name: string
  }
  /** Address of the gateway instance or Route Server instance; null where there is one. */
  readonly instance: string | null
  readonly link: 'primary' | 'secondary' | null
  readonly peer: { readonly address: string; readonly asn: number; readonly name?: string } | null
  readonly table: 'learned' | 'advertised' | 'rib'
  readonly routes: readonly BgpTableRow[]
}

/** One row of a BGP table, as Azure's commands print it. */
export interface BgpTableRow {
  readonly network: string
  readonly nextHop: string | null
  readonly asPath: readonly number[]
  readonly origin: string
  readonly sourcePeer?: string
  readonly weight?: number
  readonly localPref?: number
  readonly best?: boolean
}

/** One record of a virtual hub's effective routes (R5.15). */
export interface HubTable {
  readonly hub: string
  readonly resource: {
    readonly kind: 'routeTable' | 'connection' | 'firewall' | 'vpnGateway' | 'expressRouteGateway'
    readonly name: string
  }
  readonly routes: readonly {
    readonly prefixes: readonly string[]
    readonly nextHopType: string
    readonly nextHops: readonly string[]
    readonly asPath: readonly number[]
    readonly origin?: string
  }[]
}

/** A speaker as people call it, with the address of the instance where it has several. */
export interface SpeakerReference {
  readonly kind: BgpTable['speaker']['kind']
  /** A resource id, or the name of a site. */
  readonly id: string
  readonly name: string
  readonly instance?: string
}

/** A session over which a prefix does not get, and why. */
export interface PrefixStop {
  readonly from: SpeakerReference
  readonly to: SpeakerReference
  /** Who stops it: the one that does not tell, the one that does not take, or the session that is down. */
  readonly side: 'sender' | 'receiver' | 'session'
  readonly code: RefusalCode | 'sessionDown'
  readonly rule: string
  /** The path as it was told, or would have been told on. */
  readonly asPath: readonly number[]
  /** The entry of a configured policy that stops it. */
  readonly declaredAt?: string
}

/** `bgp --prefix`: the story of one prefix. */
export interface PrefixStory {
  readonly prefix: string
  readonly origins: readonly { readonly speaker: SpeakerReference; readonly declaredAt?: string }[]
  readonly learned: readonly {
    readonly speaker: SpeakerReference
    readonly from: SpeakerReference
    readonly asPath: readonly number[]
    readonly best: boolean
  }[]
  readonly stops: readonly PrefixStop[]
  /** The VNets whose NICs have a gateway row for it. */
  readonly programmed: readonly {
    readonly vnet: { readonly id: string; readonly name: string }
    readonly subnets: readonly string[]
    readonly nextHops: readonly string[]
  }[]
}

/** `bgp --output json`. */
export interface BgpAnswerWith<F> {
  readonly format: 1
  readonly tables: readonly BgpTable[]
  readonly hubTables: readonly HubTable[]
  /** Warnings that concern this very answer, when there are any: that Azure would refuse the network. */
  readonly findings?: readonly F[]
}

/** The same as queries give it: findings without words. */
export type BgpAnswer = BgpAnswerWith<Finding>

/** Reachability of every VM from every VM: the short table of `tour`, later `matrix`. */
export interface ReachabilityRow {
  readonly from: string
  readonly to: string
  readonly verdict: TraceAnswer['verdict']
}
