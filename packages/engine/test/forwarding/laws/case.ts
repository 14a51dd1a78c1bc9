// One random network with the ways of its packets, as laws look at it.
import type { Analysis } from '../../../src/analyse.ts'
import { type Location, type Packet, type Way, walk } from '../../../src/forwarding/index.ts'
import type { Nic } from '../../../src/model/index.ts'
import { type Address, address, familyOf, formatAddress } from '../../../src/net/index.ts'
import type { TraceAnswer, TraceQuestion } from '../../../src/queries/index.ts'
import { analysisOf } from '../azure.ts'
import { traced } from '../described.ts'
import { type RandomNetwork, randomNetwork } from '../random-network.ts'

/** The ways of one packet. */
export type WaysOfPacket = readonly [packet: Packet, ways: readonly Way[]]

/** A random network, analysed and walked. */
export interface Case {
  readonly seed: number
  readonly network: RandomNetwork
  readonly analysis: Analysis
  readonly ways: readonly WaysOfPacket[]
  /** The answers to the questions of the network, made once when a law first asks for them. */
  readonly answers: () => readonly Answer[]
}

/** A question and what is answered; every question here can be answered. */
export interface Answer {
  readonly question: TraceQuestion
  readonly answer: TraceAnswer
}

/** What a law says of one network. */
export interface Verdict {
  /** What breaks it, in words. */
  readonly violations: readonly string[]
  /** How often it had something to look at: a law that never has says nothing. */
  readonly seen: number
}

/** What holds for every packet in every network. */
export interface Law {
  readonly name: string
  readonly judge: (given: Case) => Verdict
}

const flows = [
  { protocol: 'icmp', port: undefined },
  { protocol: 'tcp', port: 443 },
  { protocol: 'icmp', port: undefined },
  { protocol: 'udp', port: 53 },
  { protocol: 'tcp', port: 22 },
] as const

/** Clients on the Internet, one of each family. */
const outsiders = ['8.8.8.8', '2001:4860:4860::8888'] as const

const byKey = <T extends { readonly id: { readonly key: string } }>(things: readonly T[]): readonly T[] =>
  [...things].sort((a, b) => (a.id.key < b.id.key ? -1 : 1))

/** The address that a NIC sends from; one with several takes turns. */
const sourceOf = ({ addresses }: Nic, destination: Address, turn: number): Address | undefined => {
  const own = addresses.filter((each) => familyOf(each) === familyOf(destination))
  return own[turn % own.length]
}

/** From the Internet: to every public address, and to the private ones of machines that have one. */
const waysIn = (analysis: Analysis, { publicOf }: RandomNetwork): readonly WaysOfPacket[] => {
  const { publicEndpoints, nics, azureFirewalls, virtualHubs } = analysis.network
  const firewalls = [...azureFirewalls, ...virtualHubs.flatMap(({ firewall }) => firewall ?? [])]
  const ends = [
    ...byKey(publicEndpoints).flatMap((endpoint): readonly (readonly [Location, Address])[] =>
      endpoint.address === undefined ? [] : [[{ kind: 'publicAddress', endpoint }, endpoint.address]],
    ),
    ...byKey(
      nics.filter(({ addresses }) => addresses.some((own) => publicOf.has(formatAddress(own)))),
    ).flatMap((nic) => nic.addresses.map((own) => [{ kind: 'internet', to: nic }, own] as const)),
    ...byKey(firewalls).flatMap((firewall) =>
      firewall.publicAddresses.map((own) => [{ kind: 'internetToFirewall', firewall }, own] as const),
    ),
  ]
  return ends.flatMap(([start, destination], row) => {
    const source = outsiders.map(address).find((each) => familyOf(each) === familyOf(destination))
    return source === undefined
      ? []
      : [0, 1, 3].flatMap((column): readonly WaysOfPacket[] => {
          const flow = flows[(row + column) % flows.length]
          if (flow === undefined) return []
          const packet: Packet = { source, destination, ...flow }
          return [[packet, walk(start, packet, analysis.surroundings)]]
        })
  })
}

/**
 * The ways of a packet from every NIC to half of the addresses, and of some from the Internet; chance-free, so that two analyses
 * can be compared.
 */
