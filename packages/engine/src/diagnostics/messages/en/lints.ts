// English messages about networks that deploy but do not do what was meant.
import type * as lints from '../../findings/lints.ts'
import type { LimitedThing } from '../../kinds.ts'
import type { MessagesOf } from '../catalogue.ts'
import { formatNumber } from '../printable.ts'
import { limitedThings, quote, quoteAll } from './wording.ts'

/** What Azure answers by taking a session or connection down, and not by an error. */
const announced: ReadonlySet<LimitedThing> = new Set([
  'prefixesFromBgpPeer',
  'prefixesFromSite',
  'prefixesToCircuit',
])

export const lintMessages: MessagesOf<typeof lints> = {
  HP4001: ({ routeTable, route, nextHop, subnet, vnet }) => ({
    message: `The route ${quote(route)} of ${quote(routeTable)} sends traffic of the subnet ${quote(subnet)} to ${quote(nextHop)}, which lies neither in ${quote(vnet)} nor in a virtual network peered with it. Azure drops this traffic.`,
    advice:
      'Use an appliance in this virtual network or in a directly peered one; a next hop behind a gateway or a second peering never works.',
  }),
  HP4002: ({ nic, address, routeTable, route }) => ({
    message: `The route ${quote(route)} of ${quote(routeTable)} sends traffic to ${quote(address)}, but the network interface ${quote(nic)} there has IP forwarding off. Azure drops what is not addressed to it.`,
    advice:
      'Set enableIPForwarding to true on the network interface, and turn on forwarding in its operating system too.',
  }),
  HP4003: ({ peering, vnet, remoteVnet, appliance }) => ({
    message: `The peering ${quote(peering)} of ${quote(vnet)} does not allow forwarded traffic, but ${quote(appliance)} forwards packets to it through ${quote(remoteVnet)}.`,
    advice: `Set allowForwardedTraffic to true on ${quote(peering)}, or translate the source address at the appliance.`,
  }),
  HP4004: ({ source, destination, device }) => ({
    message: `Traffic from ${quote(source)} to ${quote(destination)} passes the stateful device ${quote(device)} in one direction only. Routing is asymmetric, so it will drop established connections.`,
    advice:
      'Add the missing route so that both directions pass the device, or translate the source address at it.',
  }),
  HP4005: ({ routeTable, route, prefix, subnet, returnSubnet, nextHop }) => ({
    message: `The route ${quote(route)} of ${quote(routeTable)} leads traffic from ${quote(subnet)} to ${quote(prefix)} through ${quote(nextHop)}, but ${quote(returnSubnet)} has no route back through it.`,
    advice: `Add a route for ${quote(subnet)} with next hop ${quote(nextHop)} to the route table of ${quote(returnSubnet)}, or translate the source address at ${quote(nextHop)}.`,
  }),
  HP4006: ({ first, second, circuit, peeringLocation }) => ({
    message: `${quote(first)} and ${quote(second)} talk to each other over the ExpressRoute circuit ${quote(circuit)}: each packet goes to the Microsoft edge${peeringLocation === undefined ? '' : ` in ${quote(peeringLocation)}`} and turns back there. It works but is not recommended: it uses bandwidth of the circuit and the gateways, and adds the latency of the way to the peering location.`,
    advice:
      'Peer the two virtual networks, or their hubs with routes through an appliance in each. A peering is preferred over the circuit as soon as it exists.',
  }),
  HP4007: ({ peering, vnet, remoteVnet, known, actual }) => ({
    message: `The peering ${quote(peering)} of ${quote(vnet)} is not synchronised: it still carries ${quoteAll(known)} for ${quote(remoteVnet)}, which now has ${quoteAll(actual)}.`,
    advice:
      'Synchronise the peering on this side (az network vnet peering sync). Until then the old prefixes are routed.',
  }),
  HP4008: ({ appliance, routeServer, subnet }) => ({
    message: `The appliance ${quote(appliance)} announces a default route to the Route Server ${quote(routeServer)} and gets it back in its own subnet ${quote(subnet)}. Its own Internet traffic loops.`,
    advice: `Attach a route table with 0.0.0.0/0 to Internet to ${quote(subnet)}.`,
  }),
  HP4009: ({ routeTable, route, subnet, gateways }) => ({
    message: `The route ${quote(route)} of ${quote(routeTable)} sends traffic of ${quote(subnet)} to VirtualNetworkGateway, but the gateways there are ${quoteAll(gateways)}. This next hop works only for a VPN gateway alone, not with ExpressRoute.`,
    advice: 'Remove the route and let gateway route propagation do it, or use an appliance as next hop.',
  }),
  HP4010: ({ appliance, subnet, routeTable, route }) => ({
    message: `The appliance ${quote(appliance)} lies in the subnet ${quote(subnet)}, whose route ${quote(route)} of ${quote(routeTable)} points at that same appliance. What it forwards comes back to it: a loop.`,
    advice: 'Put the appliance into a subnet of its own with another route table.',
  }),
  HP4011: ({ resource, thing, found, limit }) => ({
    message: `${quote(resource)} has ${formatNumber(found)} of at most ${formatNumber(limit)} ${limitedThings[thing]}, which is 80 % or more.`,
    advice: announced.has(thing)
      ? 'Summarise prefixes or remove some before the limit is reached: a session or connection over the limit goes down as a whole.'
      : 'Plan for it before the limit is reached: Azure refuses what goes beyond.',
  }),
  HP4012: ({ appliance, routeServer, present, missing }) => ({
    message: `The appliance ${quote(appliance)} has a BGP session with the instance ${quote(present)} of the Route Server ${quote(routeServer)}, but none with ${quote(missing)}.`,
    advice: `Add a session with ${quote(missing)}, with the same announcements. With one session, maintenance of one instance takes the routes away.`,
  }),
  HP4013: ({ guest, tunnel, farEnd, prefix }) => ({
    message: `On ${quote(guest)} the route ${quote(prefix)} through the tunnel ${quote(tunnel)} covers ${quote(farEnd)}, the far end of that same tunnel. The tunnel's own packets go into the tunnel.`,
    advice: `Add a host route for ${quote(farEnd)} outside the tunnel, or announce a narrower prefix through it.`,
  }),
  HP4014: ({ gateway, otherGateway, circuit, property }) => ({
    message: `Two gateways of the ExpressRoute circuit ${quote(circuit)} differ in ${quote(property)}: ${quote(gateway)} accepts the other's prefixes, ${quote(otherGateway)} does not. Packets pass in one direction at most.`,
    advice: property.endsWith('WanTraffic')
      ? `Set it to true on ${quote(otherGateway)} to connect the two, or let neither of them accept the other to keep them apart.`
      : 'Set it to true on both to connect the two, or to false on both to keep them apart.',
  }),
  HP4015: ({ vnet, prefix, speaker }) => ({
    message: `${quote(speaker)} announces ${quote(prefix)}, which equals or lies inside the address space of ${quote(vnet)}. The announcement is ignored there.`,
    advice:
      'Announce a prefix wider than the address space, or use a user-defined route to lead this traffic.',
  }),
}
