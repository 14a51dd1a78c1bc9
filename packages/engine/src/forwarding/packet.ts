// A packet, as far as routing and filters look at it.
import type { AzureFirewall, Vm } from '../model/index.ts'
import type { Address } from '../net/index.ts'

/** What the user wants to send. ICMP stands for a ping. */
export type Protocol = 'icmp' | 'tcp' | 'udp'

/** One packet. Elements on the way may rewrite it; then it is a new value. */
export interface Packet {
  readonly source: Address
  readonly destination: Address
  readonly protocol: Protocol
  /** Destination port; undefined for ICMP. */
  readonly port: number | undefined
}

/** What an element remembers of a flow whose source it replaced: a packet back to `to` is meant for `from` (R6.16, R6.18). */
export interface SourceTranslation {
  readonly by: Vm | AzureFirewall
  readonly from: Address
  readonly to: Address
}
