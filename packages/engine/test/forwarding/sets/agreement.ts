// Compares the two engines on one network: every class of packets against walks of packets in it, there and back.
import type { Analysis } from '../../../src/analyse.ts'
import {
  headerOf,
  type Location,
  memoryOfWay,
  type PacketClass,
  packetOf,
  type SetForwarding,
  walk,
  waysKey,
} from '../../../src/forwarding/index.ts'
import {
  type Address,
  addressOf,
  type Box,
  formatAddress,
  type Header,
  type Interval,
  intervalOf,
  only,
  type PacketSet,
  prefix,
  protocolNumbers,
  type Value,
} from '../../../src/net/index.ts'

/** A number from 0 up to, not including, 1; the same sequence each time. */
type Chance = () => number

/** A place where packets set out, and all that may set out there. */
export interface Start {
  readonly name: string
  readonly location: Location
  readonly packets: PacketSet
}

/** Clients on the Internet, some of whom rules name. */
const outside = ['8.0.0.0/8', '198.51.100.0/24', '2001:4860::/32'].map((text) => intervalOf(prefix(text)))

/** From the Internet to every public address, and to every machine that has one, of either family. */
export const startsOutside = ({ network }: Analysis, { space }: SetForwarding): readonly Start[] => {
  const towards = (name: string, location: Location, addresses: readonly Address[]): readonly Start[] =>
    addresses.length === 0
      ? []
      : [
          {
            name: `the Internet to ${name}`,
            location,
            packets: space.unionOf(
              addresses.map((each) =>
                space.box({
                  source: outside.filter(({ first }) => typeof first === typeof each),
                  destination: [only(each)],
                }),
              ),
            ),
          },
        ]
  const firewalls = [
    ...network.azureFirewalls,
    ...network.virtualHubs.flatMap(({ firewall }) => firewall ?? []),
  ]
  return [
    ...network.publicEndpoints.flatMap((endpoint) =>
      towards(
        endpoint.name,
        { kind: 'publicAddress', endpoint },
        endpoint.address === undefined ? [] : [endpoint.address],
      ),
    ),
    ...network.nics
      .filter(({ id }) =>
        network.publicEndpoints.some(({ holder }) => holder?.kind === 'nic' && holder.id.key === id.key),
      )
      .flatMap((nic) => towards(nic.name, { kind: 'internet', to: nic }, nic.addresses)),
    ...firewalls.flatMap((firewall) =>
      towards(firewall.name, { kind: 'internetToFirewall', firewall }, firewall.publicAddresses),
    ),
  ]
}

/** Machines with their own addresses, and sites. */
export const startsInside = ({ network }: Analysis, { space }: SetForwarding): readonly Start[] => [
  ...network.nics
    .filter(({ addresses }) => addresses.length > 0)
    .map((nic) => ({
      name: nic.name,
      location: { kind: 'sending' as const, nic },
      packets: space.box({ source: nic.addresses.map(only) }),
    })),
  ...network.sites.flatMap((site) => {
    const sources = site.hosts.map(({ address }) => only(address))
    return sources.length === 0
      ? []
      : [
          {
            name: site.name,
            location: { kind: 'site' as const, site, over: undefined },
            packets: space.box({ source: sources }),
          },
        ]
  }),
]

/** All of them. */
export const startsIn = (analysis: Analysis, forwarding: SetForwarding): readonly Start[] => [
  ...startsInside(analysis, forwarding),
  ...startsOutside(analysis, forwarding),
]

const valueIn = ({ first, last }: Interval, chance: Chance): Value => {
  if (typeof first === 'number') return first + Math.floor(chance() * (Number(last) - first + 1))
  const steps = 2n ** 48n
  return first + (BigInt(Math.floor(chance() * Number(steps))) * (BigInt(last) - first + 1n)) / steps
}

/** The first and the last corner of a box, and a packet by chance. */
const packetsIn = (box: Box, chance: Chance): readonly Header[] => {
  const point = (of: (interval: Interval) => Value): Header => ({
    protocol: Number(of(box.protocol)),
    destination: addressOf(of(box.destination)),
    source: addressOf(of(box.source)),
    destinationPort: Number(of(box.destinationPort)),
    sourcePort: Number(of(box.sourcePort)),
  })
  const known: readonly number[] = Object.values(protocolNumbers)
  return [
    point(({ first }) => first),
    point(({ last }) => last),
    point((each) => valueIn(each, chance)),
  ].filter(({ protocol }) => known.includes(protocol))
}

const textOf = (header: Header): string =>
  `protocol ${header.protocol} from ${formatAddress(header.source)}:${header.sourcePort} to ${formatAddress(header.destination)}:${header.destinationPort}`

/** What was compared, and what does not agree. */
export interface Compared {
  readonly classes: number
  readonly found: readonly string[]
}

const some = <T>(items: readonly T[], most: number, chance: Chance): readonly T[] =>
  items.length <= most
    ? items
    : Array.from({ length: most }, () => items[Math.floor(chance() * items.length)]).flatMap((item) =>
        item === undefined ? [] : [item],
      )

/** The answers to a class that reached a machine: they set out there, with what was remembered of the first of its ways. */
const repliesTo = ({ ways }: PacketClass) => {
  const [way] = ways
  const delivery = way?.deliveredTo
  if (way === undefined || delivery?.kind !== 'nic' || delivery.nic.vm === undefined) return undefined
  const { source, destination, protocol, port, sourcePort } = way.packet
  const answer = {
    source: destination,
    destination: source,
    protocol,
    port: sourcePort,
    ...(port === undefined ? {} : { sourcePort: port }),
  }
  return {
    location: { kind: 'sending' as const, nic: delivery.nic },
    answer,
    memory: memoryOfWay(way, 'reply'),
  }
}

/** Compares all that sets out at one place. */
export const disagreements = (
  { surroundings }: Analysis,
  { location, packets }: Pick<Start, 'location' | 'packets'>,
  forwarding: SetForwarding,
  chance: Chance,
): Compared => {
  const classes = forwarding.classesFrom(location, packets)
  const { space } = forwarding
  const union = space.unionOf(classes.map((each) => each.packets))
  const size = classes.reduce((sum, each) => sum + each.packets.size, 0n)
  const told = (each: PacketClass, header: Header): readonly string[] => {
    const [sets, walked] = [waysKey(each.ways), waysKey(walk(location, packetOf(header), surroundings))]
    return sets === walked ? [] : [`${textOf(header)}\n  sets ${sets}\n  walk ${walked}`]
  }
  const back = (each: PacketClass): readonly string[] => {
    const replies = repliesTo(each)
    if (replies === undefined) return []
    const { answer, memory } = replies
    const found = forwarding.classesFrom(replies.location, forwarding.setOf(answer), memory)
    const walked = waysKey(walk(replies.location, answer, surroundings, memory))
    return found.length === 1 && found.every(({ ways }) => waysKey(ways) === walked)
      ? []
      : [
          `answer ${textOf(headerOf(answer))}\n  sets ${found.map(({ ways }) => waysKey(ways)).join()}\n  walk ${walked}`,
        ]
  }
  return {
    classes: classes.length,
    found: [
      ...(union.equals(packets) ? [] : ['the classes are not the whole set']),
      ...(size === union.size ? [] : ['classes overlap']),
      ...classes.flatMap((each) => [
        ...[
          headerOf(each.packet),
          ...some(each.packets.boxes(), 3, chance).flatMap((box) => packetsIn(box, chance)),
        ].flatMap((header) => told(each, header)),
        ...back(each),
      ]),
    ],
  }
}
