// Compares the two engines on one network: every class of packets against walks of packets in it.
import type { Analysis } from '../../../src/analyse.ts'
import {
  headerOf,
  type Location,
  type PacketClass,
  packetOf,
  type setForwarding,
  walk,
  waysKey,
} from '../../../src/forwarding/index.ts'
import {
  type Box,
  formatAddress,
  type Header,
  type Interval,
  type PacketSet,
  type Value,
} from '../../../src/net/index.ts'

/** A number from 0 up to, not including, 1; the same sequence each time. */
export type Chance = () => number

const valueIn = ({ first, last }: Interval, chance: Chance): Value => {
  if (typeof first === 'number') return first + Math.floor(chance() * (Number(last) - first + 1))
  const span = BigInt(last) - first + 1n
  return first + (BigInt(Math.floor(chance() * 2 ** 48)) * span) / (1n << 48n)
}

/** The first and the last corner of a box, and a point by chance. */
const pointsIn = (box: Box, chance: Chance): readonly Header[] => {
  const point = (of: (interval: Interval) => Value): Header => ({
    protocol: Number(of(box.protocol)),
    destination: of(box.destination) as Header['destination'],
    source: of(box.source) as Header['source'],
    destinationPort: Number(of(box.destinationPort)),
    sourcePort: Number(of(box.sourcePort)),
  })
  return [point(({ first }) => first), point(({ last }) => last), point((each) => valueIn(each, chance))]
}

/** Protocol intervals hold numbers between those that packets have. */
const isPacket = (header: Header): boolean => [1, 6, 17].includes(header.protocol)

const textOf = (header: Header): string =>
  `${header.protocol} ${formatAddress(header.source)}:${header.sourcePort} > ${formatAddress(header.destination)}:${header.destinationPort}`

/** What does not agree in the classes of one start; nothing where all does. */
export const disagreements = (
  { surroundings }: Analysis,
  start: Location,
  packets: PacketSet,
  forwarding: ReturnType<typeof setForwarding>,
  chance: Chance,
  boxesPerClass = 4,
): readonly string[] => {
  const classes = forwarding.classesFrom(start, packets)
  const { space } = forwarding
  const union = space.unionOf(classes.map((each) => each.packets))
  const sizes = classes.reduce((sum, each) => sum + each.packets.size, 0n)
  const partition = [
    ...(union.equals(packets) ? [] : ['the classes are not the whole set']),
    ...(sizes === union.size ? [] : ['classes overlap']),
  ]
  const checked = (each: PacketClass, header: Header): readonly string[] => {
    const ways = walk(start, packetOf(header), surroundings)
    const [told, found] = [waysKey(each.ways), waysKey(ways)]
    return told === found ? [] : [`${textOf(header)}\n  sets: ${told}\n  walk: ${found}`]
  }
  return [
    ...partition,
    ...classes.flatMap((each) => {
      const boxes = each.packets.boxes()
      const some = Array.from({ length: Math.min(boxesPerClass, boxes.length) }, (_, index) =>
        boxes.length <= boxesPerClass ? boxes[index] : boxes[Math.floor(chance() * boxes.length)],
      )
      const headers = [headerOf(each.packet), ...some.flatMap((box) => (box ? pointsIn(box, chance) : []))]
      return headers.filter(isPacket).flatMap((header) => checked(each, header))
    }),
  ]
}
