// Who receives a packet in a VNet: a private endpoint, a NIC, a load balancer's backends, or nobody that is known.
import type { Span } from '../diagnostics/index.ts'
import type { Nic, PrivateEndpoint, Vnet } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { frontendKey } from './flow-memory.ts'
import { end, onward, refusal, type Step, type Surroundings, split } from './location.ts'
import type { Packet } from './packet.ts'
import { filteringAt } from './security-filtering.ts'
import type { Service, VnetService } from './service.ts'
import { deliveredToService, notModelled } from './service-arrival.ts'
import { isReservedIn } from './special-addresses.ts'
import type { Decision, Hop } from './way.ts'

/** The NIC that Azure makes for an endpoint: its replies leave by the routes of its subnet. */
const nicOfEndpoint = (endpoint: PrivateEndpoint): Nic => ({
  ...endpoint,
  vm: undefined,
  ipForwarding: false,
  networkSecurityGroup: undefined,
  applicationSecurityGroups: [],
  hasPublicAddress: false,
})

const ownFrontend = (backend: Nic): Decision => ({
  code: 'seenBefore',
  rule: 'R6.21',
  parameters: { element: backend.vm?.name ?? backend.name },
})

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
  if (endpoint !== undefined && target === packet.destination) {
    const host: Hop = {
      kind: 'privateEndpoint',
      element: endpoint.name,
      address: target,
      answers: true,
      decrements: false,
      decision: { code: 'localDelivery', rule: 'R1.9', parameters: { address: formatAddress(target) } },
    }
    const nic = nicOfEndpoint(endpoint)
    // R6.10: groups act on an endpoint only where its subnet asks for that.
    const isFiltered = surroundings.filters && endpoint.subnet.privateEndpointSecurityPolicies
    const filtering = isFiltered ? filteringAt(nic, 'Inbound', packet, true, surroundings) : undefined
    const filters = filtering === undefined ? {} : { filters: filtering.decisions }
    if (filtering?.stopped !== undefined) {
      const { ending, decision } = filtering.stopped
      return [end(ending, [hop, { ...host, ...filters, decision }])]
    }
    const arrival = end('delivered', [hop, { ...host, ...filters }], { kind: 'nic', nic })
    return [{ ...arrival, passed: nic.id.key, assumptions: filtering?.assumptions ?? [] }]
  }
  const nic = surroundings.controlPlane.nicAt(vnet, target)
  if (nic !== undefined) return [onward({ kind: 'arriving', nic }, packet, hop)]
  const balancer = surroundings.fixtures.loadBalancerAt(vnet, target)
  if (balancer !== undefined) {
    // R6.21: both directions of a flow that meet one frontend get the same backend.
    const kept = surroundings.flow?.trail?.picked.get(frontendKey(balancer.name, target))
    const running = balancer.backends.filter(
      ({ id, vm }) => vm?.running !== false && (kept === undefined || kept === id.key),
    )
    const decision: Decision = {
      code: 'loadBalanced',
      rule: 'R6.21',
      parameters: { frontend: formatAddress(target), count: String(running.length) },
    }
    const pick: Hop = {
      kind: 'loadBalancer',
      element: balancer.name,
      address: target,
      answers: false,
      decrements: false,
      decision,
    }
    if (running.length === 0) return [end('applianceMissing', [hop, pick])]
    // Traffic for the frontend itself becomes the backend's own; what a route sends there keeps its destination.
    const received = (backend: Nic): Packet =>
      target === packet.destination ? { ...packet, destination: backend.addresses[0] ?? target } : packet
    return split(
      running.map((backend) => {
        // R6.21: a backend that meets itself behind its own frontend gets no answer.
        if (target === packet.destination && backend.addresses.includes(packet.source))
          return end('loop', [hop, { ...pick, decision: ownFrontend(backend) }])
        return onward({ kind: 'arriving', nic: backend }, received(backend), hop, pick)
      }),
    )
  }
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
