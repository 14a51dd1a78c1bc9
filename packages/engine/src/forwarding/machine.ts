// A packet at a machine's NIC: leaving it by the NIC's effective routes, or arriving as destination or to be forwarded.
import type { Nic } from '../model/index.ts'
import { formatAddress } from '../net/index.ts'
import { calledAs } from './edge-translation.ts'
import { follow } from './fabric.ts'
import { arrivalAt, delivered, forwarded, machineName, nicHop, stop } from './guest.ts'
import { translatedInGuest } from './guest-arrival.ts'
import { ownsAddress } from './guest-interfaces.ts'
import { end, type Step, type Surroundings } from './location.ts'
import type { Packet, Translation } from './packet.ts'
import { isLinkLocal, isNotCarried, isPlatformAddress } from './special-addresses.ts'
import type { Decision } from './way.ts'

/** R6.3, R6.14: what a NIC sends under no rule and by no route, so that neither is the reason. */
export const neverSent = (nic: Nic, { source }: Packet): Step | undefined => {
  // R6.3: a NIC without IP forwarding sends with its own addresses only.
  if (!nic.ipForwarding && !nic.addresses.includes(source)) {
    const decision: Decision = {
      code: 'nicForwardingOff',
      rule: 'R6.3',
      parameters: { nic: nic.name, source: formatAddress(source) },
      declaredAt: nic.declaredAt,
    }
    return end('applianceNotForwarding', [nicHop(nic, decision)])
  }
  if (isLinkLocal(source)) {
    const parameters = { source: formatAddress(source) }
    return end('noRoute', [nicHop(nic, { code: 'linkLocalSource', rule: 'R6.14', parameters })])
  }
  return undefined
}

/** R6.9: Azure's platform answers on every NIC. What listens there is documented for TCP and UDP only. */
const toPlatform = (nic: Nic, packet: Packet): Step => {
  const parameters = { address: formatAddress(packet.destination) }
  if (packet.protocol === 'icmp')
    return end('unknown', [nicHop(nic, { code: 'platformPing', rule: 'R6.9', parameters })])
  return end('delivered', [
    nicHop(nic, { code: 'platformAddress', rule: 'R6.9', parameters }),
    {
      kind: 'service',
      element: 'Azure',
      address: packet.destination,
      answers: true,
      decrements: false,
      decision: { code: 'localDelivery', rule: 'R6.9', parameters },
    },
  ])
}

/** What becomes of a packet to an address that is special everywhere; undefined where the routes decide. */
const sentToSpecial = (nic: Nic, packet: Packet): Step | undefined => {
  const { destination } = packet
  if (isPlatformAddress(destination)) return toPlatform(nic, packet)
  if (!isNotCarried(destination)) return undefined
  const parameters = { destination: formatAddress(destination) }
  return end('noRoute', [nicHop(nic, { code: 'notCarried', rule: 'R6.33', parameters })])
}

/** R1.29: the effective routes of the NIC that the packet leaves; the guest's own idea of a next hop has no say (R6.12). */
export const leaveNic = (nic: Nic, sent: Packet, surroundings: Surroundings): readonly Step[] => {
  // R6.56: what answers a flow to a frontend or a public address goes on under that address.
  const called = calledAs(nic, sent, surroundings.flow)
  const refused = called === sent.source ? undefined : neverSent(nic, sent)
  if (refused !== undefined) return [refused]
  const answers = called !== undefined
  const packet = called === undefined ? sent : { ...sent, source: called }
  const special = sentToSpecial(nic, packet)
  if (special !== undefined) return [special]
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
  return follow(
    route,
    { vnet, subnet: nic.subnet, nic, relays: true, answers, element },
    packet,
    surroundings,
  )
}

/** The fabric hands a packet to a NIC. `remembered`: as for `walk`. */
export const arriveAtNic = (
  nic: Nic,
  packet: Packet,
  remembered: readonly Translation[] | undefined,
  surroundings: Surroundings,
): readonly Step[] => {
  const { vm } = nic
  const arrival = arrivalAt(nic, remembered)
  const isAccepted = nic.ipForwarding || nic.addresses.includes(packet.destination)
  if (vm?.running === true && isAccepted) {
    const translated = translatedInGuest(nic, vm, packet, arrival, surroundings)
    if (translated !== undefined) return translated
  }
  if (nic.addresses.includes(packet.destination)) return delivered(nic, packet, surroundings, arrival)
  if (vm === undefined || !vm.running) {
    const parameters = { vm: machineName(nic) }
    return stop('applianceMissing', nic, {
      code: 'machineStopped',
      rule: 'R1.21',
      parameters,
      declaredAt: nic.declaredAt,
    })
  }
  if (!nic.ipForwarding) {
    const parameters = { nic: nic.name }
    const decision: Decision = {
      code: 'nicForwardingOff',
      rule: 'R1.21',
      parameters,
      declaredAt: nic.declaredAt,
    }
    return stop('applianceNotForwarding', nic, decision, { kind: 'appliance' })
  }
  // R6.3: an address that only the guest knows gets past the NIC's check only now.
  if (ownsAddress(vm, packet.destination)) return delivered(nic, packet, surroundings, arrival)
  return forwarded(nic, vm, packet, arrival, surroundings)
}

/**
 * R6.56: with floating IP the guest gets packets for the frontend's address, which its NIC need not have. Where nothing
 * is said of the guest's own addresses, it is taken to have this one.
 */
export const arriveFloating = (
  nic: Nic,
  packet: Packet,
  remembered: readonly Translation[] | undefined,
  surroundings: Surroundings,
): readonly Step[] => {
  const { vm } = nic
  const parameters = { vm: machineName(nic), address: formatAddress(packet.destination) }
  const isKnown = vm?.guest?.addresses !== undefined
  if (vm !== undefined && isKnown && !ownsAddress(vm, packet.destination)) {
    const decision: Decision = {
      code: 'floatingAddressMissing',
      rule: 'R6.56',
      parameters,
      declaredAt: vm.declaredAt,
    }
    return stop('applianceNotForwarding', nic, decision)
  }
  const steps = delivered(nic, packet, surroundings, arrivalAt(nic, remembered))
  if (isKnown) return steps
  return steps.map((step) => ({
    ...step,
    assumptions: [...(step.assumptions ?? []), { code: 'floatingAddress', parameters }],
  }))
}
