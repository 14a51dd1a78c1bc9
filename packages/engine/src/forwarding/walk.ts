// Walks one packet from where it starts to every ending that equal-cost ways lead to.
import type { ControlPlane } from '../control-plane/index.ts'
import type { LoadBalancerFrontend, Network, PrivateEndpoint, UnmodelledHost, Vnet } from '../model/index.ts'
import { type Address, formatAddress } from '../net/index.ts'
import { crossMsee, crossSite, passGateway } from './expressroute-crossing.ts'
import type { Location, Step, Surroundings } from './location.ts'
import { arriveAtNic, leaveNic, machineName, sendFromMachine } from './machine.ts'
import type { Packet, SourceTranslation } from './packet.ts'
import type { Decision, Ending, Hop, Way, WayAssumption } from './way.ts'

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

/** Prepares what walks read; made once for a network. */
export const surroundingsOf = (network: Network, controlPlane: ControlPlane): Surroundings => ({
  network,
  controlPlane,
  fixtures: {
    loadBalancerAt: ownersByVnet(network.loadBalancerFrontends, (frontend: LoadBalancerFrontend) => [
      frontend.address,
    ]),
    privateEndpointAt: ownersByVnet(
      network.privateEndpoints,
      (endpoint: PrivateEndpoint) => endpoint.addresses,
    ),
    unmodelledHostAt: ownersByVnet(network.unmodelledHosts, (host: UnmodelledHost) => host.addresses),
  },
})

const decide = (
  location: Location,
  packet: Packet,
  surroundings: Surroundings,
  remembered: readonly SourceTranslation[] | undefined,
): readonly Step[] => {
  switch (location.kind) {
    case 'sending':
      return sendFromMachine(location.nic, packet)
    case 'leaving':
      return leaveNic(location.nic, packet, surroundings)
    case 'arriving':
      return arriveAtNic(location.nic, packet, remembered)
    case 'msee':
      return crossMsee(location.circuit, location.link, location.from, packet, surroundings)
    case 'gateway':
      return passGateway(location.gateway, packet, surroundings)
    case 'site':
      return crossSite(location.site, location.over, packet, surroundings)
  }
}

const keyOf = (location: Location, packet: Packet): string => {
  const addresses = `${formatAddress(packet.source)}>${formatAddress(packet.destination)}`
  switch (location.kind) {
    case 'sending':
    case 'leaving':
    case 'arriving':
      return `${location.kind}|${location.nic.id.key}|${addresses}`
    case 'msee':
      return `msee|${location.circuit.id.key}/${location.link.role}|${location.from.kind}|${addresses}`
    case 'gateway':
      return `gateway|${location.gateway.id.key}|${addresses}`
    case 'site':
      return `site|${location.site.name}|${location.over?.role ?? ''}|${addresses}`
  }
}

/** How people call the element that a location belongs to; the same as in its hops. */
const elementAt = (location: Location): string => {
  switch (location.kind) {
    case 'sending':
    case 'leaving':
    case 'arriving':
      return machineName(location.nic)
    case 'msee':
      return `${location.circuit.name}/${location.link.role}`
    case 'gateway':
      return location.gateway.name
    case 'site':
      return location.site.name
  }
}

/** A packet on its way: what it has passed, and where it is now. */
interface Journey {
  readonly share: number
  readonly hops: readonly Hop[]
  readonly assumptions: readonly WayAssumption[]
  readonly translations: readonly SourceTranslation[]
  /** Places and packets met before, for loops. */
  readonly seen: ReadonlySet<string>
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
})

/**
 * All ways of a packet, in the order of the decisions. A packet always ends. A reply, or an error about a packet, comes
 * with what machines remember of its flow; a packet without that opens a flow.
 */
export const walk = (
  start: Location,
  packet: Packet,
  surroundings: Surroundings,
  remembered?: readonly SourceTranslation[],
): readonly Way[] => {
  let decisions = 0
  const seeing =
    (source: Address) =>
    (hop: Hop): Hop =>
      source === packet.source ? hop : { ...hop, translatedSource: source }

  const explore = (journey: Journey): readonly Way[] => {
    const here = keyOf(journey.location, journey.packet)
    if (journey.seen.has(here)) {
      const parameters = { element: elementAt(journey.location) }
      return [stopped(journey, 'loop', { code: 'seenBefore', rule: 'R6.12', parameters })]
    }
    decisions += 1
    const tooManyHops: Decision = { code: 'tooManyHops', rule: 'R6.26', parameters: {} }
    if (journey.hops.filter((hop) => hop.decrements).length >= initialTtl)
      return [stopped(journey, 'ttlExpired', tooManyHops)]
    if (decisions > decisionLimit) return [stopped(journey, 'unknown', tooManyHops)]
    const seen = new Set(journey.seen).add(here)
    return decide(journey.location, journey.packet, surroundings, remembered).flatMap((step) => {
      const share = journey.share * step.share
      const hops = [...journey.hops, ...step.hops.map(seeing(journey.packet.source))]
      const assumptions = [...journey.assumptions, ...(step.assumptions ?? [])]
      const translations =
        step.translation === undefined ? journey.translations : [...journey.translations, step.translation]
      const common = { share, hops, assumptions, translations }
      const { outcome } = step
      return outcome.kind === 'onward'
        ? explore({ ...common, seen, location: outcome.to, packet: outcome.packet })
        : [{ ...common, ending: outcome.ending, deliveredTo: outcome.deliveredTo, packet: journey.packet }]
    })
  }

  return explore({
    share: 1,
    hops: [],
    assumptions: [],
    translations: [],
    seen: new Set(),
    location: start,
    packet,
  })
}
