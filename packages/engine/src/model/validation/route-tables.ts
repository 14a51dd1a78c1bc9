// Route tables by themselves and on the subnets that take none: V21, V24 to V26, L11.
import { type Finding, findings } from '../../diagnostics/index.ts'
import { formatPrefix, isDefault, isIpv4, prefixKey } from '../../net/index.ts'
import type { RouteTable, UserRoute, Vnet } from '../network.ts'
import { specialSubnetOf } from '../special-subnets.ts'
import { validateCount } from './limits.ts'
import type { Validating } from './validating.ts'

/** R1.25. */
const serviceTagRoutesPerTable = 25

const validateDuplicates = (table: RouteTable, { placeOf }: Validating): readonly Finding[] => {
  const first = new Map<string, UserRoute>()
  return table.routes.flatMap((route) => {
    const key = prefixKey(route.prefix)
    const other = first.get(key)
    if (other === undefined) {
      first.set(key, route)
      return []
    }
    const parameters = { routeTable: table.name, route: route.name, otherRoute: other.name }
    const prefix = formatPrefix(route.prefix)
    const place = placeOf(route, 'properties', 'addressPrefix')
    return [findings.duplicateRoutePrefix({ ...parameters, prefix }, place)]
  })
}

const validateBastion = (vnet: Vnet, { placeOf }: Validating): readonly Finding[] => {
  const subnet = specialSubnetOf(vnet, 'AzureBastionSubnet')
  if (subnet?.routeTable === undefined) return []
  const parameters = { vnet: vnet.name, routeTable: subnet.routeTable.name }
  const place = placeOf(subnet, 'properties', 'routeTable', 'id')
  return [findings.routeTableOnBastionSubnet(parameters, place)]
}

/** V26: forced tunnelling needs a management subnet, through which the firewall itself reaches Azure. */
const validateFirewall = (vnet: Vnet, { placeOf }: Validating): readonly Finding[] => {
  const table = specialSubnetOf(vnet, 'AzureFirewallSubnet')?.routeTable
  const isForced = specialSubnetOf(vnet, 'AzureFirewallManagementSubnet') !== undefined
  if (table === undefined || isForced || vnet.assumed) return []
  return table.routes.flatMap((route) => {
    const { prefix, nextHopType } = route
    if (!isDefault(prefix) || !isIpv4(prefix.address) || nextHopType === 'Internet') return []
    const parameters = { vnet: vnet.name, routeTable: table.name, route: route.name, nextHopType }
    const place = placeOf(route, 'properties', 'nextHopType')
    return [findings.firewallSubnetDefaultRoute(parameters, place)]
  })
}

/** V24 duplicates, V25 Bastion, V26 Azure Firewall; V21 and L11 by number. */
export const validateRouteTables = (context: Validating): readonly Finding[] => [
  ...context.network.routeTables.flatMap((table) => {
    const { routes, serviceTags } = table.written
    const routeCount = { found: routes, limit: context.profile.routesPerTable }
    const tagCount = { found: serviceTags, limit: serviceTagRoutesPerTable }
    return [
      ...validateDuplicates(table, context),
      ...validateCount(table, 'routesInTable', routeCount, context),
      ...validateCount(table, 'serviceTagRoutesInTable', tagCount, context),
    ]
  }),
  ...context.network.vnets.flatMap((vnet) => [
    ...validateBastion(vnet, context),
    ...validateFirewall(vnet, context),
  ]),
]
