// Whether a packet that is routed to the Internet gets out of its subnet, and where it comes in again if the network has
// its destination (R6.22–R6.25).
import type { Era } from '../facts/index.ts'
import type { AzureFirewall, HubFirewall, Nic } from '../model/index.ts'
import { type Address, containsAddress, formatAddress } from '../net/index.ts'
import { leftAs, sentAs } from './edge-translation.ts'
import { type Egress, egressOf, egressParameters, unknownSource } from './egress-choice.ts'
import { chainOf } from './gateway-balancer.ts'
import { end, type Location, onward, type Step, type Surroundings } from './location.ts'
import type { FlowMemory, Packet } from './packet.ts'
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
const publicSource = (
  { addresses, name, by }: Egress,
  nic: Nic,
  packet: Packet,
): { readonly source: Address; readonly assumptions: readonly WayAssumption[] } => {
  const known = addresses.find(({ address }) => address !== undefined)
  const source = known?.address ?? unknownSource(packet)
  if (known?.isStated === true) return { source, assumptions: [] }
  const address = formatAddress(source)
  const assumption: WayAssumption =
    by === 'default'
      ? { code: 'lentAddress', parameters: { address } }
      : { code: 'standInAddress', parameters: { resource: known?.name ?? name ?? nic.name, address } }
  return { source, assumptions: [assumption] }
}

/** Where the network has a public address of its own; the firewall of a hub has one that is no resource. */
const entranceAt = (
  address: Address,
  { fixtures, network }: Surroundings,
): Extract<Location, { kind: 'publicAddress' | 'internetToFirewall' }> | undefined => {
  const endpoint = fixtures.edge.publicEndpointAt(address)
  if (endpoint !== undefined) return { kind: 'publicAddress', endpoint }
  const firewall = network.virtualHubs
    .flatMap((hub) => hub.firewall ?? [])
    .find(({ publicAddresses }) => publicAddresses.includes(address))
  return firewall && { kind: 'internetToFirewall', firewall }
}

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
  const assumptions = chain.assumptions
  const entrance = entranceAt(packet.destination, surroundings)
  if (entrance === undefined) return { ...atEdge(packet, 'deliveredToInternet', decision, hops), assumptions }
  const { source, assumptions: standIns } = publicSource(egress, nic, packet)
  return {
    ...onward(entrance, { ...packet, source }, ...hops, edgeHop(packet, decision, false)),
    assumptions: [...assumptions, ...standIns],
    translations: [leftAs({ of: 'egress', by: nic }, packet, source)],
  }
}

/** What answers a flow that left Azure comes in again where the flow went out. */
const backInside = (
  packet: Packet,
  decision: Decision,
  flow: FlowMemory | undefined,
  before: readonly Hop[],
): Step | undefined => {
  const sender = sentAs(packet.destination, flow)
  if (sender === undefined) return undefined
  const { at, address } = sender
  return onward(at, { ...packet, destination: address }, ...before, edgeHop(packet, decision, false))
}

/** R6.24: a reply takes the state of its flow, and with that the way that the flow came in by. */
const answering = (packet: Packet, surroundings: Surroundings, before: readonly Hop[]): Step => {
  const parameters = { destination: formatAddress(packet.destination) }
  const decision: Decision = { code: 'internetEgress', rule: 'R6.24', parameters }
  const back = backInside(packet, decision, surroundings.flow, before)
  // The client looks at the address that the answer comes from, so that it has to be known at the end.
  return back ?? { ...atEdge(packet, 'deliveredToInternet', decision, before), sends: packet }
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

/** A way out that an element brings along. */
export interface OwnWayOut extends Pick<Decision, 'rule' | 'parameters'> {
  /** The firewall whose way it is. */
  readonly firewall?: AzureFirewall | HubFirewall
}

/** The one address with which a firewall leaves; which of several it takes nobody can foretell. */
const firewallSource = (
  firewall: AzureFirewall | HubFirewall,
  { destination }: Packet,
  { fixtures }: Surroundings,
): Address | undefined => {
  const id = firewall.kind === 'firewall' ? firewall.subnet.natGateway : undefined
  const all: readonly (Address | undefined)[] =
    id === undefined
      ? firewall.publicAddresses
      : (fixtures.edge.natGatewayOf(id)?.addresses ?? []).map(({ address }) => address)
  const [first, ...others] = all.filter((each) => typeof each === typeof destination)
  return others.length === 0 ? first : undefined
}

/** The same for an element that has a way of its own, as an Azure Firewall has with its public addresses (R6.18). */
export const passToInternet = (
  packet: Packet,
  surroundings: Surroundings,
  before: readonly Hop[],
  { rule, parameters: about, firewall }: OwnWayOut = { rule: 'R6.18', parameters: {} },
): Step => {
  if (isReserved(packet, surroundings.controlPlane.era)) return notRoutable(packet, before)
  const parameters = { destination: formatAddress(packet.destination), ...about }
  const decision: Decision = { code: 'internetEgress', rule, parameters }
  const back = backInside(packet, decision, surroundings.flow, before)
  if (back !== undefined) return back
  const entrance = entranceAt(packet.destination, surroundings)
  if (entrance === undefined) return atEdge(packet, 'deliveredToInternet', decision, before)
  const source = firewall && firewallSource(firewall, packet, surroundings)
  // With which address the packet comes in again is not known.
  if (source === undefined || firewall === undefined) {
    const element = entrance.kind === 'publicAddress' ? entrance.endpoint : entrance.firewall
    return atEdge(packet, 'unknown', notModelled(element, packet.destination), before)
  }
  return {
    ...onward(entrance, { ...packet, source }, ...before, edgeHop(packet, decision, false)),
    translations: [leftAs({ of: 'firewallEgress', by: firewall }, packet, source)],
  }
}

/** R6.25: the end of what a service sends from a subnet that has no way out. */
export const withoutEgress = (packet: Packet, subnet: string, before: readonly Hop[]): Step =>
  atEdge(packet, 'noInternetEgress', { code: 'noEgress', rule: 'R6.25', parameters: { subnet } }, before)
