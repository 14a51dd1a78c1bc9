// Walks one packet from where it starts to every ending that equal-cost ways lead to.
import type { ControlPlane } from '../control-plane/index.ts'
import type { LoadBalancerFrontend, Network, PrivateEndpoint, Vnet } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { edgeIndex } from './edge-index.ts'
import { withoutInstances } from './equal-ways.ts'
import { crossMsee, passGateway } from './expressroute-crossing.ts'
import type { Filtering } from './filtering.ts'
import { type FilterOnTheWay, filterAt } from './filters-on-the-way.ts'
import { passFirewall } from './firewall.ts'
import { sendFromMachine } from './guest.ts'
import { arriveInside } from './guest-arrival.ts'
import { passHub } from './hub-crossing.ts'
import { enterAt, enterAtFirewall, enterFromInternet } from './internet-ingress.ts'
import {
  after,
  carriedBy,
  ended,
  isSpent,
  type Journey,
  lostInTunnel,
  recursion,
  replacedSince,
  startingAt,
  stopped,
  tooManyHops,
} from './journey.ts'
import { type Carrier, end, type Location, type Step, type Surroundings } from './location.ts'
import { elementAt, keyOf } from './location-key.ts'
import { arriveAtNic, arriveFloating, leaveNic } from './machine.ts'
import type { FlowMemory, Packet, Translation } from './packet.ts'
import { passPrivateLink } from './private-link.ts'
import { type VnetService, vnetServices } from './service.ts'
import { arriveAtService } from './service-arrival.ts'
import { sendFromService } from './service-sending.ts'
import { crossSite } from './site.ts'
import { carriage } from './tunnel-carriage.ts'
import { sendFromClient } from './vpn-clients.ts'
import { passVpnGateway } from './vpn-crossing.ts'
import type { Way } from './way.ts'

/** How many decisions one walk may take in all: a bound on equal-cost branching, far above any real network. */
const decisionLimit = 20_000

const ownersByVnet = <T extends { readonly subnet: { readonly vnet: Vnet } }>(
  owners: readonly T[],
  addressesOf: (owner: T) => readonly Address[],
): ((vnet: Vnet, address: Address) => T | undefined) => {
  const index = new Map<Vnet, Map<string, T>>()
  for (const owner of owners) {
    const own = index.get(owner.subnet.vnet) ?? new Map<string, T>()
    index.set(owner.subnet.vnet, own)
    for (const address of addressesOf(owner)) own.set(formatAddress(address), owner)
  }
  return (vnet, address) => index.get(vnet)?.get(formatAddress(address))
}

/** Members of application security groups by their addresses; a group's members are all in one VNet. */
const applicationGroups = ({ nics }: Network): ((group: string, address: Address) => boolean) => {
  const members = new Map<string, Set<Address>>()
  for (const { addresses, applicationSecurityGroups } of nics) {
    for (const group of applicationSecurityGroups) {
      const known = members.get(group) ?? new Set()
      members.set(group, known)
      for (const address of addresses) known.add(address)
    }
  }
  return (group, address) => members.get(group)?.has(address) === true
}

/** Prepares what walks read; made once for a network. */
export const surroundingsOf = (network: Network, controlPlane: ControlPlane): Surroundings => ({
  network,
  controlPlane,
  filters: true,
  fixtures: {
    edge: edgeIndex(network),
    loadBalancerAt: ownersByVnet(network.loadBalancerFrontends, (frontend: LoadBalancerFrontend) => [
      frontend.address,
    ]),
    privateEndpointAt: ownersByVnet(
      network.privateEndpoints,
      (endpoint: PrivateEndpoint) => endpoint.addresses,
    ),
    serviceAt: ownersByVnet(vnetServices(network), (service: VnetService) => [service.address]),
    isInApplicationGroup: applicationGroups(network),
  },
})

/** What becomes of one packet at a place. */
export const decide = (
  location: Location,
  packet: Packet,
  surroundings: Surroundings,
  remembered: readonly Translation[] | undefined,
): readonly Step[] => {
  switch (location.kind) {
    case 'sending':
      return sendFromMachine(location.nic, packet, surroundings)
    case 'leaving':
      return leaveNic(location.nic, packet, surroundings)
    case 'arriving':
      return location.floating === true
        ? arriveFloating(location.nic, packet, remembered, surroundings)
        : arriveAtNic(location.nic, packet, remembered, surroundings)
    case 'msee':
      return crossMsee(location.circuit, location.link, location.from, packet, surroundings)
    case 'gateway':
      return passGateway(location.gateway, packet, surroundings)
    case 'site':
      return crossSite(location.site, location.over, packet, surroundings)
    case 'vpnGateway':
      return passVpnGateway(location, location.from, packet, surroundings)
    case 'hub':
      return passHub(location.hub, location.from, packet, surroundings)
    case 'firewall':
      return passFirewall(location.firewall, packet, surroundings)
    case 'inside':
      return arriveInside(location, packet, remembered, surroundings)
    case 'internet':
      return enterFromInternet(location.to, packet, surroundings)
    case 'internetToFirewall':
      return [enterAtFirewall(location.firewall, packet)]
    case 'publicAddress':
      return enterAt(location.endpoint, packet, surroundings)
    case 'privateLink':
      return passPrivateLink(location.service, packet, surroundings)
    case 'atService':
      return [arriveAtService(location.service, remembered)]
    case 'vpnClient':
      return sendFromClient(location.client, packet, surroundings)
    case 'service':
      return sendFromService(location.service, packet, surroundings)
  }
}

