// Sets of packets, exact: protocol, and address and port of both ends. What an operation costs depends on their structure.

import { type Address, ipv4Of, ipv6Of } from './address.ts'
import {
  common,
  DecisionDiagrams,
  type DecisionNode,
  type Interval,
  normalised,
  type Value,
} from './decision-diagram.ts'
import { defaultPrefix, firstAddress, lastAddress, type Prefix } from './prefix.ts'

export type { Interval, Value } from './decision-diagram.ts'

/** IP protocol numbers of the packets that sets are made of. */
export const protocolNumbers = { icmp: 1, tcp: 6, udp: 17 } as const

/** The dimensions in the order of the levels of a diagram: what tells most packets apart comes first. */
const dimensions = ['protocol', 'destination', 'source', 'destinationPort', 'sourcePort'] as const

/** What packets are told apart by. */
export type Dimension = (typeof dimensions)[number]

/** One packet, as a point. ICMP has no ports: they are 0. */
export interface Header {
  readonly protocol: number
  readonly destination: Address
  readonly source: Address
  readonly destinationPort: number
  readonly sourcePort: number
}

/** Intervals for each dimension; one that is left out is not restricted. */
export type Bounds = { readonly [dimension in Dimension]?: readonly Interval[] }

/** A box: every packet whose values lie in the interval of each dimension. */
export type Box = { readonly [dimension in Dimension]: Interval }

/** One value as an interval. */
export const only = (value: Value): Interval => ({ first: value, last: value })

/** The addresses of a prefix as an interval. */
export const intervalOf = (prefix: Prefix): Interval => ({
  first: firstAddress(prefix),
  last: lastAddress(prefix),
})

const everyPort: Interval = { first: 0, last: 65_535 }
const everyAddress: readonly Interval[] = [intervalOf(defaultPrefix(4)), intervalOf(defaultPrefix(6))]

const wholeDomain: { readonly [dimension in Dimension]: readonly Interval[] } = {
  protocol: Object.values(protocolNumbers).map(only),
  destination: everyAddress,
  source: everyAddress,
  destinationPort: [everyPort],
  sourcePort: [everyPort],
}

/** The address that a value of one of the address dimensions is. */
export const addressOf = (value: Value): Address =>
  typeof value === 'number' ? ipv4Of(value) : ipv6Of(value)

const pointOf = (header: Header): readonly Value[] => dimensions.map((dimension) => header[dimension])

/** A set of packets of one space. Sets never change. */
export class PacketSet {
  readonly #diagrams: DecisionDiagrams
  readonly #node: DecisionNode | undefined

  /** For `PacketSpace`, which makes the sets. */
  constructor(diagrams: DecisionDiagrams, node: DecisionNode | undefined) {
    this.#diagrams = diagrams
    this.#node = node
  }

  #of(node: DecisionNode | undefined): PacketSet {
    return node === this.#node ? this : new PacketSet(this.#diagrams, node)
  }

  #nodeOf(other: PacketSet): DecisionNode | undefined {
    if (other.#diagrams !== this.#diagrams) throw new RangeError('The sets are of two packet spaces')
    return other.#node
  }

  /** Whether no packet is in it. */
  get isEmpty(): boolean {
    return this.#node === undefined
  }

  /** Whether both hold the same packets. Takes one comparison: equal sets are the same diagram. */
  equals(other: PacketSet): boolean {
    return this.#node === this.#nodeOf(other)
  }

  /** The packets of either. */
  union(other: PacketSet): PacketSet {
    return this.#of(this.#diagrams.combine('union', this.#node, this.#nodeOf(other)))
  }

  /** The packets of both. */
  intersect(other: PacketSet): PacketSet {
    return this.#of(this.#diagrams.combine('intersection', this.#node, this.#nodeOf(other)))
  }

  /** The packets that the other does not hold. */
  minus(other: PacketSet): PacketSet {
    return this.#of(this.#diagrams.combine('difference', this.#node, this.#nodeOf(other)))
  }

  /** Whether a packet is in it. */
  contains(header: Header): boolean {
    return this.#diagrams.holds(this.#node, pointOf(header))
  }

  /** What its packets become when one of their values is replaced, as by address translation. */
  withValue(dimension: Dimension, value: Value): PacketSet {
    return this.#of(this.#diagrams.replaced(this.#node, dimensions.indexOf(dimension), value))
  }

  /** Every packet that is in it once one of its values is replaced, whatever that value was before. */
  beforeValue(dimension: Dimension, value: Value): PacketSet {
    const level = dimensions.indexOf(dimension)
    return this.#of(this.#diagrams.freed(this.#node, level, value, wholeDomain[dimension]))
  }

  /** Its packets as disjoint boxes, in a fixed order. */
  boxes(): readonly Box[] {
    return this.#diagrams
      .boxes(this.#node)
      .flatMap(([protocol, destination, source, destinationPort, sourcePort]) =>
        protocol && destination && source && destinationPort && sourcePort
          ? [{ protocol, destination, source, destinationPort, sourcePort }]
          : [],
      )
  }

  /** One of its packets, the first in order; undefined where there is none. */
  sample(): Header | undefined {
    const point = this.#diagrams.first(this.#node)
    if (point === undefined) return undefined
    const [protocol = 0, destination = 0, source = 0, destinationPort = 0, sourcePort = 0] = point
    return {
      protocol: Number(protocol),
      destination: addressOf(destination),
      source: addressOf(source),
      destinationPort: Number(destinationPort),
      sourcePort: Number(sourcePort),
    }
  }

  /** How many packets it holds. */
  get size(): bigint {
    return this.#diagrams.count(this.#node)
  }
}

/** All packets that there can be. Sets of one space share their structure; those of two cannot be combined. */
export class PacketSpace {
  readonly #diagrams: DecisionDiagrams = new DecisionDiagrams()
  /** No packet. */
  readonly none: PacketSet
  /** Every packet. */
  readonly all: PacketSet

  constructor() {
    this.none = new PacketSet(this.#diagrams, undefined)
    this.all = this.box({})
  }

  /** The packets whose values lie in one of the given intervals of each dimension. */
  box(bounds: Bounds): PacketSet {
    const { icmp, tcp, udp } = protocolNumbers
    // Only TCP and UDP have ports.
    const parts: readonly Bounds[] = [
      { protocol: [only(icmp)], destinationPort: [only(0)], sourcePort: [only(0)] },
      { protocol: [only(tcp), only(udp)] },
    ]
    const nodes = parts.map((part) =>
      this.#diagrams.box(
        dimensions.map((dimension) =>
          common(
            normalised(bounds[dimension] ?? wholeDomain[dimension]),
            part[dimension] ?? wholeDomain[dimension],
          ),
        ),
      ),
    )
    return new PacketSet(
      this.#diagrams,
      nodes.reduce((all, node) => this.#diagrams.combine('union', all, node)),
    )
  }

  /** The union of many sets. */
  unionOf(sets: readonly PacketSet[]): PacketSet {
    if (sets.length <= 2) return sets.reduce((all, set) => all.union(set), this.none)
    const middle = sets.length >> 1
    return this.unionOf(sets.slice(0, middle)).union(this.unionOf(sets.slice(middle)))
  }
}
