// Who receives a packet in a VNet: a private endpoint, a NIC, a load balancer's backends, or nobody that is known.
import type { Nic, PrivateEndpoint, Vnet } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { end, onward, refusal, type Step, type Surroundings, split } from './location.ts'
import type { Packet } from './packet.ts'
import type { Decision, Hop } from './way.ts'

/** The NIC that Azure makes for an endpoint: its replies leave by the routes of its subnet. */
const nicOfEndpoint = (endpoint: PrivateEndpoint): Nic => ({
  ...endpoint,
  vm: undefined,
  ipForwarding: false,
  networkSecurityGroup: undefined,
  hasPublicAddress: false,
})

const ownFrontend = (backend: Nic): Decision => ({
  code: 'seenBefore',
  rule: 'R6.21',
  parameters: { element: backend.vm?.name ?? backend.name },
})

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
    return [end('delivered', [hop, host], { kind: 'nic', nic: nicOfEndpoint(endpoint) })]
  }
  const nic = surroundings.controlPlane.nicAt(vnet, target)
  if (nic !== undefined) return [onward({ kind: 'arriving', nic }, packet, hop)]
  const balancer = surroundings.fixtures.loadBalancerAt(vnet, target)
  if (balancer !== undefined) {
    const running = balancer.backends.filter((backend) => backend.vm?.running !== false)
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
  const unmodelled = surroundings.fixtures.unmodelledHostAt(vnet, target)
  if (unmodelled !== undefined) {
    const parameters = { element: unmodelled.name, address: formatAddress(target) }
    const { declaredAt } = unmodelled
    return [refusal(hop, 'unknown', { code: 'elementNotModelled', rule: 'R1.21', parameters, declaredAt })]
  }
  // Of a VNet that is only referred to, most of what it holds is not among the inputs.
  if (vnet.assumed) {
    const parameters = { address: formatAddress(target), vnet: vnet.name }
    const { declaredAt } = vnet
    return [refusal(hop, 'unknown', { code: 'ownerNotKnown', rule: 'R2.1', parameters, declaredAt })]
  }
  const ending = target === packet.destination ? 'noSuchHost' : 'applianceMissing'
  const nobody: Decision = {
    code: 'nobodyOwns',
    rule: ending === 'noSuchHost' ? 'R1.1' : 'R1.21',
    parameters: { address: formatAddress(target), vnet: vnet.name },
  }
  return [refusal(hop, ending, { ...nobody, declaredAt: hop.decision.declaredAt })]
}
