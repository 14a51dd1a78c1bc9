// `trace`: both directions hop by hop, what a user would see, and what the answer takes for granted.
import type { Analysis } from '../analyse.ts'
import { type Finding, findings, formatSpan } from '../diagnostics/index.ts'
import {
  type FlowMemory,
  type Hop as ForwardingHop,
  type Way as ForwardingWay,
  initialTtlOf,
  isSuccess,
  type Location,
  ownsAddress,
  type Packet,
  type Protocol,
  type Surroundings,
  startOfReply,
  walk,
} from '../forwarding/index.ts'
import { type Address, formatAddress, parseAddress } from '../net/index.ts'
import type { Direction, Ending, Endpoint, Hop, TraceAnswer, Way } from './answers.ts'
import { assumptionsOf } from './assumptions.ts'
import { hypothetical } from './hypothetical.ts'
import { type Answered, answered, type End, findEnd } from './names.ts'
import { pathQuality } from './path-quality.ts'
import { tracerouteOf } from './traceroute.ts'

/** A question. `from` and `to` are names of machines, NICs or site hosts, or addresses. */
export interface TraceQuestion {
  readonly from: string
  readonly to: string
  readonly protocol?: Protocol
  readonly port?: number
}

type Outcome = TraceAnswer['verdict']

/** Where a packet of this end starts; undefined for an address that nobody is known to own. */
const startOf = ({ nic, service, site, internet }: End, to?: End): Location | undefined => {
  if (internet === true && (to?.service?.kind === 'firewall' || to?.service?.kind === 'hubFirewall'))
    return { kind: 'internetToFirewall', firewall: to.service.firewall }
  if (internet === true) return to?.nic === undefined ? undefined : { kind: 'internet', to: to.nic }
  if (service !== undefined) return startOfReply({ kind: 'service', service })
  if (nic !== undefined) return { kind: 'sending', nic }
  return site === undefined ? undefined : { kind: 'site', site, over: undefined }
}

const hopAnswer = (hop: ForwardingHop): Hop => ({
  element: hop.element,
  kind: hop.kind,
  ...(hop.address === undefined ? {} : { address: formatAddress(hop.address) }),
  answers: hop.answers,
  decrements: hop.decrements,
  decision: {
    code: hop.decision.code,
    rule: hop.decision.rule,
    parameters: hop.decision.parameters,
    ...(hop.decision.declaredAt === undefined ? {} : { declaredAt: formatSpan(hop.decision.declaredAt) }),
  },
  ...(hop.nextHopType === undefined ? {} : { nextHopType: hop.nextHopType }),
  ...(hop.nextHopIp === undefined ? {} : { nextHopIp: formatAddress(hop.nextHopIp) }),
  ...(hop.translatedSource === undefined ? {} : { translatedSource: formatAddress(hop.translatedSource) }),
  ...(hop.translatedDestination === undefined
    ? {}
    : { translatedDestination: formatAddress(hop.translatedDestination) }),
  ...(hop.translatedPort === undefined ? {} : { translatedPort: hop.translatedPort }),
  ...(hop.filters === undefined || hop.filters.length === 0
    ? {}
    : {
        filters: hop.filters.map(({ declaredAt, ...filter }) => ({
          ...filter,
          ...(declaredAt === undefined ? {} : { declaredAt: formatSpan(declaredAt) }),
        })),
      }),
})

const rounded = (share: number): number => Math.round(share * 1e6) / 1e6

/** The first failure stands for all, since a user has to mend it first; success only when nothing fails. */
const endingOf = (ways: readonly ForwardingWay[]): Ending =>
  ways.find((way) => !isSuccess(way.ending))?.ending ?? ways[0]?.ending ?? 'unknown'

const direction = (ways: readonly ForwardingWay[]): Direction => ({
  ending: endingOf(ways),
  ways: ways.map(
    (way): Way => ({ share: rounded(way.share), ending: way.ending, hops: way.hops.map(hopAnswer) }),
  ),
})

