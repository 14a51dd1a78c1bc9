// Route tables with their user-defined routes.
import type { Topology } from '../topology.ts'
import { type ArmResource, type Ids, inlineChild, resource } from './arm.ts'

/** All route tables. Routes without a name are numbered, as nothing depends on their names. */
export const routeTables = (topology: Topology, ids: Ids): readonly ArmResource[] =>
  (topology.routeTables ?? []).map((table) =>
    resource(ids.network('routeTables', table.name), {
      location: ids.location,
      properties: {
        disableBgpRoutePropagation: table.disableBgpRoutePropagation,
        routes: table.routes.map((route, index) =>
          inlineChild(ids.network('routeTables', table.name, 'routes', route.name ?? `route-${index + 1}`), {
            addressPrefix: route.prefix,
            nextHopType: route.nextHopType,
            nextHopIpAddress: route.nextHopIp,
          }),
        ),
        subnets: table.subnets.map((subnet) => ({ id: ids.subnet(subnet) })),
      },
    }),
  )
