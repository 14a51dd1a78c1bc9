// Where user-defined routes point: L1, L2, L9, L10.
import { type Finding, findings } from '../../diagnostics/index.ts'
import { formatAddress } from '../../net/index.ts'
import type { Gateway, Nic, RouteTable, Subnet, UserRoute, Vnet } from '../network.ts'
import { appliancesAt, type DirectReach, directReachOf, type Owners, ownersOf } from './appliances.ts'
import type { Validating } from './validating.ts'

const routeNames = (table: RouteTable, route: UserRoute) => ({ routeTable: table.name, route: route.name })

/** L1, once for each route and VNet. */
const validateReachable = (
  table: RouteTable,
  route: UserRoute,
  subnet: Subnet,
  reach: DirectReach,
  { placeOf }: Validating,
): readonly Finding[] => {
  const { nextHopIp } = route
  if (nextHopIp === undefined || !reach.complete || reach.space.lookup(nextHopIp) !== undefined) return []
  const nextHop = formatAddress(nextHopIp)
  const parameters = { ...routeNames(table, route), nextHop, subnet: subnet.name, vnet: subnet.vnet.name }
  return [findings.nextHopNotReachable(parameters, placeOf(route, 'properties', 'nextHopIpAddress'))]
}

/** L2: a NIC without IP forwarding drops what is not addressed to it (R1.21). */
const validateForwarding = (
  table: RouteTable,
  route: UserRoute,
  reach: DirectReach,
  owners: Owners,
  { placeOf }: Validating,
): readonly Finding[] => {
  const { nextHopIp } = route
  if (nextHopIp === undefined) return []
  return appliancesAt(nextHopIp, reach.vnets, owners)
    .flatMap((appliance) => appliance.nics)
    .filter((nic) => !nic.ipForwarding)
    .map((nic) => {
      const parameters = { nic: nic.name, address: formatAddress(nextHopIp), ...routeNames(table, route) }
      const place = placeOf(nic, 'properties', 'enableIPForwarding')
      return findings.applianceWithoutIpForwarding(parameters, place)
    })
}

/**
 * Whether what arrives at this NIC can only leave by a NIC of the same subnet, and so by the same routes. A NIC
 * without IP forwarding relays nothing, and a tunnel hides from Azure where a packet goes.
 */
const relaysWithin = (nic: Nic, subnet: Subnet): boolean =>
  nic.ipForwarding &&
  nic.subnet === subnet &&
  (nic.vm?.guest?.tunnels ?? []).length === 0 &&
  (nic.vm === undefined || nic.vm.nics.every((other) => other.subnet === subnet))

/** L10: an appliance that the routes of its own subnet point at. */
const validateOwnSubnet = (subnet: Subnet, owners: Owners, { placeOf }: Validating): readonly Finding[] => {
  const table = subnet.routeTable
  if (table === undefined) return []
  const vnets = new Set([subnet.vnet])
  return table.routes.flatMap((route) => {
    if (route.nextHopIp === undefined) return []
    return appliancesAt(route.nextHopIp, vnets, owners)
      .filter(({ nics }) => nics.length > 0 && nics.every((nic) => relaysWithin(nic, subnet)))
      .map(({ name }) => {
        const parameters = { appliance: name, subnet: subnet.name, ...routeNames(table, route) }
        const place = placeOf(route, 'properties', 'nextHopIpAddress')
        return findings.applianceInSubnetOfClients(parameters, place)
      })
  })
}

/** The gateways that the next hop VirtualNetworkGateway may mean: the VNet's own, else those that it borrows (R2.5). */
const reachableGatewaysOf = (vnet: Vnet): readonly Gateway[] =>
  vnet.gateways.length > 0
    ? vnet.gateways
    : vnet.peerings.flatMap(({ state, useRemoteGateways, remote, reverse }) =>
        state === 'Connected' && useRemoteGateways && reverse?.allowGatewayTransit
          ? (remote?.gateways ?? [])
          : [],
      )

/** L9: this next hop means a VPN gateway alone, never one of ExpressRoute or both together (R1.22). */
const validateGatewayRoute = (
  table: RouteTable,
  route: UserRoute,
  subnet: Subnet,
  gateways: readonly Gateway[],
  { placeOf }: Validating,
): readonly Finding[] => {
  if (route.nextHopType !== 'VirtualNetworkGateway') return []
  if (!gateways.some((gateway) => gateway.kind === 'expressRoute')) return []
  const names = gateways.map((gateway) => gateway.name)
  const parameters = { ...routeNames(table, route), subnet: subnet.name, gateways: names }
  return [findings.routeToExpressRouteGateway(parameters, placeOf(route, 'properties', 'nextHopType'))]
}

const validateRoutesOf = (vnet: Vnet, owners: Owners, context: Validating): readonly Finding[] => {
  // A table on many subnets of a VNet points at the same things from each: the first stands for all.
  const firstSubnets = new Map<RouteTable, Subnet>()
  for (const subnet of vnet.subnets) {
    const table = subnet.routeTable
    if (table !== undefined && !firstSubnets.has(table)) firstSubnets.set(table, subnet)
  }
  if (firstSubnets.size === 0) return []
  const reach = directReachOf(vnet)
  const gateways = reachableGatewaysOf(vnet)
  return [...firstSubnets].flatMap(([table, subnet]) =>
    table.routes.flatMap((route) => [
      ...validateReachable(table, route, subnet, reach, context),
      ...validateForwarding(table, route, reach, owners, context),
      ...validateGatewayRoute(table, route, subnet, gateways, context),
    ]),
  )
}

/** L1, L2 and L9 for each VNet that uses a table, L10 for each subnet. The same finding may come from two VNets. */
export const validateNextHops = (context: Validating): readonly Finding[] => {
  const owners = ownersOf(context.network)
  return context.network.vnets.flatMap((vnet) => [
    ...validateRoutesOf(vnet, owners, context),
    ...vnet.subnets.flatMap((subnet) => validateOwnSubnet(subnet, owners, context)),
  ])
}