const outcomeOf = (ways: readonly ForwardingWay[]): Outcome => {
  const arrived = ways.filter((way) => isSuccess(way.ending)).length
  if (arrived === ways.length && ways.length > 0) return 'reached'
  if (arrived > 0) return 'partly'
  return ways.length === 0 || ways.some((way) => way.ending === 'unknown') ? 'unknown' : 'notReached'
}

/**
 * A round trip is as good as its worse half. Where the way there is not known, nor is the source that its packets
 * arrive with, so the way back to the sender's own address decides nothing.
 */
const worse = (there: Outcome, back: Outcome): Outcome => {
  if (there === 'unknown') return 'unknown'
  const order: readonly Outcome[] = ['notReached', 'unknown', 'partly', 'reached']
  return order.indexOf(there) <= order.indexOf(back) ? there : back
}

/** Who answers: the end that the ways deliver to, else the one that the question named. */
const responder = (ways: readonly ForwardingWay[], to: End): End => {
  const way = ways.find(({ ending }) => ending === 'delivered')
  const delivery = way?.deliveredTo
  if (delivery?.kind === 'nic') {
    const { nic } = delivery
    const { vm } = nic
    // Behind a load balancer, or a translation, the machine has an address of its own, and replies with that.
    const address = [to.address, way?.packet.destination ?? to.address].find(
      (each) => nic.addresses.includes(each) || (vm !== undefined && ownsAddress(vm, each)),
    )
    return { address: address ?? nic.addresses[0] ?? to.address, vm, nic, site: undefined }
  }
  if (delivery?.kind === 'site')
    return {
      address: way?.packet.destination ?? to.address,
      vm: undefined,
      nic: undefined,
      site: delivery.site,
    }
  if (delivery?.kind === 'service') {
    const { service } = delivery
    return { address: to.address, vm: undefined, nic: undefined, site: undefined, service }
  }
  return to
}

/** R6.24: the Internet answers to the address that it saw, and the flow's state leads back. */
const internetReply = (packet: Packet): ForwardingWay => ({
  share: 1,
  ending: 'delivered',
  hops: [
    {
      kind: 'internet',
      element: 'Internet',
      address: packet.destination,
      answers: true,
      decrements: false,
      decision: {
        code: 'internetEgress',
        rule: 'R6.24',
        parameters: { destination: formatAddress(packet.source) },
      },
    },
  ],
  assumptions: [{ code: 'internetReply', parameters: { address: formatAddress(packet.destination) } }],
  deliveredTo: undefined,
  packet: reply(packet, packet.destination),
  translations: [],
  passed: new Set(),
})

/** The elements of a way that both directions must share. ExpressRoute gateways are on the way in only (R3.3). */
const pathOf = (way: ForwardingWay): readonly string[] => {
  const hops = way.hops.filter((hop) => hop.kind !== 'expressRouteGateway')
  const elements = hops.flatMap((hop, index) => {
    if (hop.kind === 'loadBalancer') return []
    // R6.21: a frontend keeps a flow together with the appliance that it picked, in both directions.
    const before = hops.slice(0, index).findLast(({ element }) => element !== hop.element)
    return before?.kind === 'loadBalancer' ? [`${before.element}/${hop.element}`] : [hop.element]
  })
  return elements.filter((element, index) => element !== elements[index - 1])
}

const isSymmetric = (forward: readonly ForwardingWay[], back: readonly ForwardingWay[]): boolean => {
  const there = new Set(forward.map((way) => pathOf(way).join('>')))
  const returns = new Set(back.map((way) => [...pathOf(way)].reverse().join('>')))
  return there.size === returns.size && [...there].every((path) => returns.has(path))
}

const initialTtl = ({ service, vm }: End): number =>
  (service === undefined ? undefined : initialTtlOf(service)) ??
  (vm?.operatingSystem === 'windows' ? 128 : 64)

/** R6.27: what is left of the replying system's initial TTL. */
const replyTtlOf = (end: End, back: readonly ForwardingWay[]): number | null => {
  const arriving = back.find((way) => isSuccess(way.ending))
  return arriving === undefined
    ? null
    : initialTtl(end) - arriving.hops.filter((hop) => hop.decrements).length
}

