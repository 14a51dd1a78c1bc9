// `trace`: both directions hop by hop, what a user would see, and what the answer takes for granted.
import type { Analysis } from '../analyse.ts'
import { type Finding, findings, formatSpan } from '../diagnostics/index.ts'
import {
  changesDestination,
  crossedEdge,
  type FlowMemory,
  type Hop as ForwardingHop,
  type Way as ForwardingWay,
  initialTtlOf,
  isSuccess,
  type Location,
  type Packet,
  type Protocol,
  type Surroundings,
  startOfReply,
  walk,
  withoutTwins,
} from '../forwarding/index.ts'
import { type Address, containsAddress, formatAddress } from '../net/index.ts'
import type { Carrier, Direction, Ending, Endpoint, Hop, TraceAnswer, Way } from './answers.ts'
import { assumptionsOf } from './assumptions.ts'
import { defaultRoutesNotTaken } from './default-route-not-taken.ts'
import { type End, endOfNic } from './end.ts'
import { findEnds } from './find-end.ts'
import { bringsAnswer, flowsOf, meetsSameAppliances, receiverKey, withoutHalfSeen } from './flows.ts'
import { answersSeen } from './hop-answers.ts'
import { hypothetical } from './hypothetical.ts'
import { type Answered, answered } from './names.ts'
import { pathQuality } from './path-quality.ts'
import { asSenderTakesIt, backToInternet } from './reply-acceptance.ts'
import { repliesFromOutside } from './reply-from-outside.ts'
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
const startOf = ({ nic, service, site, client, internet }: End, to?: End): Location | undefined => {
  if (internet === true) {
    if (to?.service !== undefined && 'firewall' in to.service)
      return { kind: 'internetToFirewall', firewall: to.service.firewall }
    if (to?.publicEndpoint !== undefined) return { kind: 'publicAddress', endpoint: to.publicEndpoint }
    return to?.nic === undefined ? undefined : { kind: 'internet', to: to.nic }
  }
  if (service !== undefined) return startOfReply({ kind: 'service', service })
  if (client !== undefined) return { kind: 'vpnClient', client }
  if (nic !== undefined) return { kind: 'sending', nic }
  return site === undefined ? undefined : { kind: 'site', site, over: undefined }
}

const carrierAnswer = ({ packet, hops }: NonNullable<ForwardingHop['carrier']>): Carrier => ({
  source: formatAddress(packet.source),
  destination: formatAddress(packet.destination),
  protocol: packet.protocol,
  ...(packet.port === undefined ? {} : { port: packet.port }),
  hops: hops.map(hopAnswer),
})

