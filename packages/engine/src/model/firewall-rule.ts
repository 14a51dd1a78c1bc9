// The rules of an Azure Firewall, classic or by policy, in the order in which they are asked.
import type { Span } from '../diagnostics/index.ts'
import type { Address, Prefix } from '../net/index.ts'
import type { RuleEnd, RulePorts } from './security-group.ts'

/** A network or application rule. */
export interface FirewallRule {
  readonly kind: 'network' | 'application'
  readonly name: string
  /** The collection that it is in, and that collection's priority. */
  readonly collection: string
  readonly priority: number
  readonly allows: boolean
  /** In lower case, `any` for all; application rules are for TCP. */
  readonly protocols: readonly string[]
  readonly source: RuleEnd
  readonly destination: RuleEnd
  readonly destinationPorts: RulePorts
  /** Names, tags or categories that a packet cannot show; empty where the rule asks for none. */
  readonly names: readonly string[]
  readonly declaredAt: Span | undefined
}

/** A DNAT rule: what is for it goes to another address, and needs no other rule (R6.53). */
export interface FirewallNatRule
  extends Pick<
    FirewallRule,
    | 'name'
    | 'collection'
    | 'priority'
    | 'protocols'
    | 'source'
    | 'destination'
    | 'destinationPorts'
    | 'declaredAt'
  > {
  readonly kind: 'nat'
  /** Undefined where a name stands for it, or where it is not known. */
  readonly translatedAddress: Address | undefined
  /** Undefined where the port stays. */
  readonly translatedPort: number | undefined
  /** The name that stands for the address. */
  readonly names: readonly string[]
}

/** What a firewall lets pass. */
export interface FirewallRules {
  /** Whether all rules are among the inputs: not where a policy, or one that it inherits from, is only referred to. */
  readonly described: boolean
  /** Network rules before application rules; what none of them allows is denied. */
  readonly rules: readonly FirewallRule[]
  /** Asked before all others. */
  readonly natRules: readonly FirewallNatRule[]
}

/** What a firewall does with packets, wherever it stands. */
export interface FirewallSettings {
  readonly rules: FirewallRules
  /** Those that are known, or have an address that stands for them. */
  readonly publicAddresses: readonly Address[]
  /** R6.18: destinations for which the source stays as it is. */
  readonly privateRanges: readonly Prefix[]
  /** Whether it answers questions for DNS under its private address. */
  readonly isDnsProxy: boolean
}
