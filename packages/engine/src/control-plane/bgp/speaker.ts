// BGP speakers, the sessions between them and the routes they hold. What a device is shows only in its policies.

import type { Span } from '../../diagnostics/index.ts'
import type { Circuit, CircuitLink, ExpressRouteGateway, Site } from '../../model/index.ts'
import { type Address, familyOf, type Prefix } from '../../net/index.ts'

/** The origin attribute, best first (R7.1). */
export type Origin = 'igp' | 'egp' | 'incomplete'

/**
 * Where Azure knows a prefix to come from, which the AS path does not tell once private numbers are gone.
 * An MSEE marks what it reflects from one gateway to another; a customer router forgets the mark (R3.24).
 */
export type Reflection = 'vnet' | 'virtualWan'

/** One path to a prefix. */
export interface BgpRoute {
  readonly prefix: Prefix
  readonly asPath: readonly number[]
  readonly origin: Origin
  /** The next hop attribute; undefined where the speaker itself is the next hop and has no known address. */
  readonly nextHop: Address | undefined
  readonly localPreference: number
  readonly med: number
  /** Local to the speaker that set it (R3.14, R3.28). */
  readonly weight: number
  readonly communities: readonly string[]
  readonly reflection: Reflection | undefined
  /** The receiving end of the session that brought it; undefined for a route that the speaker originates. */
  readonly learnedOver: SessionEnd | undefined
  /** Where the prefix was written: the VNet, the site. */
  readonly declaredAt: Span | undefined
}

/** What a speaker stands for in the network. */
export type SpeakerPlace =
  | { readonly kind: 'expressRouteGateway'; readonly gateway: ExpressRouteGateway; readonly instance: number }
  | { readonly kind: 'msee'; readonly circuit: Circuit; readonly link: CircuitLink }
  | { readonly kind: 'site'; readonly site: Site }

/** One end of a session, owned by `speaker`; `peer` is the other end. */
export interface SessionEnd {
  readonly speaker: Speaker
  /** The address of this end of the session itself: IPv4, also where IPv6 prefixes are carried. */
  readonly localAddress: Address | undefined
  /** What this end names as next hop of IPv6 prefixes. */
  readonly localAddressIpv6: Address | undefined
  readonly peer: SessionEnd
  readonly up: boolean
}

/** A BGP speaker. */
export interface Speaker {
  /** Unique and stable: the order of keys is the order of work and the last tie-break. */
  readonly key: string
  readonly asn: number
  readonly place: SpeakerPlace
  readonly originated: readonly BgpRoute[]
  readonly sessions: readonly SessionEnd[]
  /** Import policy: the route as it enters the table, or undefined when it is refused. */
  readonly accept: (route: BgpRoute, over: SessionEnd) => BgpRoute | undefined
  /** Export policy: the route as it is sent, with the AS path as the peer sees it, or undefined. */
  readonly announce: (route: BgpRoute, over: SessionEnd) => BgpRoute | undefined
}

/** A speaker under construction: sessions are added as its peers appear. */
export interface SpeakerDraft extends Speaker {
  readonly sessions: SessionEnd[]
}

/** One side of a session that is to be made: the speaker and its own address on the session. */
export interface Side {
  readonly speaker: SpeakerDraft
  readonly address: Address | undefined
  readonly addressIpv6?: Address | undefined
}

/** Joins two speakers by a session. */
export const connect = (a: Side, b: Side, up: boolean): void => {
  const first: SessionEnd = {
    speaker: a.speaker,
    localAddress: a.address,
    localAddressIpv6: a.addressIpv6,
    up,
    get peer() {
      return second
    },
  }
  const second: SessionEnd = {
    speaker: b.speaker,
    localAddress: b.address,
    localAddressIpv6: b.addressIpv6,
    up,
    get peer() {
      return first
    },
  }
  a.speaker.sessions.push(first)
  b.speaker.sessions.push(second)
}

/** `next-hop-self`: the address of the sending end in the family of the prefix. */
export const nextHopOn = (end: SessionEnd, prefix: Prefix): Address | undefined =>
  familyOf(prefix.address) === 6 ? end.localAddressIpv6 : end.localAddress
