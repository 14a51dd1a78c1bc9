// Where all packets of a set go: the set falls into classes, and every packet of a class goes the same ways (decision 18).
import {
  type Address,
  type Dimension,
  only,
  type PacketSet,
  PacketSpace,
  partitionAddresses,
} from '../../net/index.ts'
import { withoutInstances } from '../equal-ways.ts'
import { type FilterOnTheWay, filterAt } from '../filters-on-the-way.ts'
import {
  after,
  carriedBy,
  ended,
  isSpent,
  type Journey,
  lostInTunnel,
  recursion,
  startingAt,
  stopped,
  tooManyHops,
} from '../journey.ts'
import { type Carrier, end, type Location, type Step, type Surroundings } from '../location.ts'
import { elementAt, keyOfPlace } from '../location-key.ts'
import { type FlowMemory, hasPassed, type Packet } from '../packet.ts'
import { carriage } from '../tunnel-carriage.ts'
import { behind, decide } from '../walk.ts'
import type { Way } from '../way.ts'
import { type Cell, type CellMaking, cellsAt, headerOf, packetOf } from './cells.ts'
import { type FilterClass, firewallClasses, neverSentSet, securityClasses } from './filter-sets.ts'
import { flatControlPlane } from './flat-control-plane.ts'
import { addressLandmarks, portLandmarks } from './landmarks.ts'
import { wayKey, waysKey } from './signature.ts'

/** Packets that go the same ways. */
export interface PacketClass {
  readonly packets: PacketSet
  /** One of them, as it sets out. */
  readonly packet: Packet
  /** How they go. Where a decision names an address of the packet itself, it is that of any one of them. */
  readonly ways: readonly Way[]
}

/** Forwards sets of packets through one network. */
export interface SetForwarding {
  readonly space: PacketSpace
  /** The set that holds one packet, or all that a packet may be where it leaves ports open. */
  readonly setOf: (packet: Packet) => PacketSet
  /**
   * The classes of the packets that set out at a place: disjoint, and together the set. A reply, or an error, comes with
   * what elements remember of its flow, as for `walk`.
   */
  readonly classesFrom: (start: Location, packets: PacketSet, memory?: FlowMemory) => readonly PacketClass[]
}

/** How many decisions may be taken in all for one set: a bound on equal-cost branching, far above any real network. */
const decisionLimit = 200_000

/** A place that packets have been at, with the addresses that were put in place of theirs until then. */
interface Met {
  readonly place: string
  readonly source: Address | undefined
  readonly destination: Address | undefined
  readonly hops: number
}

/** The packets at a place, and how one of them got there. */
interface Wave {
  readonly packets: PacketSet
  readonly journey: Journey
  /** What was put in place of the source and the destination. */
  readonly source: Address | undefined
  readonly destination: Address | undefined
  readonly met: readonly Met[]
}

/** Some of the packets of a wave, with their ways from the start. */
interface Part {
  readonly packets: PacketSet
  readonly ways: readonly Way[]
}

interface Nesting {
  /** The tunnels that these packets are already in. */
  readonly tunnels: ReadonlySet<string>
  readonly budget: { decisions: number }
}

type Translation = readonly [Dimension, Address | number]

/** The values that a step put in place of those of a packet. */
const translationsIn = (before: Packet, now: Packet): readonly Translation[] => {
  const values: readonly (readonly [
    Dimension,
    Address | number | undefined,
    Address | number | undefined,
  ])[] = [
    ['source', before.source, now.source],
    ['destination', before.destination, now.destination],
    ['destinationPort', before.port, now.port],
    ['sourcePort', before.sourcePort, now.sourcePort],
  ]
  return values.flatMap(([dimension, was, is]) => (is === undefined || is === was ? [] : [[dimension, is]]))
}

/** Where two partitions of one set overlap: each such part goes the ways of both. */
const refined = (left: readonly Part[], right: readonly Part[]): readonly Part[] =>
  left.flatMap((a) =>
    right.flatMap((b): readonly Part[] => {
      const packets = a.packets.intersect(b.packets)
      return packets.isEmpty ? [] : [{ packets, ways: [...a.ways, ...b.ways] }]
    }),
  )