/** Names of the circuits at which these ways turn round between VNets. */
const hairpinCircuits = (ways: readonly ForwardingWay[]): ReadonlySet<string> => {
  const circuits = new Set<string>()
  for (const { hops } of ways) {
    hops.forEach((hop, index) => {
      const comesFromVnet = hops[index - 1]?.kind === 'nic' || hops[index - 1]?.kind === 'appliance'
      const entersVnet = hops[index + 1]?.kind === 'expressRouteGateway' || hops[index + 1]?.kind === 'nic'
      if (hop.kind === 'msee' && comesFromVnet && entersVnet) circuits.add(hop.element.split('/')[0] ?? '')
    })
  }
  return circuits
}

/** R3.35: traffic between VNets that turns round at an MSEE, once for each circuit. */
const hairpins = (
  { network }: Analysis,
  { forward, back, replier, verdict }: RoundTrip,
  sender: End,
): readonly Finding[] => {
  const there = hairpinCircuits(forward)
  const place = (end: End): string => end.nic?.subnet.vnet.name ?? formatAddress(end.address)
  return [...new Set([...there, ...hairpinCircuits(back)])].sort().map((name) => {
    const [first, second] = there.has(name) ? [sender, replier] : [replier, sender]
    return findings.expressRouteHairpin({
      first: place(first),
      second: place(second),
      exchange: verdict === 'reached' || verdict === 'partly' ? 'bothWays' : 'oneWay',
      circuit: name,
      peeringLocation: network.circuits.find((circuit) => circuit.name === name)?.peeringLocation,
    })
  })
}

const endpoint = (end: End): Endpoint => ({
  ...(end.service === undefined ? {} : { service: end.service.name }),
  ...(end.vm === undefined ? {} : { vm: end.vm.name }),
  ...(end.nic === undefined ? {} : { nic: end.nic.name }),
  ip: formatAddress(end.address),
})

const reply = (packet: Packet, source: Address): Packet => ({
  ...packet,
  source,
  destination: packet.source,
  port: undefined,
  ...(packet.port === undefined ? {} : { sourcePort: packet.port }),
})

/** Answers a trace question; the only refusals are names that mean nothing or too much. */
export const trace = (analysis: Analysis, question: TraceQuestion): Answered<TraceAnswer> => {
  const to = findEnd(analysis, question.to, 'destination', parseAddress(question.from))
  const from = findEnd(analysis, question.from, 'source', to.ok ? to.answer.address : undefined)
  if (!from.ok) return from
  return to.ok ? answered(traceBetween(analysis, from.answer, to.answer, question)) : to
}

type Flow = Pick<TraceQuestion, 'protocol' | 'port'>

interface RoundTrip {
  readonly forward: readonly ForwardingWay[]
  readonly back: readonly ForwardingWay[]
  readonly replier: End
  readonly there: Outcome
  readonly verdict: Outcome
}

/**
 * Whether somebody else got the packet: address spaces may overlap, and then the routes decide who is reached.
 * One VNet has an address once, so the VNet tells the owners apart.
 */
const isMisdelivered = ({ deliveredTo, packet }: ForwardingWay, to: End): boolean => {
  if (deliveredTo === undefined || (to.nic === undefined && to.site === undefined)) return false
  // Somebody on the way put another destination in the place of the one that was asked for.
  if (packet.destination !== to.address) return false
  if (deliveredTo.kind === 'service') return true
  return deliveredTo.kind === 'nic'
    ? to.nic?.subnet.vnet !== deliveredTo.nic.subnet.vnet
    : to.site !== deliveredTo.site
}

