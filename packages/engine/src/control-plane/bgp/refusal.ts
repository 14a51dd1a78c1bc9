// Why a speaker does not take a route, or does not tell it: a code and the rule behind it. Words are in presentation/.
import type { Span } from '../../diagnostics/index.ts'

/** What stands against a route. */
export type RefusalCode =
  /** The own AS number is in the path already. */
  | 'loop'
  /** It equals or lies inside the address space of the VNet, of a spoke, or of a connected VNet. */
  | 'ownSpace'
  /** A toggle of the ExpressRoute gateway is off. */
  | 'remoteVnetsOff'
  | 'virtualWanOff'
  | 'nonVirtualWanOff'
  /** It comes back to the gateway that brought it to the circuit. */
  | 'cameFromHere'
  /** A summary stands in its place. */
  | 'summarised'
  /** What a circuit told is not told to another, nor what a VPN gateway told without a Route Server. */
  | 'noTransit'
  /** A default route does not go this way. */
  | 'defaultRoute'
  /** The host route to a BGP peer, or a client pool, stays with its gateway. */
  | 'staysWithGateway'
  /** Branch-to-branch is off. */
  | 'branchToBranchOff'
  /** The community that says: to nobody. */
  | 'noAdvertise'
  /** The community that says: not outside the AS. */
  | 'noExport'
  /** Another Route Server or virtual hub has it from an appliance, a VPN or a static route. */
  | 'fromOtherRouteServer'
  /** A configured policy. */
  | 'importPolicy'
  | 'exportPolicy'
  /** What an internal session told is not told over another one. */
  | 'internalOnly'
  /** The speaker or the session does not carry this address family. */
  | 'family'
  /** Link-local space. */
  | 'linkLocal'
  /** It is in no table that the listener looks up. */
  | 'notInTable'
  /** Hubs tell each other neither their own prefix nor what other hubs told. */
  | 'staysInHub'
  /** ExpressRoute does not reach ExpressRoute through a hub. */
  | 'expressRouteOnly'
  /** AS number 0 in the path. */
  | 'asZero'
  /** A site of which only its own announcements are known passes nothing on. */
  | 'passesNothingOn'
  /** The listener has it by itself. */
  | 'hasItself'

/** What stands against a route, with the rule that it follows. */
export interface Refusal {
  readonly refused: RefusalCode
  readonly rule: string
  /** The entry of a configured policy that says so. */
  readonly declaredAt?: Span
}

/** Refuses a route. */
export const refuse = (refused: RefusalCode, rule: string): Refusal => ({ refused, rule })

/** Tells a refusal from a route. */
export const isRefusal = (verdict: object): verdict is Refusal => 'refused' in verdict
