// The rows that gateways and Route Servers give to the NICs of their VNet and of the spokes that borrow them (R1.7).
import type { Vnet } from '../model/index.ts'
import { type Address, containsAddress, familyOf, type Prefix } from '../net/index.ts'
import { speaks } from './address-families.ts'
import type { ApplianceNextHop, EffectiveRoute, Target } from './effective-route.ts'
import type { GatewayOffers, Offer, OfferedNextHop } from './gateway-offers.ts'
import { gatewayHubOf } from './gateway-transit.ts'
import { isLinkLocal } from './speakers/azure-side.ts'

/**
 * The peering over which an address is directly reachable; undefined in the own VNet, and where none leads there. It need
 * not be the one over which the routes are borrowed (R4.18).
 */
const applianceAt = (vnet: Vnet, address: Address): ApplianceNextHop => {
  const isOwn = vnet.prefixes.some((prefix) => containsAddress(prefix, address))
  const over = isOwn
    ? undefined
    : vnet.peerings.find(
        ({ state, remotePrefixes }) =>
          state === 'Connected' && remotePrefixes.some((prefix) => containsAddress(prefix, address)),
      )
  return { address, over }
}

const targetOf = (nextHops: readonly OfferedNextHop[], vnet: Vnet): Target => {
  const msees = nextHops.flatMap((nextHop) => (nextHop.kind === 'msee' ? [nextHop] : []))
  if (msees.length > 0) return { kind: 'msees', msees }
  const instances = nextHops.flatMap((nextHop) => (nextHop.kind === 'vpn' ? [nextHop] : []))
  if (instances.length > 0) return { kind: 'vpnGateways', instances }
  const appliances = nextHops.flatMap((nextHop) =>
    nextHop.kind === 'appliance' ? [applianceAt(vnet, nextHop.address)] : [],
  )
  return { kind: 'appliances', appliances }
}

/** What Azure prints: R3.22 for circuits, R3.10 for VPN gateways, R4.7 for appliances. */
const printedAddresses = (nextHops: readonly OfferedNextHop[]): readonly Address[] =>
  nextHops.flatMap((nextHop): readonly Address[] => {
    if (nextHop.kind === 'appliance') return [nextHop.address]
    const printed =
      nextHop.kind === 'msee'
        ? nextHop.link.underlayNextHop
        : nextHop.gateway.kind === 'vpn' && !nextHop.gateway.activeActive
          ? nextHop.gateway.publicAddresses[0]
          : nextHop.gateway.instances[nextHop.instance]
    return printed === undefined ? [] : [printed]
  })

const rowOf = ({ prefix, nextHops, declaredAt }: Offer, vnet: Vnet): EffectiveRoute => ({
  source: 'VirtualNetworkGateway',
  state: 'Active',
  prefix,
  nextHopType: 'VirtualNetworkGateway',
  nextHopIps: printedAddresses(nextHops),
  target: targetOf(nextHops, vnet),
  rule: 'R1.7',
  declaredAt,
})

/** Gateway rows for the subnets of a VNet, of which some prefixes are protected. */
export type GatewayRows = (vnet: Vnet, isProtected: (prefix: Prefix) => boolean) => readonly EffectiveRoute[]

/**
 * The gateway rows of every VNet. A prefix equal to or inside the own space or a directly peered one is omitted, not
 * shown as Invalid (R1.15, R1.17, observed 6 and 7); link-local space stays with the gateway (R1.7). A row that looks the same from each VNet is made once: estates
 * have millions of them.
 */
export const gatewayRows = (offers: GatewayOffers): GatewayRows => {
  const shared = new Map<Offer, EffectiveRoute>()
  const rowFor = (offer: Offer, vnet: Vnet): EffectiveRoute => {
    if (offer.nextHops.some(({ kind }) => kind === 'appliance')) return rowOf(offer, vnet)
    const row = shared.get(offer) ?? rowOf(offer, vnet)
    shared.set(offer, row)
    return row
  }
  return (vnet, isProtected) => {
    const hub = gatewayHubOf(vnet)
    return (hub === undefined ? [] : (offers.get(hub) ?? []))
      .filter(
        ({ prefix }) =>
          speaks(vnet, familyOf(prefix.address)) && !isLinkLocal(prefix) && !isProtected(prefix),
      )
      .map((offer) => rowFor(offer, vnet))
  }
}
