// Frontends of load balancers with who stands behind them, and what pools mean for the way out (R6.56, R6.57).
import type { Address } from '../net/index.ts'
import type { ResourceId } from '../resources/index.ts'
import type { Declared } from './declared.ts'
import type { BalancedSource, BalancerSku, FrontendRule } from './load-balancer.ts'
import type { Nic, Subnet } from './topology.ts'

/** A machine behind a load balancer, at the address of the configuration that is in the pool. */
export interface Backend {
  readonly nic: Nic
  readonly address: Address
}

/** A load-balancing or inbound NAT rule (R6.56). */
export interface BalancingRule extends FrontendRule {
  readonly backends: readonly Backend[]
}

/** A frontend of a load balancer. Its name is the balancer's. */
export interface Frontend extends Declared {
  readonly sku: BalancerSku
  readonly rules: readonly BalancingRule[]
  /** R6.58: the frontend of a gateway load balancer that everything passes first. */
  readonly chainedTo: ResourceId | undefined
}

/** A private frontend, with the NICs behind any of its rules. */
export interface LoadBalancerFrontend extends Frontend {
  readonly address: Address
  readonly subnet: Subnet
  readonly backends: readonly Nic[]
}

/** R6.57: what being in a pool means for what a machine sends to the Internet. */
export interface BalancedEgress {
  readonly backend: Backend
  readonly balancer: string
  readonly sku: BalancerSku
  /** Undefined where the pool gives no way out. */
  readonly source: BalancedSource | undefined
}