const roundTrip = (surroundings: Surroundings, from: End, to: End, flow: Flow): RoundTrip => {
  const { protocol = 'icmp', port } = flow
  const start = startOf(from, to)
  const packet: Packet = { source: from.address, destination: to.address, protocol, port }
  const walked = start === undefined ? [] : walk(start, packet, surroundings)
  const forward = walked.map((way) =>
    isMisdelivered(way, to) ? { ...way, ending: 'deliveredElsewhere' as const } : way,
  )
  const replier = responder(forward, to)
  const back = returnWays(surroundings, forward, packet, replier, from)
  const there = outcomeOf(forward)
  return { forward, back, replier, there, verdict: worse(there, outcomeOf(back)) }
}

/** The verdict of a trace alone, without what only one answer's reader needs: asked for every pair of machines. */
export const verdictBetween = (analysis: Analysis, from: End, to: End, flow: Flow = {}): Outcome =>
  roundTrip(analysis.surroundings, from, to, flow).verdict

/** Rules of which it is not known whether they are for the packet. */
const openDecisions: ReadonlySet<string> = new Set(['securityRuleOpen', 'firewallRuleOpen'])

/** Whether a filter, or one that cannot be decided, ends a way: then routes alone may say something else. */
const meetsFilter = ({ forward, back }: RoundTrip): boolean =>
  [...forward, ...back].some(
    ({ ending, hops }) => ending === 'filtered' || openDecisions.has(hops.at(-1)?.decision.code ?? ''),
  )

/** What stands for rules that are not known. */
const openAssumptions: ReadonlySet<string> = new Set(['firewallAllows', 'securityGroupAllows'])

const filteringOf = ({ forward, back }: RoundTrip): TraceAnswer['filtering'] => {
  const ways = [...forward, ...back]
  if (ways.some(({ ending }) => ending === 'filtered')) return 'denied'
  const isOpen = ways.some(
    ({ assumptions, hops }) =>
      assumptions.some(({ code }) => openAssumptions.has(code)) ||
      openDecisions.has(hops.at(-1)?.decision.code ?? ''),
  )
  return isOpen ? 'notEvaluated' : 'allowed'
}

/** The trace between two ends that are already found. */
const traceBetween = (analysis: Analysis, from: End, to: End, flow: Flow = {}): TraceAnswer => {
  const { surroundings } = analysis
  const trip = roundTrip(surroundings, from, to, flow)
  const { forward, back, replier, there, verdict } = trip
  const answerReturns = (hop: ForwardingHop): boolean => {
    const { nic, address, translatedSource: destination = from.address } = hop
    if (nic === undefined || address === undefined) return true
    const error: Packet = { source: address, destination, protocol: 'icmp', port: undefined }
    const { translations = [], passed = new Set<string>() } =
      forward.find((way) => way.hops.includes(hop)) ?? {}
    const memory = { translations, passed, as: 'error' } as const
    return walk({ kind: 'sending', nic }, error, surroundings, memory).some((way) => isSuccess(way.ending))
  }
  const quality = pathQuality(analysis.network, forward, back)
  const replyReturns = back.some((way) => isSuccess(way.ending))
  const stopped = from.vm?.running === false ? [findings.sourceStopped({ vm: from.vm.name })] : []
  return {
    format: 1,
    from: endpoint(from),
    // A frontend stands for all its backends: naming the one that replies would say too much.
    to: endpoint(replier.address === to.address ? replier : to),
    verdict,
    routing: meetsFilter(trip)
      ? roundTrip({ ...surroundings, filters: false }, from, to, flow).verdict
      : verdict,
    filtering: filteringOf(trip),
    forward: direction(forward),
    return: direction(back),
    symmetric: isSymmetric(forward, back),
    traceroute: tracerouteOf(forward, to.address, answerReturns, replyReturns),
    reached: there !== 'notReached' && there !== 'unknown' && replyReturns,
    replyTtl: there === 'reached' || there === 'partly' ? replyTtlOf(replier, back) : null,
    ...(quality === undefined ? {} : { quality }),
    assumptions: assumptionsOf(
      analysis,
      to.service === undefined ? [from, replier] : [from, replier, to],
      [...forward, ...back],
      replier,
    ),
    findings: [...hypothetical(analysis), ...stopped, ...hairpins(analysis, trip, from)],
  }
}

