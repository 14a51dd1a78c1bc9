// A recorded case: one state of one public lab, with what Azure printed there. Shapes are those of case.schema.json.
import type {
  HubResourceKind,
  LinkRole,
  RecordedBgpRoute,
  RecordedHubRoute,
  RecordedRoute,
  TableScope,
  World,
} from '@hairpin/engine'
import type { Topology } from './topology.ts'

export type { HubResourceKind, RecordedBgpRoute, RecordedHubRoute, RecordedRoute }

/** What every record has. Only determinable records are scored. */
export interface RecordBase {
  readonly determinable: boolean
  /** Why it cannot be predicted, when it is not determinable. */
  readonly why?: string
  /** Information only. */
  readonly note?: string
}

/** What every recorded table has. */
export interface TableRecordBase extends RecordBase, TableScope {}

/** The effective routes of a NIC. */
export interface EffectiveRoutesRecord extends TableRecordBase {
  readonly kind: 'effectiveRoutes'
  readonly nic: string
  readonly complete: boolean
  /** Next hop types that the author's tool leaves out. */
  readonly hiddenNextHopTypes?: readonly string[]
  readonly routes: readonly RecordedRoute[]
}

/** What a gateway or Route Server learned or advertises. `instance` is its address, or IN_0 / IN_1. */
export interface GatewayRoutesRecord extends TableRecordBase {
  readonly kind: 'learnedRoutes' | 'advertisedRoutes'
  readonly on: string
  readonly instance?: string
  /** Address of the peer, or its name. */
  readonly peer?: string
  readonly routes: readonly RecordedBgpRoute[]
}

/** A BGP table of a VM or site. */
export interface BgpTableRecord extends TableRecordBase {
  readonly kind: 'bgpTable'
  readonly on: string
  readonly direction?: 'rib' | 'received' | 'advertised'
  readonly peer?: string
  readonly routes: readonly RecordedBgpRoute[]
}

/** The route table of one link of a circuit. */
export interface CircuitRoutesRecord extends TableRecordBase {
  readonly kind: 'erCircuitRoutes'
  readonly on: string
  readonly link: LinkRole
  readonly routes: readonly RecordedBgpRoute[]
}

/** The effective routes of something in a virtual hub. */
export interface HubRoutesRecord extends TableRecordBase {
  readonly kind: 'vhubEffectiveRoutes'
  readonly on: string
  readonly resource: { readonly kind: HubResourceKind; readonly name: string }
  readonly routes: readonly RecordedHubRoute[]
}

/** A traceroute. A hop is an address, `*`, or a list of addresses that equal-cost ways show at that TTL. */
export interface TraceRecord extends RecordBase {
  readonly kind: 'trace'
  readonly from: string
  readonly to: string
  readonly hops: readonly (string | readonly string[])[]
  readonly reached: boolean
  readonly tool?: string
  /** `icmp`, `tcp/22`, `udp/33434` … */
  readonly protocol?: string
}

/** A ping, or a connection attempt where `protocol` names a port. `ttl` is the reply's. */
export interface PingRecord extends RecordBase {
  readonly kind: 'ping'
  readonly from: string
  readonly to: string
  readonly ok: boolean
  readonly ttl?: number
  readonly protocol?: string
}

/** An answer of Network Watcher's next hop. */
export interface NextHopRecord extends RecordBase {
  readonly kind: 'nextHop'
  readonly from: string
  readonly to: string
  readonly nextHopType: string
  readonly nextHopIp?: string
}

/** Anything recorded. */
export type CaseRecord =
  | EffectiveRoutesRecord
  | GatewayRoutesRecord
  | BgpTableRecord
  | CircuitRoutesRecord
  | HubRoutesRecord
  | TraceRecord
  | PingRecord
  | NextHopRecord

/** The kinds of record, in the order in which reports list them. */
export const recordKinds = [
  'effectiveRoutes',
  'learnedRoutes',
  'advertisedRoutes',
  'bgpTable',
  'erCircuitRoutes',
  'vhubEffectiveRoutes',
  'trace',
  'ping',
  'nextHop',
] as const

/** A kind of record. */
export type RecordKind = (typeof recordKinds)[number]

/** Where a case was transcribed from. */
export interface CaseSource {
  readonly repo: string
  readonly path: string
  readonly commit?: string
  readonly url?: string
  readonly otherPaths?: readonly string[]
}

/** One recorded case. */
export interface Case {
  readonly id: string
  readonly source: CaseSource
  /** Year of the recording: the era that is predicted. */
  readonly year: number
  /** What the month or the region of the recording had that its year as a whole had not. */
  readonly settings?: NonNullable<World['settings']>
  readonly grade?: 'A' | 'B' | 'C'
  readonly features: readonly string[]
  readonly topology: Topology
  readonly recorded: readonly CaseRecord[]
  readonly notes: readonly string[]
}
