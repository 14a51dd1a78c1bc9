// Which address families a VNet and its gateways speak: IPv4 always, IPv6 where there is some.
import type { ExpressRouteGateway, Vnet } from '../model/index.ts'
import { type Family, familyOf } from '../net/index.ts'

/** Whether the VNet has routes of this family at all. A VNet without IPv6 gets no IPv6 routes, whoever offers them. */
export const speaks = (vnet: Vnet, family: Family): boolean =>
  family === 4 || vnet.prefixes.some(({ address }) => familyOf(address) === 6)

/** Whether an ExpressRoute gateway speaks this family: IPv6 only where its subnet has some (recorded dual-stack labs). */
export const gatewaySpeaks = ({ subnet, vnet }: ExpressRouteGateway, family: Family): boolean =>
  family === 4 ||
  (subnet === undefined
    ? speaks(vnet, family)
    : subnet.prefixes.some(({ address }) => familyOf(address) === 6))
