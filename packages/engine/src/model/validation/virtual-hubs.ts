// Hubs of a Virtual WAN and what is connected to them: V29, L11.
import { type Finding, findings } from '../../diagnostics/index.ts'
import { formatPrefix, prefixKey } from '../../net/index.ts'
import type { Declared, HubRouteTable, HubRouting, VirtualHub } from '../network.ts'
import { validateCount } from './limits.ts'
import type { Validating } from './validating.ts'

/** R5.7. */
const longestHubPrefix = 24

/** R5.11: prefixes of the VNets connected to a hub that inspects private traffic. */
const prefixesBehindIntent = 600

const validateSize = (hub: VirtualHub, { placeOfPrefix }: Validating): readonly Finding[] =>
  hub.prefix === undefined || hub.prefix.length <= longestHubPrefix
    ? []
    : [
        findings.hubTooSmall(
          { hub: hub.name, prefix: formatPrefix(hub.prefix) },
          placeOfPrefix(hub, hub.prefix),
        ),
      ]

/** R5.7, R4.20. */
const validateVnets = (hub: VirtualHub, { placeOf }: Validating): readonly Finding[] =>
  hub.connections.flatMap((connection) => {
    const { vnet } = connection
    const own = vnet.gateways[0]?.name ?? vnet.routeServer?.name
    if (own === undefined) return []
    const parameters = { hub: hub.name, connection: connection.name, vnet: vnet.name, gateway: own }
    const place = placeOf(connection, 'properties', 'remoteVirtualNetwork', 'id')
    return [findings.hubVnetHasGateway(parameters, place)]
  })

const isCustom = (table: HubRouteTable, hub: VirtualHub): boolean =>
  table.hub === hub && table.name.toLowerCase() !== 'defaultroutetable'

type Routed = Declared & HubRouting

const routedOf = (hub: VirtualHub): readonly Routed[] => [
  ...hub.connections,
  ...(hub.vpnGateway?.connections ?? []),
  ...(hub.expressRouteGateway?.connections ?? []),
]

const routing = ['properties', 'routingConfiguration'] as const

/** R5.11: tables of one's own are not for hubs with routing intent. */
const validateTables = (hub: VirtualHub, { placeOf }: Validating): readonly Finding[] =>
  routedOf(hub).flatMap((connection) => {
    const { associated, propagatesTo } = connection
    const isAssociated = associated !== undefined && isCustom(associated, hub)
    const table = isAssociated ? associated : [...propagatesTo].find((each) => isCustom(each, hub))
    if (table === undefined) return []
    const place = isAssociated
      ? placeOf(connection, ...routing, 'associatedRouteTable', 'id')
      : placeOf(connection, ...routing, 'propagatedRouteTables')
    const parameters = { hub: hub.name, connection: connection.name, routeTable: table.name }
    return [findings.customTableWithRoutingIntent(parameters, place)]
  })

/** R5.11: nor are static routes to a connected VNet. */
const validateStaticRoutes = (hub: VirtualHub): readonly Finding[] =>
  hub.tables.flatMap((table) =>
    table.routes.flatMap((route) => {
      if (route.nextHop.kind !== 'connection') return []
      const { connection } = route.nextHop
      const parameters = {
        hub: hub.name,
        routeTable: table.name,
        route: route.name,
        connection: connection.name,
      }
      return [
        findings.hubRouteWithRoutingIntent(parameters, {
          span: route.declaredAt ?? table.declaredAt,
          resourceId: table.id.text,
        }),
      ]
    }),
  )

const validateIntent = (hub: VirtualHub, context: Validating): readonly Finding[] => {
  if (hub.intent === undefined) return []
  const found = [...validateTables(hub, context), ...validateStaticRoutes(hub)]
  if (hub.intent.privateTraffic === undefined) return found
  const prefixes = new Set(hub.connections.flatMap(({ vnet }) => vnet.prefixes.map(prefixKey)))
  const count = { found: prefixes.size, limit: prefixesBehindIntent }
  return [...found, ...validateCount(hub, 'prefixesBehindRoutingIntent', count, context)]
}

/** V29 for hubs, their connections and routing intent; L11 for the prefixes behind routing intent. */
export const validateVirtualHubs = (context: Validating): readonly Finding[] =>
  context.network.virtualHubs.flatMap((hub) => [
    ...validateSize(hub, context),
    ...validateVnets(hub, context),
    ...validateIntent(hub, context),
  ])