/** Ports that a sender's system chooses, where a packet leaves its own open. */
const chosenPorts = { first: 1024, last: 65_535 }

/** Prepares to forward sets through a network. Filters become sets when they are first met, and are kept. */
export const setForwarding = (given: Surroundings): SetForwarding => {
  // The tables by another algorithm than that of the walk, so that each proves the other.
  const surroundings = { ...given, controlPlane: flatControlPlane(given.controlPlane) }
  const space = new PacketSpace()
  const atoms = partitionAddresses(addressLandmarks(surroundings))
  const ports = portLandmarks(surroundings)
  const making = { space, surroundings }
  const kept = new Map<string, readonly FilterClass[]>()

  const setOf = (packet: Packet): PacketSet => {
    const { protocol, destination, source } = headerOf(packet)
    const { port, sourcePort } = packet
    const hasPorts = packet.protocol !== 'icmp'
    return space.box({
      protocol: [only(protocol)],
      destination: [only(destination)],
      source: [only(source)],
      ...(hasPorts && port !== undefined ? { destinationPort: [only(port)] } : {}),
      ...(hasPorts ? { sourcePort: [sourcePort === undefined ? chosenPorts : only(sourcePort)] } : {}),
    })
  }

  const ofGroups = (key: string, rules: Extract<FilterOnTheWay['rules'], { kind: 'groups' }>) => {
    const name = `${key}|${rules.direction}`
    const classes = kept.get(name) ?? securityClasses(rules.place, rules.direction, making)
    kept.set(name, classes)
    return classes
  }

  /** What the filter at a place does with all packets; undefined where there is none. */
  const filterClassesAt = (
    location: Location,
    filter: FilterOnTheWay,
    memory: FlowMemory | undefined,
  ): readonly FilterClass[] => {
    const { rules, key } = filter
    if (rules.kind === 'firewall') return firewallClasses(rules.firewall, memory, making)
    if (memory?.as === 'reply' && hasPassed(memory, key))
      return [{ packets: space.all, filtering: undefined }]
    const classes = ofGroups(key, rules)
    if (location.kind !== 'leaving') return classes
    const never = neverSentSet(location.nic, making)
    return [
      { packets: never, filtering: undefined },
      ...classes.map((each) => ({ ...each, packets: each.packets.minus(never) })),
    ]
  }

  const explored = (
    start: Location,
    packets: PacketSet,
    memory: FlowMemory | undefined,
    nesting: Nesting,
  ): readonly Part[] => {
    const around = memory === undefined ? surroundings : { ...surroundings, flow: memory }
    const cellMaking: CellMaking = {
      space,
      atoms,
      ports,
      decide: (location, packet) => decide(location, packet, around, memory?.translations),
    }

    /** What one step makes of a cell, and all that follows, for the packets as they were before the step. */
    const stepped = (wave: Wave, { packets: here, packet }: Cell, step: Step): readonly Part[] => {
      const journey = after({ ...wave.journey, packet }, step, (seen) => ({
        ...(wave.source === undefined ? {} : { translatedSource: seen.source }),
        ...(wave.destination === undefined ? {} : { translatedDestination: seen.destination }),
      }))
      const { outcome } = step
      if (outcome.kind === 'end')
        return [{ packets: here, ways: [ended(journey, outcome.ending, outcome.deliveredTo)] }]
      const { source, destination } = outcome.packet
      const translations = translationsIn(packet, outcome.packet)
      const next: Wave = {
        packets: translations.reduce((set, [dimension, value]) => set.withValue(dimension, value), here),
        journey: { ...journey, location: outcome.to, packet: outcome.packet },
        source: source === packet.source ? wave.source : source,
        destination: destination === packet.destination ? wave.destination : destination,
        met: wave.met,
      }
      const parts = outcome.carrier === undefined ? explore(next) : throughTunnel(next, outcome.carrier)
      if (translations.length === 0) return parts
      const untranslated = (set: PacketSet): PacketSet =>
        translations
          .reduceRight((all, [dimension, value]) => all.beforeValue(dimension, value), set)
          .intersect(here)
      return parts.map((part) => ({ ...part, packets: untranslated(part.packets) }))
    }

    /** R6.29: a tunnel's own packet goes by itself; it carries all packets or none. */
    const throughTunnel = (wave: Wave, carrier: Carrier): readonly Part[] => {
      const { journey } = wave
      if (nesting.tunnels.has(carrier.tunnel))
        return [{ packets: wave.packets, ways: [recursion(journey, carrier)] }]
      const inside = { ...nesting, tunnels: new Set(nesting.tunnels).add(carrier.tunnel) }
      const [under] = explored(carrier.start, setOf(carrier.packet), undefined, inside)
      const { carrying, lost } = carriage(carrier, under?.ways ?? [])
      const failing = lost.map((way) => lostInTunnel(journey, carrier, way))
      return carrying === undefined
        ? [{ packets: wave.packets, ways: failing }]
        : explore({ ...wave, journey: carriedBy(journey, carrier, carrying) }).map((part) => ({
            ...part,
            ways: [...part.ways, ...failing],
          }))
    }

    const cellsBehind = (
      wave: Wave,
      filter: FilterOnTheWay | undefined,
      { packets: passing, filtering }: FilterClass,
    ): readonly Cell[] => {
      const asked = wave.packets.intersect(passing)
      const header = asked.sample()
      if (header === undefined) return []
      const { location } = wave.journey
      const stopping = filtering?.stopped
      if (filter === undefined || stopping === undefined) return cellsAt(location, asked, cellMaking)
      const steps = [end(stopping.ending, [filter.hop(stopping.decision)])]
      return [{ packets: asked, packet: packetOf(header), steps }]
    }

    const explore = (wave: Wave): readonly Part[] => {
      const { journey, met, source, destination, packets: here } = wave
      const { location, hops } = journey
      const place = keyOfPlace(location)
      const before = met.find(
        (each) => each.place === place && each.source === source && each.destination === destination,
      )
      if (before !== undefined) {
        const parameters = { element: elementAt(location) }
        const way = stopped(journey, 'loop', { code: 'seenBefore', rule: 'R6.12', parameters })
        return [{ packets: here, ways: [{ ...way, round: way.hops.slice(before.hops) }] }]
      }
      nesting.budget.decisions -= 1
      if (isSpent(journey)) return [{ packets: here, ways: [stopped(journey, 'ttlExpired', tooManyHops)] }]
      if (nesting.budget.decisions < 0)
        return [{ packets: here, ways: [stopped(journey, 'unknown', tooManyHops)] }]
      const now: Wave = { ...wave, met: [...met, { place, source, destination, hops: hops.length }] }
      const filter = surroundings.filters ? filterAt(location) : undefined
      const classes: readonly FilterClass[] =
        filter === undefined
          ? [{ packets: space.all, filtering: undefined }]
          : filterClassesAt(location, filter, memory)
      return classes.flatMap((each) =>
        cellsBehind(now, filter, each).flatMap((cell) =>
          cell.steps
            .map((step) => stepped(now, cell, behind(step, filter, each.filtering)))
            .reduce(refined, [{ packets: cell.packets, ways: [] }]),
        ),
      )
    }

    const header = packets.sample()
    if (header === undefined) return []
    const journey = startingAt(start, packetOf(header))
    return explore({ packets, journey, source: undefined, destination: undefined, met: [] })
  }

  return {
    space,
    setOf,
    classesFrom: (start, packets, memory) => {
      const budget = { decisions: decisionLimit }
      const parts = explored(start, packets, memory, { tunnels: new Set(), budget }).map((part) => ({
        ...part,
        ways: withoutInstances(part.ways, wayKey),
      }))
      return [...Map.groupBy(parts, ({ ways }) => waysKey(ways)).values()].flatMap((alike) => {
        const all = space.unionOf(alike.map((part) => part.packets))
        const header = all.sample()
        const [first] = alike
        return header === undefined || first === undefined
          ? []
          : [{ packets: all, packet: packetOf(header), ways: first.ways }]
      })
    },
  }
}
