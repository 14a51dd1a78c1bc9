// AS numbers of whoever speaks BGP with Azure: V18, V19.
import { type Finding, findings, type Where } from '../../diagnostics/index.ts'
import type { BgpPeer, Circuit, LocalNetworkGateway, Network, RouteServer, VpnSite } from '../network.ts'
import type { Validating } from './validating.ts'

/** Gateways, Route Servers and hubs of Azure have this one. */
const azureAsn = 65515

/** R3.4, with the last number of each range. */
const reservedRanges: readonly (readonly [first: number, last: number])[] = [
  [8074, 8075],
  [12076, 12076],
  [23456, 23456],
  [64496, 64511],
  [azureAsn, azureAsn],
  [65517, 65520],
  [65535, 65551],
]

const isReserved = (asn: number): boolean =>
  reservedRanges.some(([first, last]) => first <= asn && asn <= last)

/** What a circuit's customer may not have: only the numbers that Microsoft itself uses there. */
const isMicrosofts = (asn: number): boolean => asn === 12076 || (asn >= azureAsn && asn <= 65520)

const largestTwoByteAsn = 65535

const reserved = (resource: string, asn: number | undefined, place: () => Where): readonly Finding[] =>
  asn === undefined || !isReserved(asn) ? [] : [findings.reservedAsn({ resource, asn }, place())]

/**
 * Whether a local network gateway may have Azure's own number: it may stand for a gateway of a Virtual WAN, if the
 * gateway on this side has another number.
 */
const mayBeAzure = (local: LocalNetworkGateway, network: Network): boolean => {
  if (local.asn !== azureAsn) return false
  if (local.device !== undefined && local.device.kind !== 'gateway') return false
  const ownAsns = network.vnets.flatMap(({ gateways }) =>
    gateways.flatMap((gateway) =>
      gateway.kind === 'vpn' &&
      gateway.connections.some(
        ({ bgp, remote }) => bgp && remote.kind === 'device' && remote.localNetworkGateway === local,
      )
        ? [gateway.asn]
        : [],
    ),
  )
  return ownAsns.every((asn) => asn !== azureAsn)
}

const validateLocalGateway = (
  local: LocalNetworkGateway,
  { network, placeOf }: Validating,
): readonly Finding[] =>
  mayBeAzure(local, network)
    ? []
    : reserved(local.name, local.asn, () => placeOf(local, 'properties', 'bgpSettings', 'asn'))

/** The settings stand at the site or at one of its links. */
const validateSite = (site: VpnSite, { placeOf, placeBelow }: Validating): readonly Finding[] =>
  reserved(site.name, site.asn, () => {
    const link = placeBelow(site, 'vpnSiteLinks', 'properties', 'bgpProperties', 'asn')
    return link.span === site.declaredAt ? placeOf(site, 'properties', 'bgpProperties', 'asn') : link
  })

/** V19: documented as impossible, seen to work. */
const validateLength = (peer: BgpPeer, speaker: string, place: Where): readonly Finding[] =>
  peer.asn > largestTwoByteAsn
    ? [findings.fourByteAsn({ speaker, peer: peer.name, asn: peer.asn }, place)]
    : []

const validateServerPeer = (
  peer: BgpPeer,
  server: RouteServer,
  { placeOf }: Validating,
): readonly Finding[] => {
  const place = placeOf(peer, 'properties', 'peerAsn')
  if (peer.asn === server.asn) {
    const parameters = { routeServer: server.name, peer: peer.name, asn: peer.asn }
    return [findings.routeServerPeerAsn(parameters, place)]
  }
  return isReserved(peer.asn)
    ? reserved(peer.name, peer.asn, () => place)
    : validateLength(peer, server.name, place)
}

/** Over private peering, the circuit speaks with the customer's own network. */
const validateCircuit = (circuit: Circuit, { placeBelow }: Validating): readonly Finding[] => {
  const asn = circuit.customerAsn
  if (asn === undefined || !isMicrosofts(asn)) return []
  return [
    findings.reservedAsn(
      { resource: circuit.name, asn },
      placeBelow(circuit, 'peerings', 'properties', 'peerASN'),
    ),
  ]
}

/** V18 reserved numbers, the Route Server's own among them; V19 numbers of 4 bytes at a Route Server. */
export const validateAsNumbers = (context: Validating): readonly Finding[] => {
  const { localNetworkGateways, vpnSites, routeServers, virtualHubs, circuits } = context.network
  return [
    ...localNetworkGateways.flatMap((local) => validateLocalGateway(local, context)),
    ...vpnSites.flatMap((site) => validateSite(site, context)),
    ...routeServers.flatMap((server) =>
      server.peers.flatMap((peer) => validateServerPeer(peer, server, context)),
    ),
    ...virtualHubs.flatMap(({ peers }) =>
      peers.flatMap((peer) =>
        reserved(peer.name, peer.asn, () => context.placeOf(peer, 'properties', 'peerAsn')),
      ),
    ),
    ...circuits.flatMap((circuit) => validateCircuit(circuit, context)),
  ]
}
