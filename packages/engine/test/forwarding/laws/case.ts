// One random network with the ways of its packets, as laws look at it.
import type { Analysis } from '../../../src/analyse.ts'
import { type Packet, type Way, walk } from '../../../src/forwarding/index.ts'
import { address, familyOf, formatAddress } from '../../../src/net/index.ts'
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

/** The ways of a packet from every NIC to every address; chance-free, so that two analyses can be compared. */
export const allWays = (analysis: Analysis, { addresses }: RandomNetwork): readonly WaysOfPacket[] =>
  [...analysis.network.nics]
    .sort((a, b) => (a.id.key < b.id.key ? -1 : 1))
    .flatMap((nic, row) =>
      addresses.flatMap((text, column): readonly WaysOfPacket[] => {
        const destination = address(text)
        const source = nic.addresses.find((own) => familyOf(own) === familyOf(destination))
        const flow = flows[(row * 3 + column) % flows.length]
        if (source === undefined || source === destination || flow === undefined) return []
        const packet: Packet = { source, destination, ...flow }
        return [[packet, walk({ kind: 'sending', nic }, packet, analysis.surroundings)]]
      }),
    )

/** Some of the questions that a user could ask. */
const questionsOf = ({ senders, addresses }: RandomNetwork): readonly TraceQuestion[] =>
  senders.flatMap((from, row) =>
    addresses.flatMap((to, column): readonly TraceQuestion[] => {
      const flow = flows[(row + column) % flows.length]
      // From a machine without IPv6 there is no question about it.
      const cannot = to.includes(':') && !addresses.includes(`fd00:10${from.slice(2)}::4`)
      if (flow === undefined || cannot || (row + column) % 4 !== 0) return []
      const { protocol, port } = flow
      return [{ from, to, protocol, ...(port === undefined ? {} : { port }) }]
    }),
  )

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
