// What the next hop of a user route comes to: one that cannot be used becomes None (R1.20–R1.23, observed 15).
import type { Nic, UserRoute, Vnet } from '../model/index.ts'
import { type Address, containsPrefix, type Prefix } from '../net/index.ts'
import type { DirectReach } from './direct-reach.ts'
import type { NextHopType, Target } from './effective-route.ts'

/** Who owns an address; needed for what Azure knows of a next hop. */
export type NicByAddress = (vnet: Vnet, address: Address) => Nic | undefined

/** What the next hops of a VNet's user routes are looked up in. */
export interface NextHopSurroundings {
  readonly vnet: Vnet
  readonly reach: DirectReach
  readonly nicAt: NicByAddress
}

/** The next hop of a user route, whatever its destination is. */
export type UserNextHop = Pick<UserRoute, 'nextHopType' | 'nextHopIp'>

/** R1.20: the address must lie in what the VNet reaches directly; no route is looked up for it. */
const applianceTarget = (address: Address, { reach, nicAt }: NextHopSurroundings): Target => {
  const found = reach.homeOf(address)
  // Where the inputs leave a peer's space open, the address may lie there, and Azure would know.
  const over = reach.peerings.find(({ remote }) => remote?.addressSpaceKnown === false)
  if (found === undefined) {
    return over === undefined
      ? { kind: 'none', address, because: 'unreachable' }
      : { kind: 'appliance', address, home: over.remote, over }
  }
  // Only a machine that Azure has stopped turns the row into None; an address that nobody owns does not (R1.21).
  const vm = found.vnet === undefined ? undefined : nicAt(found.vnet, address)?.vm
  if (vm !== undefined && !vm.running) return { kind: 'none', address, because: 'stopped' }
  return { kind: 'appliance', address, home: found.vnet, over: found.over }
}

/** Where a user route leads that has these prefixes: its own, or those of its service tag. */
export const targetOf = (
  { nextHopType, nextHopIp }: UserNextHop,
  prefix: Prefix,
  surroundings: NextHopSurroundings,
): Target => {
  switch (nextHopType) {
    case 'VirtualAppliance':
      return nextHopIp === undefined ? { kind: 'none' } : applianceTarget(nextHopIp, surroundings)
    case 'VirtualNetworkGateway':
      return { kind: 'userGateway' }
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
