// What the operating system inside a VM or an on-premises device does with packets.
// Shapes are those of the recorded cases (case.schema.json), so one set of types serves both.
import type { Span } from '../diagnostics/index.ts'
import type { BgpConfiguration } from './bgp-configuration.ts'

/** An address on a guest's interface, as `address/length`. */
export interface GuestAddress {
  readonly dev: string
  readonly address: string
}

/** A kernel route. Without `via` it is on the link; `blackhole` discards; `table` is another one than the main table. */
export interface GuestRoute {
  readonly prefix: string
  readonly via?: string
  readonly dev?: string
  readonly blackhole?: boolean
  readonly metric?: number
  readonly table?: string
  /** Who made it: a routing daemon that installs it while its next hop is reached, or the system. Not said: either. */
  readonly protocol?: 'static' | 'kernel'
  /** Of several for one prefix the lowest is used. */
  readonly distance?: number
  readonly tag?: number
  readonly span?: Span
}

/** A rule of policy routing: packets that match are looked up in the table; the lowest priority is asked first. */
export interface GuestRule {
  readonly priority?: number
  readonly source?: string
  readonly destination?: string
  readonly table: string
  readonly span?: Span
}

/**
 * A tunnel interface. `local` (or the interface that has it; the primary one when not given) and `remote` are the outer
 * addresses, `inner` the address on the interface.
 */
export interface GuestTunnel {
  readonly kind: 'vxlan' | 'ipip' | 'gre' | 'ipsec' | 'wireguard'
  readonly dev: string
  readonly id?: number
  readonly port?: number
  readonly local?: string
  readonly remote: string
  readonly inner?: string
  readonly mtu?: number
  readonly span?: Span
}

/** Whether an interface is up, and the largest packet that it takes. */
export interface GuestLink {
  readonly dev: string
  readonly up?: boolean
  readonly mtu?: number
}

/** Which packets a rule is for: all that it says must be true. Ports are single ones or ranges, `443` or `1024-2047`. */
export interface GuestMatch {
  readonly protocol?: 'any' | 'icmp' | 'tcp' | 'udp'
  readonly port?: number
  readonly ports?: readonly string[]
  readonly source?: string
  readonly destination?: string
  /** Packets from here, or to here, are left out. */
  readonly exceptSource?: string
  readonly exceptDestination?: string
}

/** Source NAT on an outgoing interface (any without `dev`); the first rule that matches decides, `keep` leaves the source. */
export interface GuestSourceNat extends GuestMatch {
  readonly dev?: string
  /** The new source; without it the address of the outgoing interface (masquerade). */
  readonly to?: string
  readonly keep?: boolean
}

/**
 * Destination NAT on an incoming interface (any without `dev`); the first rule that matches decides, `keep` leaves the
 * destination.
 */
export interface GuestDestinationNat extends Omit<GuestMatch, 'protocol'> {
  readonly dev?: string
  readonly protocol?: string
  /** The new destination: an address, `address:port`, or `self` or `:port` for the machine itself. */
  readonly to?: string
  readonly keep?: boolean
  readonly span?: Span
}

/** One packet filter rule; the first match wins, then the policy of the chain. */
export interface GuestFilter extends GuestMatch {
  readonly chain: 'INPUT' | 'FORWARD' | 'OUTPUT'
  /** The interfaces that the packet comes in and goes out by. */
  readonly in?: string
  readonly out?: string
  /** Only packets that open a flow, or only those of a flow that the guest knows. */
  readonly flow?: 'new' | 'established'
  readonly action: 'accept' | 'drop'
}

/** What becomes of packets that no rule of a chain matches; accepted where nothing is said. */
export interface GuestPolicies {
  readonly INPUT?: 'accept' | 'drop'
  readonly FORWARD?: 'accept' | 'drop'
  readonly OUTPUT?: 'accept' | 'drop'
}

/** Files of the guest by what they are. Paths are relative to the world file. */
export interface GuestFilesByKind {
  readonly frr?: string
  readonly ios?: string
  readonly cloudInit?: string
  readonly scripts?: readonly string[]
  readonly netplan?: string
  readonly interfaces?: string
  readonly sysctl?: string
  readonly iptables?: string
  readonly nftables?: string
  readonly wireguard?: string
}

/** Files on the guest's disk that say the same in their own language: by kind, or a list whose kinds are told from them. */
export type GuestFiles = readonly string[] | GuestFilesByKind

/** Everything said of one guest. What is not said is not assumed: a guest without routes has the usual default route. */
export interface GuestConfiguration {
  readonly ipForward?: boolean
  readonly files?: GuestFiles
  /** Guest device name → NIC name; by default eth0 is the primary NIC, then in order of declaration. */
  readonly interfaces?: Readonly<Record<string, string>>
  readonly links?: readonly GuestLink[]
  readonly addresses?: readonly GuestAddress[]
  readonly routes?: readonly GuestRoute[]
  readonly rules?: readonly GuestRule[]
  readonly tunnels?: readonly GuestTunnel[]
  readonly snat?: readonly GuestSourceNat[]
  readonly dnat?: readonly GuestDestinationNat[]
  readonly filters?: readonly GuestFilter[]
  readonly policies?: GuestPolicies
  readonly rpFilter?: 'off' | 'strict' | 'loose'
  readonly bgp?: BgpConfiguration
}