export const allWays = (analysis: Analysis, network: RandomNetwork): readonly WaysOfPacket[] => [
  ...byKey(analysis.network.nics).flatMap((nic, row) =>
    network.addresses.flatMap((text, column): readonly WaysOfPacket[] => {
      const destination = address(text)
      const source = sourceOf(nic, destination, row + column)
      const flow = flows[(row * 3 + column) % flows.length]
      const isLeftOut = (row * 5 + column * 3) % 8 > 3
      if (source === undefined || source === destination || flow === undefined || isLeftOut) return []
      const packet: Packet = { source, destination, ...flow }
      return [[packet, walk({ kind: 'sending', nic }, packet, analysis.surroundings)]]
    }),
  ),
  ...waysIn(analysis, network),
]

/** Some of the questions that a user could ask: from machines, sites and the Internet, to addresses and to names. */
const questionsOf = (network: RandomNetwork): readonly TraceQuestion[] => {
  const { senders, addresses, names, withIpv6, ipv6Names } = network
  const isIpv6 = (text: string): boolean => text.includes(':')
  const machines = senders.filter((name) => /\d/.test(name))
  const asked = (from: string, to: string, turn: number): readonly TraceQuestion[] => {
    const flow = flows[turn % flows.length]
    if (flow === undefined) return []
    const { protocol, port } = flow
    return [{ from, to, protocol, ...(port === undefined ? {} : { port }) }]
  }
  const inside = senders.flatMap((from, row) =>
    addresses.flatMap((to, column) => {
      // From a machine without IPv6 there is no question about it.
      const cannot = isIpv6(to) && !withIpv6.has(from)
      return cannot || (row + column) % 7 !== 0 ? [] : asked(from, to, row + column)
    }),
  )
  const named = senders.flatMap((from, row) => {
    const to = names[row % Math.max(1, names.length)]
    return to === undefined || (ipv6Names.has(to) && !withIpv6.has(from)) ? [] : asked(from, to, row)
  })
  const fromOutside = outsiders.flatMap((from) => [
    ...addresses.flatMap((to, column) =>
      isIpv6(to) === isIpv6(from) && (isPrivate(to) ? column % 8 === 0 : isOwn(to))
        ? asked(from, to, column)
        : [],
    ),
    ...machines.flatMap((to, column) => (isIpv6(from) && !withIpv6.has(to) ? [] : asked(from, to, column))),
  ])
  return [...inside, ...named, ...fromOutside]
}

const isPrivate = (text: string): boolean => /^(?:10\.|172\.20\.|192\.168\.|fd)/.test(text)

/** Whether it is one of the public addresses that random networks have. */
const isOwn = (text: string): boolean => /^(?:4\.4\.|2603:)/.test(text)

/** A question in words. */
export const describeQuestion = ({ from, to, protocol = 'icmp', port }: TraceQuestion): string =>
  `${from} to ${to} ${protocol}${port ?? ''}`

/** A packet in words. */
export const describePacket = ({ source, destination, protocol, port }: Packet): string =>
  `${formatAddress(source)} to ${formatAddress(destination)} ${protocol}${port ?? ''}`

/** The elements of a way with what decided there, and its ending. */
export const describeWay = ({ hops, ending }: Way): string =>
  `${hops.map(({ kind, element, decision }) => `${element}[${kind}]:${decision.code}`).join(' > ')} = ${ending}`

/** The ways that break something, each as a violation. */
export const brokenWays = (
  { ways }: Case,
  broken: (way: Way, packet: Packet) => boolean,
): readonly string[] =>
  ways.flatMap(([packet, all]) =>
    all.filter((way) => broken(way, packet)).map((way) => `${describePacket(packet)}: ${describeWay(way)}`),
  )

/** The network of a seed with all that laws look at. */
export const caseOf = (seed: number): Case => {
  const network = randomNetwork(seed)
  const analysis = analysisOf(network.resources, network.world)
  let answers: readonly Answer[] | undefined
  return {
    seed,
    network,
    analysis,
    ways: allWays(analysis, network),
    answers: () => {
      answers ??= questionsOf(network).map((question) => ({ question, answer: traced(analysis, question) }))
      return answers
    },
  }
}
