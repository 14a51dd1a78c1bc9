// User-defined routes as they take effect: each with what became of its next hop.
import type { RouteTable } from '../model/index.ts'
import type { EffectiveRoute } from './effective-route.ts'
import { type NextHopSurroundings, printedType, ruleOf, targetOf } from './user-next-hop.ts'

/** The rows of a route table on the subnets of a VNet, in the order in which they were written (observed 3). */
export const userRoutes = (table: RouteTable, surroundings: NextHopSurroundings): readonly EffectiveRoute[] =>
  table.routes.map((userRoute) => {
    const target = targetOf(userRoute, userRoute.prefix, surroundings)
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
