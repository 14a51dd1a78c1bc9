// What stands in a subnet and is no machine: Azure Firewalls, private endpoints, services of Azure's own.
import type { Address } from '../net/index.ts'
import type { ServiceEgress, TrafficRole } from '../resources/index.ts'
import type { Declared } from './declared.ts'
import type { FirewallSettings } from './firewall-rule.ts'
import type { LoadBalancerFrontend } from './frontend.ts'
import type { Subnet } from './topology.ts'

/** An Azure Firewall in a VNet: packets go on by the effective routes of its subnet (R6.19). */
export interface AzureFirewall extends Declared, FirewallSettings {
  readonly kind: 'firewall'
  readonly tier: string | undefined
  readonly subnet: Subnet
  readonly address: Address
  readonly hasPublicAddress: boolean
  /** R6.54: whether it reaches Azure by an interface of its own, so that its subnet may send the Internet elsewhere. */
  readonly hasManagement: boolean
}

/** A private endpoint. */
export interface PrivateEndpoint extends Declared {
  readonly subnet: Subnet
  readonly addresses: readonly Address[]
  /** The Private Link service of the inputs that it leads to; undefined for a service of Azure's own, or one elsewhere. */
  readonly service: PrivateLinkService | undefined
  /** Whether its owner let it connect; a state that nobody states is taken for that. */
  readonly connection: 'approved' | 'pending' | 'rejected' | 'disconnected'
}

/** A Private Link service: what comes to its endpoints goes on to a load balancer, from an address of its own. */
export interface PrivateLinkService extends Declared {
  readonly frontends: readonly LoadBalancerFrontend[]
  /** The addresses that backends see. */
  readonly natAddresses: readonly Address[]
}

/** A service of Azure's own that stands in a subnet; in several subnets it has an entry for each. */
export interface AttachedService extends Declared {
  readonly subnet: Subnet
  /** Stated ones, and those that allocation chose; one stands for all where nobody knows how many there are. */
  readonly addresses: readonly Address[]
  readonly role: TrafficRole
  readonly egress: ServiceEgress
  /** R6.51: whether the security group of the subnet acts on it. */
  readonly isFiltered: boolean
  /** It ends the connections of its clients and opens its own to what is behind it. */
  readonly isProxy: boolean
}
