// What the next hop of a user route comes to: one that cannot be used becomes None (R1.20–R1.23, observed 15).
import type { Era } from '../facts/index.ts'
import type { ExpressRouteGateway, Nic, UserRoute, Vnet } from '../model/index.ts'
import { type Address, containsPrefix, type Prefix } from '../net/index.ts'
import type { DirectReach } from './direct-reach.ts'
import type { MseeNextHop, NextHopType, Target } from './effective-route.ts'
import { gatewayHubOf } from './gateway-transit.ts'
import { undescribedSourcesOf } from './undescribed-sources.ts'

/** Who owns an address; needed for what Azure knows of a next hop. */
export type NicByAddress = (vnet: Vnet, address: Address) => Nic | undefined

/** What the next hops of a VNet's user routes are looked up in. */
export interface NextHopSurroundings {
  readonly vnet: Vnet
  readonly reach: DirectReach
  readonly nicAt: NicByAddress
  readonly era: Era
}

/** The next hop of a user route, whatever its destination is. */
export type UserNextHop = Pick<UserRoute, 'nextHopType' | 'nextHopIp'>

/** R1.20: the address must lie in what the VNet reaches directly; no route is looked up for it. */
const applianceTarget = (address: Address, { vnet, reach, nicAt }: NextHopSurroundings): Target => {
  const found = reach.homeOf(address)
  // Where the inputs leave the VNet's own space or a peer's open, the address may lie there, and Azure would know.
  const over = reach.peerings.find(({ remote }) => remote?.addressSpaceKnown === false)
  if (found === undefined) {
    if (!vnet.addressSpaceKnown) return { kind: 'appliance', address, home: vnet, over: undefined }
    return over === undefined
      ? { kind: 'none', address, because: 'unreachable' }
      : { kind: 'appliance', address, home: over.remote, over }
  }
  // Only a machine that Azure has stopped turns the row into None; an address that nobody owns does not (R1.21).
  const vm = found.vnet === undefined ? undefined : nicAt(found.vnet, address)?.vm
  if (vm !== undefined && !vm.running) return { kind: 'none', address, because: 'stopped' }
  return { kind: 'appliance', address, home: found.vnet, over: found.over }
}

const mseesOf = (gateway: ExpressRouteGateway): readonly MseeNextHop[] =>
  gateway.connections
    .filter(({ up }) => up)
    .flatMap(({ circuit }) => circuit.links.map((link) => ({ circuit, link, gateway })))

/** Whether the VNet may have gateways that no input tells: behind a virtual hub, or borrowed from an unknown VNet. */
const mayHaveOthers = (vnet: Vnet): boolean =>
  vnet.hubConnection !== undefined || undescribedSourcesOf(vnet).some(({ kind }) => kind === 'remoteVnet')

/** R1.22: only a VPN gateway can serve such a route, own or borrowed, and not beside one of ExpressRoute. */
const gatewayTarget = ({ vnet, era }: NextHopSurroundings): Target => {
  const gateways = gatewayHubOf(vnet)?.gateways ?? []
  const vpn = gateways.find((gateway) => gateway.kind === 'vpn')
  const expressRoute = gateways.filter((gateway) => gateway.kind === 'expressRoute')
  if (expressRoute.length === 0) {
    return { kind: 'userGateway', gateway: vpn, isKnown: vpn !== undefined || !mayHaveOthers(vnet) }
  }
  const msees =
    vpn === undefined && era.userRouteToExpressRouteGateway === 'hairpin' ? expressRoute.flatMap(mseesOf) : []
  return msees.length > 0
    ? { kind: 'msees', msees }
    : { kind: 'userGateway', gateway: undefined, isKnown: true }
}

/** Where a user route for this prefix leads. */
export const targetOf = (
  { nextHopType, nextHopIp }: UserNextHop,
  prefix: Prefix,
  surroundings: NextHopSurroundings,
): Target => {
  switch (nextHopType) {
    case 'VirtualAppliance':
      return nextHopIp === undefined ? { kind: 'none' } : applianceTarget(nextHopIp, surroundings)
    case 'VirtualNetworkGateway':
      return gatewayTarget(surroundings)
    case 'VnetLocal':
      return surroundings.vnet.prefixes.some((own) => containsPrefix(own, prefix))
        ? { kind: 'vnet' }
        : { kind: 'none', because: 'outsideVnet' }
    case 'Internet':
      return { kind: 'internet' }
    case 'None':
      return { kind: 'none' }
  }
}

/** The type that is printed for a user route with this target. */
export const printedType = (target: Target): NextHopType => {
  switch (target.kind) {
    case 'appliance':
      return 'VirtualAppliance'
    case 'userGateway':
    case 'msees':
      return 'VirtualNetworkGateway'
    case 'vnet':
      return 'VnetLocal'
    case 'internet':
      return 'Internet'
    default:
      return 'None'
  }
}

/** The rule that made of the next hop what it is. */
export const ruleOf = (target: Target): string => {
  if (target.kind === 'msees' || (target.kind === 'userGateway' && target.gateway === undefined))
    return 'R1.22'
  switch (target.kind === 'none' ? target.because : undefined) {
    case 'unreachable':
      return 'R1.20'
    case 'stopped':
      return 'R1.21'
    case 'outsideVnet':
      return 'R1.23'
    default:
      return 'R1.12'
  }
}
