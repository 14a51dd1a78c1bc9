// What a router with a described configuration originates: networks, redistributed routes, aggregates (R7.1, R7.12).
import type { Span } from '../../diagnostics/index.ts'
import type {
  BgpConfiguration,
  GuestRoute,
  RedistributedSource,
  RoutePolicy,
  Router,
} from '../../model/index.ts'
import {
  defaultPrefix,
  equalPrefixes,
  isDefault,
  type Prefix,
  parseAddress,
  prefixKey,
  prefixNamed,
} from '../../net/index.ts'
import { type BgpRoute, type Origin, originate } from '../bgp/route.ts'
import { applyPolicy } from '../bgp/route-policy.ts'
import type { Aggregate } from '../bgp/speaker.ts'
import { type ActiveRoute, activeRoutes, attachedPrefixes, hasRouteTo } from './router-routes.ts'
import { daemonOf, guestOf } from './routing-daemon.ts'

/** Routers give this weight to what they originate themselves. */
const ownWeight = 32768

/** Where the router's configuration is written. */
export const declaredAtOf = (router: Router, bgp: BgpConfiguration): Span | undefined =>
  bgp.span ?? (router.kind === 'vm' ? router.vm.declaredAt : router.site.declaredAt)

/** Something that is to be announced, before a policy and before duplicates are left out. */
interface Candidate {
  readonly prefix: Prefix
  readonly origin: Origin
  readonly policy: RoutePolicy | undefined
  readonly tag?: number | undefined
  readonly declaredAt?: Span | undefined
}

/** R6.17: IOS shows for its own prefix the next hop of the static route that it stands on, other daemons none. */
const ownNextHop = (router: Router, bgp: BgpConfiguration, prefix: Prefix): BgpRoute['nextHop'] => {
  const under = (guestOf(router)?.routes ?? []).find(({ prefix: text }) => {
    const fixed = prefixNamed(text)
    return fixed !== undefined && equalPrefixes(fixed, prefix)
  })
  return daemonOf(router, bgp) === 'ios' && under?.via !== undefined ? parseAddress(under.via) : undefined
}

const networks = (router: Router, bgp: BgpConfiguration): readonly Candidate[] => {
  const isThere = bgp.networksNeedRoute === true ? hasRouteTo(router) : () => true
  return (bgp.networks ?? []).flatMap((text): Candidate[] => {
    const prefix = prefixNamed(text)
    if (prefix === undefined || !isThere(prefix)) return []
    const policy = bgp.originationPolicies?.find(({ network }) => network === text)?.policy
    return [{ prefix, origin: 'igp', policy }]
  })
}

/** Whether a fixed route belongs to a source; one of which nobody says who made it belongs to both. */
const comesFrom = ({ protocol }: GuestRoute, source: RedistributedSource): boolean =>
  protocol === undefined || protocol === source

/** IOS wants `default-information originate` for a default route, FRR redistributes it like any other. */
const mayRedistribute = ({ prefix, route }: ActiveRoute, isFrr: boolean): boolean =>
  !isDefault(prefix) || (isFrr && route.protocol !== undefined)

const redistributed = (router: Router, bgp: BgpConfiguration): readonly Candidate[] => {
  const isFrr = bgp.daemon === 'frr'
  const active = activeRoutes(router).filter((candidate) => mayRedistribute(candidate, isFrr))
  // Azure hands out a default route by DHCP, and to the daemon it is one of the kernel's.
  const handedOut: readonly Candidate[] =
    isFrr && router.kind === 'vm' && router.vm.nics.length > 0
      ? [{ prefix: defaultPrefix(4), origin: 'incomplete', policy: undefined }]
      : []
  return (bgp.redistribute ?? []).flatMap((source): Candidate[] => {
    const policy = bgp.originationPolicies?.find((candidate) => candidate.source === source)?.policy
    const fixed = active
      .filter(({ route }) => comesFrom(route, source))
      .map(
        ({ prefix, route }): Candidate => ({
          prefix,
          origin: 'incomplete',
          policy,
          tag: route.tag,
          declaredAt: route.span,
        }),
      )
    if (source === 'connected')
      return attachedPrefixes(router).map((prefix) => ({ prefix, origin: 'incomplete', policy }))
    return source === 'kernel' ? [...fixed, ...handedOut.map((one) => ({ ...one, policy }))] : fixed
  })
}

/** The routes that a router originates, each prefix once, and what `default-originate` makes it hold. */
export const originatedBy = (router: Router, bgp: BgpConfiguration): readonly BgpRoute[] => {
  const declaredAt = declaredAtOf(router, bgp)
  const seen = new Set<string>()
  const own = [...networks(router, bgp), ...redistributed(router, bgp)].flatMap((candidate): BgpRoute[] => {
    const key = prefixKey(candidate.prefix)
    if (seen.has(key)) return []
    const nextHop = ownNextHop(router, bgp, candidate.prefix)
    const { origin } = candidate
    const started = originate(candidate.prefix, {
      origin,
      declaredAt: candidate.declaredAt ?? declaredAt,
      weight: ownWeight,
      nextHop,
    })
    const outcome = applyPolicy(started, candidate.policy, { tag: candidate.tag })
    if (!outcome.permitted) return []
    seen.add(key)
    return [outcome.route]
  })
  const families = new Set(
    bgp.neighbors
      .filter(({ defaultOriginate }) => defaultOriginate === true)
      .map(({ address }) => (address.includes(':') ? 6 : 4)),
  )
  // What `default-originate` tells its neighbours stands in the table, and the router itself does not use it.
  const told = ([4, 6] as const)
    .filter((family) => families.has(family) && !seen.has(prefixKey(defaultPrefix(family))))
    .map((family) => ({ ...originate(defaultPrefix(family), { declaredAt }), usable: false }))
  return [...own, ...told]
}

/** The aggregates that a router forms. */
export const aggregatesOf = (router: Router, bgp: BgpConfiguration): readonly Aggregate[] =>
  (bgp.aggregates ?? []).flatMap((aggregate) => {
    const prefix = prefixNamed(aggregate.prefix)
    if (prefix === undefined) return []
    const declaredAt = aggregate.span ?? declaredAtOf(router, bgp)
    return [{ prefix, summaryOnly: aggregate.summaryOnly ?? false, declaredAt }]
  })
