// What a BGP speaker's best paths decide for a packet, and in which words (R7.1).
import type { BgpRoute, SessionEnd } from '../control-plane/index.ts'
import { formatAddress, formatPrefix } from '../net/index.ts'
import type { Packet } from './packet.ts'
import type { Decision } from './way.ts'

/** A learned path, with the far end of the session that brought it. */
export interface PeerPath {
  readonly peer: SessionEnd
  readonly route: BgpRoute
}

/** The learned ones among some paths. */
export const peersOf = (routes: readonly BgpRoute[]): readonly PeerPath[] =>
  routes.flatMap((route) =>
    route.learnedOver === undefined ? [] : [{ peer: route.learnedOver.peer, route }],
  )

/** The decision of a speaker that has a best path. */
export const bgpDecision = (route: BgpRoute, rule = 'R7.1'): Decision => ({
  code: 'bgpRoute',
  rule,
  parameters: { prefix: formatPrefix(route.prefix), asPath: route.asPath.join(' ') },
  declaredAt: route.declaredAt,
})

/** The decision of a speaker that has none. */
export const noBgpRoute = (packet: Packet, rule = 'R3.23'): Decision => ({
  code: 'noBgpRoute',
  rule,
  parameters: { destination: formatAddress(packet.destination) },
})
