// What may lie in GatewaySubnet and be attached to it: V12 to V14, V28.
import { type Finding, findings, type GatewayKind } from '../../diagnostics/index.ts'
import { containsPrefix, formatPrefix, isDefault, isIpv4, type Prefix } from '../../net/index.ts'
import { nameOf } from '../../resources/index.ts'
import type { RouteTable, Subnet, UserRoute, Vnet } from '../network.ts'
import { isSpecialName, specialSubnetOf } from '../special-subnets.ts'
import type { Validating } from './validating.ts'

/** V13: the longest prefix length of GatewaySubnet for each kind of gateway; both together need what ExpressRoute needs. */
const longestGatewaySubnet: Readonly<Record<GatewayKind, number>> = { expressRoute: 27, vpn: 29 }

const validateSize = (vnet: Vnet, subnet: Subnet, { placeOfPrefix }: Validating): readonly Finding[] => {
  const kinds = [...new Set(vnet.gateways.map((gateway) => gateway.kind))].sort()
  const [largest] = subnet.prefixes
    .filter((prefix) => isIpv4(prefix.address))
    .toSorted((a, b) => a.length - b.length)
  if (largest === undefined) return []
  const minimumLength = Math.min(...kinds.map((kind) => longestGatewaySubnet[kind]))
  if (largest.length <= minimumLength) return []
  const parameters = { vnet: vnet.name, prefix: formatPrefix(largest), minimumLength, gateways: kinds }
  return [findings.gatewaySubnetTooSmall(parameters, placeOfPrefix(subnet, largest))]
}

/** The route that packets to all of a prefix take; undefined where a system route of the VNet is longer. */
const routeFor = (prefix: Prefix, vnet: Vnet, table: RouteTable): UserRoute | undefined => {
  const own = vnet.prefixes.find((space) => containsPrefix(space, prefix))
  return table.routes
    .filter((route) => containsPrefix(route.prefix, prefix) && route.prefix.length >= (own?.length ?? 0))
    .reduce<UserRoute | undefined>(
      (best, route) => (best === undefined || route.prefix.length > best.prefix.length ? route : best),
      undefined,
    )
}

/** R4.14: Microsoft says that the sessions with the Route Server break; recorded labs kept theirs. */
const validateWayToRouteServer = (
  vnet: Vnet,
  table: RouteTable,
  { placeOf }: Validating,
): readonly Finding[] => {
  const { routeServer } = vnet
  if (routeServer === undefined) return []
  const misled = routeServer.subnet.prefixes.flatMap((prefix) => {
    const route = routeFor(prefix, vnet, table)
    return route === undefined || route.nextHopType === 'VnetLocal' ? [] : [{ route, prefix }]
  })
  return misled.map(({ route, prefix }) =>
    findings.gatewayRouteCoversRouteServer(
      {
        routeTable: table.name,
        route: route.name,
        routeServer: routeServer.name,
        prefix: formatPrefix(prefix),
        nextHopType: route.nextHopType,
      },
      placeOf(route, 'properties', 'addressPrefix'),
    ),
  )
}

/** R1.28; routes for the VNet's own space are accepted and do no harm (recorded labs). */
const validateRoutes = (vnet: Vnet, subnet: Subnet, context: Validating): readonly Finding[] => {
  const table = subnet.routeTable
  if (table === undefined) return []
  const names = { vnet: vnet.name, routeTable: table.name }
  const found: Finding[] = table.routes
    .filter(({ prefix }) => isDefault(prefix) && isIpv4(prefix.address))
    .map((route) =>
      findings.gatewaySubnetDefaultRoute(
        { ...names, route: route.name },
        context.placeOf(route, 'properties', 'addressPrefix'),
      ),
    )
  if (table.disableBgpRoutePropagation) {
    const place = context.placeOf(table, 'properties', 'disableBgpRoutePropagation')
    found.push(findings.gatewaySubnetPropagationDisabled(names, place))
  }
  return [...found, ...validateWayToRouteServer(vnet, table, context)]
}

/** What stands on the subnet itself; size and routes matter only once there is a gateway. */
const validateSubnet = (vnet: Vnet, context: Validating): readonly Finding[] => {
  const subnet = specialSubnetOf(vnet, 'GatewaySubnet')
  if (subnet === undefined) return []
  const found: Finding[] = []
  const { networkSecurityGroup, natGateway } = subnet
  if (networkSecurityGroup !== undefined) {
    const parameters = { vnet: vnet.name, nsg: networkSecurityGroup.name }
    const place = context.placeOf(subnet, 'properties', 'networkSecurityGroup', 'id')
    found.push(findings.gatewaySubnetWithNsg(parameters, place))
  }
  if (natGateway !== undefined) {
    const parameters = { vnet: vnet.name, natGateway: nameOf(natGateway) }
    const place = context.placeOf(subnet, 'properties', 'natGateway', 'id')
    found.push(findings.natGatewayOnGatewaySubnet(parameters, place))
  }
  return vnet.gateways.length === 0
    ? found
    : [...found, ...validateSize(vnet, subnet, context), ...validateRoutes(vnet, subnet, context)]
}

const validateNics = ({ network, placeBelow }: Validating): readonly Finding[] =>
  network.nics.flatMap((nic) => {
    if (!isSpecialName(nic.subnet.name, 'GatewaySubnet')) return []
    const place = placeBelow(nic, 'ipConfigurations', 'properties', 'subnet', 'id')
    return [findings.nicInGatewaySubnet({ nic: nic.name, vnet: nic.subnet.vnet.name }, place)]
  })

/** V12 machines in GatewaySubnet, V13 its size, V14 and V28 what is attached to it. */
export const validateGatewaySubnets = (context: Validating): readonly Finding[] => [
  ...context.network.vnets.flatMap((vnet) => validateSubnet(vnet, context)),
  ...validateNics(context),
]
