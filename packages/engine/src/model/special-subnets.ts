// Subnets whose name makes Azure treat them differently.
import type { Subnet, Vnet } from './network.ts'

/** Names that Azure keeps for subnets of its own services; letter case does not matter. */
export type SpecialSubnet =
  | 'AzureBastionSubnet'
  | 'AzureFirewallManagementSubnet'
  | 'AzureFirewallSubnet'
  | 'GatewaySubnet'
  | 'RouteServerSubnet'

/** Whether a subnet's name is this special one. */
export const isSpecialName = (name: string, special: SpecialSubnet): boolean =>
  name.toLowerCase() === special.toLowerCase()

/** The VNet's subnet of this name. */
export const specialSubnetOf = (vnet: Vnet, special: SpecialSubnet): Subnet | undefined =>
  vnet.subnets.find((subnet) => isSpecialName(subnet.name, special))
