// Which address families a VNet speaks: IPv4 always, IPv6 where its address space has some.
import type { Vnet } from '../model/index.ts'
import { type Family, familyOf } from '../net/index.ts'

/** Whether the VNet has routes of this family at all. A VNet without IPv6 gets no IPv6 routes, whoever offers them. */
export const speaks = (vnet: Vnet, family: Family): boolean =>
  family === 4 || vnet.prefixes.some(({ address }) => familyOf(address) === 6)
