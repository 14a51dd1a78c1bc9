// Route policies as routers are configured with them: rules in order, conditions, changes, calls and jumps (R7.10).
import type { Span } from '../../diagnostics/index.ts'
import type { PolicyRule, RoutePolicy } from '../../model/index.ts'
import { parseAddress } from '../../net/index.ts'
import {
  type Answer,
  type Condition,
  conditionsOf,
  type PolicyContext,
  takesOff,
} from './policy-conditions.ts'
import type { BgpRoute } from './route.ts'

/** What a policy makes of a route. */
export type PolicyOutcome =
  | {
      readonly permitted: true
      readonly route: BgpRoute
      /** Whether it names the next hop that the route is to have, be it the one that it has already (R4.7). */
      readonly setsNextHop: boolean
    }
  | {
      readonly permitted: false
      /** The entry that refuses it: a rule, an entry of a list, or where the policy is applied. */
      readonly deniedAt: Span | undefined
    }

/** A rule made ready. */
interface ReadyRule {
  readonly rule: PolicyRule
  readonly conditions: readonly Condition[]
  readonly call: ReadyPolicy | undefined
  readonly removes: (community: string) => boolean
}

interface ReadyPolicy {
  readonly policy: RoutePolicy
  readonly rules: readonly ReadyRule[]
}

/** Policies are read once and applied to every route: what they mean is worked out the first time. */
const ready = new WeakMap<RoutePolicy, ReadyPolicy>()

/** Maps that call each other in a circle are cut by their readers; the limit is for what else may come. */
const deepestCall = 16

const readyPolicy = (policy: RoutePolicy, depth = 0): ReadyPolicy => {
  const known = ready.get(policy)
  if (known !== undefined) return known
  const made: ReadyPolicy = {
    policy,
    rules: (policy.rules ?? []).map((rule) => ({
      rule,
      conditions: conditionsOf(rule),
      call: rule.call === undefined || depth >= deepestCall ? undefined : readyPolicy(rule.call, depth + 1),
      removes: rule.removeCommunities === undefined ? () => false : takesOff(rule.removeCommunities),
    })),
  }
  ready.set(policy, made)
  return made
}

const rewrittenPath = (rule: PolicyRule, path: readonly number[]): readonly number[] => {
  const { replaceAsPath, replaceAsns = [], excludeAsns, prependFirst = 0, prepend = [] } = rule
  const kept = (replaceAsPath ?? path)
    .filter((asn) => excludeAsns?.includes(asn) !== true)
    .map((asn) => replaceAsns.find(({ from = asn }) => from === asn)?.to ?? asn)
  const [first] = kept
  return [...prepend, ...(first === undefined ? [] : Array<number>(prependFirst).fill(first)), ...kept]
}

const rewrittenCommunities = ({ rule, removes }: ReadyRule, own: readonly string[]): readonly string[] => {
  const { setCommunities, addCommunities, removeCommunities } = rule
  if (setCommunities === undefined && addCommunities === undefined && removeCommunities === undefined)
    return own
  const kept = (setCommunities ?? own).filter((community) => !removes(community))
  return [...new Set([...kept, ...(addCommunities ?? [])])]
}

const namesNextHop = ({ setNextHop, nextHop }: PolicyRule, { peerNextHop }: PolicyContext): boolean =>
  setNextHop !== undefined || nextHop === 'unchanged' || (nextHop === 'peer' && peerNextHop !== undefined)

const rewrite = (readyRule: ReadyRule, route: BgpRoute, context: PolicyContext): BgpRoute => {
  const { rule } = readyRule
  const stated = rule.setNextHop === undefined ? undefined : parseAddress(rule.setNextHop)
  return {
    ...route,
    asPath: rewrittenPath(rule, route.asPath),
    nextHop: stated ?? (rule.nextHop === 'peer' ? context.peerNextHop : undefined) ?? route.nextHop,
    localPreference: rule.setLocalPref ?? route.localPreference,
    med: rule.setMed ?? route.med,
    weight: rule.setWeight ?? route.weight,
    origin: rule.setOrigin ?? route.origin,
    communities: rewrittenCommunities(readyRule, route.communities),
  }
}

const holdAll = (conditions: readonly Condition[], route: BgpRoute, context: PolicyContext): Answer => {
  for (const condition of conditions) {
    const answer = condition(route, context)
    if (!answer.holds) return answer
  }
  return { holds: true }
}

const apply = ({ policy, rules }: ReadyPolicy, start: BgpRoute, context: PolicyContext): PolicyOutcome => {
  let route = start
  let setsNextHop = false
  let matched = false
  let deniedAt: Span | undefined
  let from = 0
  for (const readyRule of rules) {
    const { rule } = readyRule
    if (from > 0 && (rule.sequence === undefined || rule.sequence < from)) continue
    const answer = holdAll(readyRule.conditions, route, context)
    if (!answer.holds) {
      deniedAt = answer.deniedAt ?? deniedAt
      // A route that went on is asked about again: the last rule that was asked decides (FRR 8.4, tried).
      matched = false
      continue
    }
    if (rule.action === 'deny') return { permitted: false, deniedAt: rule.span ?? policy.span }
    matched = true
    route = rewrite(readyRule, route, context)
    setsNextHop ||= namesNextHop(rule, context)
    if (readyRule.call !== undefined) {
      const called = apply(readyRule.call, route, context)
      if (!called.permitted) return called
      route = called.route
      setsNextHop ||= called.setsNextHop
    }
    if (rule.continueAt === undefined) break
    from = rule.continueAt
  }
  if (matched || policy.default !== 'deny') return { permitted: true, route, setsNextHop }
  return { permitted: false, deniedAt: deniedAt ?? policy.span }
}

/** The route as the policy leaves it, or that it is refused. Without a policy everything passes. */
export const applyPolicy = (
  route: BgpRoute,
  policy: RoutePolicy | undefined,
  context: PolicyContext = {},
): PolicyOutcome =>
  policy === undefined
    ? { permitted: true, route, setsNextHop: false }
    : apply(readyPolicy(policy), route, context)
