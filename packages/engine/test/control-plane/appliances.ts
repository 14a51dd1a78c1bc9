// Machines with a routing daemon, for tests of the control plane.
import type { BgpConfiguration, BgpNeighbor, GuestConfiguration, World } from '../../src/resources/index.ts'
import type { ArmResource } from '../model/network-of.ts'
import { machine } from './azure.ts'

/** A neighbour by address and AS number. */
export const neighbor = (address: string, asn = 65515, settings: Partial<BgpNeighbor> = {}): BgpNeighbor => ({
  address,
  asn,
  ...settings,
})

/** A machine in a subnet, what is said of it in the world file, and both together. */
export interface Appliance {
  readonly resources: readonly ArmResource[]
  readonly guests: World['guests']
}

/** A machine named `name` that runs a routing daemon. */
export const appliance = (
  name: string,
  subnet: string,
  address: string,
  bgp: BgpConfiguration,
  more: Omit<GuestConfiguration, 'bgp'> = {},
): Appliance => ({
  resources: machine(name, subnet, address),
  guests: { [name]: { ...more, bgp } },
})
