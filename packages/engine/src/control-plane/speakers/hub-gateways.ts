// The VPN and ExpressRoute gateways of a virtual hub as BGP speakers: outside as any gateway, inside the hub router's hands.
import type {
  HubExpressRouteGateway,
  HubRouteTable,
  HubVpnConnection,
  HubVpnGateway,
} from '../../model/index.ts'
import { type Address, hostPrefix, isDefault, prefixKey } from '../../net/index.ts'
import { azureAsn, mseeAsn } from '../bgp/as-path.ts'
import { refuse } from '../bgp/refusal.ts'
import { type BgpRoute, originate } from '../bgp/route.ts'
import { isInternal, nextHopOn, type SessionEnd, type SpeakerDraft, type Verdict } from '../bgp/speaker.ts'
import { commonWeight, expressRouteWeight, isLinkLocal, notOfExpressRoute, peerPlace } from './azure-side.ts'
import { defaultTableOf, spaceOf } from './hub-space.ts'

/** Both gateways of a hub always have two instances (R5.1). */
const usualInstances = 2

/** The connection of a hub's VPN gateway whose site has this BGP address. */
const connectionTo = (gateway: HubVpnGateway, peer: Address | undefined): HubVpnConnection | undefined =>
  gateway.connections.find(
    ({ site }) => site.bgpPeeringAddress !== undefined && site.bgpPeeringAddress === peer,
  )

const addressOf = (instances: readonly Address[], index: number): Address | undefined => instances[index]

/** The static prefixes of the sites, told like those that BGP brings (R3.7). */
const staticSites = (gateway: HubVpnGateway): readonly BgpRoute[] => {
  const seen = new Set<string>()
  return gateway.connections
    .filter(({ up }) => up)
    .flatMap((connection) =>
      connection.site.prefixes.flatMap((sitePrefix) => {
        const key = prefixKey(sitePrefix)
        if (seen.has(key)) return []
        seen.add(key)
        const marks = { branch: 'vpn', propagatesTo: connection.propagatesTo } as const
        return [originate(sitePrefix, { marks, declaredAt: connection.declaredAt, weight: commonWeight })]
      }),
    )
}

/** R3.16: the pools of clients; both instances tell all of them. */
const clientPools = (gateway: HubVpnGateway): readonly BgpRoute[] =>
  gateway.clientPools.flatMap(({ prefixes, propagatesTo, declaredAt }) =>
    prefixes.map((prefix) => {
      const marks = { branch: 'vpn', propagatesTo, clientPool: true } as const
      return originate(prefix, { marks, declaredAt, weight: commonWeight })
    }),
  )

/** R5.10: what branches hear of the hub itself, the gateway has by itself, as one in a VNet has its VNet's space. */
const spaceForBranches = ({ hub }: HubVpnGateway): readonly BgpRoute[] => {
  const branches = defaultTableOf(hub)
  return spaceOf(hub)
    .filter(({ marks }) => branches !== undefined && marks.propagatesTo?.has(branches) === true)
    .map((route) => ({ ...route, marks: { addressSpace: true } }))
}

/** R3.7: the host routes to the BGP peers; they stay with the gateway. */
const peerRoutes = (gateway: HubVpnGateway): readonly BgpRoute[] => {
  const peers = new Set(
    gateway.connections.flatMap(({ bgp, up, site }) =>
      bgp && up && site.bgpPeeringAddress !== undefined ? [site.bgpPeeringAddress] : [],
    ),
  )
  return [...peers].map((address) =>
    originate(hostPrefix(address), { marks: { peerAddress: true }, weight: commonWeight }),
  )
}

