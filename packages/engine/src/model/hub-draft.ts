// A virtual hub while it is put together: its parts refer to each other.
import type {
  HubBgpPeer,
  HubConnection,
  HubExpressRouteGateway,
  HubRouteTable,
  HubStaticRoute,
  HubVpnGateway,
  VirtualHub,
} from './network.ts'

/** A table while it is put together: its routes may lead to connections that are resolved later. */
export interface HubTableDraft extends HubRouteTable {
  readonly routes: HubStaticRoute[]
}

/** A hub while it is put together. */
export interface HubDraft extends VirtualHub {
  readonly tables: HubTableDraft[]
  /** All hubs of the same WAN, this one among them. */
  readonly hubsOfWan: HubDraft[]
  readonly connections: HubConnection[]
  readonly peers: HubBgpPeer[]
  vpnGateway: HubVpnGateway | undefined
  expressRouteGateway: HubExpressRouteGateway | undefined
  firewall: VirtualHub['firewall']
  intent: VirtualHub['intent']
}
