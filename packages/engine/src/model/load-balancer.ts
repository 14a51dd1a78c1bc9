// What a rule of a load balancer is for and what it does, apart from who stands behind it (R6.56).
import type { ResourceId } from '../resources/index.ts'
import type { Declared } from './declared.ts'
import type { PublicAddress } from './public-address.ts'
import type { RulePorts } from './security-group.ts'

/** A load-balancing or inbound NAT rule without its backends. */
export interface FrontendRule extends Declared {
  readonly kind: 'balancing' | 'inboundNat'
  readonly protocol: 'tcp' | 'udp' | 'all'
  /** Ports of the frontend; `any` for HA ports: all of them, and with protocol `all` ICMP too. */
  readonly ports: RulePorts
  /** Undefined where packets keep their port. */
  readonly backendPort: number | undefined
  /** Whether backends get packets with the frontend's address as destination. */
  readonly floating: boolean
  /** Of the port of one of several machines: which one has it is not written anywhere, so their order is taken. */
  readonly portByOrder: boolean
  /** R6.62: what tells whether a backend takes part; absent where nothing does, or its port is not known. */
  readonly probe?: HealthProbe
}

/** R6.62: a question that the balancer asks each backend, by TCP. */
export interface HealthProbe extends Declared {
  readonly port: number
  /** Whether backends get new flows even where none of them answers. */
  readonly allDownMeansUp: boolean
}

/** Tiers of load balancers; undefined where nothing is said. */
export type BalancerSku = 'basic' | 'standard' | 'gateway' | undefined

/** R6.57: an outbound rule, or a load-balancing rule that does not say that it is for inbound flows only. */
export interface BalancedSource {
  readonly rule: string
  readonly isOutboundRule: boolean
  readonly protocol: FrontendRule['protocol']
  readonly addresses: readonly PublicAddress[]
  readonly chainedTo: ResourceId | undefined
}
