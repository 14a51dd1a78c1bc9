// Combines system, gateway and user routes into the table of a subnet: states, order and lookup (R1.13–R1.19).
import type { Era, ServiceTags } from '../facts/index.ts'
import type { PrivateEndpoint, Subnet, Vnet } from '../model/index.ts'
import {
  type Address,
  containsPrefix,
  familyOf,
  isDefault,
  type Prefix,
  PrefixTable,
  prefixKey,
} from '../net/index.ts'
import { connectedGroupRoutes } from './connected-group-routes.ts'
import { directReach } from './direct-reach.ts'
import type { EffectiveRoute } from './effective-route.ts'
import type { GatewayRows } from './gateway-routes.ts'
import { hubPrefixRoutes, hubRoutes } from './hub-routes.ts'
import type { HubTables } from './hub-tables.ts'
import { insideAny } from './inside-any.ts'
import { inPrintedOrder } from './printed-order.ts'
import type { ServiceEndpointRows } from './service-endpoint-routes.ts'
import { missingTagsOn, type NeededTag } from './service-tags.ts'
import {
  internetRoutes,
  noneRoutes,
  peeringRoutes,
  privateEndpointRoutes,
  vnetLocalRoutes,
} from './system-routes.ts'
import type { NicByAddress } from './user-next-hop.ts'
import { userRoutes } from './user-routes.ts'

/** The effective routes of one class of NICs: same VNet, same route table, same service endpoints. */
export interface EffectiveTable {
  /** In the order in which Azure prints them (observed 1–3). */
  readonly rows: readonly EffectiveRoute[]
  /** The active rows of the longest prefix that contains the address (R1.16). */
  readonly lookup: (address: Address) => EffectiveRoute | undefined
  /** R1.8, R1.25: tags whose prefixes are not known; the rows lack what they would have brought. */
  readonly missingTags: readonly NeededTag[]
}

/** What the tables are made from. */
export interface TableSources {
  readonly era: Era
  readonly gatewayRows: GatewayRows
  readonly hubTables: HubTables
  readonly endpointsByVnet: ReadonlyMap<Vnet, readonly PrivateEndpoint[]>
  readonly nicAt: NicByAddress
  readonly serviceTags: ServiceTags
  readonly serviceEndpoints: ServiceEndpointRows
}

const sameFamily = (a: Prefix, b: Prefix): boolean => familyOf(a.address) === familyOf(b.address)

/** What a 0.0.0.0/0 from elsewhere does to the Internet row and the None rows (R1.5 d–f, R3.30, observed 4). */
const withDefaultRoutes = (
  internet: readonly EffectiveRoute[],
  none: readonly EffectiveRoute[],
  gateway: readonly EffectiveRoute[],
  user: readonly EffectiveRoute[],
): readonly EffectiveRoute[] => {
  const gatewayDefaults = gateway.filter(({ prefix }) => isDefault(prefix))
  const replacedByGateway = (route: EffectiveRoute): boolean =>
    gatewayDefaults.some(({ prefix }) => sameFamily(prefix, route.prefix))
  // A user 0/0 that says None keeps the None rows; one to a next hop that is merely down removes them like any other.
  const replacedByUser = (route: EffectiveRoute): boolean =>
    user.some(
      ({ prefix, userRoute }) =>
        isDefault(prefix) && sameFamily(prefix, route.prefix) && userRoute?.nextHopType !== 'None',
    )
  // Observed 5: a user route with the prefix of a None row replaces it without a trace; so does a gateway row (inferred).
  const written = new Set([...user, ...gateway].map(({ prefix }) => prefixKey(prefix)))
  return [
    ...internet.filter((route) => !replacedByGateway(route)),
    ...none.filter(
      (route) => !replacedByGateway(route) && !replacedByUser(route) && !written.has(prefixKey(route.prefix)),
    ),
  ]
}

/** R1.15: a gateway's route equal to or inside a prefix of a service endpoint has no effect. */
const outsideServices = (
  gateway: readonly EffectiveRoute[],
  services: readonly EffectiveRoute[],
): readonly EffectiveRoute[] => {
  if (gateway.length === 0 || services.length === 0) return gateway
  const space = new PrefixTable<true>()
  for (const { prefix } of services) space.set(prefix, true)
  return gateway.filter(
    ({ prefix }) => !space.matches(prefix.address).some((match) => match.prefix.length <= prefix.length),
  )
}

/** R1.10: whether user routes push the /32 of a private endpoint aside. */
const endpointOverridden = (route: EffectiveRoute, user: readonly EffectiveRoute[]): boolean => {
  if (route.target.kind !== 'privateEndpoint') return false
  const { endpoint } = route.target
  if (!endpoint.subnet.privateEndpointRoutePolicies) return false
  const home = endpoint.subnet.vnet.prefixes.find((prefix) => containsPrefix(prefix, route.prefix))
  return user.some(
    ({ prefix }) =>
      containsPrefix(prefix, route.prefix) && home !== undefined && prefix.length >= home.length,
  )
}

/** R1.17: a user route makes the system or gateway row with the same prefix Invalid. */
const withStates = (
  rows: readonly EffectiveRoute[],
  user: readonly EffectiveRoute[],
): readonly EffectiveRoute[] => {
  if (user.length === 0) return rows
  const written = new Set(user.map(({ prefix }) => prefixKey(prefix)))
  return rows.map((row) =>
    written.has(prefixKey(row.prefix)) || endpointOverridden(row, user) ? { ...row, state: 'Invalid' } : row,
  )
}

const isReserved = (row: EffectiveRoute): boolean => row.source === 'Default' && row.nextHopType === 'None'

/** The table of every NIC in the subnet (R1.29: of the NIC, not of the machine). */
export const effectiveTable = (subnet: Subnet, sources: TableSources): EffectiveTable => {
  const { vnet, routeTable } = subnet
  const reach = directReach(vnet)
  // R1.15: what no gateway can pull away.
  const own = [
    ...vnetLocalRoutes(vnet),
    ...peeringRoutes(vnet, reach),
    ...hubPrefixRoutes(vnet),
    ...connectedGroupRoutes(reach),
    ...privateEndpointRoutes(vnet, reach, sources.endpointsByVnet),
  ]
  const services = sources.serviceEndpoints(subnet)
  const isProtected = insideAny(own.map(({ prefix }) => prefix))
  // R1.19: the flag removes every gateway row from the subnet, whatever kind of gateway it came from.
  const gateway =
    routeTable?.disableBgpRoutePropagation === true
      ? []
      : outsideServices(
          [...sources.gatewayRows(vnet, isProtected), ...hubRoutes(vnet, sources.hubTables, isProtected)],
          services,
        )
  const { nicAt, era, serviceTags } = sources
  const user =
    routeTable === undefined ? [] : userRoutes(routeTable, { vnet, reach, nicAt, era, serviceTags })
  const rows = inPrintedOrder([
    ...withStates(
      [
        ...own,
        ...services,
        ...gateway,
        ...withDefaultRoutes(internetRoutes(vnet), noneRoutes(vnet, era), gateway, user),
      ],
      user,
    ),
    ...user,
  ])
  const active = new PrefixTable<EffectiveRoute>()
  for (const row of rows) {
    if (row.state === 'Invalid') continue
    // Equal prefixes: withStates has left one active row at most, and beside it perhaps a None row of Azure's own.
    const known = active.get(row.prefix)
    if (known === undefined || isReserved(known)) active.set(row.prefix, row)
  }
  return {
    rows,
    lookup: (address) => active.lookup(address)?.value,
    missingTags: missingTagsOn(subnet, serviceTags),
  }
}
