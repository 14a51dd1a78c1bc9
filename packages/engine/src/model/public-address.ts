// Public IP addresses with what has them, and NAT gateways (R6.22, R6.24).
import type { Address } from '../net/index.ts'
import type { ResourceId } from '../resources/index.ts'
import type { Declared } from './declared.ts'

/** A public IP address. */
export interface PublicAddress extends Declared {
  /** As it is stated, else an address kept for documentation that stands for it; undefined where there is none left. */
  readonly address: Address | undefined
  /** Whether an input states the address. */
  readonly isStated: boolean
  /** R6.65: whether it is of a Standard SKU; undefined where nothing is said. */
  readonly isStandard: boolean | undefined
}

/** Who has a public address, or leaves by it. */
export type PublicAddressHolder =
  | {
      readonly kind: 'nic'
      readonly id: ResourceId
      /** The private address that it stands for. */
      readonly address: Address
      /** R6.58: the frontend of a gateway load balancer that everything passes first. */
      readonly chainedTo: ResourceId | undefined
    }
  | { readonly kind: 'frontend'; readonly id: ResourceId }
  | { readonly kind: 'vpnGateway'; readonly id: ResourceId; readonly instance: number }
  | { readonly kind: 'natGateway'; readonly id: ResourceId; readonly name: string }
  | { readonly kind: 'firewall'; readonly id: ResourceId; readonly name: string }
  /** Bastions, application gateways, ExpressRoute gateways: what listens behind them is not known. */
  | { readonly kind: 'service'; readonly id: ResourceId; readonly name: string }

/** A public address with its holder; undefined where nothing uses it. */
export interface PublicEndpoint extends PublicAddress {
  readonly holder: PublicAddressHolder | undefined
}

/** A NAT gateway. */
export interface NatGateway extends Declared {
  readonly addresses: readonly PublicAddress[]
  /** Whether it carries IPv6: the SKU StandardV2 with an IPv6 address. */
  readonly ipv6: boolean
}
