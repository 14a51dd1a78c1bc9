// English messages about address spaces, subnets, route tables and addresses that Azure refuses.
import type * as networkValidation from '../../findings/network-validation.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber } from '../printable.ts'
import { limitedThings, quote, quoteAll } from './wording.ts'

export const networkValidationMessages: MessagesOf<typeof networkValidation> = {
  HP3009: ({ subnet, prefix, vnet, addressSpace }) => ({
    message: `The subnet ${quote(subnet)} with prefix ${quote(prefix)} lies outside the address space of ${quote(vnet)}, which is ${quote(addressSpace)}.`,
    advice:
      'Choose a prefix inside the address space, or add one to the address space that holds the subnet.',
  }),
  HP3010: ({ vnet, subnet, prefix, otherSubnet, otherPrefix }) => ({
    message: `Two subnets of ${quote(vnet)} overlap: ${quote(subnet)} with ${quote(prefix)} and ${quote(otherSubnet)} with ${quote(otherPrefix)}.`,
    advice: 'Move or shrink one of them.',
  }),
  HP3021: ({ resource, thing, found, limit }) => ({
    message: `${quote(resource)} has ${formatNumber(found)} ${limitedThings[thing]}; Azure allows ${formatNumber(limit)}.`,
    advice: 'Summarise or remove some, or spread them over several resources.',
  }),
  HP3022: ({ routeTable, route }) => ({
    message: `The route ${quote(route)} of the route table ${quote(routeTable)} has next hop type VirtualAppliance but no next hop address. Azure refuses it.`,
    advice: 'Set nextHopIpAddress to the private address of the appliance or of its internal load balancer.',
  }),
  HP3023: ({ routeTable, route, nextHopType, allowed }) => ({
    message: `The route ${quote(route)} of the route table ${quote(routeTable)} has next hop type ${quote(nextHopType)}, which no user route can have; expected ${quoteAll(allowed, 'or')}.`,
    advice:
      'Choose one of these types. Routes of peerings and service endpoints come from the peering or endpoint itself.',
  }),
  HP3024: ({ routeTable, route, otherRoute, prefix }) => ({
    message: `Two routes of the route table ${quote(routeTable)} have the prefix ${quote(prefix)}: ${quote(otherRoute)} and ${quote(route)}. Azure allows one.`,
    advice: 'Delete one. To spread over several appliances, point one route at an internal load balancer.',
  }),
  HP3025: ({ vnet, routeTable }) => ({
    message: `The route table ${quote(routeTable)} is attached to AzureBastionSubnet of ${quote(vnet)}. Azure refuses it.`,
    advice: 'Detach the route table from this subnet.',
  }),
  HP3026: ({ vnet, routeTable, route, nextHopType }) => ({
    message: `The route ${quote(route)} of ${quote(routeTable)} sends 0.0.0.0/0 of AzureFirewallSubnet in ${quote(vnet)} to ${quote(nextHopType)}. Without a management subnet it has to go to Internet.`,
    advice: 'Set the next hop type to Internet, or add AzureFirewallManagementSubnet for forced tunnelling.',
  }),
  HP3027: ({ vnet, prefix, forbidden }) => ({
    message: `The address space of ${quote(vnet)} holds ${quote(prefix)}, which touches ${quote(forbidden)}. No virtual network may use that.`,
    advice: 'Choose another prefix, best from 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.',
  }),
  HP3127: ({ resource, address, subnet, prefix }) => ({
    message: `${quote(resource)} has the address ${quote(address)}, which is not in its subnet ${quote(subnet)} with prefix ${quote(prefix)}.`,
    advice:
      'Choose an address of the subnet (not its first four, not its last), or put it into the right subnet.',
  }),
  HP3227: ({ subnet, prefix, usable, needed }) => ({
    message: `The subnet ${quote(subnet)} with prefix ${quote(prefix)} is full: addresses needed ${formatNumber(needed)}, usable ${formatNumber(usable)} (Azure keeps five of each subnet).`,
    advice: 'Enlarge the subnet or move something to another one.',
  }),
  HP3327: ({ address, subnet, resource, otherResource }) => ({
    message: `The address ${quote(address)} of the subnet ${quote(subnet)} is given to both ${quote(otherResource)} and ${quote(resource)}.`,
    advice: 'Give one of them another address.',
  }),
  HP3427: ({ address, subnet, prefix, resource }) => ({
    message: `${quote(resource)} has the address ${quote(address)}, which Azure keeps for itself in the subnet ${quote(subnet)} with prefix ${quote(prefix)}.`,
    advice: 'Choose another address: the first four and the last one of every subnet are reserved.',
  }),
  HP3028: ({ vnet, natGateway }) => ({
    message: `The NAT gateway ${quote(natGateway)} is attached to GatewaySubnet of ${quote(vnet)}. Azure refuses it.`,
    advice: 'Detach the NAT gateway from this subnet.',
  }),
  HP3128: ({ subnet, natGateway, resource }) => ({
    message: `The NAT gateway ${quote(natGateway)} is attached to the subnet ${quote(subnet)}, in which ${quote(resource)} has the Basic SKU. Azure refuses the combination.`,
    advice: `Upgrade ${quote(resource)} to Standard, or attach the NAT gateway to another subnet.`,
  }),
}
