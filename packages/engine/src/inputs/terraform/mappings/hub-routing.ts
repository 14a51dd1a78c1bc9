// The routing of a connection of a virtual hub: the same block in every kind of connection.
import { armTypes, block, blocks, copy, type FieldMapping, link, links } from '../mapping.ts'

/** `routing` as the attributes of the connections name it; the names of its parts differ from type to type. */
export const hubRouting = (from: string): FieldMapping =>
  block(from, 'properties.routingConfiguration', [
    link('associated_route_table_id', 'associatedRouteTable.id', armTypes.hubRouteTable),
    link('associated_route_table', 'associatedRouteTable.id', armTypes.hubRouteTable),
    link('inbound_route_map_id', 'inboundRouteMap.id', armTypes.routeMap),
    link('outbound_route_map_id', 'outboundRouteMap.id', armTypes.routeMap),
    block('propagated_route_table', 'propagatedRouteTables', [
      copy('labels', 'labels'),
      links('route_table_ids', 'ids', armTypes.hubRouteTable),
      links('ids', 'ids', armTypes.hubRouteTable),
    ]),
    blocks('static_vnet_route', 'vnetRoutes.staticRoutes', [
      copy('name', 'name'),
      copy('address_prefixes', 'addressPrefixes'),
      copy('next_hop_ip_address', 'nextHopIpAddress'),
    ]),
    copy(
      'static_vnet_local_route_override_criteria',
      'vnetRoutes.staticRoutesConfig.vnetLocalRouteOverrideCriteria',
    ),
    copy(
      'static_vnet_propagate_static_routes_enabled',
      'vnetRoutes.staticRoutesConfig.propagateStaticRoutes',
    ),
  ])
