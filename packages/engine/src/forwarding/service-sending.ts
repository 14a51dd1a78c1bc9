// What a service of Azure's own sends: a VPN gateway by what it knows, else by the routes of its subnet or hub.
import { follow } from './fabric.ts'
import { onward, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import type { Service, VnetService } from './service.ts'
import { serviceElement } from './service-arrival.ts'
import { sendFromVpnGateway } from './vpn-crossing.ts'

const byOwnKnowledge = (
  service: Service,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] | undefined => {
  if (service.kind === 'vpnGateway') return sendFromVpnGateway(service, packet, surroundings)
  if (service.kind !== 'hubGateway' || service.gateway.kind !== 'hubVpn') return undefined
  const { gateway, instance } = service
  return sendFromVpnGateway({ gateway, instance }, packet, surroundings)
}

/** R6.23, R6.25: a NAT gateway serves whoever is in its subnet; a private subnet has no other way out. */
const egressOf = (service: VnetService): boolean | undefined => {
  if (service.kind !== 'attached') return undefined
  const { egress, subnet } = service.attached
  if (egress === 'own' || subnet.natGateway !== undefined) return true
  return subnet.defaultOutboundAccess === false && egress === 'subnet' ? false : undefined
}

/** The service's own packet sets out. */
export const sendFromService = (
  service: Service,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const known = byOwnKnowledge(service, packet, surroundings)
  if (known !== undefined) return known
  switch (service.kind) {
    case 'hubRouter':
    case 'hubGateway':
    case 'hubFirewall':
      return [onward({ kind: 'hub', hub: service.hub, from: { kind: 'service', service } }, packet)]
    default: {
      const { subnet } = service
      const route = surroundings.controlPlane.effectiveTable(subnet).lookup(packet.destination)
      const reachesInternet = egressOf(service)
      const sender = {
        vnet: subnet.vnet,
        subnet,
        nic: undefined,
        relays: false,
        element: serviceElement(service),
        ...(reachesInternet === undefined ? {} : { reachesInternet }),
      }
      return follow(route, sender, packet, surroundings)
    }
  }
}
