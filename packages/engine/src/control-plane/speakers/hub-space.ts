// The space of a virtual hub: its own prefix and the VNets connected to it, and the tables that hear of them (R5.2).
import type { HubRouteTable, VirtualHub } from '../../model/index.ts'
import { isIpv4 } from '../../net/index.ts'
import { type BgpRoute, originate } from '../bgp/route.ts'
import { placeOfPrefix } from '../gateway-transit.ts'
import { commonWeight } from './azure-side.ts'

/** The table that a hub's branches look up (R5.2). */
export const defaultTableOf = ({ tables }: VirtualHub): HubRouteTable | undefined =>
  tables.find(({ name }) => name.toLowerCase() === 'defaultroutetable')

/** R5.2: with routing intent everything is told to everyone in the hub, whatever the connections say (R5.11). */
export const toldTables = (
  hub: VirtualHub,
  propagatesTo: ReadonlySet<HubRouteTable>,
): ReadonlySet<HubRouteTable> => {
  const own = defaultTableOf(hub)
  return hub.intent === undefined || own === undefined || propagatesTo.has(own)
    ? propagatesTo
    : new Set([...propagatesTo, own])
}

/** The address spaces of connected VNets, and the hub's own prefix for its branches. */
export const spaceOf = (hub: VirtualHub): readonly BgpRoute[] => {
  const branches = defaultTableOf(hub)
  const own =
    hub.prefix === undefined || branches === undefined
      ? []
      : [
          originate(hub.prefix, {
            marks: { hubPrefix: true, propagatesTo: new Set([branches]) },
            declaredAt: hub.declaredAt,
            weight: commonWeight,
          }),
        ]
  const connected = hub.connections.flatMap(({ vnet, propagatesTo }) => {
    const told = toldTables(hub, propagatesTo)
    return vnet.prefixes
      .filter(({ address }) => isIpv4(address)) // R5.12: hubs know no IPv6.
      .map((space) =>
        originate(space, {
          marks: { propagatesTo: told },
          declaredAt: placeOfPrefix(vnet, space),
          weight: commonWeight,
        }),
      )
  })
  return [...own, ...connected]
}
