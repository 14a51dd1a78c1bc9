// A packet, as far as routing and filters look at it.
import type { Declared } from '../model/index.ts'
import type { Address } from '../net/index.ts'

/** What the user wants to send. ICMP stands for a ping. */
export type Protocol = 'icmp' | 'tcp' | 'udp'

/** One packet. Elements on the way may rewrite it; then it is a new value. */
export interface Packet {
  readonly source: Address
  readonly destination: Address
  readonly protocol: Protocol
  /** Destination port; undefined for ICMP, and in a reply, where the sender of the request chose it. */
  readonly port: number | undefined
  /** Source port, where it is known: the one that a request was for, in its reply. */
  readonly sourcePort?: number
}

/** A machine, an Azure Firewall, or whatever else translates; its id tells it from others. */
export type Translator = Pick<Declared, 'id' | 'name'>

/**
 * What an element remembers of a flow of which it replaced addresses or ports (R6.16, R6.18, R6.52): the packet that
 * opened the flow, as it came and as it went on.
 */
export interface Translation {
  readonly by: Translator
  readonly before: Packet
  readonly after: Packet
}

/**
 * A packet back, as its receiver has to see it; undefined where this element translated nothing of its flow. An error
 * comes from a router on the way and not from the destination: its source stays.
 */
export const restored = (
  by: Translator,
  packet: Packet,
  translations: readonly Translation[] | undefined,
): Packet | undefined => {
  const known = translations?.findLast(
    ({ by: other, before, after }) =>
      other.id.key === by.id.key &&
      after.source === packet.destination &&
      (after.destination === packet.source || after.source !== before.source),
  )
  if (known === undefined) return undefined
  const { before, after } = known
  const destination = before.source
  return after.destination === packet.source
    ? {
        ...packet,
        source: before.destination,
        destination,
        ...(before.port === undefined ? {} : { sourcePort: before.port }),
      }
    : { ...packet, destination }
}

/** What elements remember of the flow that a packet answers, or that an error is about. */
export interface FlowMemory {
  readonly translations: readonly Translation[]
  /** Id keys of the NICs and firewalls whose filters the flow has passed (R6.5), and of the machines that follow it (R6.20). */
  readonly passed: ReadonlySet<string>
  /** Whether the packet answers the flow, or is an error about it: security groups tell them apart (R6.5). */
  readonly as: 'reply' | 'error'
  /** Nothing of the flow arrived: the packet is followed to see what else is in its way, so guests are taken to know it. */
  readonly isSupposed?: true
}
