// Who speaks BGP with whom: every speaker of the network, and the sessions that both ends are configured for.
import type { Era } from '../facts/index.ts'
import type {
  Circuit,
  CircuitGateway,
  CircuitLink,
  ExpressRouteGateway,
  Network,
  Site,
  VpnGateway,
} from '../model/index.ts'
import { type Address, familyOf } from '../net/index.ts'
import { connect, type Session, type Speaker, type SpeakerDraft } from './bgp/speaker.ts'
import { deviceSessions } from './sessions/devices.ts'
import { hubSessions } from './sessions/hubs.ts'
import { type RouterSpeakers, routerSpeakers } from './sessions/routers.ts'
import type { SpeakersByOwner } from './sessions/speakers-by-owner.ts'
import { vnetSessions } from './sessions/vnets.ts'
import { expressRouteGatewaySpeakers } from './speakers/expressroute-gateway.ts'
import { hubExpressRouteGatewaySpeakers, hubVpnGatewaySpeakers } from './speakers/hub-gateways.ts'
import { hubSpeaker } from './speakers/hub-router.ts'
import { mseeSpeaker } from './speakers/msee.ts'
import { routeServerSpeakers } from './speakers/route-server.ts'
import { vpnGatewaySpeakers } from './speakers/vpn-gateway.ts'

/** The MSEE's address inside the gateway's subnet, where the world file knows it. */
export const mseePeerAddress = (
  gateway: CircuitGateway,
  circuit: Circuit,
  link: CircuitLink,
  family: 4 | 6 = 4,
): Address | undefined =>
  gateway.mseePeers.find(
    (peer) =>
      peer.circuit === circuit && (peer.role ?? link.role) === link.role && familyOf(peer.address) === family,
  )?.address

const gatewaysOfKind = <K extends 'expressRoute' | 'vpn'>(
  network: Network,
  kind: K,
): readonly (K extends 'vpn' ? VpnGateway : ExpressRouteGateway)[] =>
  network.vnets.flatMap((vnet) =>
    vnet.gateways.filter(
      (gateway): gateway is K extends 'vpn' ? VpnGateway : ExpressRouteGateway => gateway.kind === kind,
    ),
  )

const makeSpeakers = (network: Network, era: Era): SpeakersByOwner => {
  const hubs = network.virtualHubs
  return {
    msees: new Map(
      network.circuits.flatMap((circuit) =>
        circuit.links.map((link) => [link, mseeSpeaker(circuit, link)] as const),
      ),
    ),
    circuitGateways: new Map<CircuitGateway, readonly SpeakerDraft[]>([
      ...gatewaysOfKind(network, 'expressRoute').map(
        (gateway) => [gateway, expressRouteGatewaySpeakers(gateway, era)] as const,
      ),
      ...hubs.flatMap(({ expressRouteGateway: gateway }) =>
        gateway === undefined ? [] : [[gateway, hubExpressRouteGatewaySpeakers(gateway)] as const],
      ),
    ]),
    vpnGateways: new Map([
      ...gatewaysOfKind(network, 'vpn').map(
        (gateway) => [gateway.id.key, vpnGatewaySpeakers(gateway, era)] as const,
      ),
      ...hubs.flatMap(({ vpnGateway: gateway }) =>
        gateway === undefined ? [] : [[gateway.id.key, hubVpnGatewaySpeakers(gateway)] as const],
      ),
    ]),
    routeServers: new Map(
      network.routeServers.map((server) => [server.id.key, routeServerSpeakers(server, era)] as const),
    ),
    hubs: new Map(hubs.map((hub) => [hub, hubSpeaker(hub)] as const)),
    routers: routerSpeakers(network, era),
  }
}

/** R3.19: every instance of a gateway speaks with both MSEEs of each circuit. */
const circuitSessions = ({ circuitGateways, msees }: SpeakersByOwner): void => {
  for (const [gateway, instances] of circuitGateways) {
    for (const { circuit, up } of gateway.connections) {
      for (const link of circuit.links) {
        const msee = msees.get(link)
        if (msee === undefined) continue
        instances.forEach((instance, index) => {
          connect(
            {
              speaker: instance,
              address: gateway.instances[index],
              addressIpv6: gateway.instancesIpv6[index],
            },
            {
              speaker: msee,
              address: mseePeerAddress(gateway, circuit, link),
              addressIpv6: mseePeerAddress(gateway, circuit, link, 6),
            },
            up,
          )
        })
      }
    }
  }
}

/** The customer's side of a circuit: by the configured neighbours, or by what the link is said to advertise. */
const customerSessions = (network: Network, { msees, routers }: SpeakersByOwner): void => {
  for (const site of network.sites) {
    for (const attachment of site.circuitLinks) {
      for (const link of attachment.circuit.links) {
        const msee = msees.get(link)
        if (msee === undefined) continue
        const up = attachment.up && link.customerSessionUp
        const ends = { customer: link.customerAddress, msee: link.mseeAddress }
        connectSite(site, msee, ends, up, attachment.advertises, routers)
      }
    }
  }
}

const connectSite = (
  site: Site,
  msee: SpeakerDraft,
  addresses: { readonly customer: Address | undefined; readonly msee: Address | undefined },
  up: boolean,
  advertises: Site['circuitLinks'][number]['advertises'],
  routers: RouterSpeakers,
): void => {
  const configured = routers.ofSite(site)
  if (configured !== undefined) {
    const neighbor = configured.neighborAt(addresses.msee)
    if (neighbor === undefined) return
    connect(
      { speaker: configured.speaker, address: addresses.customer },
      { speaker: msee, address: addresses.msee },
      up && neighbor.up !== false,
    )
    return
  }
  const announcing = routers.announcing(site)
  const session = connect(
    { speaker: announcing.speaker, address: addresses.customer },
    { speaker: msee, address: addresses.msee },
    up,
  )
  announcing.says.set(session.ends[0], advertises)
}

/** R3.33: primary speaks with primary, secondary with secondary. */
const joinByGlobalReach = (network: Network, { msees }: SpeakersByOwner): void => {
  for (const circuit of network.circuits) {
    for (const other of circuit.globalReach) {
      if (other.id.key <= circuit.id.key) continue // each pair once
      circuit.links.forEach((link, index) => {
        const far = other.links[index]
        const own = msees.get(link)
        const peer = far === undefined ? undefined : msees.get(far)
        if (far === undefined || own === undefined || peer === undefined) return
        connect(
          { speaker: own, address: link.mseeAddress },
          { speaker: peer, address: far.mseeAddress },
          true,
        )
      })
    }
  }
}

/** Every session, each once, in the order of the speakers. */
export const sessionsOf = (speakers: readonly Speaker[]): readonly Session[] => [
  ...new Set(speakers.flatMap(({ sessions }) => sessions.map(({ session }) => session))),
]

/** All speakers with their sessions. Complexity: linear in the number of sessions. */
export const bgpTopology = (network: Network, era: Era): readonly Speaker[] => {
  const owners = makeSpeakers(network, era)
  circuitSessions(owners)
  vnetSessions(network, owners)
  deviceSessions(network, owners)
  hubSessions(network, owners)
  customerSessions(network, owners)
  joinByGlobalReach(network, owners)
  return [
    ...owners.msees.values(),
    ...[...owners.circuitGateways.values()].flat(),
    ...[...owners.vpnGateways.values()].flat(),
    ...[...owners.routeServers.values()].flat(),
    ...owners.hubs.values(),
    ...owners.routers.all(),
  ]
}
