// What a place makes of a set of packets: the set is cut where the place could tell packets apart, one packet of each cell is
// asked, and cells with the same answer are one again.
import type { GuestConfiguration } from '../../model/index.ts'
import {
  type Address,
  type AddressPartition,
  type Header,
  type Interval,
  only,
  type PacketSet,
  type PacketSpace,
  protocolNumbers,
  type Value,
} from '../../net/index.ts'
import type { Location, Step } from '../location.ts'
import type { Packet, Protocol } from '../packet.ts'
import { portLandmarks } from './landmarks.ts'
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
  const from = atomOf(addressAt(first))
  const to = atomOf(addressAt(last))
  return atoms.slice(from, to + 1).map((atom, index, all) => ({
    first: index === 0 ? first : atom.first,
    last: index === all.length - 1 ? last : atom.last,
  }))
}

/** Values of the address dimensions are addresses: sets are made of nothing else. */
const addressAt = (value: Value): Address => value as Address

const cutByPorts = ({ first, last }: Interval, cuts: readonly number[]): readonly Interval[] => {
  const starts = [
    ...new Set([Number(first), ...cuts.filter((cut) => cut > Number(first) && cut <= Number(last))]),
  ].toSorted((a, b) => a - b)
  return starts.map((start, index) => ({ first: start, last: (starts[index + 1] ?? Number(last) + 1) - 1 }))
}

/** The guest whose rules are asked at a place. */
const guestAt = (location: Location): GuestConfiguration | undefined => {
  switch (location.kind) {
    case 'sending':
    case 'arriving':
      return location.nic.vm?.guest
    case 'inside':
      return location.vm.guest
    default:
      return undefined
  }
}

/** What cells are made with. */
export interface CellMaking {
  readonly space: PacketSpace
  readonly atoms: AddressPartition
  readonly decide: (location: Location, packet: Packet) => readonly Step[]
}

/** The cells of a set at a place: together they are the set, and none overlaps another. */
export const cellsAt = (location: Location, packets: PacketSet, making: CellMaking): readonly Cell[] => {
  const { space, atoms, decide } = making
  const cuts = portLandmarks(guestAt(location))
  const byKey = new Map<string, { readonly first: Omit<Cell, 'packets'>; readonly parts: PacketSet[] }>()
  for (const box of packets.boxes()) {
    const ports = cutByPorts(box.destinationPort, cuts)
    const sources = cutByAtoms(box.source, atoms)
    // A box never spans two protocols that differ in their ports, but it may hold TCP and UDP.
    for (const protocol of protocolsIn(box.protocol))
      for (const destination of cutByAtoms(box.destination, atoms))
        for (const source of sources)
          for (const destinationPort of ports) {
            const bounds = { protocol: only(protocol), destination, source, destinationPort }
            const packet = packetOf({
              protocol,
              destination: addressAt(destination.first),
              source: addressAt(source.first),
              destinationPort: Number(destinationPort.first),
              sourcePort: Number(box.sourcePort.first),
            })
            const steps = decide(location, packet)
            const key = stepKey(steps, packet)
            const part = space.box({
              protocol: [bounds.protocol],
              destination: [destination],
              source: [source],
              destinationPort: [destinationPort],
              sourcePort: [box.sourcePort],
            })
            const known = byKey.get(key)
            if (known === undefined) byKey.set(key, { first: { packet, steps }, parts: [part] })
            else known.parts.push(part)
          }
  }
  return [...byKey.values()].map(({ first, parts }) => ({ ...first, packets: space.unionOf(parts) }))
}

const protocolsIn = ({ first, last }: Interval): readonly number[] =>
  Object.values(protocolNumbers).filter((number) => number >= Number(first) && number <= Number(last))
