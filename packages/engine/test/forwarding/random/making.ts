// A random network while it is made: what each theme adds to, and what later themes build on.
import type { Device, GuestConfiguration, Site, StateFact } from '../../../src/resources/index.ts'
import type { ArmResource } from '../azure.ts'
import type { Dice } from './dice.ts'

/** An appliance with one interface, on which tunnels and BGP can be put. */
export interface PlainAppliance {
  readonly name: string
  readonly address: string
  readonly vnet: number
}

/** What is there so far. */
export interface Making {
  readonly dice: Dice
  /** How many VNets: `v0`, `v1`… */
  readonly count: number
  readonly resources: ArmResource[]
  readonly guests: Map<string, GuestConfiguration>
  readonly sites: Site[]
  readonly devices: Device[]
  readonly state: StateFact[]
  readonly senders: string[]
  readonly addresses: string[]
  readonly owners: Map<string, readonly string[]>
  /** Addresses that user routes may name. */
  readonly nextHops: string[]
  readonly appliances: PlainAppliance[]
  /** What the gateways of the VNets are; a VNet has none or one. */
  readonly gateways: ReadonlyMap<number, 'expressRoute' | 'vpn'>
  /** VNets that the virtual hub connects. */
  readonly inHub: ReadonlySet<number>
  readonly firewalls: ReadonlySet<number>
  readonly routeServers: ReadonlySet<number>
  /** VNets with IPv6 beside IPv4. */
  readonly dualStack: ReadonlySet<number>
  /** The public address that stands for a private one; `''` where no input states it. */
  readonly publicOf: Map<string, string>
  /** Names of machines with an IPv6 address. */
  readonly withIpv6: Set<string>
  /** For which protocol the outbound rule of a load balancer is, by its name. */
  readonly outboundRules: Map<string, string>
  /** What else can be called by a name: private endpoints, and public addresses that no input states. */
  readonly names: string[]
  /** Those of them that have an IPv6 address. */
  readonly ipv6Names: Set<string>
  readonly circuits: string[]
}

/** Notes who may stand at the end of a way to an address. */
export const own = (making: Making, address: string, ...names: readonly string[]): void => {
  making.addresses.push(address)
  making.owners.set(address, [...(making.owners.get(address) ?? []), ...names])
}

/** Adds to what is said of a guest: lists grow, the rest is set. */
export const extendGuest = ({ guests }: Making, name: string, more: GuestConfiguration): void => {
  const known = guests.get(name) ?? {}
  const joined = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined) => [...(a ?? []), ...(b ?? [])]
  guests.set(name, {
    ...known,
    ...more,
    addresses: joined(known.addresses, more.addresses),
    routes: joined(known.routes, more.routes),
    rules: joined(known.rules, more.rules),
    tunnels: joined(known.tunnels, more.tunnels),
    snat: joined(known.snat, more.snat),
    dnat: joined(known.dnat, more.dnat),
    filters: joined(known.filters, more.filters),
  })
}
