// Which instances of a VPN gateway carry packets, and over which connections a static prefix leads (R3.7, R3.9). Several
// static tunnels to one site share it, which Azure wants BGP for (R3.15).
import type { HubVpnConnection, HubVpnGateway, VpnConnection, VpnGateway } from '../model/index.ts'
import { equalPrefixes, type Prefix } from '../net/index.ts'
import { connectionsOver, liveInstances } from './speakers/vpn-gateway.ts'

/** The indices of the instances that carry traffic. */
export const liveInstancesOf = (gateway: VpnGateway): readonly number[] =>
  Array.from({ length: liveInstances(gateway) }, (_, instance) => instance)

/** The connections of a gateway, in a VNet or a hub, that state a prefix. */
export const connectionsFor = (
  gateway: VpnGateway | HubVpnGateway,
  prefix: Prefix,
): readonly (VpnConnection | HubVpnConnection)[] =>
  gateway.kind === 'vpn'
    ? connectionsOver(gateway, prefix)
    : gateway.connections.filter(
        ({ site, up }) => up && site.prefixes.some((own) => equalPrefixes(own, prefix)),
      )
