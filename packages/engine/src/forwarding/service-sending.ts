// What a service of Azure's own sends: a VPN gateway by what it knows, else by the routes of its subnet or hub.
import { nameOf } from '../model/index.ts'
import { egressParameters } from './egress-choice.ts'
import { follow } from './fabric.ts'
import { onward, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import type { Service, VnetService } from './service.ts'
import { serviceElement } from './service-arrival.ts'
import { sendFromVpnGateway } from './vpn-crossing.ts'
import type { Decision } from './way.ts'

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

/** R6.22, R6.23: by the NAT gateway of its subnet, else by what the service brings along. */
const wayOutOf = (
  service: VnetService,
  { fixtures }: Surroundings,
): { readonly egress?: Pick<Decision, 'rule' | 'parameters'> } => {
  if (service.kind !== 'attached') return {}
  const { natGateway: id } = service.subnet
  if (id === undefined)
    return { egress: { rule: 'R6.23', parameters: { by: 'service', name: service.name } } }
  const { addresses = [] } = fixtures.edge.natGatewayOf(id) ?? {}
  const way = { by: 'natGateway', name: nameOf(id), addresses } as const
  return { egress: { rule: 'R6.22', parameters: egressParameters(way) } }
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
        ...(reachesInternet === undefined ? {} : { reachesInternet, ...wayOutOf(service, surroundings) }),
      }
      return follow(route, sender, packet, surroundings)
    }
  }
}
