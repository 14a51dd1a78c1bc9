// Routes through an appliance that lack their counterpart on the far side: L5.
import { type Finding, findings } from '../../diagnostics/index.ts'
import {
  type Address,
  containsPrefix,
  formatAddress,
  formatPrefix,
  isDefault,
  overlaps,
  type Prefix,
  PrefixTable,
} from '../../net/index.ts'
import type { AzureFirewall, Network, Nic, RouteTable, Subnet, UserRoute, Vnet } from '../network.ts'
import { appliancesAt, type DirectReach, directReachOf, type Owners, ownersOf } from './appliances.ts'
import type { Validating } from './validating.ts'

interface Lookups {
  readonly owners: Owners
  readonly reachOf: (vnet: Vnet) => DirectReach
  /** The VNets that a VNet reaches directly, itself among them, by their prefixes. */
  readonly neighboursOf: (vnet: Vnet) => PrefixTable<Vnet>
  /** Whether the subnet holds a machine that sends packets of its own, rather than relaying those of others. */
  readonly hasClients: (subnet: Subnet) => boolean
}

const remembered = <V>(compute: (vnet: Vnet) => V): ((vnet: Vnet) => V) => {
  const known = new Map<Vnet, V>()
  return (vnet) => {
    const found = known.get(vnet) ?? compute(vnet)
    known.set(vnet, found)
    return found
  }
}

const lookupsOf = (network: Network): Lookups => {
  const reachOf = remembered(directReachOf)
  const withClients = new Set(
    network.nics.flatMap(({ vm, ipForwarding, subnet }) =>
      vm === undefined || ipForwarding ? [] : [subnet],
    ),
  )
  return {
    owners: ownersOf(network),
    reachOf,
    neighboursOf: remembered((vnet) => {
      const table = new PrefixTable<Vnet>()
      for (const each of reachOf(vnet).vnets) for (const prefix of each.prefixes) table.set(prefix, each)
      return table
    }),
    hasClients: (subnet) => withClients.has(subnet),
  }
}

/** R6.16: with another source address, replies find their way without a route for the sender. */
const keepsSource = ({ vm, ipForwarding }: Nic): boolean =>
  ipForwarding && vm?.running === true && (vm.guest?.snat ?? []).length === 0

/** R6.18: a firewall of which the settings are known leaves the source of what goes to its private ranges. */
const keepsSourceTowards = ({ rules, privateRanges }: AzureFirewall, destinations: Prefix): boolean =>
  rules.described && privateRanges.some((range) => containsPrefix(range, destinations))

/** The VNet in which an appliance stands that relays packets with the source they have; undefined for anything else. */
const relayAt = (
  address: Address,
  destinations: Prefix,
  from: Vnet,
  network: Network,
  { owners, reachOf }: Lookups,
) => {
  const { vnets } = reachOf(from)
  const firewall = network.azureFirewalls.find(
    (each) => each.address === address && vnets.has(each.subnet.vnet),
  )
  if (firewall !== undefined) {
    return keepsSourceTowards(firewall, destinations) ? { vnet: firewall.subnet.vnet, nics: [] } : undefined
  }
  const nics = appliancesAt(address, vnets, owners).flatMap((appliance) => appliance.nics)
  const [first] = nics
  return first !== undefined && nics.every(keepsSource) ? { vnet: first.subnet.vnet, nics } : undefined
}

/** Whether everything that a VNet's NICs have routes for is written down: no gateway, Route Server or hub adds any. */
const learnsNothing = (vnet: Vnet): boolean =>
  !vnet.assumed &&
  vnet.peeringsKnown &&
  vnet.gateways.length === 0 &&
  vnet.routeServer === undefined &&
  vnet.hubConnection === undefined &&
  vnet.connectedGroups.length === 0 &&
  vnet.peerings.every(({ useRemoteGateways }) => !useRemoteGateways)

const routesOverlapping = (subnet: Subnet, prefixes: readonly Prefix[]): readonly UserRoute[] =>
  (subnet.routeTable?.routes ?? []).filter((route) =>
    prefixes.some((prefix) => overlaps(route.prefix, prefix)),
  )

/** Whether this very route, and no longer one of the table, leads to all of the subnet. */
const leadsTo = (route: UserRoute, table: RouteTable, subnet: Subnet): boolean =>
  subnet.prefixes.some(
    (prefix) =>
      containsPrefix(route.prefix, prefix) &&
      table.routes.every(
        (other) => other.prefix.length <= route.prefix.length || !overlaps(other.prefix, prefix),
      ),
  )

/**
 * Subnets that the route is for and that have no way back at all: they are two peerings away, learn nothing, and no
 * route of their own touches the sender. A default route, or one for many VNets at once, is not *for* any of them.
 */
const strandedBy = (
  route: UserRoute,
  table: RouteTable,
  subnet: Subnet,
  context: Validating,
  lookups: Lookups,
): readonly Subnet[] => {
  const { nextHopIp, prefix } = route
  if (nextHopIp === undefined || isDefault(prefix)) return []
  const own = lookups.reachOf(subnet.vnet)
  const relay = relayAt(nextHopIp, prefix, subnet.vnet, context.network, lookups)
  if (relay === undefined || relay.nics.some((nic) => nic.subnet === subnet)) return []
  const targets = lookups
    .neighboursOf(relay.vnet)
    .matches(prefix.address)
    .filter((match) => containsPrefix(match.prefix, prefix) && !own.vnets.has(match.value))
    .map(({ value }) => value)
    .filter(learnsNothing)
  return [...new Set(targets)].flatMap((vnet) =>
    vnet.subnets.filter(
      (target) =>
        lookups.hasClients(target) &&
        leadsTo(route, table, target) &&
        routesOverlapping(target, subnet.prefixes).length === 0,
    ),
  )
}

/** L5, once for each route and subnet that has no way back. */
export const validateReturnRoutes = (context: Validating): readonly Finding[] => {
  const lookups = lookupsOf(context.network)
  const told = new Map<UserRoute, Set<Subnet>>()
  return context.network.subnets.flatMap((subnet) => {
    const table = subnet.routeTable
    if (table === undefined || !lookups.hasClients(subnet)) return []
    return table.routes.flatMap((route) => {
      const known = told.get(route) ?? new Set()
      told.set(route, known)
      return strandedBy(route, table, subnet, context, lookups).flatMap((target) => {
        if (known.has(target) || route.nextHopIp === undefined) return []
        known.add(target)
        const parameters = {
          routeTable: table.name,
          route: route.name,
          prefix: formatPrefix(route.prefix),
          subnet: `${subnet.vnet.name}/${subnet.name}`,
          returnSubnet: `${target.vnet.name}/${target.name}`,
          nextHop: formatAddress(route.nextHopIp),
        }
        const place = context.placeOf(route, 'properties', 'addressPrefix')
        return [findings.routeWithoutReturnRoute(parameters, place)]
      })
    })
  })
}
