// The router of a virtual hub as a BGP speaker (R5.1–R5.10): connected VNets, gateways, appliances and other hubs.
import type { HubBgpPeer, VirtualHub } from '../../model/index.ts'
import { containsPrefix, isDefault, isIpv4 } from '../../net/index.ts'
import { refuse } from '../bgp/refusal.ts'
import { type BgpRoute, originate } from '../bgp/route.ts'
import {
  type Choice,
  nextHopOn,
  noMarks,
  type SessionEnd,
  type SpeakerDraft,
  type Verdict,
} from '../bgp/speaker.ts'
import { insideAny } from '../inside-any.ts'
import { commonWeight, markedForExpressRoute, peerPlace } from './azure-side.ts'
import { defaultTableOf, spaceOf, toldTables } from './hub-space.ts'

/** What one hub puts in front of a path before it tells another (R5.1, observed 28). */
const interHubAsn = 65520

/** The address spaces of connected VNets, their static routes (R5.3), and the hub's own prefix for its branches. */
const originatedBy = (hub: VirtualHub): readonly BgpRoute[] => {
  const statics = hub.connections.flatMap((connection) => {
    if (!connection.propagateStaticRoutes) return [] // R5.3: no table hears of them
    const propagatesTo = toldTables(hub, connection.propagatesTo)
    return connection.staticRoutes.flatMap(({ prefixes, nextHop }) =>
      prefixes.map((space) =>
        markedForExpressRoute(
          originate(space, {
            marks: { propagatesTo },
            nextHop,
            declaredAt: connection.declaredAt,
            weight: commonWeight,
          }),
        ),
      ),
    )
  })
  return [...spaceOf(hub), ...statics]
}

/**
 * R5.8. Local before remote hub; among local ones ExpressRoute before VPN by default, among remote ones VPN before
 * ExpressRoute; with `ASPath` the shorter path before all of it.
 */
const choiceOf = ({ preference }: VirtualHub): Choice => {
  const byKind = (route: BgpRoute): number => {
    const isLocal = route.marks.remoteHub === undefined
    const isExpressRoute = route.marks.branch === 'expressRoute'
    if (preference === 'VpnGateway') return Number(!isExpressRoute)
    return Number(isExpressRoute === isLocal)
  }
  return {
    preference: (route) => {
      const isConnected = Number(route.learnedOver === undefined) // R2.9, R5.3
      const isLocal = Number(route.marks.remoteHub === undefined)
      return preference === 'ASPath'
        ? [isConnected, -route.asPath.length, isLocal, byKind(route)]
        : [isConnected, isLocal, byKind(route)]
    },
    mixesSessionKinds: true,
  }
}

/** The hub's configured peer at the far end of a session. */
const peerOver = (hub: VirtualHub, over: SessionEnd): HubBgpPeer | undefined =>
  hub.peers.find(({ address }) => address === over.peer.localAddress)

/** The speaker of a hub's router. */
export const hubSpeaker = (hub: VirtualHub): SpeakerDraft => {
  const isConnectedSpace = insideAny(hub.connections.flatMap(({ vnet }) => vnet.prefixes))
  const branches = defaultTableOf(hub)

  const accept = (route: BgpRoute, over: SessionEnd): Verdict => {
    const common = { ...route, weight: commonWeight, localPreference: 100 }
    if (route.asPath.includes(0)) return refuse('asZero', 'R5.16')
    if (!isIpv4(route.prefix.address)) return refuse('family', 'R5.12')
    // Its own prefix comes back from wherever it was told; it is never news (R5.6).
    if (hub.prefix !== undefined && containsPrefix(hub.prefix, route.prefix))
      return refuse('ownSpace', 'R5.6')
    switch (peerPlace(over)?.kind) {
      case 'hub':
        return common
      case 'router': {
        if (route.asPath.includes(hub.asn)) return refuse('loop', 'R7.2')
        // Observed 7: what lies inside a connected VNet is not taken from an appliance (R5.6).
        if (isConnectedSpace(route.prefix)) return refuse('ownSpace', 'R5.6')
        const connection = peerOver(hub, over)?.connection
        const told = connection?.propagatesTo ?? new Set(branches === undefined ? [] : [branches])
        return markedForExpressRoute({ ...common, marks: { propagatesTo: toldTables(hub, told) } })
      }
      default: {
        const { marks } = route
        const taken = {
          ...common,
          marks: { ...marks, propagatesTo: toldTables(hub, marks.propagatesTo ?? new Set()) },
        }
        return marks.branch === 'vpn' ? markedForExpressRoute(taken) : taken
      }
    }
  }

  /** R5.2, R5.4: hubs tell each other what concerns their tables; never a default route, never their own prefix. */
  const announceToHub = (route: BgpRoute): Verdict => {
    const { marks } = route
    if (marks.hubPrefix === true || isDefault(route.prefix)) return refuse('staysInHub', 'R5.3')
    if (marks.remoteHub !== undefined) return refuse('staysInHub', 'R5.3') // every hub speaks with every other
    return {
      ...route,
      asPath: [interHubAsn, interHubAsn, ...route.asPath],
      origin: 'egp',
      nextHop: undefined,
      marks: { ...marks, remoteHub: hub },
    }
  }

  /** R5.10: branches hear what is in the default table, ExpressRoute nothing of ExpressRoute. */
  const announceToGateway = (route: BgpRoute, over: SessionEnd): Verdict => {
    const { marks } = route
    if (branches === undefined || marks.propagatesTo?.has(branches) !== true)
      return refuse('notInTable', 'R5.2')
    const target = peerPlace(over)?.kind
    // R5.10: a VPN gateway has the hub's space by itself, and both addresses of the router hear what it tells.
    const isOwnSpace = route.learnedOver === undefined && route.nextHop === undefined
    if (target === 'vpnGateway' && isOwnSpace) return refuse('hasItself', 'R5.10')
    if (route.learnedOver?.peer.speaker === over.peer.speaker) return refuse('hasItself', 'R5.10')
    if (marks.branch !== undefined && !hub.branchToBranch) return refuse('branchToBranchOff', 'R5.10')
    if (target === 'expressRouteGateway' && marks.branch === 'expressRoute')
      return refuse('expressRouteOnly', 'R5.10')
    return route
  }

  const announceToAppliance = (route: BgpRoute, over: SessionEnd): Verdict => {
    const { marks } = route
    const table = peerOver(hub, over)?.connection?.associated ?? branches
    if (table === undefined || (marks.propagatesTo?.has(table) !== true && marks.hubPrefix !== true))
      return refuse('notInTable', 'R5.2')
    const asPath = [hub.asn, ...route.asPath]
    return { ...route, asPath, nextHop: nextHopOn(over, route.prefix), marks: noMarks, weight: 0, med: 0 }
  }

  return {
    key: hub.id.key,
    asn: hub.asn,
    place: { kind: 'hub', hub },
    originated: originatedBy(hub),
    sessions: [],
    accept,
    announce: (route, over) => {
      switch (peerPlace(over)?.kind) {
        case 'hub':
          return announceToHub(route)
        case 'router':
          return announceToAppliance(route, over)
        default:
          return announceToGateway(route, over)
      }
    },
    choice: choiceOf(hub),
  }
}
