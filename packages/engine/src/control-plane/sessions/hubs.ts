// Sessions of virtual hubs: with their gateways, with appliances in connected VNets, and with the other hubs of the WAN.
import type { Network, VirtualHub } from '../../model/index.ts'
import { connect, type SpeakerDraft } from '../bgp/speaker.ts'
import { meetBranch, meetDevice } from './devices.ts'
import { expectsAsn } from './expected-asn.ts'
import type { SpeakersByOwner } from './speakers-by-owner.ts'

const meetGateways = (hub: VirtualHub, router: SpeakerDraft, owners: SpeakersByOwner): void => {
  const { vpnGateway, expressRouteGateway } = hub
  const [address] = hub.routerAddresses
  if (vpnGateway !== undefined) {
    const instances = owners.vpnGateways.get(vpnGateway.id.key) ?? []
    // What the portal lists of a gateway names both addresses of the router and the other instance.
    const routerAddresses = hub.routerAddresses.length === 0 ? [undefined] : hub.routerAddresses
    instances.forEach((speaker, index) => {
      const own = { speaker, address: vpnGateway.instances[index] }
      for (const each of routerAddresses) connect({ speaker: router, address: each }, own, true, 'internal')
      for (const [offset, other] of instances.slice(index + 1).entries()) {
        const far = { speaker: other, address: vpnGateway.instances[index + 1 + offset] }
        connect(own, far, true, 'internal')
      }
    })
    const near = instances.map((speaker, index) => ({
      speaker,
      addresses: vpnGateway.instances.slice(index, index + 1),
    }))
    for (const { bgp, site, up } of vpnGateway.connections) {
      if (!bgp) continue
      if (site.device?.kind === 'gateway') meetBranch(near, site, site.device.gateway, up, owners)
      else meetDevice(near, site, site.device, up, owners)
    }
  }
  if (expressRouteGateway !== undefined) {
    const instances = owners.circuitGateways.get(expressRouteGateway) ?? []
    instances.forEach((speaker, index) => {
      const own = { speaker, address: expressRouteGateway.instances[index] }
      connect({ speaker: router, address }, own, true, 'internal')
    })
  }
}

/** Both ends name each other: the hub the appliance's address, the appliance the hub's router addresses. */
const meetAppliances = (hub: VirtualHub, router: SpeakerDraft, owners: SpeakersByOwner): void => {
  for (const peer of hub.peers) {
    const appliance = peer.router === undefined ? undefined : owners.routers.of(peer.router)
    if (appliance === undefined) continue
    for (const address of hub.routerAddresses) {
      const neighbor = appliance.neighborAt(address)
      if (neighbor === undefined) continue
      const agree =
        expectsAsn(neighbor, hub.asn, appliance.bgp) && peer.asn === (neighbor.localAs ?? appliance.bgp.asn)
      connect(
        { speaker: router, address },
        { speaker: appliance.speaker, address: peer.address },
        agree && appliance.running && neighbor.up !== false,
      )
    }
  }
}

/** Makes the sessions of all hubs; those of one WAN are fully meshed (R5.1). */
export const hubSessions = (network: Network, owners: SpeakersByOwner): void => {
  network.virtualHubs.forEach((hub, index) => {
    const router = owners.hubs.get(hub)
    if (router === undefined) return
    meetGateways(hub, router, owners)
    meetAppliances(hub, router, owners)
    for (const other of network.virtualHubs.slice(index + 1)) {
      const far = owners.hubs.get(other)
      if (far === undefined || hub.wan === undefined || other.wan?.key !== hub.wan.key) continue
      connect(
        { speaker: router, address: hub.routerAddresses[0] },
        { speaker: far, address: other.routerAddresses[0] },
        true,
      )
    }
  })
}
