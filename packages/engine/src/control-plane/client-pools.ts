// The address pools of point-to-site clients, as the instances of a VPN gateway hold them (R3.16, observed 26).
import type { HubVpnGateway, VpnGateway } from '../model/index.ts'
import { halves, type Prefix } from '../net/index.ts'

/** The pools of one instance: an active-active gateway gives each one half; those of a hub share all. */
export const clientPoolsOf = (gateway: VpnGateway | HubVpnGateway, instance: number): readonly Prefix[] => {
  if (gateway.kind === 'hubVpn') return gateway.clientPools.flatMap(({ prefixes }) => prefixes)
  return gateway.clientPools.flatMap((pool) => {
    const parts = gateway.activeActive ? halves(pool) : undefined
    return parts === undefined ? [pool] : (parts[instance] ?? [])
  })
}
