// Which VNets lend their gateways to which others over peerings (R2.4–R2.6).
import type { Span } from '../diagnostics/index.ts'
import {
  type ExpressRouteGateway,
  nameOf,
  type Peering,
  type UnmodelledSource,
  type Vnet,
} from '../model/index.ts'
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
  if (vnet.gateways.length > 0 || vnet.hasRouteServer) return vnet
  return vnet.peerings.find((peering) => peering.reverse !== undefined && grantsTransit(peering.reverse))
    ?.remote
}

/** The ExpressRoute gateways whose routes this VNet's NICs receive (R1.7). */
export const expressRouteGatewaysOf = (vnet: Vnet): readonly ExpressRouteGateway[] =>
  (gatewayHubOf(vnet)?.gateways ?? []).filter((gateway) => gateway.kind === 'expressRoute')

/** What may give a VNet routes that are not computed. */
export interface HiddenSource extends Pick<UnmodelledSource, 'name' | 'declaredAt'> {
  /** `remoteVnet`: gateways are borrowed from a VNet of which the inputs do not say what it has. */
  readonly kind: UnmodelledSource['kind'] | 'remoteVnet'
}

/** R2.6: a peering that borrows gateways has some to borrow; here the inputs do not tell which, nor what they learned. */
const borrowedFromUnknown = (vnet: Vnet): readonly HiddenSource[] =>
  vnet.peerings
    .filter(({ state, useRemoteGateways, remote }) => {
      const isDescribed = remote !== undefined && (!remote.assumed || remote.gateways.length > 0)
      return state === 'Connected' && useRemoteGateways && !isDescribed
    })
    .map(({ remoteId, declaredAt }) => ({ kind: 'remoteVnet', name: nameOf(remoteId), declaredAt }))

/** What gives routes to this VNet, directly or through the hub that it borrows from, and is not computed yet. */
export const hiddenSourcesOf = (vnet: Vnet): readonly HiddenSource[] => {
  const hub = gatewayHubOf(vnet)
  const borrowed = hub === undefined || hub === vnet ? [] : hub.unmodelledSources
  return [...vnet.unmodelledSources, ...borrowed, ...borrowedFromUnknown(vnet)]
}
