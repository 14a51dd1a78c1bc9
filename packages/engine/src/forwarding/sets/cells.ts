// What a place makes of a set of packets: the set is cut where the place could tell packets apart, one packet of each cell is
// asked, and cells with the same answer are one again.
import {
  type AddressPartition,
  addressOf,
  type Box,
  type Header,
  type Interval,
  only,
  type PacketSet,
  type PacketSpace,
  protocolNumbers,
} from '../../net/index.ts'
import type { Location, Step } from '../location.ts'
import type { Packet, Protocol } from '../packet.ts'
import type { PortLandmarks } from './landmarks.ts'
import { stepKey } from './signature.ts'

/** Packets with which a place does the same. */
export interface Cell {
  readonly packets: PacketSet
  /** One of them, and what becomes of it. */
  readonly packet: Packet
  readonly steps: readonly Step[]
}

const protocolOf = new Map<number, Protocol>([
  [protocolNumbers.icmp, 'icmp'],
  [protocolNumbers.tcp, 'tcp'],
  [protocolNumbers.udp, 'udp'],
])

/** The packet with a header, as the walk knows it. */
export const packetOf = (header: Header): Packet => {
  const { source, destination, destinationPort: port, sourcePort } = header
  const protocol = protocolOf.get(header.protocol) ?? 'icmp'
  return protocol === 'icmp'
    ? { source, destination, protocol, port: undefined }
    : { source, destination, protocol, port, sourcePort }
}

/** The header of a packet of which all is known. */
export const headerOf = ({ source, destination, protocol, port = 0, sourcePort = 0 }: Packet): Header => ({
  protocol: protocolNumbers[protocol],
  source,
  destination,
  destinationPort: port,
  sourcePort,
})

/** The parts of an interval of addresses that lie in one atom each. */
const cutByAtoms = ({ first, last }: Interval, { atoms, atomOf }: AddressPartition): readonly Interval[] => {
  const from = atomOf(addressOf(first))
  const to = atomOf(addressOf(last))
  return atoms.slice(from, to + 1).map((atom, index, all) => ({
    first: index === 0 ? first : atom.first,
    last: index === all.length - 1 ? last : atom.last,
  }))
}

const cutByPorts = ({ first, last }: Interval, cuts: readonly number[]): readonly Interval[] => {
  const starts = [
    ...new Set([Number(first), ...cuts.filter((cut) => cut > Number(first) && cut <= Number(last))]),
  ].toSorted((a, b) => a - b)
  return starts.map((start, index) => ({ first: start, last: (starts[index + 1] ?? Number(last) + 1) - 1 }))
}

/** What cells are made with. */
export interface CellMaking {
  readonly space: PacketSpace
  readonly atoms: AddressPartition
  readonly ports: (location: Location) => PortLandmarks
  readonly decide: (location: Location, packet: Packet) => readonly Step[]
}

/** The parts of a box that a place cannot tell apart. */
const piecesOf = (box: Box, { sourcePorts, destinationPorts }: PortLandmarks, atoms: AddressPartition) => {
  const sources = cutByAtoms(box.source, atoms)
  const portsFrom = cutByPorts(box.sourcePort, sourcePorts)
  const portsTo = cutByPorts(box.destinationPort, destinationPorts)
  return protocolsIn(box.protocol).flatMap((protocol) =>
    cutByAtoms(box.destination, atoms).flatMap((destination) =>
      sources.flatMap((source) =>
        portsTo.flatMap((destinationPort) =>
          portsFrom.map((sourcePort) => ({ protocol, destination, source, destinationPort, sourcePort })),
        ),
      ),
    ),
  )
}

/** Pieces of a cell that differ in nothing but the destination. */
interface Row {
  readonly bounds: Omit<Box, 'destination'>
  readonly destinations: Interval[]
}

/** The cells of a set at a place: together they are the set, and none overlaps another. */
export const cellsAt = (location: Location, packets: PacketSet, making: CellMaking): readonly Cell[] => {
  const { space, atoms, ports, decide } = making
  const byKey = new Map<string, Omit<Cell, 'packets'> & { readonly rows: Map<string, Row> }>()
  const landmarks = ports(location)
  for (const piece of packets.boxes().flatMap((box) => piecesOf(box, landmarks, atoms))) {
    const { protocol, destination, source, destinationPort, sourcePort } = piece
    const packet = packetOf({
      protocol,
      destination: addressOf(destination.first),
      source: addressOf(source.first),
      destinationPort: Number(destinationPort.first),
      sourcePort: Number(sourcePort.first),
    })
    const steps = decide(location, packet)
    const key = stepKey(steps, packet)
    const cell = byKey.get(key) ?? { packet, steps, rows: new Map<string, Row>() }
    byKey.set(key, cell)
    const rowKey = [
      protocol,
      ...[source, destinationPort, sourcePort].flatMap(({ first, last }) => [first, last]),
    ].join()
    const row = cell.rows.get(rowKey)
    if (row !== undefined) row.destinations.push(destination)
    else {
      const bounds = { protocol: only(protocol), source, destinationPort, sourcePort }
      cell.rows.set(rowKey, { bounds, destinations: [destination] })
    }
  }
  return [...byKey.values()].map(({ packet, steps, rows }) => ({
    packet,
    steps,
    packets: space.unionOf(
      [...rows.values()].map(({ bounds, destinations }) =>
        space.box({
          protocol: [bounds.protocol],
          destination: destinations,
          source: [bounds.source],
          destinationPort: [bounds.destinationPort],
          sourcePort: [bounds.sourcePort],
        }),
      ),
    ),
  }))
}

const protocolsIn = ({ first, last }: Interval): readonly number[] =>
  Object.values(protocolNumbers).filter((number) => number >= Number(first) && number <= Number(last))
