// Tables that Azure, a router or a recorded lab printed: what a prediction is compared with.
import type { LinkRole } from './world.ts'

/** What every recorded table says of itself; a table as Azure prints it is complete and says nothing else. */
export interface TableScope {
  /** The whole table is shown. */
  readonly complete?: boolean
  /** Prefixes for which every row is shown. */
  readonly completeFor?: readonly string[]
  /** Columns that the inputs do not determine: they are not compared. */
  readonly undeterminedColumns?: readonly string[]
}

/** One row of a NIC's effective routes; a row may hold several prefixes. */
export interface RecordedRoute {
  readonly source: 'Default' | 'User' | 'VirtualNetworkGateway' | 'Unknown'
  readonly state?: 'Active' | 'Invalid'
  readonly prefixes: readonly string[]
  readonly nextHopType: string
  readonly nextHopIps: readonly string[]
  readonly udrName?: string
}

/** The effective routes of a NIC. */
export interface EffectiveRoutesTable extends TableScope {
  /** Next hop types that the author's tool leaves out. */
  readonly hiddenNextHopTypes?: readonly string[]
  readonly routes: readonly RecordedRoute[]
}

/** One row of a BGP table. What is absent was not printed. */
export interface RecordedBgpRoute {
  readonly network: string
  readonly nextHop?: string | null
  readonly asPath: readonly number[]
  readonly origin?: string
  readonly sourcePeer?: string
  readonly weight?: number
  readonly localPref?: number
  readonly best?: boolean
  readonly localAddress?: string
}

/** A BGP table, whoever printed it. */
export interface RecordedBgpTable extends TableScope {
  readonly routes: readonly RecordedBgpRoute[]
}

/** What the effective routes of a hub were asked for. */
export type HubResourceKind = 'routeTable' | 'connection' | 'firewall' | 'vpnGateway' | 'expressRouteGateway'

/** One row of a hub's effective routes. */
export interface RecordedHubRoute {
  readonly prefixes: readonly string[]
  readonly nextHopType: string
  readonly nextHops?: readonly string[]
  readonly asPath?: readonly number[]
  readonly origin?: string
}

/** The effective routes of something in a virtual hub. */
export interface RecordedHubTable extends TableScope {
  readonly routes: readonly RecordedHubRoute[]
}

/** Which table of a gateway, Route Server, hub or circuit a record shows. Names may be ids. */
export interface GatewayTableName {
  readonly on: string
  readonly direction: 'learned' | 'advertised'
  /** Its address, or IN_0 / IN_1. */
  readonly instance?: string
  /** Address of the peer, or its name; null for peers whose address is not known. */
  readonly peer?: string | null
}

/** One link of a circuit. */
export interface CircuitTableName {
  readonly on: string
  readonly link: LinkRole
}

/** Something in a virtual hub. Without `resource` the hub's default route table is meant. */
export interface HubTableName {
  readonly on: string
  readonly resource: { readonly kind: HubResourceKind; readonly name: string }
}

/** Rows of one table, before it is decided what they belong to. */
export type EvidenceContent =
  | { readonly kind: 'effectiveRoutes'; readonly table: EffectiveRoutesTable }
  | {
      readonly kind: 'gatewayRoutes'
      /** Undefined where the rows do not tell. */
      readonly direction: 'learned' | 'advertised' | undefined
      readonly instance: string | undefined
      readonly table: RecordedBgpTable
    }
  | { readonly kind: 'circuitRoutes'; readonly table: RecordedBgpTable }
  | { readonly kind: 'hubRoutes'; readonly table: RecordedHubTable }

/** What the envelope of a collected file says of its place. */
export interface EvidenceEnvelope {
  readonly kind: string
  /** The id of the resource that was asked. */
  readonly resource: string
  readonly peer: string | undefined
  readonly instance: string | undefined
  /** Which link of a circuit. */
  readonly path: LinkRole | undefined
  readonly hubResource: { readonly type: string; readonly id: string } | undefined
}

/** One file with tables that Azure printed. */
export interface Evidence {
  /** Its name below the root. */
  readonly file: string
  readonly envelope: EvidenceEnvelope | undefined
  readonly contents: readonly EvidenceContent[]
}
