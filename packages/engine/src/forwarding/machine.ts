// A packet at a machine's NIC: leaving it by the NIC's effective routes, or arriving as destination or to be forwarded.
import type { Nic } from '../model/index.ts'
import { containsAddress, formatAddress, prefix } from '../net/index.ts'
import { follow } from './fabric.ts'
import { arrivalAt, delivered, machineName, nicHop, receive, stop } from './guest.ts'
import { end, type Step, type Surroundings } from './location.ts'
import type { FlowMemory, Packet } from './packet.ts'
import type { Decision } from './way.ts'

/** R6.14, R6.34: addresses that no VNet may hold, so nothing on the fabric answers to them. */
const linkLocal = [prefix('169.254.0.0/16'), prefix('fe80::/10')]

/** R6.3, R6.14: what a NIC sends under no rule and by no route, so that neither is the reason. */
export const neverSent = (nic: Nic, { source }: Packet): Step | undefined => {
  // R6.3: a NIC without IP forwarding sends with its own addresses only.
  if (!nic.ipForwarding && !nic.addresses.includes(source)) {
    const decision: Decision = {
      code: 'nicForwardingOff',
      rule: 'R6.3',
      parameters: { nic: nic.name },
      declaredAt: nic.declaredAt,
    }
    return end('applianceNotForwarding', [nicHop(nic, decision)])
  }
  if (linkLocal.some((space) => containsAddress(space, source))) {
    const parameters = { source: formatAddress(source) }
    return end('noRoute', [nicHop(nic, { code: 'linkLocalSource', rule: 'R6.14', parameters })])
  }
  return undefined
}

/** R1.29: the effective routes of the NIC that the packet leaves; the guest's own idea of a next hop has no say (R6.12). */
export const leaveNic = (nic: Nic, packet: Packet, surroundings: Surroundings): readonly Step[] => {
  const refused = neverSent(nic, packet)
  if (refused !== undefined) return [refused]
  const route = surroundings.controlPlane.effectiveTable(nic.subnet).lookup(packet.destination)
  const element = {
    kind: 'nic' as const,
    element: machineName(nic),
    address: nic.addresses[0],
    answers: true,
    decrements: false,
    nic,
  }
  const { vnet } = nic.subnet
  return follow(route, { vnet, subnet: nic.subnet, nic, relays: true, element }, packet, surroundings)
}

/** The fabric hands a packet to a NIC. `memory`: as for `walk`. */
export const arriveAtNic = (
  nic: Nic,
  packet: Packet,
  memory: FlowMemory | undefined,
  surroundings: Surroundings,
): readonly Step[] => {
  const { vm } = nic
  const arrival = arrivalAt(nic, memory)
  const isOwn = nic.addresses.includes(packet.destination)
  if (vm === undefined || !vm.running) {
    if (isOwn) return delivered(nic, packet, surroundings, arrival)
    const parameters = { vm: machineName(nic) }
    return stop('applianceMissing', nic, {
      code: 'machineStopped',
      rule: 'R1.21',
      parameters,
      declaredAt: nic.declaredAt,
    })
  }
  // R6.3: what is for others, or for an address that only the guest knows, gets past this check or not at all.
  if (!isOwn && !nic.ipForwarding) {
    const parameters = { nic: nic.name }
    const decision: Decision = {
      code: 'nicForwardingOff',
      rule: 'R1.21',
      parameters,
      declaredAt: nic.declaredAt,
    }
    return stop('applianceNotForwarding', nic, decision, { kind: 'appliance' })
  }
  return receive(nic, vm, packet, arrival, surroundings)
}
