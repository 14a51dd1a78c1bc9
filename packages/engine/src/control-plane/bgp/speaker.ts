// BGP speakers, the sessions between them and the routes they hold. What a device is shows only in its policies.

import type { Span } from '../../diagnostics/index.ts'
import type {
  Circuit,
  CircuitGateway,
  CircuitLink,
  HubRouteTable,
  HubVpnGateway,
  Router,
  RouteServer,
  VirtualHub,
  VpnGateway,
} from '../../model/index.ts'
import { type Address, familyOf, type Prefix } from '../../net/index.ts'
import type { Refusal } from './refusal.ts'

/** The origin attribute, best first (R7.1). */
export type Origin = 'igp' | 'egp' | 'incomplete'

/**
 * Where Azure knows a prefix to come from, which the AS path does not tell once private numbers are gone.
 * An MSEE marks what it reflects from one gateway to another; a customer router forgets the mark (R3.24).
 */
export type Reflection = 'vnet' | 'virtualWan'

/** What Azure's own speakers know of a route beside the BGP attributes. Routers outside never see it. */
export interface Marks {
  readonly reflection?: Reflection
  /** The address space of the VNet or of a transit spoke, which NICs have from elsewhere. */
  readonly addressSpace?: true
  /** The host route to a BGP peer of a VPN gateway: it stays with that gateway and its own peers (R3.7, observed 16). */
  readonly peerAddress?: true
  /** A pool of point-to-site clients: it never reaches ExpressRoute (R3.16). */
  readonly clientPool?: true
  /** The prefix of a hub itself: branches learn it, other hubs do not (observed 28). */
  readonly hubPrefix?: true
  /** What brought the route into a Virtual WAN; ExpressRoute does not reach ExpressRoute (R5.10). */
  readonly branch?: 'expressRoute' | 'vpn'
  /** The tables of hubs that the connection tells its prefixes (R5.2). */
  readonly propagatesTo?: ReadonlySet<HubRouteTable>
  /** The hub from which another hub has the route. */
  readonly remoteHub?: VirtualHub
}

/** No marks: what comes from outside Azure. */
export const noMarks: Marks = {}

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
  readonly marks: Marks
  /** Whether the receiver can use it; a route whose next hop it cannot resolve stays in the table unused (R6.17). */
  readonly usable: boolean
  /** The receiving end of the session that brought it; undefined for a route that the speaker originates. */
  readonly learnedOver: SessionEnd | undefined
  /** The receiving end of the session over which it entered the AS: iBGP hands it on. */
  readonly exit: SessionEnd | undefined
  /** Where the prefix was written: the VNet, the site. */
  readonly declaredAt: Span | undefined
}

/** What a speaker stands for in the network. */
export type SpeakerPlace =
  | { readonly kind: 'expressRouteGateway'; readonly gateway: CircuitGateway; readonly instance: number }
  | { readonly kind: 'vpnGateway'; readonly gateway: VpnGateway | HubVpnGateway; readonly instance: number }
  | { readonly kind: 'routeServer'; readonly server: RouteServer; readonly instance: number }
  | { readonly kind: 'hub'; readonly hub: VirtualHub }
  | { readonly kind: 'msee'; readonly circuit: Circuit; readonly link: CircuitLink }
  | { readonly kind: 'router'; readonly router: Router }

/** A session between two speakers. */
export interface Session {
  /** Unique and stable. */
  readonly key: string
  /** As configured and stated; what it turns out to be is decided when the tables are known. */
  readonly up: boolean
  readonly kind: 'external' | 'internal'
  readonly ends: readonly [SessionEnd, SessionEnd]
}

/** One end of a session, owned by `speaker`; `peer` is the other end. */
export interface SessionEnd {
  readonly speaker: Speaker
  readonly session: Session
  /** The address of this end of the session itself: IPv4, also where IPv6 prefixes are carried. */
  readonly localAddress: Address | undefined
  /** What this end names as next hop of IPv6 prefixes. */
  readonly localAddressIpv6: Address | undefined
  readonly peer: SessionEnd
}

/** What a policy makes of a route. */
export type Verdict = BgpRoute | Refusal

/** A BGP speaker. */
export interface Speaker {
  /** Unique and stable: the order of keys is the order of work and the last tie-break. */
  readonly key: string
  readonly asn: number
  readonly place: SpeakerPlace
  readonly originated: readonly BgpRoute[]
  readonly sessions: readonly SessionEnd[]
  /** Import policy: the route as it enters the table, or why it does not. */
  readonly accept: (route: BgpRoute, over: SessionEnd) => Verdict
  /** Export policy: the route as it is sent, with the AS path as the peer sees it, or why it is not. */
  readonly announce: (route: BgpRoute, over: SessionEnd) => Verdict
  /** What it says of a prefix over a session whatever its table holds (`default-originate`). */
  readonly insists?: (prefix: Prefix, over: SessionEnd) => BgpRoute | undefined
  /** Whether it tells a route also over the session that brought it (R7.2); by default it does not. */
  readonly sendsBack?: (over: SessionEnd) => boolean
  /** How it chooses, where that is not the common way (R7.1). */
  readonly choice?: Choice
  /** Prefixes that it originates while it knows one inside them. */
  readonly aggregates?: readonly Aggregate[]
}

/** A speaker's own order of routes. */
export interface Choice {
  /** Numbers compared before all common steps, one after the other; the higher wins. */
  readonly preference: (route: BgpRoute) => readonly number[]
  /** Whether paths over external and internal sessions may share the first place. */
  readonly mixesSessionKinds: boolean
  /** How many paths share the first place. */
  readonly mostPaths?: number
  /** Whether only the very same AS path is as good as another. */
  readonly equalPathsOnly?: boolean
}

/** An aggregate that a router forms (`aggregate-address`). */
export interface Aggregate {
  readonly prefix: Prefix
  /** Whether the prefixes inside are kept back. */
  readonly summaryOnly: boolean
  readonly declaredAt: Span | undefined
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
export const connect = (a: Side, b: Side, up: boolean, kind: Session['kind'] = 'external'): Session => {
  const endOf = ({ speaker, address, addressIpv6 }: Side, other: () => SessionEnd): SessionEnd => ({
    speaker,
    localAddress: address,
    localAddressIpv6: addressIpv6,
    get session() {
      return session
    },
    get peer() {
      return other()
    },
  })
  const first: SessionEnd = endOf(a, () => second)
  const second: SessionEnd = endOf(b, () => first)
  const session: Session = {
    key: `${a.speaker.key}|${b.speaker.key}|${a.speaker.sessions.length}`,
    up,
    kind,
    ends: [first, second],
  }
  a.speaker.sessions.push(first)
  b.speaker.sessions.push(second)
  return session
}

/** Whether a route came over an internal session: then it is the business of the speaker that told it. */
export const isInternal = (end: SessionEnd | undefined): boolean => end?.session.kind === 'internal'

/** `next-hop-self`: the address of the sending end in the family of the prefix. */
export const nextHopOn = (end: SessionEnd, prefix: Prefix): Address | undefined =>
  familyOf(prefix.address) === 6 ? end.localAddressIpv6 : end.localAddress
