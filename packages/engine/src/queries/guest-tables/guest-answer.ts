// What `guest` answers: the tables of one machine's operating system as plain data (format 1).
import type { Finding } from '../../diagnostics/index.ts'

/** A part of the answer, as `--show` names it. */
export type GuestPart = 'addr' | 'route' | 'rule' | 'frr' | 'bgp' | 'layers'

/** An address of an interface. */
export interface GuestLinkAddress {
  /** `address/length`. */
  readonly address: string
  readonly broadcast?: string
  /** Behind another one in the same network. */
  readonly secondary: boolean
  /** As the DHCP client notes it, where it does. */
  readonly metric?: number
}

/** What kind of interface it is. */
export type GuestLinkKind =
  | 'loopback'
  | 'nic'
  | 'dummy'
  | 'vxlan'
  | 'ipip'
  | 'gre'
  | 'vti'
  | 'xfrm'
  | 'wireguard'
  | 'other'

/** One interface. */
export interface GuestLinkRow {
  readonly index: number
  readonly dev: string
  readonly kind: GuestLinkKind
  readonly up: boolean
  readonly mtu: number
  /** The outer ends of a tunnel, and the interface that its packets leave by, where they are stated. */
  readonly tunnel?: {
    readonly id?: number
    readonly local?: string
    readonly remote: string
    readonly over?: string
    readonly port?: number
  }
  readonly addresses: readonly GuestLinkAddress[]
}

/** Where a route of the kernel leads. */
export interface KernelNextHop {
  readonly via?: string
  /** Absent where the interface is not known. */
  readonly dev?: string
  /** FRR says that the address is on the link, because a host route of its own says so. */
  readonly onlink?: true
}

/** One route of the kernel. */
export interface KernelRouteRow {
  readonly prefix: string
  readonly kind: 'unicast' | 'blackhole'
  readonly nextHops: readonly KernelNextHop[]
  /** Who made it; `boot` is what `ip route add` leaves. */
  readonly protocol: 'kernel' | 'dhcp' | 'boot' | 'static' | 'bgp' | 'bird'
  readonly source?: string
  readonly metric: number
  /** The next hops as the daemon has them, before they are followed to an address on the link. */
  readonly claimed?: readonly string[]
}

/** One routing table. */
export interface KernelTable {
  /** `main`, or the table's name or number. */
  readonly table: string
  readonly routes: readonly KernelRouteRow[]
}

/** One rule of policy routing. */
export interface KernelRuleRow {
  readonly priority: number
  readonly source?: string
  readonly destination?: string
  readonly table: string
}

/** A next hop of FRR's table, with what it is followed to. */
export interface DaemonNextHop {
  readonly via?: string
  readonly dev?: string
  readonly source?: string
  readonly resolvedTo?: readonly KernelNextHop[]
}

/** One route that FRR knows, in use or not. */
export interface DaemonRouteRow {
  readonly prefix: string
  readonly code: 'K' | 'C' | 'S' | 'B'
  readonly distance: number
  readonly metric: number
  readonly selected: boolean
  readonly blackhole: boolean
  readonly nextHops: readonly DaemonNextHop[]
}

/** One path of the BGP table. */
export interface GuestBgpPath {
  readonly prefix: string
  readonly nextHop: string
  readonly metric: number | null
  readonly localPreference: number | null
  readonly weight: number
  readonly asPath: readonly number[]
  readonly origin: 'i' | 'e' | '?'
  readonly valid: boolean
  readonly best: boolean
  readonly multipath: boolean
  readonly internal: boolean
}

/** One configured neighbour. */
export interface GuestBgpNeighbour {
  readonly address: string
  readonly asn: number
  readonly up: boolean
  readonly received: number
  readonly sent: number
}

/** The BGP table of the machine's FRR. */
export interface GuestBgp {
  readonly asn: number
  readonly routerId: string
  readonly paths: readonly GuestBgpPath[]
  readonly neighbours: readonly GuestBgpNeighbour[]
}

/** A prefix about which the kernel and Azure disagree (R6.12). */
export interface LayerDifference {
  readonly prefix: string
  /**
   * `elsewhere`: Azure sends it to somebody else than the kernel names. `back`: Azure sends it back to this machine.
   * `dropped`: the kernel sends it out and Azure has no way for it. `hidden`: the kernel puts it into a tunnel, so
   * that Azure never sees the destination.
   */
  readonly code: 'elsewhere' | 'back' | 'dropped' | 'hidden'
  /** The gateway address that the kernel names; absent where it names none. */
  readonly via?: string
  readonly dev: string
  /** The outer destination of a tunnel. */
  readonly remote?: string
  /** The effective route; null where there is none. */
  readonly azure: {
    readonly addressPrefix: string
    readonly nextHopType: string
    readonly nextHopIpAddress: readonly string[]
    readonly declaredAt?: string
  } | null
}

/** `guest --output json`: only the parts that were asked for. */
export interface GuestAnswerWith<F> {
  readonly format: 1
  readonly machine: { readonly id: string; readonly name: string }
  /** What runs there, as far as it is known; the tables are printed as Linux prints them. */
  readonly system: 'linux' | 'windows' | 'ios'
  readonly running: boolean
  /** Interfaces by index. */
  readonly addr?: readonly GuestLinkRow[]
  /** The main table first; routes in the order in which the kernel lists them. */
  readonly route?: readonly KernelTable[]
  readonly rule?: readonly KernelRuleRow[]
  /** `show ip route`; null where no FRR runs. */
  readonly frr?: readonly DaemonRouteRow[] | null
  /** `show ip bgp` and `show bgp summary`; null where FRR speaks no BGP. */
  readonly bgp?: GuestBgp | null
  /** Prefixes about which the kernel and Azure disagree. */
  readonly layers?: readonly LayerDifference[]
  /** Warnings that concern this very answer, when there are any. */
  readonly findings?: readonly F[]
}

/** The same as queries give it: findings without words. */
export type GuestAnswer = GuestAnswerWith<Finding>
