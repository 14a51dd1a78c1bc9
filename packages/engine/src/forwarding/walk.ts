// Walks one packet from where it starts to every ending that equal-cost ways lead to.
import type { ControlPlane } from '../control-plane/index.ts'
import type { LoadBalancerFrontend, Network, PrivateEndpoint, Vnet } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { withoutTwins } from './equal-ways.ts'
import { crossMsee, passGateway } from './expressroute-crossing.ts'
import type { Filtering } from './filtering.ts'
import { type FilterOnTheWay, filterAt } from './filters-on-the-way.ts'
import { passFirewall } from './firewall.ts'
import { arriveInside, sendFromMachine } from './guest.ts'
import { passHub } from './hub-crossing.ts'
import { enterAtFirewall, enterFromInternet } from './internet-ingress.ts'
import { type Carrier, end, type Location, type Step, type Surroundings } from './location.ts'
import { elementAt, keyOf } from './location-key.ts'
import { arriveAtNic, leaveNic } from './machine.ts'
import type { FlowMemory, Packet, Translation } from './packet.ts'
import { type VnetService, vnetServices } from './service.ts'
import { arriveAtService } from './service-arrival.ts'
import { sendFromService } from './service-sending.ts'
import { crossSite } from './site.ts'
import { passVpnGateway } from './vpn-crossing.ts'
import { type Decision, type Ending, type Hop, isSuccess, type Way, type WayAssumption } from './way.ts'

/** Linux sends with 64; the fabric takes nothing off, so no sane network comes near it. */
const initialTtl = 64

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

const decide = (
  location: Location,
  packet: Packet,
  surroundings: Surroundings,
  memory: FlowMemory | undefined,
): readonly Step[] => {
  switch (location.kind) {
    case 'sending':
      return sendFromMachine(location.nic, packet, memory, surroundings)
    case 'leaving':
      return leaveNic(location.nic, packet, surroundings)
    case 'arriving':
      return arriveAtNic(location.nic, packet, memory, surroundings)
    case 'msee':
      return crossMsee(location.circuit, location.link, location.from, packet, surroundings)
    case 'gateway':
      return passGateway(location.gateway, packet, surroundings)
    case 'site':
      return crossSite(location.site, location.over, packet, surroundings)
    case 'vpnGateway':
      return passVpnGateway(location, location.from, packet, surroundings)
    case 'hub':
      return passHub(location.hub, location.from, packet, memory, surroundings)
    case 'firewall':
      return passFirewall(location.firewall, packet, memory, surroundings)
    case 'inside':
      return arriveInside(location, packet, memory, surroundings)
    case 'internet':
      return enterFromInternet(location.to, packet)
    case 'internetToFirewall':
      return [enterAtFirewall(location.firewall, packet)]
    case 'atService':
      return [arriveAtService(location.service, memory?.translations)]
    case 'service':
      return sendFromService(location.service, packet, surroundings)
  }
}

/** The step with what the filter before it decided, at the filter's hop. */
const behind = (step: Step, filter: FilterOnTheWay | undefined, filtering: Filtering | undefined): Step => {
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
      ? decide(location, packet, surroundings, memory)
      : [end(filtering.stopped.ending, [filter.hop(filtering.stopped.decision)])]
  return steps.map((step) => behind(step, filter, filtering))
}

/** A packet on its way: what it has passed, and where it is now. */
interface Journey {
  readonly share: number
  readonly hops: readonly Hop[]
  readonly assumptions: readonly WayAssumption[]
  readonly translations: readonly Translation[]
  readonly passed: ReadonlySet<string>
  /** Places and packets met before, for loops, with the number of hops passed until then. */
  readonly seen: ReadonlyMap<string, number>
  readonly location: Location
  readonly packet: Packet
}

/** The journey as a way, with what ended it as the decision of its last hop. */
const stopped = (journey: Journey, ending: Ending, decision: Decision): Way => ({
  share: journey.share,
  ending,
  hops: journey.hops.map((hop, index) => (index === journey.hops.length - 1 ? { ...hop, decision } : hop)),
  assumptions: journey.assumptions,
  deliveredTo: undefined,
  packet: journey.packet,
  translations: journey.translations,
  passed: journey.passed,
})

