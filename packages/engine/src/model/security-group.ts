// Network security groups and their rules.
import type { Prefix } from '../net/index.ts'
import type { Declared } from './declared.ts'

/** Which packets a rule is for: those that come to a NIC, or those that leave it. */
export type SecurityDirection = 'Inbound' | 'Outbound'

/** Ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number
  readonly last: number
}

/** What a rule says of one end of a flow; `unknown` where the input does not tell. */
export type RuleEnd =
  | { readonly kind: 'any' }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'some'
      readonly prefixes: readonly Prefix[]
      /** Service tags as they were written: `VirtualNetwork`, `Internet`, `Storage.JapanEast`. */
      readonly tags: readonly string[]
      /** Lower-cased ids of application security groups. */
      readonly groups: readonly string[]
    }

/** The ports of one end; ICMP has none. */
export type RulePorts = 'any' | 'unknown' | readonly PortRange[]

/** A rule of a network security group, written or default (R6.4). */
export interface SecurityRule extends Declared {
  readonly direction: SecurityDirection
  readonly priority: number
  readonly allows: boolean
  /** In lower case; `any` for `*`. */
  readonly protocol: string
  readonly source: RuleEnd
  readonly sourcePorts: RulePorts
  readonly destination: RuleEnd
  readonly destinationPorts: RulePorts
}

/** A security admin rule of Virtual Network Manager, which is asked before any security group (R6.2). */
export interface SecurityAdminRule extends SecurityRule {
  /** The collection that it is in. */
  readonly collection: string
  /** Whether what it allows needs no security group to allow it too. */
  readonly always: boolean
}

/** A network security group. */
export interface SecurityGroup extends Declared {
  /** Whether an input declares it; one that is only referred to may forbid anything. */
  readonly described: boolean
  /** Written and default rules of both directions, by priority. */
  readonly rules: readonly SecurityRule[]
}
