// ExpressRoute circuits with their links, and the addresses of MSEEs towards gateways.
import type { Address, Prefix } from '../net/index.ts'
import type { LinkRole } from '../resources/index.ts'
import type { Declared } from './declared.ts'

/** An ExpressRoute circuit with its two MSEE routers. */
export interface Circuit extends Declared {
  readonly peeringLocation: string | undefined
  /** R3.34: what it reaches, and with the bandwidth how many VNets may be linked to it. */
  readonly tier: 'Local' | 'Standard' | 'Premium' | undefined
  readonly bandwidthMbps: number | undefined
  /** R3.34: on a pair of ports of one's own (ExpressRoute Direct), not of a provider. */
  readonly isDirect: boolean
  readonly customerAsn: number | undefined
  readonly links: readonly [CircuitLink, CircuitLink]
  /** Circuits joined to this one by Global Reach (R3.33). */
  readonly globalReach: readonly Circuit[]
}

/** One link of a circuit: an MSEE and its BGP session with the customer. */
export interface CircuitLink {
  readonly role: LinkRole
  /** The /30 towards the customer: the customer takes its first host, the MSEE the second (R3.20). */
  readonly prefix: Prefix | undefined
  readonly customerAddress: Address | undefined
  readonly mseeAddress: Address | undefined
  /** What NIC tables print as next hop (R3.22). */
  readonly underlayNextHop: Address | undefined
  /** Whether the session with the customer is up; the MSEE keeps its sessions with the gateways in any case. */
  readonly customerSessionUp: boolean
}

/** An MSEE's address in the gateway's subnet. Without a link it belongs to both. */
export interface MseeAddress {
  readonly circuit: Circuit
  readonly role: LinkRole | undefined
  readonly address: Address
}