/** The step with what the filter before it decided, at the filter's hop. */
export const behind = (
  step: Step,
  filter: FilterOnTheWay | undefined,
  filtering: Filtering | undefined,
): Step => {
  if (filter === undefined) return step
  const passed = filter.key
  if (filtering === undefined || filtering.decisions.length + filtering.assumptions.length === 0)
    return { ...step, passed }
  const [first, ...rest] = step.hops
  const { decisions, assumptions } = filtering
  return {
    ...step,
    passed,
    hops: first === undefined ? [] : [{ ...first, filters: decisions }, ...rest],
    assumptions: [...assumptions, ...(step.assumptions ?? [])],
  }
}

/** Asks the filter at a place, then whoever stands behind it. */
const filtered = (
  location: Location,
  packet: Packet,
  memory: FlowMemory | undefined,
  surroundings: Surroundings,
): readonly Step[] => {
  const filter = surroundings.filters ? filterAt(location) : undefined
  const filtering = filter?.ask(packet, memory, surroundings)
  const steps =
    filter === undefined || filtering?.stopped === undefined
      ? decide(location, packet, surroundings, memory?.translations)
      : [end(filtering.stopped.ending, [filter.hop(filtering.stopped.decision)])]
  return steps.map((step) => behind(step, filter, filtering))
}

/**
 * All ways of a packet, in the order of the decisions. A packet always ends. A reply, or an error about a packet, comes
 * with what machines remember of its flow; a packet without that opens a flow.
 */
export const walk = (
  start: Location,
  packet: Packet,
  surroundings: Surroundings,
  memory?: FlowMemory,
): readonly Way[] => {
  const budget = { decisions: decisionLimit }
  return withoutInstances(explored(start, packet, surroundings, memory, { tunnels: new Set(), budget }))
}

/** What a walk shares with the walks of the packets that carry its own through tunnels. */
interface Nesting {
  /** The tunnels that this packet is already in. */
  readonly tunnels: ReadonlySet<string>
  readonly budget: { decisions: number }
}

const explored = (
  start: Location,
  packet: Packet,
  surroundings: Surroundings,
  memory: FlowMemory | undefined,
  nesting: Nesting,
): readonly Way[] => {
  const around = memory === undefined ? surroundings : { ...surroundings, flow: memory }

  /** `seen`: places and packets met before, for loops, with the number of hops passed until then. */
  const explore = (journey: Journey, seen: ReadonlyMap<string, number>): readonly Way[] => {
    const here = keyOf(journey.location, journey.packet)
    const metAfter = seen.get(here)
    if (metAfter !== undefined) {
      const parameters = { element: elementAt(journey.location) }
      const way = stopped(journey, 'loop', { code: 'seenBefore', rule: 'R6.12', parameters })
      return [{ ...way, round: way.hops.slice(metAfter) }]
    }
    nesting.budget.decisions -= 1
    if (isSpent(journey)) return [stopped(journey, 'ttlExpired', tooManyHops)]
    if (nesting.budget.decisions < 0) return [stopped(journey, 'unknown', tooManyHops)]
    const met = new Map(seen).set(here, journey.hops.length)
    return filtered(journey.location, journey.packet, memory, around).flatMap((step) => {
      const next = after(journey, step, (seen) => replacedSince(packet, seen))
      const { outcome } = step
      if (outcome.kind === 'end') return [ended(next, outcome.ending, outcome.deliveredTo)]
      const moved: Journey = { ...next, location: outcome.to, packet: outcome.packet }
      return outcome.carrier === undefined ? explore(moved, met) : throughTunnel(moved, outcome.carrier, met)
    })
  }

  /** R6.29: what is under a tunnel shows nowhere, but without it nothing comes out at the far end. */
  const throughTunnel = (
    journey: Journey,
    carrier: Carrier,
    seen: ReadonlyMap<string, number>,
  ): readonly Way[] => {
    if (nesting.tunnels.has(carrier.tunnel)) return [recursion(journey, carrier)]
    const inside = { ...nesting, tunnels: new Set(nesting.tunnels).add(carrier.tunnel) }
    const { carrying, lost } = carriage(
      carrier,
      explored(carrier.start, carrier.packet, surroundings, undefined, inside),
    )
    const onward = carrying === undefined ? [] : explore(carriedBy(journey, carrier, carrying), seen)
    return [...onward, ...lost.map((way) => lostInTunnel(journey, carrier, way))]
  }

  return explore(startingAt(start, packet), new Map())
}
