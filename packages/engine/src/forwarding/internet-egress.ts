// Whether a packet that is routed to the Internet gets out of its subnet, and where it comes in again if the network has
// its destination (R6.22–R6.25).
import type { Era } from '../facts/index.ts'
import type { Nic } from '../model/index.ts'
import { type Address, containsAddress, formatAddress } from '../net/index.ts'
import { leftAs, sentAs } from './edge-translation.ts'
import { type Egress, egressOf, egressParameters, lentAddress } from './egress-choice.ts'
import { chainOf } from './gateway-balancer.ts'
import { end, onward, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import { notModelled } from './service-arrival.ts'
import type { Decision, Ending, Hop, WayAssumption } from './way.ts'

/** R1.3, R1.4: private and reserved space. */
const isReserved = (packet: Packet, era: Era): boolean =>
  era.reservedSpace.some((prefix) => containsAddress(prefix, packet.destination))

const edgeHop = (packet: Packet, decision: Decision, answers: boolean): Hop => ({
  kind: 'internet',
  element: 'Internet',
  address: packet.destination,
  answers,
  decrements: false,
  decision,
})

const atEdge = (packet: Packet, ending: Ending, decision: Decision, before: readonly Hop[]): Step =>
  end(ending, [...before, edgeHop(packet, decision, ending === 'deliveredToInternet')])

const notRoutable = (packet: Packet, before: readonly Hop[]): Step => {
  const parameters = { destination: formatAddress(packet.destination) }
  return atEdge(packet, 'noRoute', { code: 'notRoutableOnInternet', rule: 'R1.3', parameters }, before)
}

/** The source that the packet has outside, and what is to be said where that is not the true one. */
const publicSource = ({
  addresses,
  name,
}: Egress): { readonly source: Address; readonly assumptions: readonly WayAssumption[] } => {
  const known = addresses.find(({ address }) => address !== undefined)
  const source = known?.address ?? lentAddress
  if (known?.isStated === true) return { source, assumptions: [] }
  const parameters = {
    resource: known?.name ?? name ?? 'Azure',
    address: formatAddress(source),
  }
  return { source, assumptions: [{ code: 'standInAddress', parameters }] }
}

/** The firewall of a hub that has a public address: what comes back to the network by it is not followed. */
const hubFirewallAt = (address: Packet['destination'], { network }: Surroundings) =>
  network.virtualHubs
    .flatMap(({ firewall }) => firewall ?? [])
    .find(({ publicAddresses }) => publicAddresses.includes(address))

/** Out by a way that carries it: to the Internet, or round the edge and in again by a public address of the network. */
const out = (
  nic: Nic,
  packet: Packet,
  egress: Egress,
  surroundings: Surroundings,
  before: readonly Hop[],
): Step => {
  const { rule } = egress
  const chain = chainOf(egress.chainedTo, surroundings)
  const hops = [...before, ...chain.hops]
  if (!chain.passes) return end('applianceMissing', hops)
  const parameters = { destination: formatAddress(packet.destination), ...egressParameters(egress) }
  const decision: Decision = { code: 'internetEgress', rule, parameters }
  const endpoint = surroundings.fixtures.edge.publicEndpointAt(packet.destination)
  const assumptions = chain.assumptions
  const firewall = hubFirewallAt(packet.destination, surroundings)
  if (firewall !== undefined)
    return atEdge(packet, 'unknown', notModelled(firewall, packet.destination), before)
  if (endpoint === undefined) return { ...atEdge(packet, 'deliveredToInternet', decision, hops), assumptions }
  const { source, assumptions: standIns } = publicSource(egress)
  return {
    ...onward(
      { kind: 'publicAddress', endpoint },
      { ...packet, source },
      ...hops,
      edgeHop(packet, decision, false),
    ),
    assumptions: [...assumptions, ...standIns],
    translation: leftAs(nic, packet, source),
  }
}

/** R6.24: a reply takes the state of its flow, and with that the way that the flow came in by. */
const answering = (packet: Packet, surroundings: Surroundings, before: readonly Hop[]): Step => {
  const parameters = { destination: formatAddress(packet.destination) }
  const decision: Decision = { code: 'internetEgress', rule: 'R6.24', parameters }
  const sender = sentAs(packet.destination, surroundings.flow)
  // The client looks at the address that the answer comes from, so that it has to be known at the end.
  if (sender === undefined)
    return { ...atEdge(packet, 'deliveredToInternet', decision, before), sends: packet }
  const { nic, address } = sender
  return onward(
    { kind: 'arriving', nic },
    { ...packet, destination: address },
    ...before,
    edgeHop(packet, decision, false),
  )
}

/**
 * The end of a packet at the Internet edge of a NIC's subnet, or its way on from there. `isAnswer`: it leaves with the
 * address that the client called, by the state of its flow.
 */
export const leaveForInternet = (
  nic: Nic,
  packet: Packet,
  isAnswer: boolean,
  surroundings: Surroundings,
  before: readonly Hop[],
): Step => {
  if (isReserved(packet, surroundings.controlPlane.era)) return notRoutable(packet, before)
  if (isAnswer) return answering(packet, surroundings, before)
  // Every way out of a subnet translates what its NICs have as addresses; what a machine relays needs its own translation.
  if (!nic.addresses.includes(packet.source)) {
    const parameters = { source: formatAddress(packet.source), subnet: nic.subnet.name }
    return atEdge(packet, 'noInternetEgress', { code: 'foreignSource', rule: 'R6.24', parameters }, before)
  }
  const egress = egressOf(nic, packet, surroundings)
  return egress.kind === 'none'
    ? atEdge(packet, 'noInternetEgress', egress.decision, before)
    : out(nic, packet, egress, surroundings, before)
}

/** The same for an element that has a way of its own: public addresses of an Azure Firewall (R6.18), or as `by` says. */
export const passToInternet = (
  packet: Packet,
  { controlPlane, fixtures }: Surroundings,
  before: readonly Hop[],
  by: Pick<Decision, 'rule' | 'parameters'> = { rule: 'R6.18', parameters: {} },
): Step => {
  if (isReserved(packet, controlPlane.era)) return notRoutable(packet, before)
  const endpoint = fixtures.edge.publicEndpointAt(packet.destination)
  // The network's own public address: with which address the packet comes in again is not followed.
  if (endpoint?.holder !== undefined)
    return atEdge(packet, 'unknown', notModelled(endpoint, packet.destination), before)
  const parameters = { destination: formatAddress(packet.destination), ...by.parameters }
  const decision: Decision = { code: 'internetEgress', rule: by.rule, parameters }
  return atEdge(packet, 'deliveredToInternet', decision, before)
}

/** R6.25: the end of what a service sends from a subnet that has no way out. */
export const withoutEgress = (packet: Packet, subnet: string, before: readonly Hop[]): Step =>
  atEdge(packet, 'noInternetEgress', { code: 'noEgress', rule: 'R6.25', parameters: { subnet } }, before)
