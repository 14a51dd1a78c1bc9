// Findings about address spaces, subnets, route tables and addresses that Azure refuses (HP30nn, nn as in V9 to V28).
import { defineFinding, type FindingFunction } from '../define-finding.ts'
import type { LimitedThing } from '../kinds.ts'

export const subnetOutsideVnet: FindingFunction<
  'HP3009',
  { subnet: string; prefix: string; vnet: string; addressSpace: string }
> = defineFinding('HP3009', 'error', { azureCode: 'NetcfgSubnetRangeOutsideVnet', rules: ['V9'] })

export const subnetsOverlap: FindingFunction<
  'HP3010',
  { vnet: string; subnet: string; prefix: string; otherSubnet: string; otherPrefix: string }
> = defineFinding('HP3010', 'error', { azureCode: 'NetcfgSubnetRangesOverlap', rules: ['V10'] })

/** `resource`: what holds the limited things, e.g. the route table. */
export const limitExceeded: FindingFunction<
  'HP3021',
  { resource: string; thing: LimitedThing; found: number; limit: number }
> = defineFinding('HP3021', 'error', { rules: ['V21'] })

export const applianceRouteWithoutAddress: FindingFunction<'HP3022', { routeTable: string; route: string }> =
  defineFinding('HP3022', 'error', { rules: ['V22'] })

export const nextHopTypeNotAllowed: FindingFunction<
  'HP3023',
  { routeTable: string; route: string; nextHopType: string; allowed: readonly string[] }
> = defineFinding('HP3023', 'error', { rules: ['V23'] })

export const duplicateRoutePrefix: FindingFunction<
  'HP3024',
  { routeTable: string; route: string; otherRoute: string; prefix: string }
> = defineFinding('HP3024', 'error', { rules: ['V24'] })

export const routeTableOnBastionSubnet: FindingFunction<'HP3025', { vnet: string; routeTable: string }> =
  defineFinding('HP3025', 'error', {
    azureCode: 'RouteTableCannotBeAttachedForAzureBastionSubnet',
    rules: ['V25'],
  })

export const firewallSubnetDefaultRoute: FindingFunction<
  'HP3026',
  { vnet: string; routeTable: string; route: string; nextHopType: string }
> = defineFinding('HP3026', 'error', {
  azureCode: 'AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet',
  rules: ['V26'],
})

/** `forbidden`: the block that no VNet may use. */
export const forbiddenAddressSpace: FindingFunction<
  'HP3027',
  { vnet: string; prefix: string; forbidden: string }
> = defineFinding('HP3027', 'error', { rules: ['V27', 'R6.34'] })

export const addressNotInSubnet: FindingFunction<
  'HP3127',
  { resource: string; address: string; subnet: string; prefix: string }
> = defineFinding('HP3127', 'error', { azureCode: 'PrivateIPAddressNotInSubnet', rules: ['V27'] })

/** `usable`: addresses that Azure leaves; `needed`: addresses that the inputs ask for. */
export const subnetFull: FindingFunction<
  'HP3227',
  { subnet: string; prefix: string; usable: number; needed: number }
> = defineFinding('HP3227', 'error', { azureCode: 'SubnetIsFull', rules: ['V27', 'R6.34'] })

export const duplicateAddress: FindingFunction<
  'HP3327',
  { address: string; subnet: string; resource: string; otherResource: string }
> = defineFinding('HP3327', 'error', { azureCode: 'PrivateIPAddressIsAllocated', rules: ['V27'] })

export const reservedAddress: FindingFunction<
  'HP3427',
  { address: string; subnet: string; prefix: string; resource: string }
> = defineFinding('HP3427', 'error', {
  azureCode: 'PrivateIPAddressInReservedRange',
  rules: ['V27', 'R6.34'],
})

export const natGatewayOnGatewaySubnet: FindingFunction<'HP3028', { vnet: string; natGateway: string }> =
  defineFinding('HP3028', 'error', { rules: ['V28', 'R6.22'] })

/** `resource`: the Basic public IP address or load balancer in the subnet. */
export const natGatewayWithBasicSku: FindingFunction<
  'HP3128',
  { subnet: string; natGateway: string; resource: string }
> = defineFinding('HP3128', 'error', {
  azureCode: 'SubnetWithNatGatewayAndBasicSkuResourceNotAllowed',
  rules: ['V28'],
})