/** One speaker for each instance of a hub's VPN gateway. */
export const hubVpnGatewaySpeakers = (gateway: HubVpnGateway): readonly SpeakerDraft[] => {
  const accept = (route: BgpRoute, over: SessionEnd): Verdict => {
    if (isInternal(over)) return { ...route, weight: commonWeight }
    if (route.asPath.includes(gateway.asn)) return refuse('loop', 'R7.2')
    const connection = connectionTo(gateway, over.peer.localAddress)
    const propagatesTo = connection?.propagatesTo ?? new Set<HubRouteTable>()
    return { ...route, marks: { branch: 'vpn', propagatesTo }, weight: commonWeight, localPreference: 100 }
  }

  const announceOutside = (route: BgpRoute, over: SessionEnd): Verdict => {
    if (route.marks.peerAddress === true) return refuse('staysWithGateway', 'R3.7')
    // R5.4: a default route reaches a branch whose connection asks for it.
    const wanted = connectionTo(gateway, over.peer.localAddress)?.internetSecurity === true
    if (isDefault(route.prefix) && !wanted) return refuse('defaultRoute', 'R5.4')
    const asPath = [gateway.asn, ...route.asPath]
    return { ...route, asPath, nextHop: nextHopOn(over, route.prefix), weight: 0, med: 0 }
  }

  const count = gateway.instances.length || usualInstances
  return Array.from({ length: count }, (_, instance) => ({
    key: `${gateway.id.key}#${instance}`,
    asn: gateway.asn,
    place: { kind: 'vpnGateway' as const, gateway, instance },
    originated: [
      ...spaceForBranches(gateway),
      ...staticSites(gateway),
      ...clientPools(gateway),
      ...peerRoutes(gateway),
    ],
    sessions: [],
    accept,
    announce: (route, over) => {
      if (!isInternal(over)) return announceOutside(route, over)
      if (isInternal(route.learnedOver)) return refuse('internalOnly', 'R7.1')
      if (route.marks.addressSpace === true) return refuse('hasItself', 'R5.10')
      if (route.marks.peerAddress === true && peerPlace(over)?.kind === 'hub')
        return refuse('staysWithGateway', 'R3.7')
      return { ...route, nextHop: addressOf(gateway.instances, instance) }
    },
  }))
}

/** One speaker for each instance of a hub's ExpressRoute gateway. */
export const hubExpressRouteGatewaySpeakers = (gateway: HubExpressRouteGateway): readonly SpeakerDraft[] => {
  const { hub } = gateway

  const accept = (route: BgpRoute, over: SessionEnd): Verdict => {
    if (isInternal(over)) return { ...route, weight: commonWeight }
    const { reflection } = route.marks
    if (route.asPath.includes(azureAsn)) return refuse('loop', 'R7.2')
    if (reflection === 'vnet' && !gateway.allowNonVirtualWanTraffic)
      return refuse('nonVirtualWanOff', 'R5.13')
    // R4.11: a hub's router is such a neighbour, always.
    if (route.communities.includes(notOfExpressRoute)) return refuse('fromOtherRouteServer', 'R4.11')
    if (isLinkLocal(route.prefix)) return refuse('linkLocal', 'R5.15')
    const place = peerPlace(over)
    const connection =
      place?.kind === 'msee'
        ? gateway.connections.find(({ circuit }) => circuit === place.circuit)
        : undefined
    // R5.9: with the preference for short paths, what another gateway brought to the circuit is made one longer.
    const isLengthened = hub.preference === 'ASPath' && reflection !== undefined
    return {
      ...route,
      asPath: isLengthened ? [mseeAsn, ...route.asPath] : route.asPath,
      marks: { branch: 'expressRoute', propagatesTo: connection?.propagatesTo ?? new Set<HubRouteTable>() },
      weight: expressRouteWeight + (connection?.routingWeight ?? 0),
      localPreference: 100,
    }
  }

  const announceToCircuit = (route: BgpRoute, over: SessionEnd): Verdict => {
    if (!isInternal(route.learnedOver) || isDefault(route.prefix)) return refuse('noTransit', 'R3.31')
    const asPath = [azureAsn, ...route.asPath]
    return { ...route, asPath, nextHop: nextHopOn(over, route.prefix), weight: 0 }
  }

  const count = gateway.instances.length || usualInstances
  return Array.from({ length: count }, (_, instance) => ({
    key: `${gateway.id.key}#${instance}`,
    asn: gateway.asn,
    place: { kind: 'expressRouteGateway' as const, gateway, instance },
    originated: [],
    sessions: [],
    accept,
    announce: (route, over) => {
      if (peerPlace(over)?.kind === 'msee') return announceToCircuit(route, over)
      return isInternal(route.learnedOver) ? refuse('internalOnly', 'R7.1') : route
    },
  }))
}
