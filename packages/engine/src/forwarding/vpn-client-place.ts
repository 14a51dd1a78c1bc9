// Where the client of a point-to-site VPN is connected that has an address of a pool (R3.16).
import { clientPoolsOf, liveInstancesOf } from '../control-plane/index.ts'
import type { HubVpnGateway, Network, VpnGateway } from '../model/index.ts'
import { type Address, containsAddress } from '../net/index.ts'

/** The instance of a gateway that a client is connected to. */
export interface VpnClientPlace {
  readonly gateway: VpnGateway | HubVpnGateway
  readonly instance: number
}

const instancesOf = (gateway: VpnGateway | HubVpnGateway): readonly number[] =>
  gateway.kind === 'hubVpn' ? [0] : liveInstancesOf(gateway)

/** Where the client is connected that has an address; undefined for an address that lies in no pool. */
export const clientPlaceOf = (
  { vnets, virtualHubs }: Pick<Network, 'vnets' | 'virtualHubs'>,
  address: Address,
): VpnClientPlace | undefined => {
  const gateways = [
    ...vnets.flatMap((vnet) => vnet.gateways).filter((gateway) => gateway.kind === 'vpn'),
    ...virtualHubs.flatMap(({ vpnGateway }) => vpnGateway ?? []),
  ]
  for (const gateway of gateways) {
    const instance = instancesOf(gateway).find((each) =>
      clientPoolsOf(gateway, each).some((pool) => containsAddress(pool, address)),
    )
    if (instance !== undefined) return { gateway, instance }
  }
  return undefined
}
