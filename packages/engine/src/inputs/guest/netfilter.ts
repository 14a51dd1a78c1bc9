// The packet filter and address translation of a Linux kernel while its rules are read: tables, chains, rules.

import type { Span } from '../../diagnostics/index.ts'
import { lookUp } from './look-up.ts'

/** What a rule asks of a packet. A match that the model cannot say has no place here: such rules are not kept. */
export interface RuleMatch {
  readonly in?: string
  readonly out?: string
  readonly protocol?: 'icmp' | 'tcp' | 'udp'
  readonly ports?: readonly string[]
  readonly source?: string
  readonly destination?: string
  readonly exceptSource?: string
  readonly exceptDestination?: string
  readonly flow?: 'new' | 'established' | 'invalid'
}

/** What becomes of a packet that matches. */
export type Verdict =
  | { readonly kind: 'accept' | 'drop' | 'return' | 'masquerade' }
  | { readonly kind: 'jump'; readonly chain: string }
  | { readonly kind: 'snat' | 'dnat'; readonly to: string }

/** One rule. */
export interface Rule {
  readonly match: RuleMatch
  readonly verdict: Verdict
  readonly at: Span
}

/** Where in the path of a packet a chain is asked. */
export type Hook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting'

/** A chain; one without a hook is only jumped to. */
export interface Chain {
  readonly hook: Hook | undefined
  readonly type: 'filter' | 'nat'
  readonly priority: number
  policy: 'accept' | 'drop'
  rules: Rule[]
}

/** Tables by family and name (`ip filter`), with their chains. */
export type Netfilter = Map<string, Map<string, Chain>>

const builtIn: Readonly<Record<string, readonly (readonly [string, Hook])[]>> = {
  filter: [
    ['INPUT', 'input'],
    ['FORWARD', 'forward'],
    ['OUTPUT', 'output'],
  ],
  nat: [
    ['PREROUTING', 'prerouting'],
    ['INPUT', 'input'],
    ['OUTPUT', 'output'],
    ['POSTROUTING', 'postrouting'],
  ],
}

/** A table of iptables, with the chains that it always has. */
export const iptablesTable = (netfilter: Netfilter, name: string): Map<string, Chain> => {
  const key = `ip ${name}`
  const known = netfilter.get(key)
  if (known !== undefined && known.size > 0) return known
  const type = name === 'nat' ? 'nat' : 'filter'
  const table = new Map(
    (lookUp(builtIn, name) ?? []).map(([chain, hook]): [string, Chain] => [
      chain,
      { hook, type, priority: 0, policy: 'accept', rules: [] },
    ]),
  )
  netfilter.set(key, table)
  return table
}

/** A chain that is only jumped to. */
export const innerChain = (): Chain => ({
  hook: undefined,
  type: 'filter',
  priority: 0,
  policy: 'accept',
  rules: [],
})

/** A copy that later changes leave alone. */
export const copyOf = (netfilter: Netfilter): Netfilter =>
  new Map(
    [...netfilter].map(([key, chains]) => [
      key,
      new Map([...chains].map(([name, chain]) => [name, { ...chain, rules: [...chain.rules] }])),
    ]),
  )

/** Whether two rules say the same. */
export const isSameRule = (a: Rule, b: Rule): boolean => {
  const key = ({ match, verdict }: Rule): string =>
    JSON.stringify([
      Object.entries(match).toSorted(([left], [right]) => (left < right ? -1 : 1)),
      Object.entries(verdict).toSorted(([left], [right]) => (left < right ? -1 : 1)),
    ])
  return key(a) === key(b)
}