/** What the elements on these ways remember: translations of the first, and the filters that any of them passed. */
const memoryOf = (ways: readonly ForwardingWay[]): FlowMemory => ({
  translations: ways[0]?.translations ?? [],
  passed: new Set(ways.flatMap(({ passed }) => [...passed])),
  as: 'reply',
  ...(ways.length === 0 ? { isSupposed: true } : {}),
})

/**
 * R6.24: the state of a flow that came in by the public address of a NIC takes its replies out by the same one, whatever
 * way out the subnet has otherwise. A reply that leaves elsewhere has another address, and the client drops it.
 */
const backToInternet = (way: ForwardingWay, replier: End, asked: Address): ForwardingWay => {
  const [sender, edge] = way.hops.slice(-2)
  if (edge === undefined || (edge.kind !== 'internet' && !isSuccess(way.ending))) return way
  const parameters = { element: edge.element }
  const isOwn =
    edge.kind === 'internet' &&
    ((sender?.nic !== undefined && sender.nic === replier.nic && way.hops.length === 2) ||
      // R6.53: the firewall has put back the address that the client called.
      (sender?.kind === 'firewall' && way.packet.source === asked))
  const decision = isOwn
    ? {
        code: 'internetEgress' as const,
        rule: sender?.kind === 'firewall' ? 'R6.53' : 'R6.24',
        parameters: { destination: formatAddress(way.packet.destination) },
      }
    : { code: 'noFlowState' as const, rule: 'R6.24', parameters }
  const hops = [...way.hops.slice(0, -1), { ...edge, decision }]
  return { ...way, ending: isOwn ? 'deliveredToInternet' : 'filtered', hops }
}

/**
 * R6.52: a sender takes answers from the address that it asked. Where one on the way put another destination in its
 * place and does not meet the answer, nobody puts the address back.
 */
const asAnswer = (
  way: ForwardingWay,
  asked: Packet,
  translations: ForwardingWay['translations'],
  from: End,
): ForwardingWay => {
  const isRedirected = translations.some(({ before, after }) => before.destination !== after.destination)
  const { source } = way.packet
  if (!isRedirected || !isSuccess(way.ending) || from.internet === true || source === asked.destination)
    return way
  const parameters = {
    element: from.vm?.name ?? from.nic?.name ?? from.site?.name ?? formatAddress(from.address),
    source: formatAddress(source),
    expected: formatAddress(asked.destination),
  }
  const decision = { code: 'answerFromElsewhere', rule: 'R6.52', parameters } as const
  const hops = way.hops.map((hop, index) => (index === way.hops.length - 1 ? { ...hop, decision } : hop))
  return { ...way, ending: 'filtered', hops }
}

/** The replies to the forward ways, each to the source that its packet arrived with (R6.16). */
const returnWays = (
  surroundings: Surroundings,
  forward: readonly ForwardingWay[],
  packet: Packet,
  replier: End,
  from: End,
): readonly ForwardingWay[] => {
  if (forward.some((way) => way.ending === 'deliveredToInternet')) return [internetReply(packet)]
  const start = startOf(replier)
  if (start === undefined) return []
  const arrived = forward.filter((way) => isSuccess(way.ending))
  // A firewall that lets nothing in has nothing to answer.
  if (arrived.length === 0 && replier.service !== undefined && 'firewall' in replier.service) return []
  // Where nothing arrives, the way back is still an answer: it shows what else is in the way.
  const sources = new Set(arrived.length === 0 ? [packet.source] : arrived.map((way) => way.packet.source))
  return [...sources].flatMap((source) => {
    const answered = arrived.filter((way) => way.packet.source === source)
    const request = answered[0]?.packet ?? packet
    return walk(
      start,
      reply({ ...packet, source, port: request.port }, replier.address),
      surroundings,
      memoryOf(answered),
    )
      .map((way) => asAnswer(way, packet, answered[0]?.translations ?? [], from))
      .map((way) => (from.internet === true ? backToInternet(way, replier, packet.destination) : way))
      .map((way) => ({ ...way, share: way.share / sources.size }))
  })
}
