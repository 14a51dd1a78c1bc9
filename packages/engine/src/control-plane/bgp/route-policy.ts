// Route policies as routers are configured with them: rules on prefix and path, first match wins.

import type { PolicyRule, RoutePolicy } from '../../model/index.ts'
import { containsPrefix, equalPrefixes, type Prefix, parseAddress, parsePrefix } from '../../net/index.ts'
import type { BgpRoute } from './route.ts'

const matchesPrefix = (rule: PolicyRule, candidate: Prefix): boolean => {
  if (rule.prefix === undefined) return true
  const reading = parsePrefix(rule.prefix)
  if (reading.kind === 'malformed') return false
  if (rule.orLonger !== true && rule.ge === undefined && rule.le === undefined)
    return equalPrefixes(reading.prefix, candidate)
  const least = rule.ge ?? reading.prefix.length
  const most = rule.le ?? (rule.orLonger === true || rule.ge !== undefined ? 128 : least)
  return containsPrefix(reading.prefix, candidate) && candidate.length >= least && candidate.length <= most
}

const matches = (rule: PolicyRule, route: BgpRoute): boolean =>
  matchesPrefix(rule, route.prefix) &&
  (rule.asPathContains === undefined || route.asPath.includes(rule.asPathContains))

const rewrite = (rule: PolicyRule, route: BgpRoute): BgpRoute => ({
  ...route,
  asPath: [...(rule.prepend ?? []), ...(rule.replaceAsPath ?? route.asPath)],
  nextHop: (rule.setNextHop === undefined ? undefined : parseAddress(rule.setNextHop)) ?? route.nextHop,
  localPreference: rule.setLocalPref ?? route.localPreference,
  med: rule.setMed ?? route.med,
  communities:
    rule.addCommunities === undefined ? route.communities : [...route.communities, ...rule.addCommunities],
})

/** Whether the policy names the next hop that the route is to have, be it the one that it has already (R4.7). */
export const setsNextHop = (route: BgpRoute, policy: RoutePolicy | undefined): boolean =>
  policy?.rules?.find((candidate) => matches(candidate, route))?.setNextHop !== undefined

/** The route as the policy leaves it; undefined when it is refused. Without a policy everything passes. */
export const applyPolicy = (route: BgpRoute, policy: RoutePolicy | undefined): BgpRoute | undefined => {
  const rule = policy?.rules?.find((candidate) => matches(candidate, route))
  if (rule === undefined) return policy?.default === 'deny' ? undefined : route
  return rule.action === 'deny' ? undefined : rewrite(rule, route)
}
