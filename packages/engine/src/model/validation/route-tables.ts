// Route tables by themselves and on the subnets that take none: V21, V24 to V26, L11.
import { type Finding, findings } from '../../diagnostics/index.ts'
import { formatPrefix, isDefault, isIpv4, prefixKey } from '../../net/index.ts'
import type { Network, RouteTable, UserRoute, Vnet } from '../network.ts'
import { specialSubnetOf } from '../special-subnets.ts'
import { validateCount } from './limits.ts'
import { placeOf } from './place.ts'
import type { ValidationProfile } from './validation-profile.ts'

const validateDuplicates = (table: RouteTable): readonly Finding[] => {
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
    return [findings.duplicateRoutePrefix({ ...parameters, prefix }, placeOf(route))]
  })
}

const validateBastion = (vnet: Vnet): readonly Finding[] => {
  const subnet = specialSubnetOf(vnet, 'AzureBastionSubnet')
  if (subnet?.routeTable === undefined) return []
  const parameters = { vnet: vnet.name, routeTable: subnet.routeTable.name }
  return [findings.routeTableOnBastionSubnet(parameters, placeOf(subnet))]
}

/** V26: forced tunnelling needs a management subnet, through which the firewall itself reaches Azure. */
const validateFirewall = (vnet: Vnet): readonly Finding[] => {
  const table = specialSubnetOf(vnet, 'AzureFirewallSubnet')?.routeTable
  const isForced = specialSubnetOf(vnet, 'AzureFirewallManagementSubnet') !== undefined
  if (table === undefined || isForced || vnet.assumed) return []
  return table.routes.flatMap((route) => {
    const { prefix, nextHopType } = route
    if (!isDefault(prefix) || !isIpv4(prefix.address) || nextHopType === 'Internet') return []
    const parameters = { vnet: vnet.name, routeTable: table.name, route: route.name, nextHopType }
    return [findings.firewallSubnetDefaultRoute(parameters, placeOf(route))]
  })
}

/** V24 duplicates, V25 Bastion, V26 Azure Firewall; V21 and L11 by number. */
export const validateRouteTables = (network: Network, profile: ValidationProfile): readonly Finding[] => [
  ...network.routeTables.flatMap((table) => [
    ...validateDuplicates(table),
    ...validateCount(table, 'routesInTable', table.routes.length, profile.routesPerTable),
  ]),
  ...network.vnets.flatMap((vnet) => [...validateBastion(vnet), ...validateFirewall(vnet)]),
]
