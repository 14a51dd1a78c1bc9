// Which VNets lend their gateways to which others over peerings (R2.4–R2.6).
import type { Span } from '../diagnostics/index.ts'
import type { Peering, Vnet } from '../model/index.ts'
import { type Prefix, prefixKey } from '../net/index.ts'

/** R2.5: transit works when the spoke asks, the hub grants and both sides are connected. */
const grantsTransit = (hubSide: Peering): boolean =>
  hubSide.state === 'Connected' &&
  hubSide.allowGatewayTransit &&
  hubSide.reverse !== undefined &&
  hubSide.reverse.state === 'Connected' &&
  hubSide.reverse.useRemoteGateways

/** The hub's peerings towards VNets that use its gateways. */
const transitPeerings = (hub: Vnet): readonly Peering[] => hub.peerings.filter(grantsTransit)

/** The prefixes of a hub's own VNet and of its transit spokes, each with the VNet that holds it (R3.21). */
export const prefixesBehindGateway = (
  hub: Vnet,
): readonly { readonly prefix: Prefix; readonly vnet: Vnet }[] => [
  ...hub.prefixes.map((prefix) => ({ prefix, vnet: hub })),
  ...transitPeerings(hub).flatMap((peering) =>
    peering.remotePrefixes.map((prefix) => ({ prefix, vnet: peering.remote ?? hub })),
  ),
]

/** Where a prefix of a VNet is written; the VNet itself where that is not known. */
export const placeOfPrefix = (vnet: Vnet, prefix: Prefix): Span | undefined =>
  vnet.prefixPlaces.get(prefixKey(prefix)) ?? vnet.declaredAt

/** The VNet whose gateways serve this one: itself, or the hub that it borrows from (R2.6: one at most). */
export const gatewayHubOf = (vnet: Vnet): Vnet | undefined => {
  if (vnet.gateways.length > 0 || vnet.routeServer !== undefined) return vnet
  return vnet.peerings.find((peering) => peering.reverse !== undefined && grantsTransit(peering.reverse))
    ?.remote
}
