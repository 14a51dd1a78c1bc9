// Where Azure's edge finds things: public addresses, frontends, NAT gateways and pools, each by what a packet shows.
import type {
  BalancedEgress,
  Frontend,
  LoadBalancerFrontend,
  NatGateway,
  Network,
  Nic,
  PublicEndpoint,
  ResourceId,
  VpnGateway,
} from '../model/index.ts'
import type { Address } from '../net/index.ts'

/** Look-ups at the edge. Made once for a network. */
export interface EdgeIndex {
  readonly publicEndpointAt: (address: Address) => PublicEndpoint | undefined
  /** The public addresses of a NIC. */
  readonly publicEndpointsOf: (nic: Nic) => readonly PublicEndpoint[]
  /** The one that stands for a private address of the NIC. */
  readonly publicEndpointOf: (nic: Nic, address: Address) => PublicEndpoint | undefined
  readonly frontendOf: (id: ResourceId) => Frontend | undefined
  readonly privateFrontendOf: (id: ResourceId) => LoadBalancerFrontend | undefined
  readonly nicOf: (id: ResourceId) => Nic | undefined
  readonly natGatewayOf: (id: ResourceId) => NatGateway | undefined
  readonly vpnGatewayOf: (id: ResourceId) => VpnGateway | undefined
  /** What the pools that a NIC is in mean for its way out. */
  readonly balancedEgressOf: (nic: Nic) => readonly BalancedEgress[]
}

const byId = <T extends { readonly id: ResourceId }>(
  things: readonly T[],
): ((id: ResourceId) => T | undefined) => {
  const index = new Map(things.map((thing) => [thing.id.key, thing]))
  return ({ key }) => index.get(key)
}

/** Prepares the look-ups. */
export const edgeIndex = (network: Network): EdgeIndex => {
  const byAddress = new Map(
    network.publicEndpoints.flatMap((each) =>
      each.address === undefined ? [] : [[each.address, each] as const],
    ),
  )
  const byNic = Map.groupBy(network.publicEndpoints, ({ holder }) =>
    holder?.kind === 'nic' ? holder.id.key : '',
  )
  const publicEndpointsOf: EdgeIndex['publicEndpointsOf'] = ({ id }) => byNic.get(id.key) ?? []
  const pools = Map.groupBy(network.balancedEgress, ({ backend }) => backend.nic)
  return {
    publicEndpointAt: (address) => byAddress.get(address),
    publicEndpointsOf,
    publicEndpointOf: (nic, address) =>
      publicEndpointsOf(nic).find(({ holder }) => holder?.kind === 'nic' && holder.address === address),
    frontendOf: byId<Frontend>([...network.loadBalancerFrontends, ...network.publicFrontends]),
    privateFrontendOf: byId(network.loadBalancerFrontends),
    nicOf: byId(network.nics),
    natGatewayOf: byId(network.natGateways),
    vpnGatewayOf: byId(
      network.vnets.flatMap(({ gateways }) => gateways.filter((gateway) => gateway.kind === 'vpn')),
    ),
    balancedEgressOf: (nic) => pools.get(nic) ?? [],
  }
}
