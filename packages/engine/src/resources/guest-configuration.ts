// What the operating system inside a VM or an on-premises device does with packets.
// Shapes are those of the recorded cases (case.schema.json), so one set of types serves both.
import type { Span } from '../diagnostics/index.ts'
import type { BgpConfiguration } from './bgp-configuration.ts'

/** An address on a guest's interface, as `address/length`. */
export interface GuestAddress {
  readonly dev: string
  readonly address: string
}

/** A kernel route. Without `via` it is on the link; `blackhole` discards. */
export interface GuestRoute {
  readonly prefix: string
  readonly via?: string
  readonly dev?: string
  readonly blackhole?: boolean
  /** Who made it: a routing daemon that installs it while its next hop is reached, or the system. Not said: either. */
  readonly protocol?: 'static' | 'kernel'
  /** Of several for one prefix the lowest is used. */
  readonly distance?: number
  readonly tag?: number
  readonly span?: Span
}

/** A tunnel interface. `local` (or the interface that has it) and `remote` are the outer addresses, `inner` the address on the interface. */
export interface GuestTunnel {
  readonly kind: 'vxlan' | 'ipip' | 'gre' | 'ipsec' | 'wireguard'
  readonly dev: string
  readonly id?: number
  readonly port?: number
  readonly local: string
  readonly remote: string
  readonly inner?: string
  readonly mtu?: number
  readonly span?: Span
}

/** Source NAT (masquerade) on an outgoing interface. */
export interface GuestSourceNat {
  readonly dev: string
  readonly source?: string
  readonly destination?: string
}

/** Destination NAT on an incoming interface. */
export interface GuestDestinationNat {
  readonly dev: string
  readonly protocol?: string
  readonly port?: number
  readonly to: string
}

/** One packet filter rule; first match wins, default accept. */
export interface GuestFilter {
  readonly chain: 'INPUT' | 'FORWARD' | 'OUTPUT'
  readonly protocol?: 'any' | 'icmp' | 'tcp' | 'udp'
  readonly port?: number
  readonly source?: string
  readonly destination?: string
  readonly action: 'accept' | 'drop'
}

/** Files on the guest's disk that say the same in their own language; read by inputs/guest. */
export interface GuestFiles {
  readonly frr?: string
  readonly cloudInit?: string
  readonly scripts?: readonly string[]
}

/** Everything said of one guest. What is not said is not assumed: a guest without routes has the usual default route. */
export interface GuestConfiguration {
  readonly ipForward?: boolean
  readonly files?: GuestFiles
  /** Guest device name → NIC name; by default eth0 is the primary NIC, then in order of declaration. */
  readonly interfaces?: Readonly<Record<string, string>>
  readonly addresses?: readonly GuestAddress[]
  readonly routes?: readonly GuestRoute[]
  readonly tunnels?: readonly GuestTunnel[]
  readonly snat?: readonly GuestSourceNat[]
  readonly dnat?: readonly GuestDestinationNat[]
  readonly filters?: readonly GuestFilter[]
  readonly rpFilter?: 'off' | 'strict' | 'loose'
  readonly bgp?: BgpConfiguration
}
