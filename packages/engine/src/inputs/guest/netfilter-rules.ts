// Brings the chains of a packet filter into lists in which the first match decides, as a guest configuration has them.
import type { Span } from '../../diagnostics/index.ts'
import { containsPrefix, prefixNamed } from '../../net/index.ts'
import type {
  GuestConfiguration,
  GuestDestinationNat,
  GuestFilter,
  GuestMatch,
  GuestPolicies,
  GuestSourceNat,
} from '../../resources/index.ts'
import { type Machine, notUsed } from './machine.ts'
import type { Chain, Hook, Rule, RuleMatch } from './netfilter.ts'

/** Rules that one packet filter may become: chains that jump to chains multiply. */
const ruleLimit = 2_000

type Both<T> = { readonly kind: 'value'; readonly value: T | undefined } | 'never' | 'unclear'

const bothPrefixes = (a: string | undefined, b: string | undefined): Both<string> => {
  if (a === undefined || b === undefined) return { kind: 'value', value: a ?? b }
  const [first, second] = [prefixNamed(a), prefixNamed(b)]
  if (first === undefined || second === undefined) return 'unclear'
  if (containsPrefix(first, second)) return { kind: 'value', value: b }
  return containsPrefix(second, first) ? { kind: 'value', value: a } : 'never'
}

const bothEqual = <T>(a: T | undefined, b: T | undefined): Both<T> => {
  if (a === undefined || b === undefined || a === b) return { kind: 'value', value: a ?? b }
  return 'never'
}

const bothFlows = (a: RuleMatch['flow'], b: RuleMatch['flow']): Both<RuleMatch['flow']> => {
  if (a === 'either') return { kind: 'value', value: b ?? a }
  return b === 'either' ? { kind: 'value', value: a ?? b } : bothEqual(a, b)
}

const bothOnce = <T>(a: T | undefined, b: T | undefined): Both<T> =>
  a === undefined || b === undefined || JSON.stringify(a) === JSON.stringify(b)
    ? { kind: 'value', value: a ?? b }
    : 'unclear'

/** What a packet has to be to match both rules: of the one that jumps, and of the one inside. */
const joined = (outer: RuleMatch, inner: RuleMatch): RuleMatch | 'never' | 'unclear' => {
  const parts = {
    in: bothEqual(outer.in, inner.in),
    out: bothEqual(outer.out, inner.out),
    protocol: bothEqual(outer.protocol, inner.protocol),
    flow: bothFlows(outer.flow, inner.flow),
    ports: bothOnce(outer.ports, inner.ports),
    source: bothPrefixes(outer.source, inner.source),
    destination: bothPrefixes(outer.destination, inner.destination),
    exceptSource: bothOnce(outer.exceptSource, inner.exceptSource),
    exceptDestination: bothOnce(outer.exceptDestination, inner.exceptDestination),
  }
  const all = Object.values(parts)
  if (all.includes('never')) return 'never'
  if (all.includes('unclear')) return 'unclear'
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, part]) =>
      part === 'never' || part === 'unclear' || part.value === undefined ? [] : [[name, part.value]],
    ),
  )
}

const matchesAll = (match: RuleMatch): boolean => Object.keys(match).length === 0

/** The rules of a chain with those of the chains that it jumps to in their place. */
const flattened = (
  machine: Machine,
  chains: ReadonlyMap<string, Chain>,
  rules: readonly Rule[],
  outer: RuleMatch,
  inside: readonly string[],
  base?: 'accept' | 'drop',
): readonly Rule[] => {
  const flat: Rule[] = []
  for (const rule of rules) {
    if (flat.length >= ruleLimit) break
    const match = joined(outer, rule.match)
    if (match === 'never') continue
    const { verdict, at } = rule
    if (match === 'unclear') {
      notUsed(machine, 'chain', 'notModelled', at)
      continue
    }
    // At the end of a base chain stands its policy; translation goes no further there.
    const policy = inside.length > 0 ? undefined : base
    if (verdict.kind === 'return' && policy !== undefined) flat.push({ match, verdict: { kind: policy }, at })
    else if (verdict.kind === 'return') {
      if (!matchesAll(rule.match)) notUsed(machine, 'RETURN', 'notModelled', at)
      else break
    } else if (verdict.kind === 'jump') {
      const target = chains.get(verdict.chain)
      if (target === undefined || inside.includes(verdict.chain) || inside.length > 20)
        notUsed(machine, 'chain', 'notModelled', at)
      else
        for (const each of flattened(machine, chains, target.rules, match, [...inside, verdict.chain]))
          flat.push(each)
    } else flat.push({ match, verdict, at })
  }
  return flat.slice(0, ruleLimit)
}

interface HookRules {
  readonly rules: readonly Rule[]
  readonly policy: 'accept' | 'drop'
}

