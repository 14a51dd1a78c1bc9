// A packet, as far as routing and filters look at it.
import type { AzureFirewall, HubFirewall, Nic, PrivateEndpoint, Vm } from '../model/index.ts'
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

/** What translation may change of a packet. */
export type PacketEnds = Pick<Packet, 'source' | 'destination' | 'port'>

/**
 * What an element remembers of a flow whose addresses or ports it replaced: how it took it in, and how it sent it on
 * (R6.16, R6.18, R6.52).
 */
export type Translation = TranslatedEnds &
  (
    | { readonly of?: undefined; readonly by: Vm | AzureFirewall | HubFirewall }
    | LeavesAzure
    /** The destination, in front of a NIC: replies carry the one that was called (R6.56). */
    | { readonly of: 'destination'; readonly by: Nic }
    /** Between a private endpoint and the service behind it (R6.59). */
    | { readonly of: 'link'; readonly by: PrivateEndpoint }
  )

/** Whose source is replaced at Azure's edge: that of a NIC (R6.23), or of a firewall (R6.18). */
export type LeavesAzure =
  | { readonly of: 'egress'; readonly by: Nic }
  | { readonly of: 'firewallEgress'; readonly by: AzureFirewall | HubFirewall }

interface TranslatedEnds {
  readonly from: PacketEnds
  readonly to: PacketEnds
}

/** What elements remember of the flow that a packet answers, or that an error is about. */
export interface FlowMemory {
  readonly translations: readonly Translation[]
  /**
   * Id keys of the NICs and firewalls whose filters the flow has passed (R6.5, R6.20); `everywhere` stands for a flow that
   * no filter is to be blamed for.
   */
  readonly passed: ReadonlySet<string> | 'everywhere'
  /** Whether the packet answers the flow, or is an error about it: security groups tell them apart (R6.5). */
  readonly as: 'reply' | 'error'
  /** Where the flow went; without it every machine is taken to have seen it. */
  readonly trail?: FlowTrail
}

/** Which of several equal elements a flow went through. */
export interface FlowTrail {
  /** Id keys of the machines that it passed or reached (R6.20). */
  readonly machines: ReadonlySet<string>
  readonly picked: readonly FrontendPick[]
}

/** R6.21: which backend a load balancer's frontend gave a flow to, that was between these ends when it came there. */
export interface FrontendPick {
  /** As `frontendKey` names it. */
  readonly frontend: string
  readonly source: Address
  readonly destination: Address
  /** Id key of the NIC. */
  readonly nic: string
}

/** Whether a filter has let the flow pass; the key is its own. */
export const hasPassed = (memory: FlowMemory | undefined, key: string): boolean =>
  memory !== undefined && (memory.passed === 'everywhere' || memory.passed.has(key))
