// The routes that a gateway gives to the subnets of its VNet and of the spokes that borrow it (R1.7).
import type { ExpressRouteGateway, Vnet } from '../model/index.ts'
import { type Address, containsPrefix, familyOf, type Prefix, prefixKey } from '../net/index.ts'
import { speaks } from './address-families.ts'
import type { RibEntry } from './bgp/converge.ts'
import type { BgpRoute } from './bgp/route.ts'
import type { Speaker } from './bgp/speaker.ts'
import type { EffectiveRoute, MseeNextHop } from './effective-route.ts'
import { expressRouteGatewaysOf } from './gateway-transit.ts'

/** A prefix that a gateway offers to NICs, with the MSEEs to use. */
interface Offer {
  readonly prefix: Prefix
  readonly msees: MseeNextHop[]
  readonly declaredAt: BgpRoute['declaredAt']
}

/** What every gateway programs, worked out once: all VNets that receive a row share it. */
export interface GatewayOffers {
  readonly of: (gateway: ExpressRouteGateway) => readonly EffectiveRoute[]
}

const mseeOf = (route: BgpRoute, gateway: ExpressRouteGateway): MseeNextHop | undefined => {
  const place = route.learnedOver?.peer.speaker.place
  return place?.kind === 'msee' ? { circuit: place.circuit, link: place.link, gateway } : undefined
}

/** R4.12, observed 11: beside a Route Server a VNet gets the best path alone, though both links are up. */
const usedBy = (gateway: ExpressRouteGateway, msees: readonly MseeNextHop[]): readonly MseeNextHop[] =>
  gateway.vnet.routeServer !== undefined ? msees.slice(0, 1) : msees

const printedAddresses = (msees: readonly MseeNextHop[]): readonly Address[] =>
  msees.flatMap(({ link }) => link.underlayNextHop ?? [])

const rowOf = (gateway: ExpressRouteGateway, offer: Offer): EffectiveRoute => {
  const msees = usedBy(gateway, offer.msees)
  return {
    source: 'VirtualNetworkGateway',
    state: 'Active',
    prefix: offer.prefix,
    nextHopType: 'VirtualNetworkGateway',
    nextHopIps: printedAddresses(msees),
    target: { kind: 'msees', msees },
    rule: 'R1.7',
    declaredAt: offer.declaredAt,
  }
}

/** R1.18, R3.22: all best paths of all instances, each MSEE once. */
export const gatewayOffers = (ribs: ReadonlyMap<Speaker, readonly RibEntry[]>): GatewayOffers => {
  const offers = new Map<ExpressRouteGateway, Map<string, Offer>>()
  for (const [speaker, entries] of ribs) {
    if (speaker.place.kind !== 'expressRouteGateway') continue
    const { gateway } = speaker.place
    const own = offers.get(gateway) ?? new Map<string, Offer>()
    offers.set(gateway, own)
    for (const { prefix, best } of entries) {
      const key = prefixKey(prefix)
      for (const route of best) {
        const msee = mseeOf(route, gateway)
        if (msee === undefined) continue
        const offer = own.get(key) ?? { prefix, msees: [], declaredAt: route.declaredAt }
        own.set(key, offer)
        if (!offer.msees.some((known) => known.link === msee.link)) offer.msees.push(msee)
      }
    }
  }
  const rows = new Map(
    [...offers].map(([gateway, own]) => [gateway, [...own.values()].map((offer) => rowOf(gateway, offer))]),
  )
  return { of: (gateway) => rows.get(gateway) ?? [] }
}

/**
 * Gateway rows for the subnets of a VNet. A prefix equal to or inside the own space or a directly peered one
 * is omitted, not shown as Invalid (R1.15, R1.17, observed 6 and 7).
 */
export const gatewayRoutes = (
  vnet: Vnet,
  offers: GatewayOffers,
  protectedPrefixes: readonly Prefix[],
): readonly EffectiveRoute[] =>
  expressRouteGatewaysOf(vnet).flatMap((gateway) =>
    offers
      .of(gateway)
      .filter(
        ({ prefix }) =>
          speaks(vnet, familyOf(prefix.address)) &&
          !protectedPrefixes.some((own) => containsPrefix(own, prefix)),
      ),
  )
