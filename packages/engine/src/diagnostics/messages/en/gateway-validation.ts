// English messages about gateways, circuits, Route Servers and virtual hubs that Azure refuses.
import type * as gatewayValidation from '../../findings/gateway-validation.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber } from '../printable.ts'
import { count, gatewayKind, gatewayKinds, quote, quoteAll } from './wording.ts'

export const gatewayValidationMessages: MessagesOf<typeof gatewayValidation> = {
  HP3012: ({ gateway, subnet }) => ({
    message: `The gateway ${quote(gateway)} lies in the subnet ${quote(subnet)}; expected the subnet named GatewaySubnet.`,
    advice: 'Point its IP configuration at GatewaySubnet of the same virtual network.',
  }),
  HP3112: ({ nic, vnet }) => ({
    message: `The network interface ${quote(nic)} lies in GatewaySubnet of ${quote(vnet)}, which only gateways may use.`,
    advice: 'Put it into another subnet.',
  }),
  HP3013: ({ vnet, prefix, minimumLength, gateways }) => ({
    message: `GatewaySubnet of ${quote(vnet)} is ${quote(prefix)}; a gateway of this kind (${gatewayKinds(gateways)}) needs /${minimumLength} or larger.`,
    advice: `Enlarge GatewaySubnet to /${minimumLength} or larger before the gateway is created; /27 suits every kind.`,
  }),
  HP3014: ({ vnet, routeTable, route }) => ({
    message: `The route ${quote(route)} of ${quote(routeTable)} gives GatewaySubnet of ${quote(vnet)} a route for 0.0.0.0/0. Azure refuses to create a gateway there.`,
    advice:
      'Remove the route from this table; use routes for single prefixes to lead traffic through an appliance.',
  }),
  HP3114: ({ vnet, routeTable }) => ({
    message: `The route table ${quote(routeTable)} on GatewaySubnet of ${quote(vnet)} disables gateway route propagation. The gateway stops working.`,
    advice: 'Set disableBgpRoutePropagation to false on this table.',
  }),
  HP3314: ({ routeTable, route, routeServer, prefix, nextHopType }) => ({
    message: `The route ${quote(route)} of ${quote(routeTable)} on GatewaySubnet covers the subnet ${quote(prefix)} of the Route Server ${quote(routeServer)}, with next hop type ${quote(nextHopType)}. Microsoft warns that this breaks BGP between the gateway and the Route Server, although it was seen to stay up.`,
    advice: `Add a route for ${quote(prefix)} with next hop type VnetLocal to this table.`,
  }),
  HP3214: ({ vnet, nsg }) => ({
    message: `The network security group ${quote(nsg)} is attached to GatewaySubnet of ${quote(vnet)}, where none is supported.`,
    advice: 'Detach it, and filter in the subnets of the virtual machines instead.',
  }),
  HP3015: ({ vnet, kind, gateway, otherGateway }) => ({
    message: `${quote(vnet)} has two ${gatewayKind(kind)} gateways: ${quote(otherGateway)} and ${quote(gateway)}. Azure allows one of each type.`,
    advice: 'Remove one, or put it into another virtual network.',
  }),
  HP3016: ({ gateway, found }) => ({
    message: `The VPN gateway ${quote(gateway)} is active-active but has ${count(found, 'IP configuration')} instead of two.`,
    advice:
      'Add a second IP configuration with a Standard, static public IP address, or set activeActive to false.',
  }),
  HP3216: ({ gateway, found }) => ({
    message: `The VPN gateway ${quote(gateway)} is active-active but has ${formatNumber(found)} of the two Standard, static public IP addresses that this needs.`,
    advice: 'Give both IP configurations a public IP address with the SKU Standard and static allocation.',
  }),
  HP3116: ({ gateway, property, found }) => ({
    message: `The VPN gateway ${quote(gateway)} is active-active, which is not possible while ${quote(property)} is ${quote(found)}.`,
    advice: 'Use a RouteBased gateway with a SKU other than Basic, or set activeActive to false.',
  }),
  HP3017: ({ vnet, gateway, property, found }) => ({
    message: `${quote(vnet)} has both an ExpressRoute and a VPN gateway, which is not possible while ${quote(property)} of ${quote(gateway)} is ${quote(found)}.`,
    advice: 'Use gateways with a SKU other than Basic, and a RouteBased VPN gateway.',
  }),
  HP3018: ({ resource, asn }) => ({
    message: `${quote(resource)} uses the AS number ${asn}, which Azure or IANA keeps for itself.`,
    advice: 'Choose another private AS number: 64512 to 65514, or 65521 to 65534.',
  }),
  HP3118: ({ routeServer, peer, asn }) => ({
    message: `The peer ${quote(peer)} of the Route Server ${quote(routeServer)} uses the AS number ${asn}, which is the Route Server's own. Each side would take the other's routes for loops.`,
    advice: 'Give the appliance another private AS number: 64512 to 65514, or 65521 to 65534.',
  }),
  HP3019: ({ speaker, peer, asn }) => ({
    message: `The peer ${quote(peer)} of ${quote(speaker)} has the 4-byte AS number ${asn}. Azure documents only 2-byte numbers here, although some were seen to work.`,
    advice: 'Use a 2-byte AS number to stay within what is documented.',
  }),
  HP3020: ({ routeServer, subnet }) => ({
    message: `The Route Server ${quote(routeServer)} lies in the subnet ${quote(subnet)}; expected the subnet named RouteServerSubnet.`,
    advice: 'Create RouteServerSubnet (/26 or larger) and point the IP configuration at it.',
  }),
  HP3120: ({ vnet, prefix }) => ({
    message: `RouteServerSubnet of ${quote(vnet)} is ${quote(prefix)}, which is too small for a Route Server; expected /26 or larger.`,
    advice: 'Enlarge it to /26.',
  }),
  HP3220: ({ vnet, prefix }) => ({
    message: `RouteServerSubnet of ${quote(vnet)} is ${quote(prefix)}. Microsoft asks for /26 or larger since 2025, although this size was still accepted.`,
    advice: 'Use /26 for a new Route Server. One that exists already keeps working.',
  }),
  HP3320: ({ vnet, routeServer, otherRouteServer }) => ({
    message: `${quote(vnet)} has two Route Servers: ${quote(otherRouteServer)} and ${quote(routeServer)}. Azure allows one.`,
    advice: 'Remove one of them.',
  }),
  HP3420: ({ vnet, attached }) => ({
    message: `${quote(attached)} is attached to RouteServerSubnet of ${quote(vnet)}, where neither a route table nor a network security group is allowed.`,
    advice: 'Detach it from this subnet.',
  }),
  HP3520: ({ routeServer, gateway, mode, asn }) => ({
    message: `The VPN gateway ${quote(gateway)} beside the Route Server ${quote(routeServer)} is ${mode === 'activeActive' ? 'active-active' : 'active-standby'} with AS number ${asn}; Azure asks for active-active and 65515.`,
    advice: 'Set activeActive to true and the AS number to 65515 if the two should exchange routes reliably.',
  }),
  HP3029: ({ hub, connection, vnet, gateway }) => ({
    message: `The connection ${quote(connection)} joins ${quote(vnet)} to the virtual hub ${quote(hub)}, but the virtual network has a gateway or Route Server of its own: ${quote(gateway)}.`,
    advice: `Remove ${quote(gateway)}, or connect a virtual network without one.`,
  }),
  HP3129: ({ hub, connection, routeTable }) => ({
    message: `The virtual hub ${quote(hub)} has routing intent, but the connection ${quote(connection)} uses the custom route table ${quote(routeTable)}. Azure refuses the combination.`,
    advice:
      'Associate and propagate the connection with the default route table, or remove the routing intent.',
  }),
  HP3329: ({ hub, routeTable, route, connection }) => ({
    message: `The virtual hub ${quote(hub)} has routing intent, but the static route ${quote(route)} of its route table ${quote(routeTable)} leads to the connection ${quote(connection)}. Azure refuses the combination.`,
    advice:
      'Put the static route on the virtual network connection itself, or remove it or the routing intent.',
  }),
  HP3229: ({ hub, prefix }) => ({
    message: `The virtual hub ${quote(hub)} has the address prefix ${quote(prefix)}; expected /24 or larger.`,
    advice: 'Give it a /24 or larger. The prefix of a hub cannot be changed later.',
  }),
  HP3030: ({ circuit, sku, found, limit }) => ({
    message: `The ExpressRoute circuit ${quote(circuit)} of tier ${quote(sku)} has ${formatNumber(found)} connections; this tier allows ${formatNumber(limit)}.`,
    advice: 'Use the Premium tier or more bandwidth, or share one gateway among peered virtual networks.',
  }),
  HP3130: ({ gateway, location, circuits, limit }) => ({
    message: `The ExpressRoute gateway ${quote(gateway)} is connected to ${formatNumber(circuits.length)} circuits of the peering location ${quote(location)}: ${quoteAll(circuits)}. Azure allows ${formatNumber(limit)}.`,
    advice: 'Connect circuits of another peering location instead.',
  }),
  HP3230: ({ connection, circuit }) => ({
    message: `The connection ${quote(connection)} uses the ExpressRoute circuit ${quote(circuit)} of another subscription without an authorization key.`,
    advice:
      'Have the owner of the circuit create an authorization, and set authorizationKey on the connection.',
  }),
  HP3044: ({ gateway, vnet }) => ({
    message: `The gateway ${quote(gateway)} needs a subnet named GatewaySubnet, which ${quote(vnet)} does not have.`,
    advice: 'Add a subnet named GatewaySubnet, /27 or larger.',
  }),
  HP3045: ({ connection, gateway }) => ({
    message: `The ExpressRoute connection ${quote(connection)} of the gateway ${quote(gateway)} names no circuit.`,
    advice: 'Set the property peer.id to the id of an ExpressRoute circuit.',
  }),
}