const translatedAnswer = (hop: ForwardingHop): Partial<Hop> => {
  const { translatedSource, translatedDestination, translatedPort, translatedSourcePort } = hop
  return {
    ...(translatedSource === undefined ? {} : { translatedSource: formatAddress(translatedSource) }),
    ...(translatedDestination === undefined
      ? {}
      : { translatedDestination: formatAddress(translatedDestination) }),
    ...(translatedPort === undefined ? {} : { translatedPort }),
    ...(translatedSourcePort === undefined ? {} : { translatedSourcePort }),
  }
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
  ...(hop.carrier === undefined ? {} : { carrier: carrierAnswer(hop.carrier) }),
  ...translatedAnswer(hop),
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

/** A machine that is called from outside, with its own address: it knows nothing of the public one (R6.24). */
const insideOf = (end: End): End => {
  const holder = end.publicEndpoint?.holder
  return end.nic === undefined || holder?.kind !== 'nic' ? end : endOfNic(end.nic, holder.address)
}

/** Who answers, with the address that the packets came for: the end that the ways deliver to, else the one that the question named. */
const responder = (ways: readonly ForwardingWay[], to: End): End => {
  const way = ways.find(({ ending }) => ending === 'delivered')
  const delivery = way?.deliveredTo
  if (way === undefined || delivery === undefined) return insideOf(to)
  const end = { address: way.packet.destination, vm: undefined, nic: undefined, site: undefined }
  switch (delivery.kind) {
    case 'nic':
      return { ...end, nic: delivery.nic, vm: delivery.nic.vm }
    case 'site':
      return { ...end, site: delivery.site }
    case 'service':
      return { ...end, service: delivery.service }
    case 'vpnClient':
      return { ...end, client: delivery.client }
    case 'edge':
      return to
  }
}

const hasOneReceiver = (ways: readonly ForwardingWay[]): boolean =>
  new Set(ways.filter(({ ending }) => ending === 'delivered').map(receiverKey)).size <= 1

/** Hops that a hub has in one direction only: its gateways take in (R3.3), and its router where nothing else does (R6.26). */
const isOneWay = ({ kind }: ForwardingHop): boolean => kind === 'expressRouteGateway' || kind === 'hubRouter'

/** The elements of a way that both directions must share. */
const pathOf = (way: ForwardingWay): readonly string[] => {
  const hops = way.hops.filter((hop) => !isOneWay(hop))
  const elements = hops.flatMap((hop, index) => {
    if (hop.kind === 'loadBalancer') return []
    // R6.21: a frontend keeps a flow together with the appliance that it picked, in both directions.
    const before = hops.slice(0, index).findLast(({ element }) => element !== hop.element)
    // Whom the frontend was called for answers without it.
    const passes = before?.kind === 'loadBalancer' && index < hops.length - 1
    return passes ? [`${before.element}/${hop.element}`] : [hop.element]
  })
  return elements.filter((element, index) => element !== elements[index - 1])
}

const isSymmetric = (forward: readonly ForwardingWay[], back: readonly ForwardingWay[]): boolean => {
  // What answers at Azure's edge has seen nothing of the network, in either direction.
  if (forward.length > 0 && forward.every(({ deliveredTo }) => deliveredTo?.kind === 'edge')) return true
  // What never arrives has no answer to be held against.
  const arriving = forward.filter((way) => isSuccess(way.ending))
  const compared = arriving.length > 0 ? arriving : forward
  const there = new Set(compared.map((way) => pathOf(way).join('>')))
  const returns = new Set(back.map((way) => [...pathOf(way)].reverse().join('>')))
  return there.size === returns.size && [...there].every((path) => returns.has(path))
}

/** Undefined where nobody knows which system replies: behind a private endpoint, on a NIC without a machine, at Azure's edge. */
const initialTtl = ({ service, vm, site, client }: End): number | undefined => {
  if ([service, vm, site, client].every((each) => each === undefined)) return undefined
  const ofService = service === undefined ? undefined : initialTtlOf(service)
  return ofService ?? (vm?.operatingSystem === 'windows' ? 128 : 64)
}

/** R6.27: what is left of the replying system's initial TTL. */
const replyTtlOf = (end: End, back: readonly ForwardingWay[]): number | null => {
  const arriving = back.find(bringsAnswer)
  const initial = initialTtl(end)
  // Nobody knows what a host outside starts with, nor what packets pass outside.
  return arriving === undefined ||
    initial === undefined ||
    arriving.hops[0]?.decision.code === 'outsideReply' ||
    arriving.ending === 'deliveredToInternet'
    ? null
    : initial - arriving.hops.filter((hop) => hop.decrements).length
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
  ...(end.publicEndpoint === undefined ? {} : { service: end.publicEndpoint.name }),
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
  const ends = findEnds(analysis, question)
  return ends.ok ? answered(traceBetween(analysis, ends.answer.from, ends.answer.to, question)) : ends
}

type Flow = Pick<TraceQuestion, 'protocol' | 'port'>

interface RoundTrip {
  readonly forward: readonly ForwardingWay[]
  readonly back: readonly ForwardingWay[]
  readonly replier: End
  readonly there: Outcome
  readonly symmetric: boolean
  readonly sameAppliances: boolean | undefined
  readonly verdict: Outcome
}

/**
 * Whether somebody else got the packet: address spaces may overlap, and then the routes decide who is reached.
 * One VNet has an address once, so the VNet tells the owners apart.
 */
const isMisdelivered = ({ deliveredTo, translations }: ForwardingWay, to: End): boolean => {
  if (deliveredTo === undefined || (to.nic === undefined && to.site === undefined)) return false
  // R6.52: who translates the destination means somebody else.
  if (translations.some(changesDestination)) return false
  switch (deliveredTo.kind) {
    case 'nic':
      return to.nic?.subnet.vnet !== deliveredTo.nic.subnet.vnet
    case 'site':
      return to.site !== deliveredTo.site
    default:
      return true
  }
}

const roundTrip = (surroundings: Surroundings, from: End, to: End, flow: Flow): RoundTrip => {
  const { protocol = 'icmp', port } = flow
  const isPrivate = surroundings.controlPlane.era.reservedSpace.some((prefix) =>
    containsAddress(prefix, to.address),
  )
  const nowhere: Location | undefined =
    from.internet === true && isPrivate ? { kind: 'internet', to: undefined } : undefined
  const start = startOf(from, to) ?? nowhere
  const packet: Packet = { source: from.address, destination: to.address, protocol, port }
  const walked = start === undefined ? [] : walk(start, packet, surroundings)
  const forward = walked.map((way) =>
    isMisdelivered(way, to) ? { ...way, ending: 'deliveredElsewhere' as const } : way,
  )
  const replier = responder(forward, to)
  const { ways: back, sameAppliances } = returnWays(surroundings, forward, packet, to, from)
  const there = outcomeOf(forward)
  return {
    forward,
    back,
    replier,
    there,
    symmetric: sameAppliances !== false && isSymmetric(forward, back),
    sameAppliances,
    verdict: worse(there, outcomeOf(back)),
  }
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

const filteringOf = ({ forward, back, there, verdict }: RoundTrip): TraceAnswer['filtering'] => {
  // As for the verdict: where the way there is not known, the way back decides nothing.
  const ways = there === 'unknown' ? forward : [...forward, ...back]
  const isOpen = ways.some(
    ({ assumptions, hops }) =>
      assumptions.some(({ code }) => openAssumptions.has(code)) ||
      openDecisions.has(hops.at(-1)?.decision.code ?? ''),
  )
  // A filter that denies decides nothing while the verdict is open for another one.
  if (isOpen && verdict === 'unknown') return 'notEvaluated'
  if (ways.some(({ ending }) => ending === 'filtered')) return 'denied'
  return isOpen ? 'notEvaluated' : 'allowed'
}

/** R6.60: Azure's DNS knows the machines of the sender's own VNet by their addresses, and no others. */
const namesFor =
  ({ nic }: End, { controlPlane }: Analysis) =>
  (address: Address): string | undefined => {
    const vnet = nic?.subnet.vnet
    const vm = vnet?.usesAzureDns === true ? controlPlane.nicAt(vnet, address)?.vm : undefined
    return vm === undefined ? undefined : `${vm.name.toLowerCase()}.internal.cloudapp.net`
  }

/** The trace between two ends that are already found. */
const traceBetween = (analysis: Analysis, from: End, to: End, flow: Flow = {}): TraceAnswer => {
  const { surroundings } = analysis
  const trip = roundTrip(surroundings, from, to, flow)
  const { forward, back, replier, there, symmetric, sameAppliances, verdict } = trip
  const quality = pathQuality(analysis.network, forward, back)
  const replyReturns = back.some(bringsAnswer)
  const stopped = from.vm?.running === false ? [findings.sourceStopped({ vm: from.vm.name })] : []
  return {
    format: 1,
    from: endpoint(from),
    // A frontend stands for all its backends, an address for all its owners: naming one of them would say too much.
    to: endpoint(replier.address === to.address && hasOneReceiver(forward) ? replier : to),
    protocol: flow.protocol ?? 'icmp',
    verdict,
    routing: meetsFilter(trip)
      ? roundTrip({ ...surroundings, filters: false }, from, to, flow).verdict
      : verdict,
    filtering: filteringOf(trip),
    forward: direction(forward),
    return: direction(back),
    symmetric,
    ...(sameAppliances === undefined ? {} : { sameAppliances }),
    traceroute: tracerouteOf(
      forward,
      to.address,
      (hop) => answersSeen(hop, forward, from, surroundings),
      replyReturns,
      namesFor(from, analysis),
    ),
    reached: there !== 'notReached' && there !== 'unknown' && replyReturns,
    replyTtl: there === 'reached' || there === 'partly' ? replyTtlOf(replier, back) : null,
    ...(quality === undefined ? {} : { quality }),
    assumptions: assumptionsOf(
      analysis,
      [from, replier, ...(to.service === undefined ? [] : [to])],
      [...forward, ...back],
      replier,
      to,
    ),
    findings: [
      ...hypothetical(analysis),
      ...stopped,
      ...hairpins(analysis, trip, from),
      ...defaultRoutesNotTaken(analysis, [...forward, ...back]),
    ],
  }
}

/**
 * Where nothing arrives, the way back is still an answer: it shows what else is in the way. Filters let it pass, since a
 * request that arrives would have left its state in them (R6.5, R6.20).
 */
const asIfArrived: FlowMemory = { translations: [], passed: 'everywhere', as: 'reply' }

interface Returns {
  readonly ways: readonly ForwardingWay[]
  /** Whether every flow comes back through the appliances and firewalls that it passed; undefined without any flow. */
  readonly sameAppliances: boolean | undefined
}

/** The replies to the forward ways, each to the source that its packet arrived with (R6.16). */
const returnWays = (
  surroundings: Surroundings,
  forward: readonly ForwardingWay[],
  packet: Packet,
  to: End,
  from: End,
): Returns => {
  const outside = forward.flatMap(
    (way) => repliesFromOutside(way, reply(way.packet, way.packet.destination), surroundings) ?? [],
  )
  if (outside.length > 0) {
    const shares = outside.reduce((sum, { share }) => sum + share, 0)
    return {
      ways: withoutTwins(outside.map((way) => ({ ...way, share: way.share / shares }))),
      sameAppliances: undefined,
    }
  }
  const back = (
    replier: End,
    asked: Packet,
    memory: FlowMemory,
    flow: ForwardingWay | undefined,
  ): readonly ForwardingWay[] => {
    const start = startOf(replier)
    const walked = start === undefined ? [] : walk(start, reply(asked, replier.address), surroundings, memory)
    const isOutside = from.internet === true || crossedEdge(memory.translations)
    return walked
      .map((way) => (isOutside ? backToInternet(way, flow) : way))
      .map((way) => asSenderTakesIt(way, memory, packet))
  }
  const flows = flowsOf(forward.filter((way) => isSuccess(way.ending)))
  // A firewall that lets nothing in has nothing to answer.
  if (flows.length === 0 && to.service !== undefined && 'firewall' in to.service)
    return { ways: [], sameAppliances: undefined }
  if (flows.length === 0)
    return { ways: back(responder(forward, to), packet, asIfArrived, forward[0]), sameAppliances: undefined }
  const answers = flows.map((flow) => {
    const ways = back(responder(flow.ways, to), flow.arrived, flow.memory, flow.ways[0])
    return { flow, ways: surroundings.filters ? withoutHalfSeen(flow, ways, packet) : ways }
  })
  return {
    ways: withoutTwins(
      answers.flatMap(({ flow, ways }) => ways.map((way) => ({ ...way, share: way.share * flow.share }))),
    ),
    sameAppliances: answers.every(({ flow, ways }) => meetsSameAppliances(flow, ways)),
  }
}
