// User-defined routes as they take effect: next hops that cannot be used become None (R1.20, R1.23, observed 15).
import type { Nic, Peering, RouteTable, UserRoute, Vnet } from '../model/index.ts'
import { type Address, containsAddress, containsPrefix, type Prefix } from '../net/index.ts'
import type { EffectiveRoute, NextHopType, Target } from './effective-route.ts'

/** Who owns an address; needed for what Azure knows of a next hop. */
export type NicByAddress = (vnet: Vnet, address: Address) => Nic | undefined

/** Where an address is directly reachable: the own VNet, or a peer, which may be one that no input describes. */
interface Home {
  readonly vnet: Vnet | undefined
  readonly over: Peering | undefined
}

const homeOf = (vnet: Vnet, address: Address): Home | undefined => {
  const holds = (prefixes: readonly Prefix[]): boolean =>
    prefixes.some((prefix) => containsAddress(prefix, address))
  if (holds(vnet.prefixes)) return { vnet, over: undefined }
  const over = vnet.peerings.find(
    (candidate) => candidate.state === 'Connected' && holds(candidate.remotePrefixes),
  )
  return over === undefined ? undefined : { vnet: over.remote, over }
}

const applianceTarget = (vnet: Vnet, address: Address, nicAt: NicByAddress): Target => {
  const home = homeOf(vnet, address)
  if (home === undefined) return { kind: 'none', address, because: 'unreachable' }
  // Only a machine that Azure has stopped turns the row into None; an address that nobody owns does not (R1.21).
  const vm = home.vnet === undefined ? undefined : nicAt(home.vnet, address)?.vm
  if (vm !== undefined && !vm.running) return { kind: 'none', address, because: 'stopped' }
  return { kind: 'appliance', address, over: home.over }
}

const targetOf = (route: UserRoute, vnet: Vnet, nicAt: NicByAddress): Target => {
  switch (route.nextHopType) {
    case 'VirtualAppliance':
      return route.nextHopIp === undefined ? { kind: 'none' } : applianceTarget(vnet, route.nextHopIp, nicAt)
    case 'VirtualNetworkGateway':
      return { kind: 'userGateway' }
    case 'VnetLocal':
      return vnet.prefixes.some((own) => containsPrefix(own, route.prefix))
        ? { kind: 'vnet' }
        : { kind: 'none', because: 'outsideVnet' }
    case 'Internet':
      return { kind: 'internet' }
    case 'None':
      return { kind: 'none' }
  }
}

const printedType = (target: Target): NextHopType => {
  switch (target.kind) {
    case 'appliance':
      return 'VirtualAppliance'
    case 'userGateway':
      return 'VirtualNetworkGateway'
    case 'vnet':
      return 'VnetLocal'
    case 'internet':
      return 'Internet'
    default:
      return 'None'
  }
}

const ruleOf = (target: Target): string => {
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

/** The rows of a route table on the subnets of a VNet, in the order in which they were written (observed 3). */
export const userRoutes = (table: RouteTable, vnet: Vnet, nicAt: NicByAddress): readonly EffectiveRoute[] =>
  table.routes.map((userRoute) => {
    const target = targetOf(userRoute, vnet, nicAt)
    const address = target.kind === 'appliance' || target.kind === 'none' ? target.address : undefined
    return {
      source: 'User',
      state: 'Active',
      prefix: userRoute.prefix,
      nextHopType: printedType(target),
      nextHopIps: address === undefined ? [] : [address],
      target,
      userRoute,
      rule: ruleOf(target),
      declaredAt: userRoute.declaredAt,
    }
  })
