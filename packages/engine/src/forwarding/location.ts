// Where a packet is between two decisions, and what a decision makes of it.
import type { ControlPlane } from '../control-plane/index.ts'
import type {
  Circuit,
  CircuitGateway,
  CircuitLink,
  ExpressRouteGateway,
  Network,
  Nic,
  PrivateEndpoint,
  Site,
  UnmodelledHost,
  Vnet,
} from '../model/index.ts'
import type { Address } from '../net/index.ts'
import type { Packet, SourceTranslation } from './packet.ts'
import type { Decision, Delivery, Ending, Hop, WayAssumption } from './way.ts'

/** What forwarding reads. */
export interface Surroundings {
  readonly network: Network
  readonly controlPlane: ControlPlane
  /** What else owns addresses, by VNet and address. */
  readonly fixtures: Fixtures
}

/** Owners of addresses that are no NICs of machines. */
export interface Fixtures {
  readonly loadBalancerAt: (
    vnet: Vnet,
    address: Address,
  ) => { readonly name: string; readonly backends: readonly Nic[] } | undefined
  readonly privateEndpointAt: (vnet: Vnet, address: Address) => PrivateEndpoint | undefined
  readonly unmodelledHostAt: (vnet: Vnet, address: Address) => UnmodelledHost | undefined
}

/** Where an MSEE got the packet from; it decides which address would answer. */
export type MseeIngress =
  | { readonly kind: 'gateway'; readonly gateway: CircuitGateway }
  | { readonly kind: 'site' }
  | { readonly kind: 'msee' }

/** A place at which the next decision is taken. */
export type Location =
  /** The machine behind the NIC makes the packet: its kernel filters it and chooses the interface (R6.12). */
  | { readonly kind: 'sending'; readonly nic: Nic }
  /** The packet is about to leave a NIC: the NIC's effective routes decide. */
  | { readonly kind: 'leaving'; readonly nic: Nic }
  /** The fabric hands the packet to a NIC, as destination or as next hop. */
  | { readonly kind: 'arriving'; readonly nic: Nic }
  | {
      readonly kind: 'msee'
      readonly circuit: Circuit
      readonly link: CircuitLink
      readonly from: MseeIngress
    }
  /** Inbound from a circuit: the gateway uses the effective routes of its GatewaySubnet (R3.2). */
  | { readonly kind: 'gateway'; readonly gateway: ExpressRouteGateway }
  /** At a site's edge; `over` is the link it came in on, undefined for what starts there. */
  | { readonly kind: 'site'; readonly site: Site; readonly over: CircuitLink | undefined }

/** What a decision makes of the packet: it goes on, or it ends. Several steps where ways are equal. */
export interface Step {
  /** This step's part of the packet's share; the parts of all steps of a decision add up to 1. */
  readonly share: number
  readonly hops: readonly Hop[]
  readonly outcome: Outcome
  readonly assumptions?: readonly WayAssumption[]
  readonly translation?: SourceTranslation
}

/** Onward, or the end. */
export type Outcome =
  | { readonly kind: 'onward'; readonly to: Location; readonly packet: Packet }
  | { readonly kind: 'end'; readonly ending: Ending; readonly deliveredTo?: Delivery }

/** A step that goes on. */
export const onward = (to: Location, packet: Packet, ...hops: readonly Hop[]): Step => ({
  share: 1,
  hops,
  outcome: { kind: 'onward', to, packet },
})

/** A step that ends. */
export const end = (ending: Ending, hops: readonly Hop[], deliveredTo?: Delivery): Step => ({
  share: 1,
  hops,
  outcome: deliveredTo === undefined ? { kind: 'end', ending } : { kind: 'end', ending, deliveredTo },
})

/** The end at an element for another reason than the route that it followed. */
export const refusal = (hop: Hop, ending: Ending, decision: Decision): Step =>
  end(ending, [{ ...hop, decision }])

/** The same steps, each with its part of an equal split. */
export const split = (steps: readonly Step[]): readonly Step[] =>
  steps.map((step) => ({ ...step, share: step.share / steps.length }))
