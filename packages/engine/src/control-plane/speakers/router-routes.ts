// The routes that a router has before BGP: what it is attached to, and the fixed routes that are in use (R7.11).
import type { GuestRoute, Router } from '../../model/index.ts'
import {
  type Address,
  containsAddress,
  defaultPrefix,
  isDefault,
  type Prefix,
  parseAddress,
  prefixKey,
  prefixNamed,
} from '../../net/index.ts'
import { guestOf } from './routing-daemon.ts'

/** A fixed route that is in use. */
export interface ActiveRoute {
  readonly prefix: Prefix
  readonly route: GuestRoute
}

/** A route that leads by other routes is followed so far. */
const deepestRecursion = 16

/** Names of the table that is asked without a rule; routing daemons know no other. */
const mainTables: ReadonlySet<string | undefined> = new Set([undefined, 'main', '254'])

/** The prefixes of the networks that the router's interfaces are in. */
export const attachedPrefixes = (router: Router): readonly Prefix[] => [
  ...(guestOf(router)?.addresses ?? []).flatMap(({ address }) => prefixNamed(address) ?? []),
  ...(guestOf(router)?.tunnels ?? []).flatMap(({ inner }) =>
    inner === undefined ? [] : (prefixNamed(inner) ?? []),
  ),
  ...(router.kind === 'vm' ? router.vm.nics.flatMap((nic) => nic.subnet.prefixes) : []),
]

/**
 * Where next hops of static routes are looked for. Of a site's own network only so much is known as somebody wrote;
 * without any interface nothing tells that a next hop is not there.
 */
const resolves = (router: Router, attached: readonly Prefix[]): ((address: Address) => boolean) => {
  if (router.kind === 'vm') return (address) => attached.some((prefix) => containsAddress(prefix, address))
  if (attached.length === 0) return () => true
  const known = [...attached, ...router.site.prefixes]
  return (address) => known.some((prefix) => containsAddress(prefix, address))
}

const longest = (routes: readonly ActiveRoute[], address: Address): ActiveRoute | undefined =>
  routes
    .filter(({ prefix }) => containsAddress(prefix, address))
    .reduce<ActiveRoute | undefined>(
      (best, candidate) =>
        best === undefined || candidate.prefix.length > best.prefix.length ? candidate : best,
      undefined,
    )

/** Only those of the lowest distance for each prefix. Kernel routes have 0, as zebra gives them, statics 1. */
const nearest = (routes: readonly ActiveRoute[]): readonly ActiveRoute[] => {
  const distanceOf = ({ route }: ActiveRoute): number =>
    route.distance ?? (route.protocol === 'static' ? 1 : 0)
  const lowest = new Map<string, number>()
  for (const active of routes) {
    const key = prefixKey(active.prefix)
    lowest.set(key, Math.min(lowest.get(key) ?? 255, distanceOf(active)))
  }
  return routes.filter((active) => distanceOf(active) === lowest.get(prefixKey(active.prefix)))
}

/**
 * The fixed routes in use. A daemon installs a static route while its next hop is in an attached network, or is reached
 * by another route that is no default route; what the kernel was told itself is simply there.
 */
export const activeRoutes = (router: Router): readonly ActiveRoute[] => {
  const written = (guestOf(router)?.routes ?? []).flatMap((route): ActiveRoute[] => {
    const prefix = mainTables.has(route.table) ? prefixNamed(route.prefix) : undefined
    return prefix === undefined ? [] : [{ prefix, route }]
  })
  if (written.every(({ route }) => route.protocol === undefined)) return written
  const isAttached = resolves(router, attachedPrefixes(router))
  const isReached = (address: Address, depth: number): boolean => {
    if (isAttached(address)) return true
    if (depth >= deepestRecursion) return false
    const below = longest(
      written.filter(({ prefix }) => !isDefault(prefix)),
      address,
    )
    return below !== undefined && isInUse(below, depth + 1)
  }
  const isInUse = ({ route }: ActiveRoute, depth: number): boolean => {
    if (route.protocol !== 'static' || route.blackhole === true || route.via === undefined) return true
    if (route.dev !== undefined) return true
    const address = parseAddress(route.via)
    return address !== undefined && isReached(address, depth)
  }
  return nearest(written.filter((active) => isInUse(active, 0)))
}

/**
 * R6.17: where FRR finds the next hop of a neighbour without multihop: in an attached network, or by a static route of
 * its own. Routes of the kernel do not count; of those whose maker is not said it is taken that they are FRR's.
 */
export const resolvesNeighbors = (router: Router, daemon: 'frr' | 'ios' | 'bird'): readonly Prefix[] => [
  ...attachedPrefixes(router),
  ...(daemon === 'frr' ? activeRoutes(router) : []).flatMap(({ prefix, route }) =>
    isDefault(prefix) || route.protocol === 'kernel' ? [] : [prefix],
  ),
]

/** Whether the router has a route to this very prefix, before BGP: an import check asks for it (R7.12). */
export const hasRouteTo = (router: Router): ((prefix: Prefix) => boolean) => {
  const own = new Set([
    ...attachedPrefixes(router).map(prefixKey),
    ...activeRoutes(router).map(({ prefix }) => prefixKey(prefix)),
    ...(router.kind === 'site' ? router.site.prefixes.map(prefixKey) : [prefixKey(defaultPrefix(4))]),
  ])
  return (prefix) => own.has(prefixKey(prefix))
}
