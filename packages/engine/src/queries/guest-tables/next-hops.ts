// Follows the next hop of a daemon's route to an address on the link, as FRR does (R7.11).
import {
  type Address,
  containsAddress,
  formatAddress,
  isDefault,
  type Prefix,
  prefixKey,
} from '../../net/index.ts'

/** Where a packet goes next: the address on the link and its interface. */
export interface LinkHop {
  readonly via: Address | undefined
  readonly dev: string
  /** A host route without a gateway leads there, as DHCP makes one to the gateway itself. */
  readonly onlink: boolean
}

/** A route by which next hops may be found. */
export interface FollowedRoute {
  readonly prefix: Prefix
  readonly via: Address | undefined
  readonly dev: string | undefined
  readonly blackhole: boolean
}

/** The route with the longest prefix that holds an address. */
export const longestRoute = <T extends { readonly prefix: Prefix }>(
  routes: readonly T[],
  at: Address,
): T | undefined =>
  routes
    .filter(({ prefix }) => containsAddress(prefix, at))
    .reduce<T | undefined>(
      (best, each) => (best === undefined || each.prefix.length > best.prefix.length ? each : best),
      undefined,
    )

const isSame = (a: LinkHop, b: LinkHop): boolean => a.via === b.via && a.dev === b.dev

/**
 * What a next hop is followed to: nothing where only a default route leads there, or where routes lead to each other in
 * a circle. Each address is followed once, however many routes name it.
 */
export const nextHopResolver = (
  connected: readonly { readonly prefix: Prefix; readonly dev: string }[],
  routes: readonly FollowedRoute[],
): ((at: Address) => readonly LinkHop[]) => {
  const followed = routes.filter(({ prefix, blackhole }) => !isDefault(prefix) && !blackhole)
  const known = new Map<string, readonly LinkHop[]>()
  const found = (at: Address): readonly LinkHop[] => {
    const own = longestRoute(connected, at)
    const below = longestRoute(followed, at)
    if (own !== undefined && (below === undefined || below.prefix.length <= own.prefix.length))
      return [{ via: at, dev: own.dev, onlink: false }]
    if (below === undefined) return []
    const hops = followed
      .filter(({ prefix }) => prefixKey(prefix) === prefixKey(below.prefix))
      .flatMap(({ via, dev }): readonly LinkHop[] => {
        if (via === undefined) return dev === undefined ? [] : [{ via: at, dev, onlink: true }]
        return dev === undefined ? resolve(via) : [{ via, dev, onlink: false }]
      })
    return hops.filter((hop, index) => hops.findIndex((other) => isSame(hop, other)) === index)
  }
  const resolve = (at: Address): readonly LinkHop[] => {
    const key = formatAddress(at)
    const before = known.get(key)
    if (before !== undefined) return before
    // Whoever comes here again while it is followed has gone in a circle.
    known.set(key, [])
    const hops = found(at)
    known.set(key, hops)
    return hops
  }
  return resolve
}
