// A spoke of a virtual hub that leaves for the Internet by itself, though its hub has a default route (R5.4).
import type { Analysis } from '../analyse.ts'
import { type Finding, findings } from '../diagnostics/index.ts'
import type { Way } from '../forwarding/index.ts'
import type { HubConnection } from '../model/index.ts'
import { isDefault } from '../net/index.ts'

/** The connections whose VNets sent something by the Internet row that they have by themselves. */
const leftByThemselves = (ways: readonly Way[]): ReadonlySet<HubConnection> =>
  new Set(
    ways.flatMap(({ hops }) =>
      hops.flatMap(({ nic, decision, nextHopType }) => {
        const isOwnRow = decision.parameters['source'] === 'Default' && nextHopType === 'Internet'
        return (isOwnRow ? nic?.subnet.vnet.hubConnection : undefined) ?? []
      }),
    ),
  )

/** Told once for each connection that does not take the default route of the table that it looks up. */
export const defaultRoutesNotTaken = ({ controlPlane }: Analysis, ways: readonly Way[]): readonly Finding[] =>
  [...leftByThemselves(ways)].flatMap((connection) => {
    const { associated, hub, internetSecurity, name, vnet } = connection
    const routes = associated === undefined ? [] : controlPlane.hubTables.of(associated).routes
    if (internetSecurity || !routes.some(({ prefix }) => isDefault(prefix))) return []
    return [
      findings.defaultRouteNotTaken(
        { connection: name, hub: hub.name, vnet: vnet.name },
        { span: connection.declaredAt, resourceId: connection.id.text },
      ),
    ]
  })
