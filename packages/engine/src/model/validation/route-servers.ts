// Route Servers, their subnet and the gateways beside them: V20, V21, L11.
import { type Finding, findings } from '../../diagnostics/index.ts'
import { formatPrefix, isIpv4 } from '../../net/index.ts'
import { nameOf } from '../../resources/index.ts'
import type { RouteServer, Subnet } from '../network.ts'
import { isSpecialName } from '../special-subnets.ts'
import { validateCount } from './limits.ts'
import type { Validating } from './validating.ts'

/** R4.1. */
const peersPerServer = 8

const validateHome = (server: RouteServer, { placeBelow }: Validating): readonly Finding[] => {
  if (isSpecialName(server.subnet.name, 'RouteServerSubnet')) return []
  const place = placeBelow(server, 'ipConfigurations', 'properties', 'subnet', 'id')
  return [
    findings.routeServerOutsideItsSubnet({ routeServer: server.name, subnet: server.subnet.name }, place),
  ]
}

/** The size that was asked for once is still taken. */
const validateSize = (
  { subnet }: RouteServer,
  { profile, placeOfPrefix }: Validating,
): readonly Finding[] => {
  if (!isSpecialName(subnet.name, 'RouteServerSubnet')) return []
  const [largest] = subnet.prefixes
    .filter((prefix) => isIpv4(prefix.address))
    .toSorted((a, b) => a.length - b.length)
  if (largest === undefined || largest.length <= profile.routeServerSubnetLength) return []
  const parameters = { vnet: subnet.vnet.name, prefix: formatPrefix(largest) }
  const place = placeOfPrefix(subnet, largest)
  return largest.length > 27
    ? [findings.routeServerSubnetTooSmall(parameters, place)]
    : [findings.routeServerSubnetSmall(parameters, place)]
}

/** R4.15: neither a route table nor a security group. */
const validateAttachments = (subnet: Subnet, { placeOf }: Validating): readonly Finding[] => {
  const { vnet, routeTable, networkSecurityGroup } = subnet
  const attached = [
    ...(routeTable === undefined ? [] : [{ id: routeTable.id, property: 'routeTable' }]),
    ...(networkSecurityGroup === undefined
      ? []
      : [{ id: networkSecurityGroup.id, property: 'networkSecurityGroup' }]),
  ]
  return attached.map(({ id, property }) =>
    findings.routeServerSubnetAttachment(
      { vnet: vnet.name, attached: nameOf(id) },
      placeOf(subnet, 'properties', property, 'id'),
    ),
  )
}

/** R3.8, R4.9; other settings were seen to work. */
const validateGateways = (server: RouteServer, { placeOf }: Validating): readonly Finding[] =>
  server.vnet.gateways.flatMap((gateway) => {
    if (gateway.kind !== 'vpn' || (gateway.activeActive && gateway.asn === server.asn)) return []
    const path = gateway.activeActive ? ['bgpSettings', 'asn'] : ['activeActive']
    const mode = gateway.activeActive ? 'activeActive' : 'activeStandby'
    const parameters = { routeServer: server.name, gateway: gateway.name, mode, asn: gateway.asn } as const
    return [findings.routeServerGatewayMode(parameters, placeOf(gateway, 'properties', ...path))]
  })

const validateOnePerVnet = (
  servers: readonly RouteServer[],
  { placeBelow }: Validating,
): readonly Finding[] =>
  [...Map.groupBy(servers, ({ vnet }) => vnet)].flatMap(([vnet, [first, ...others]]) =>
    others.map((server) =>
      findings.secondRouteServer(
        { vnet: vnet.name, routeServer: server.name, otherRouteServer: first?.name ?? '' },
        placeBelow(server, 'ipConfigurations', 'properties', 'subnet', 'id'),
      ),
    ),
  )

/** V20 for the server, its subnet and the VPN gateway beside it; V21 and L11 for the number of its peers. */
export const validateRouteServers = (context: Validating): readonly Finding[] => {
  const { routeServers, subnets } = context.network
  return [
    ...routeServers.flatMap((server) => [
      ...validateHome(server, context),
      ...validateSize(server, context),
      ...validateGateways(server, context),
      ...validateCount(
        server,
        'bgpPeersOfRouteServer',
        { found: server.peers.length, limit: peersPerServer },
        context,
      ),
    ]),
    ...validateOnePerVnet(routeServers, context),
    ...subnets
      .filter(({ name }) => isSpecialName(name, 'RouteServerSubnet'))
      .flatMap((subnet) => validateAttachments(subnet, context)),
  ]
}
