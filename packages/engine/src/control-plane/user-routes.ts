// User-defined routes as they take effect: each with what became of its next hop, and tags as their prefixes.
import { rankOfTag, type ServiceTag, type ServiceTags } from '../facts/index.ts'
import type { RouteTable, ServiceTagRoute, UserRoute } from '../model/index.ts'
import { familyOf, type Prefix, prefixKey } from '../net/index.ts'
import { speaks } from './address-families.ts'
import { descending } from './direct-reach.ts'
import type { EffectiveRoute, RowGroup, Target } from './effective-route.ts'
import { type NextHopSurroundings, printedType, ruleOf, targetOf } from './user-next-hop.ts'

/** What user routes need beside the VNet. */
export interface UserRouteSurroundings extends NextHopSurroundings {
  readonly serviceTags: ServiceTags
}

const rowOf = (userRoute: UserRoute | ServiceTagRoute, prefix: Prefix, target: Target): EffectiveRoute => {
  const address = target.kind === 'appliance' || target.kind === 'none' ? target.address : undefined
  return {
    source: 'User',
    state: 'Active',
    prefix,
    nextHopType: printedType(target),
    nextHopIps: address === undefined ? [] : [address],
    target,
    userRoute,
    rule: ruleOf(target),
    declaredAt: userRoute.declaredAt,
  }
}

/** R1.25: for each prefix of the tag of a family that the VNet speaks, one route; printed as one row. */
const tagRows = (
  route: ServiceTagRoute,
  tag: ServiceTag,
  surroundings: UserRouteSurroundings,
): readonly EffectiveRoute[] => {
  const prefixes = descending(
    tag.prefixes.filter(({ address }) => speaks(surroundings.vnet, familyOf(address))),
  )
  const [first] = prefixes
  if (first === undefined) return []
  const group: RowGroup = { kind: 'serviceTag', name: tag.name }
  const target = targetOf(route, first, surroundings)
  return prefixes.map((prefix) => {
    const row = rowOf(route, prefix, target)
    return { ...row, group, rule: row.rule === 'R1.12' ? 'R1.25' : row.rule }
  })
}

/** A tag's route whose prefix a better one has is kept, without effect. */
const withPrecedence = (
  rows: readonly EffectiveRoute[],
  rankOf: (row: EffectiveRoute) => number,
): readonly EffectiveRoute[] => {
  const best = new Map<string, EffectiveRoute>()
  for (const row of rows) {
    const known = best.get(prefixKey(row.prefix))
    if (known === undefined || rankOf(row) < rankOf(known)) best.set(prefixKey(row.prefix), row)
  }
  return rows.map((row) =>
    rankOf(row) === 0 || best.get(prefixKey(row.prefix)) === row ? row : { ...row, state: 'Invalid' },
  )
}

/**
 * The rows of a route table on the subnets of a VNet, in the order in which they were written (observed 3). Routes
 * with a tag that the list does not have are not among them.
 */
export const userRoutes = (
  table: RouteTable,
  surroundings: UserRouteSurroundings,
): readonly EffectiveRoute[] => {
  const explicit = table.routes.map((route) =>
    rowOf(route, route.prefix, targetOf(route, route.prefix, surroundings)),
  )
  if (table.tagRoutes.length === 0) return explicit
  const ranks = new Map<EffectiveRoute, number>()
  const tagged = table.tagRoutes.map((route) => {
    const tag = surroundings.serviceTags.tagNamed(route.tag)
    const rows = tag === undefined ? [] : tagRows(route, tag, surroundings)
    if (tag !== undefined) for (const row of rows) ranks.set(row, rankOfTag(tag))
    return { precededBy: route.precededBy, rows }
  })
  const inOrder = [...explicit, undefined].flatMap((row, index) => [
    ...tagged.filter(({ precededBy }) => precededBy === index).flatMap(({ rows }) => rows),
    ...(row === undefined ? [] : [row]),
  ])
  return withPrecedence(inOrder, (row) => ranks.get(row) ?? 0)
}
