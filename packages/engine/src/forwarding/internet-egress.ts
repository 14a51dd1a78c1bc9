// Whether a packet that is routed to the Internet gets out of its subnet (R6.22–R6.25).
import type { Era } from '../facts/index.ts'
import type { Nic } from '../model/index.ts'
import { containsAddress, formatAddress } from '../net/index.ts'
import { end, type Step } from './location.ts'
import type { Packet } from './packet.ts'
import type { Decision, Ending, Hop } from './way.ts'

/** R1.3, R1.4: private and reserved space. */
const isReserved = (packet: Packet, era: Era): boolean =>
  era.noneRoutes.some((prefix) => containsAddress(prefix, packet.destination))

const outcome = (
  nic: Nic,
  packet: Packet,
  era: Era,
): { readonly ending: Ending; readonly decision: Decision } => {
  const destination = formatAddress(packet.destination)
  const subnet = nic.subnet.name
  if (isReserved(packet, era)) {
    return {
      ending: 'noRoute',
      decision: { code: 'notRoutableOnInternet', rule: 'R1.3', parameters: { destination } },
    }
  }
  // Every way out of a subnet translates what its NICs have as addresses; what a machine relays needs its own translation.
  if (!nic.addresses.includes(packet.source)) {
    const source = formatAddress(packet.source)
    return {
      ending: 'noInternetEgress',
      decision: { code: 'foreignSource', rule: 'R6.24', parameters: { source, subnet } },
    }
  }
  // R6.23: a NAT gateway goes before the public address of the NIC.
  if (nic.hasPublicAddress && nic.subnet.natGateway === undefined) {
    return {
      ending: 'deliveredToInternet',
      decision: { code: 'internetEgress', rule: 'R6.24', parameters: { destination } },
    }
  }
  if (nic.subnet.natGateway === undefined && nic.subnet.defaultOutboundAccess === false) {
    return {
      ending: 'noInternetEgress',
      decision: { code: 'noEgress', rule: 'R6.25', parameters: { subnet } },
    }
  }
  // NAT gateway and default outbound access carry TCP and UDP only.
  if (packet.protocol === 'icmp') {
    const rule = nic.subnet.natGateway === undefined ? 'R6.25' : 'R6.22'
    return {
      ending: 'noInternetEgress',
      decision: { code: 'egressWithoutIcmp', rule, parameters: { subnet } },
    }
  }
  return {
    ending: 'deliveredToInternet',
    decision: { code: 'internetEgress', rule: 'R6.23', parameters: { destination } },
  }
}

/** The end of a packet at the Internet edge of a NIC's subnet. */
export const leaveForInternet = (nic: Nic, packet: Packet, era: Era, before: readonly Hop[]): Step => {
  const { ending, decision } = outcome(nic, packet, era)
  return atEdge(packet, ending, decision, before)
}

/** The same for an element that has public addresses of its own and translates to them, as an Azure Firewall (R6.18). */
export const passToInternet = (packet: Packet, era: Era, before: readonly Hop[]): Step => {
  const parameters = { destination: formatAddress(packet.destination) }
  return isReserved(packet, era)
    ? atEdge(packet, 'noRoute', { code: 'notRoutableOnInternet', rule: 'R1.3', parameters }, before)
    : atEdge(packet, 'deliveredToInternet', { code: 'internetEgress', rule: 'R6.18', parameters }, before)
}

/** R6.25: the end of what a service sends from a subnet that has no way out. */
export const withoutEgress = (packet: Packet, subnet: string, before: readonly Hop[]): Step =>
  atEdge(packet, 'noInternetEgress', { code: 'noEgress', rule: 'R6.25', parameters: { subnet } }, before)

const atEdge = (packet: Packet, ending: Ending, decision: Decision, before: readonly Hop[]): Step => {
  const edge: Hop = {
    kind: 'internet',
    element: 'Internet',
    address: packet.destination,
    answers: ending === 'deliveredToInternet',
    decrements: false,
    decision,
  }
  return end(ending, [...before, edge])
}