/** The base chains of a hook, one after the other. */
const rulesAt = (machine: Machine, hook: Hook, type: Chain['type']): HookRules | undefined => {
  const found = [...machine.kernel.netfilter.values()].flatMap((chains) =>
    [...chains.values()]
      .filter((chain) => chain.hook === hook && chain.type === type)
      .map((chain) => ({ ...chain, rules: flattened(machine, chains, chain.rules, {}, [], chain.policy) })),
  )
  const inUse = found
    .filter(({ rules, policy }) => rules.length > 0 || policy === 'drop')
    .toSorted((a, b) => a.priority - b.priority)
  const [first, ...others] = inUse
  if (first === undefined) return undefined
  // What one chain accepts, the next may still drop; a single list cannot say so.
  const ends = first.rules.some(({ verdict }) => verdict.kind === 'accept') || first.policy === 'drop'
  const at: Span | undefined = others[0]?.rules[0]?.at
  if (others.length > 0 && ends) {
    if (at !== undefined) notUsed(machine, `chains of ${hook}`, 'notModelled', at)
    return { rules: first.rules, policy: first.policy }
  }
  return {
    rules: inUse.flatMap(({ rules }) => rules),
    policy: inUse.some(({ policy }) => policy === 'drop') ? 'drop' : 'accept',
  }
}

const guestMatch = ({ in: _in, out: _out, flow: _flow, ...match }: RuleMatch): GuestMatch => match

const filterOf = (chain: GuestFilter['chain'], { match, verdict }: Rule): readonly GuestFilter[] => {
  if (verdict.kind !== 'accept' && verdict.kind !== 'drop') return []
  const { in: incoming, out, flow } = match
  const { kind: action } = verdict
  const flows = flow === 'either' ? (['new', 'established'] as const) : [flow]
  return flows.map((each) => ({
    chain,
    ...(incoming === undefined ? {} : { in: incoming }),
    ...(out === undefined ? {} : { out }),
    ...(each === undefined ? {} : { flow: each }),
    ...guestMatch(match),
    action,
  }))
}

const sourceNatOf = ({ match, verdict }: Rule): readonly GuestSourceNat[] => {
  const dev = match.out === undefined ? {} : { dev: match.out }
  // Translation looks at what opens a flow only.
  if (match.flow === 'established' || match.in !== undefined) return []
  switch (verdict.kind) {
    case 'masquerade':
      return [{ ...dev, ...guestMatch(match) }]
    case 'snat':
      return [{ ...dev, ...guestMatch(match), to: verdict.to }]
    case 'accept':
      return [{ ...dev, ...guestMatch(match), keep: true }]
    default:
      return []
  }
}

const destinationNatOf = ({ match, verdict, at }: Rule): readonly GuestDestinationNat[] => {
  const dev = match.in === undefined ? {} : { dev: match.in }
  // As above; what goes out is not known before the route is.
  if (match.flow === 'established' || match.out !== undefined) return []
  switch (verdict.kind) {
    case 'dnat':
      return [{ ...dev, ...guestMatch(match), to: verdict.to, span: at }]
    case 'accept':
      return [{ ...dev, ...guestMatch(match), keep: true, span: at }]
    default:
      return []
  }
}

const hooks = { INPUT: 'input', FORWARD: 'forward', OUTPUT: 'output' } as const
const chainNames = ['INPUT', 'FORWARD', 'OUTPUT'] as const

/** The filters, policies and translations of a machine. */
export const rulesOf = (
  machine: Machine,
): Pick<GuestConfiguration, 'filters' | 'policies' | 'snat' | 'dnat'> => {
  const filters: GuestFilter[] = []
  let policies: GuestPolicies = {}
  for (const chain of chainNames) {
    const found = rulesAt(machine, hooks[chain], 'filter')
    if (found === undefined) continue
    for (const rule of found.rules) filters.push(...filterOf(chain, rule))
    if (found.policy === 'drop') policies = { ...policies, [chain]: 'drop' }
  }
  const snat = (rulesAt(machine, 'postrouting', 'nat')?.rules ?? []).flatMap(sourceNatOf)
  const dnat = (rulesAt(machine, 'prerouting', 'nat')?.rules ?? []).flatMap(destinationNatOf)
  // A rule that keeps an address means something only in front of one that replaces it.
  const lastReplacing = snat.findLastIndex(({ keep }) => keep !== true)
  const usedSnat = snat.slice(0, lastReplacing + 1)
  const usedDnat = dnat.slice(0, dnat.findLastIndex(({ keep }) => keep !== true) + 1)
  const usedFilters =
    Object.keys(policies).length === 0 && filters.every(({ action }) => action === 'accept') ? [] : filters
  return {
    ...(usedSnat.length === 0 ? {} : { snat: usedSnat }),
    ...(usedDnat.length === 0 ? {} : { dnat: usedDnat }),
    ...(usedFilters.length === 0 ? {} : { filters: usedFilters }),
    ...(Object.keys(policies).length === 0 ? {} : { policies }),
  }
}
