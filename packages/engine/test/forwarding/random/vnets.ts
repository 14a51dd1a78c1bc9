// VNets: their subnets, and what stands in them.
import { vnet } from '../azure.ts'
import { natGateway } from '../azure-edge.ts'
import { addAppliance } from './appliances.ts'
import { addMachine, addNeighbour, addWeb } from './machines.ts'
import type { Making } from './making.ts'
import { addPrivateEndpoint, addPrivateLink, linkedPoolOf } from './private-link.ts'
import { addPublicAddress } from './public-addresses.ts'
import { addPublicBalancer, publicPoolOf } from './public-balancers.ts'
import { securityGroupFor } from './security.ts'
import { addTwoNicMachine } from './two-nics.ts'

/** Now and then a NAT gateway, with addresses that are known or with none; only StandardV2 may have IPv6. */
const natGatewayFor = (making: Making, number: number): { readonly natGateway?: string } => {
  const { dice, resources } = making
  if (!dice.chance(0.2)) return {}
  const name = `nat${number}`
  const sku = dice.pick(['Standard', 'StandardV2'])
  const addresses = [
    ...(dice.chance(0.7) ? [`${name}-pip`] : []),
    ...(sku === 'StandardV2' && dice.chance(0.5) ? [`${name}-pip6`] : []),
  ]
  for (const each of addresses) addPublicAddress(making, each, [], each.endsWith('6'))
  resources.push(natGateway(name, addresses, sku))
  return { natGateway: name }
}

const subnetsOf = (making: Making, number: number): Parameters<typeof vnet>[2] => {
  const { dice, firewalls, routeServers, dualStack } = making
  const tabled = (prefix: string | readonly string[], table: string, probability: number) =>
    dice.chance(probability) ? { prefix, routeTable: `${table}${number}` } : { prefix }
  const natGateways = natGatewayFor(making, number)
  // IPv6 beside IPv4, in the subnets that have machines.
  const prefixes = (third: number): string | readonly string[] =>
    dualStack.has(number)
      ? [`10.${number}.${third}.0/24`, `fd00:10${number}:0:${third}::/64`]
      : `10.${number}.${third}.0/24`
  return {
    main: {
      ...tabled(prefixes(0), 'main', 0.6),
      defaultOutboundAccess: dice.chance(0.5),
      ...natGateways,
      ...(dice.chance(0.3) ? { privateEndpointNetworkPolicies: 'Enabled' } : {}),
      ...securityGroupFor(making, `main${number}`, number),
    },
    nva: {
      ...tabled(prefixes(1), 'nva', 0.3),
      ...(dice.chance(0.3) ? natGateways : {}),
      ...securityGroupFor(making, `subnet-nva${number}`, number),
    },
    GatewaySubnet: tabled(`10.${number}.255.0/27`, 'gateway', 0.3),
    ...(firewalls.has(number) ? { AzureFirewallSubnet: tabled(`10.${number}.2.0/26`, 'firewall', 0.4) } : {}),
    ...(routeServers.has(number) ? { RouteServerSubnet: `10.${number}.3.0/27` } : {}),
  }
}

/** A VNet `v<number>` with what is in it. */
export const addVnet = (making: Making, number: number): void => {
  const { dice, resources, dualStack } = making
  const spaces = [
    `10.${number}.0.0/16`,
    ...(dice.chance(0.2) ? [`172.20.${number}.0/24`] : []),
    ...(dualStack.has(number) ? [`fd00:10${number}::/48`] : []),
  ]
  const location = dice.pick(['japaneast', 'japanwest'])
  resources.push(vnet(`v${number}`, spaces, subnetsOf(making, number), location))
  const published = [publicPoolOf(making, number) ?? []].flat()
  const linked = [linkedPoolOf(making, number) ?? []].flat()
  addMachine(making, number, linked)
  addNeighbour(making, number)
  const members = [addWeb(making, number, published), addAppliance(making, number, published)]
  addTwoNicMachine(making, number)
  addPrivateEndpoint(making, number)
  if (linked.length > 0) addPrivateLink(making, number, [`vm${number}`])
  if (published.length > 0)
    addPublicBalancer(
      making,
      number,
      members.flatMap((member) => member ?? []),
    )
}
