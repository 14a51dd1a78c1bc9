// What stands at a next hop: the appliances that own an address, and what a VNet reaches without a further hop (R1.20).
import { type Address, PrefixTable } from '../../net/index.ts'
import type { LoadBalancerFrontend, Network, Nic, Vnet } from '../network.ts'

/** What a VNet reaches without a further hop: itself and its connected peers (R1.20). */
export interface DirectReach {
  readonly vnets: ReadonlySet<Vnet>
  readonly space: PrefixTable<true>
  /** Whether no part of the space is unknown. */
  readonly complete: boolean
}

/** Who owns an address. VNets that do not know of each other may use the same one. */
export interface Owners {
  readonly nics: ReadonlyMap<Address, readonly Nic[]>
  readonly frontends: ReadonlyMap<Address, readonly LoadBalancerFrontend[]>
}

/** Something that packets can be sent to, under the name by which people know it. */
export interface Appliance {
  readonly name: string
  /** Where the packets arrive: one NIC, or those behind a load balancer. */
  readonly nics: readonly Nic[]
}

/** The owners of all addresses of the network. */
export const ownersOf = (network: Network): Owners => {
  const nics = new Map<Address, Nic[]>()
  for (const nic of network.nics) {
    for (const address of nic.addresses) {
      const there = nics.get(address)
      if (there === undefined) nics.set(address, [nic])
      else there.push(nic)
    }
  }
  return { nics, frontends: Map.groupBy(network.loadBalancerFrontends, (frontend) => frontend.address) }
}

/** The VNet and its connected peers; whether members of a connected group count too is not known (R1.11). */
export const directReachOf = (vnet: Vnet): DirectReach => {
  const connected = vnet.peerings.filter((peering) => peering.state === 'Connected')
  const remotes = connected.flatMap((peering) => peering.remote ?? [])
  const space = new PrefixTable<true>()
  for (const own of vnet.prefixes) space.set(own, true)
  for (const { remotePrefixes } of connected) for (const remote of remotePrefixes) space.set(remote, true)
  const vnets = new Set([vnet, ...remotes])
  const isKnown = vnet.connectedGroups.length === 0 && [...vnets].every((each) => each.addressSpaceKnown)
  return { vnets, space, complete: isKnown }
}

/** The appliances of these VNets that packets sent to an address arrive at. */
export const appliancesAt = (
  address: Address,
  vnets: ReadonlySet<Vnet>,
  owners: Owners,
): readonly Appliance[] => [
  ...(owners.nics.get(address) ?? [])
    .filter((nic) => vnets.has(nic.subnet.vnet))
    .map((nic) => ({ name: nic.vm?.name ?? nic.name, nics: [nic] })),
  ...(owners.frontends.get(address) ?? [])
    .filter((frontend) => vnets.has(frontend.subnet.vnet))
    .map((frontend) => ({ name: frontend.name, nics: frontend.backends })),
]
