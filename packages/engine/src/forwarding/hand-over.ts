// Who receives a packet in a VNet: a private endpoint, a NIC, a load balancer's backends, or nobody that is known.
import type { Span } from '../diagnostics/index.ts'
import type { Vnet } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { throughFrontend } from './load-balancing.ts'
import { onward, refusal, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { answerOverPrivateLink, atPrivateEndpoint } from './private-link.ts'
import type { Service, VnetService } from './service.ts'
import { deliveredToService, notModelled } from './service-arrival.ts'
import { isReservedIn } from './special-addresses.ts'
import type { Decision, Hop } from './way.ts'

const neverForwards = (service: Service, declaredAt: Span | undefined, rule: string, hop: Hop): Step =>
  refusal(hop, 'applianceNotForwarding', {
    code: 'neverForwards',
    rule,
    parameters: { element: service.name },
    declaredAt,
  })

/** A service as destination or as next hop: a VPN gateway and a firewall pass packets on, a Route Server never does. */
const atService = (
  service: VnetService,
  isDestination: boolean,
  packet: Packet,
  hop: Hop,
): readonly Step[] => {
  switch (service.kind) {
    case 'vpnGateway': {
      const { gateway, instance } = service
      return isDestination
        ? [deliveredToService(service, hop)]
        : [onward({ kind: 'vpnGateway', gateway, instance, from: 'nextHop' }, packet, hop)]
    }
    case 'routeServer':
      // R4.2: it is never in the way of a packet.
      return isDestination
        ? [deliveredToService(service, hop)]
        : [neverForwards(service, service.server.declaredAt, 'R4.2', hop)]
    case 'attached': {
      const { attached, address } = service
      if (isDestination) return [onward({ kind: 'atService', service }, packet, hop)]
      return attached.role === 'sends'
        ? [refusal(hop, 'unknown', notModelled(attached, address))]
        : [neverForwards(service, attached.declaredAt, 'R1.21', hop)]
    }
    case 'firewall':
      return [onward({ kind: 'firewall', firewall: service.firewall }, packet, hop)]
    case 'expressRouteGateway':
      // It speaks BGP under its addresses; whether it answers a ping is not recorded anywhere.
      return isDestination && packet.protocol !== 'icmp'
        ? [deliveredToService(service, hop)]
        : [refusal(hop, 'unknown', notModelled(service.gateway, service.address))]
  }
}

/** Hands the packet to whoever owns `target` in a VNet: the destination, or the next hop of a user route. */
export const handOver = (
  vnet: Vnet,
  target: Address,
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): readonly Step[] => {
  const endpoint = surroundings.fixtures.privateEndpointAt(vnet, target)
  if (endpoint !== undefined && target === packet.destination)
    return atPrivateEndpoint(endpoint, packet, hop, surroundings)
  const answered = answerOverPrivateLink(target, packet, hop, surroundings)
  if (answered !== undefined) return answered
  const nic = surroundings.controlPlane.nicAt(vnet, target)
  if (nic !== undefined) return [onward({ kind: 'arriving', nic }, packet, hop)]
  const balancer = surroundings.fixtures.loadBalancerAt(vnet, target)
  if (balancer !== undefined) return throughFrontend(balancer, target, packet, [hop], surroundings)
  const service = surroundings.fixtures.serviceAt(vnet, target)
  if (service !== undefined) return atService(service, target === packet.destination, packet, hop)
  // Of a VNet that is only referred to, most of what it holds is not among the inputs.
  if (vnet.assumed) {
    const parameters = { address: formatAddress(target), vnet: vnet.name }
    const { declaredAt } = vnet
    return [refusal(hop, 'unknown', { code: 'ownerNotKnown', rule: 'R2.1', parameters, declaredAt })]
  }
  const ending = target === packet.destination ? 'noSuchHost' : 'applianceMissing'
  const { declaredAt } = hop.decision
  const keeper = vnet.subnets.find((subnet) => isReservedIn(subnet, target))
  if (keeper !== undefined) {
    const parameters = { address: formatAddress(target), subnet: keeper.name }
    return [refusal(hop, ending, { code: 'reservedAddress', rule: 'R6.34', parameters, declaredAt })]
  }
  const nobody: Decision = {
    code: 'nobodyOwns',
    rule: ending === 'noSuchHost' ? 'R1.1' : 'R1.21',
    parameters: { address: formatAddress(target), vnet: vnet.name },
    declaredAt,
  }
  return [refusal(hop, ending, nobody)]
}
