// Sessions inside a VNet: gateway instances with each other, and a Route Server with gateways and appliances. Route Servers
// of two VNets have none, peered or not (R4.16).
import type { Network, RouteServer, Vnet } from '../../model/index.ts'
import type { Address } from '../../net/index.ts'
import { connect, type Side, type SpeakerDraft } from '../bgp/speaker.ts'
import { expectsAsn } from './expected-asn.ts'
import type { SpeakersByOwner } from './speakers-by-owner.ts'

/** The instances of one gateway or Route Server as sides of sessions. */
const sidesOf = (
  speakers: readonly SpeakerDraft[] | undefined,
  addresses: readonly Address[],
  addressesIpv6: readonly Address[] = [],
): readonly Side[] =>
  (speakers ?? []).map((speaker, index) => ({
    speaker,
    address: addresses[index],
    addressIpv6: addressesIpv6[index],
  }))

const meet = (left: readonly Side[], right: readonly Side[]): void => {
  for (const a of left) {
    for (const b of right) {
      // R3.8: a gateway with a number of its own speaks with its neighbours as with another AS.
      connect(a, b, true, a.speaker.asn === b.speaker.asn ? 'internal' : 'external')
    }
  }
}

interface Insides {
  readonly vpn: readonly Side[]
  readonly expressRoute: readonly Side[]
  readonly routeServer: readonly Side[]
}

const insidesOf = (vnet: Vnet, owners: SpeakersByOwner): Insides => {
  const vpn: Side[] = []
  const expressRoute: Side[] = []
  for (const gateway of vnet.gateways) {
    const sides =
      gateway.kind === 'vpn'
        ? sidesOf(owners.vpnGateways.get(gateway.id.key), gateway.instances, gateway.instancesIpv6)
        : sidesOf(owners.circuitGateways.get(gateway), gateway.instances, gateway.instancesIpv6)
    const group = gateway.kind === 'vpn' ? vpn : expressRoute
    group.push(...sides)
  }
  const { routeServer } = vnet
  return {
    vpn,
    expressRoute,
    routeServer:
      routeServer === undefined
        ? []
        : sidesOf(owners.routeServers.get(routeServer.id.key), routeServer.instances),
  }
}

/**
 * Both ends name each other: the Route Server the appliance's address, the appliance the instance's. The appliance may
 * stand in a peered VNet, so that a spoke's Route Server can have peers in two hubs (R4.17).
 */
const meetAppliances = (server: RouteServer, instances: readonly Side[], owners: SpeakersByOwner): void => {
  for (const peer of server.peers) {
    const appliance = peer.router === undefined ? undefined : owners.routers.of(peer.router)
    if (appliance === undefined) continue
    for (const instance of instances) {
      const neighbor = appliance.neighborAt(instance.address)
      if (neighbor === undefined) continue
      const agree =
        expectsAsn(neighbor, server.asn, appliance.bgp) &&
        peer.asn === (neighbor.localAs ?? appliance.bgp.asn)
      const up = agree && appliance.running && neighbor.up !== false
      connect(instance, { speaker: appliance.speaker, address: peer.address }, up)
    }
  }
}

/** Makes the sessions inside every VNet. */
export const vnetSessions = (network: Network, owners: SpeakersByOwner): void => {
  for (const vnet of network.vnets) {
    const { vpn, expressRoute, routeServer } = insidesOf(vnet, owners)
    vpn.forEach((side, index) => {
      meet([side], vpn.slice(index + 1)) // R3.9, observed 20
    })
    // R3.31, observed 18. R4.9: with branch-to-branch the Route Server reflects between the gateways in their place.
    if (routeServer.length === 0 || vnet.routeServer?.branchToBranch !== true) meet(vpn, expressRoute)
    // R4.9: without branch-to-branch the sessions carry nothing; they are there all the same.
    meet(routeServer, [...vpn, ...expressRoute])
    if (vnet.routeServer !== undefined) meetAppliances(vnet.routeServer, routeServer, owners)
  }
}