/** A journey that ends because the packet that should carry it through a tunnel does not arrive. */
const lostInTunnel = (journey: Journey, { tunnel, packet }: Carrier, lost: Way): Way => {
  const last = lost.hops.at(-1)?.decision
  // A tunnel that would go through itself is the reason, not just one that is down.
  if (last?.code === 'tunnelRecursion') return stopped(journey, 'loop', last)
  const [vm = tunnel, dev = ''] = tunnel.split('/')
  const parameters = { vm, dev, address: formatAddress(packet.destination) }
  return lost.ending === 'unknown'
    ? stopped(journey, 'unknown', { code: 'tunnel', rule: 'R6.29', parameters })
    : stopped(journey, 'tunnelDown', { code: 'tunnelDown', rule: 'R6.29', parameters })
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
  return withoutTwins(explored(start, packet, surroundings, memory, { tunnels: new Set(), budget }))
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
  /** A hop with what it sees of the packet that is not as the sender made it. */
  const seeing =
    ({ source, destination, port }: Packet) =>
    (hop: Hop): Hop => ({
      ...hop,
      ...(source === packet.source ? {} : { translatedSource: source }),
      ...(destination === packet.destination ? {} : { translatedDestination: destination }),
      ...(port === packet.port || port === undefined ? {} : { translatedPort: port }),
    })

  const explore = (journey: Journey): readonly Way[] => {
    const here = keyOf(journey.location, journey.packet)
    const metAfter = journey.seen.get(here)
    if (metAfter !== undefined) {
      const parameters = { element: elementAt(journey.location) }
      const way = stopped(journey, 'loop', { code: 'seenBefore', rule: 'R6.12', parameters })
      return [{ ...way, round: way.hops.slice(metAfter) }]
    }
    nesting.budget.decisions -= 1
    const tooManyHops: Decision = { code: 'tooManyHops', rule: 'R6.26', parameters: {} }
    if (journey.hops.filter((hop) => hop.decrements).length >= initialTtl)
      return [stopped(journey, 'ttlExpired', tooManyHops)]
    if (nesting.budget.decisions < 0) return [stopped(journey, 'unknown', tooManyHops)]
    const seen = new Map(journey.seen).set(here, journey.hops.length)
    return filtered(journey.location, journey.packet, memory, surroundings).flatMap((step) => {
      const share = journey.share * step.share
      const hops = [...journey.hops, ...step.hops.map(seeing(journey.packet))]
      const assumptions = [...journey.assumptions, ...(step.assumptions ?? [])]
      const translations =
        step.translation === undefined ? journey.translations : [...journey.translations, step.translation]
      const met = [step.passed, step.tracked].filter((key) => key !== undefined)
      const passed = met.length === 0 ? journey.passed : new Set([...journey.passed, ...met])
      const common = { share, hops, assumptions, translations, passed }
      const { outcome } = step
      if (outcome.kind === 'end') {
        const { ending, deliveredTo, packet: last = journey.packet } = outcome
        return [{ ...common, ending, deliveredTo, packet: last }]
      }
      const next: Journey = { ...common, seen, location: outcome.to, packet: outcome.packet }
      return outcome.carrier === undefined ? explore(next) : throughTunnel(next, outcome.carrier)
    })
  }

  /** R6.29: what is under a tunnel shows nowhere, but without it nothing comes out at the far end. */
  const throughTunnel = (journey: Journey, carrier: Carrier): readonly Way[] => {
    const { tunnel } = carrier
    if (nesting.tunnels.has(tunnel)) {
      const parameters = { element: tunnel }
      return [stopped(journey, 'loop', { code: 'tunnelRecursion', rule: 'R6.12', parameters })]
    }
    const inside = { ...nesting, tunnels: new Set(nesting.tunnels).add(tunnel) }
    const ways = explored(carrier.start, carrier.packet, surroundings, undefined, inside)
    const arriving = ways.filter(({ ending }) => isSuccess(ending))
    const arrives = arriving.reduce((sum, { share }) => sum + share, 0)
    if (arrives === 0 && carrier.overInternet) return explore(journey)
    const onward = arrives === 0 ? [] : explore({ ...journey, share: journey.share * arrives })
    const lost = ways
      .filter((way) => !arriving.includes(way))
      .map((way) => lostInTunnel({ ...journey, share: journey.share * way.share }, carrier, way))
    return [...onward, ...lost]
  }

  return explore({
    share: 1,
    hops: [],
    assumptions: [],
    translations: [],
    passed: new Set(),
    seen: new Map(),
    location: start,
    packet,
  })
}
