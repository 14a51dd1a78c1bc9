// Who speaks BGP with whom: gateways with the MSEEs of their circuits, MSEEs with customers and by Global Reach.
import type { Era } from '../facts/index.ts'
import type { Circuit, CircuitLink, ExpressRouteGateway, Network } from '../model/index.ts'
import { type Address, familyOf } from '../net/index.ts'
import { connect, type Speaker, type SpeakerDraft } from './bgp/speaker.ts'
import { expressRouteGatewaySpeakers } from './expressroute-gateway-speaker.ts'
import { mseeSpeaker } from './msee-speaker.ts'
import { siteSessionUp, siteSpeaker } from './site-speaker.ts'

/** The MSEE's address inside the gateway's subnet, where the world file knows it. */
export const mseePeerAddress = (
  gateway: ExpressRouteGateway,
  circuit: Circuit,
  link: CircuitLink,
  family: 4 | 6 = 4,
): Address | undefined =>
  gateway.mseePeers.find(
    (peer) =>
      peer.circuit === circuit && (peer.role ?? link.role) === link.role && familyOf(peer.address) === family,
  )?.address

const expressRouteGateways = (network: Network): readonly ExpressRouteGateway[] =>
  network.vnets.flatMap((vnet) => vnet.gateways.filter((gateway) => gateway.kind === 'expressRoute'))

/** All speakers with their sessions. Complexity: linear in the number of sessions. */
export const bgpTopology = (network: Network, era: Era): readonly Speaker[] => {
  const speakers: SpeakerDraft[] = []
  const msees = new Map<CircuitLink, SpeakerDraft>()
  for (const circuit of network.circuits) {
    for (const link of circuit.links) {
      const speaker = mseeSpeaker(circuit, link)
      msees.set(link, speaker)
      speakers.push(speaker)
    }
  }
  for (const gateway of expressRouteGateways(network)) {
    const instances = expressRouteGatewaySpeakers(gateway, era)
    speakers.push(...instances)
    for (const connection of gateway.connections) {
      for (const link of connection.circuit.links) {
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
              address: mseePeerAddress(gateway, connection.circuit, link),
              addressIpv6: mseePeerAddress(gateway, connection.circuit, link, 6),
            },
            connection.up,
          )
        })
      }
    }
  }
  for (const site of network.sites) {
    const speaker = siteSpeaker(site)
    speakers.push(speaker)
    for (const { circuit } of site.circuitLinks) {
      for (const link of circuit.links) {
        const msee = msees.get(link)
        const up = siteSessionUp(site, circuit, link)
        if (msee === undefined || up === undefined) continue
        connect({ speaker, address: link.customerAddress }, { speaker: msee, address: link.mseeAddress }, up)
      }
    }
  }
  joinByGlobalReach(network, msees)
  return speakers
}

/** R3.33: primary speaks with primary, secondary with secondary. */
const joinByGlobalReach = (network: Network, msees: ReadonlyMap<CircuitLink, SpeakerDraft>): void => {
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
