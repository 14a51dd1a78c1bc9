// Azure's virtual network fabric: carries a packet to the next element that a route names, checking peerings on the way.
import { type EffectiveRoute, gatewayHubOf, unmodelledSourcesOf } from '../control-plane/index.ts'
import type { Nic, Peering, PrivateEndpoint, Subnet, Vnet } from '../model/index.ts'
import { type Address, containsAddress, formatAddress } from '../net/index.ts'
import { leaveForInternet } from './internet-egress.ts'
import { end, onward, type Step, type Surroundings, split } from './location.ts'
import type { Packet } from './packet.ts'
import type { Decision, Ending, Hop } from './way.ts'

/** Who hands the packet to the fabric. */
export interface Sender {
  readonly vnet: Vnet
  readonly subnet: Subnet | undefined
  readonly nic: Nic | undefined
  /** The element itself without its decision, which the route makes. */
  readonly element: Pick<Hop, 'kind' | 'element' | 'address' | 'answers' | 'decrements' | 'nic'>
}

/** The sender's hop with the decision that it took. */
const hopOf = (
  sender: Sender,
  decision: Decision,
  next?: { readonly type: string; readonly ip?: Address },
): Hop => ({
  ...sender.element,
  decision,
  ...(next === undefined ? {} : { nextHopType: next.type }),
  ...(next?.ip === undefined ? {} : { nextHopIp: next.ip }),
})

const routeDecision = (route: EffectiveRoute): Decision => ({
  code: 'effectiveRoute',
  rule: route.rule,
  parameters: {
    prefix: prefixText(route),
    source: route.source,
    nextHopType: route.nextHopType,
    ...(route.userRoute === undefined ? {} : { name: route.userRoute.name }),
  },
  declaredAt: route.declaredAt,
})

const prefixText = (route: EffectiveRoute): string =>
  `${formatAddress(route.prefix.address)}/${route.prefix.length}`

const refusal = (hop: Hop, ending: Ending, decision: Decision): Step => end(ending, [{ ...hop, decision }])

/** R2.4, R2.10: what a peering lets through, and why not; undefined when it passes. */
const refusedByPeering = (
  peering: Peering,
  sender: Sender,
  packet: Packet,
  surroundings: Surroundings,
): Decision | undefined => {
  const { declaredAt, localSubnets, name, reverse, remote } = peering
  // Each side closes the link for both directions.
  const closed = [peering, reverse].find((side) => side?.allowVirtualNetworkAccess === false)
  if (closed !== undefined) {
    return {
      code: 'virtualNetworkAccessOff',
      rule: 'R2.4',
      parameters: { peering: closed.name },
      declaredAt: closed.declaredAt,
    }
  }
  if (localSubnets !== undefined) {
    const subnet = sender.subnet?.name ?? ''
    if (!localSubnets.includes(subnet.toLowerCase()))
      return { code: 'subnetNotPeered', rule: 'R2.10', parameters: { peering: name, subnet }, declaredAt }
  }
  // Packets that an Azure gateway brings in need no flag; those that a machine relays do.
  const relayed =
    sender.nic !== undefined && !sender.vnet.prefixes.some((prefix) => containsAddress(prefix, packet.source))
  if (relayed && reverse !== undefined && !reverse.allowForwardedTraffic && remote !== undefined) {
    // Recorded labs: it passed where the receiving VNet knows the source from a gateway.
    const known = remote.subnets.some(
      (subnet) =>
        surroundings.controlPlane.effectiveTable(subnet).lookup(packet.source)?.source ===
        'VirtualNetworkGateway',
    )
    if (!known) {
      return {
        code: 'forwardedTrafficOff',
        rule: 'R2.4',
        parameters: { peering: reverse.name, source: formatAddress(packet.source) },
        declaredAt: reverse.declaredAt,
      }
    }
  }
  return undefined
}

/** The NIC that Azure makes for an endpoint: its replies leave by the routes of its subnet. */
const nicOfEndpoint = (endpoint: PrivateEndpoint): Nic => ({
  ...endpoint,
  vm: undefined,
  ipForwarding: false,
  networkSecurityGroup: undefined,
  hasPublicAddress: false,
})

const ownFrontend = (backend: Nic): Decision => ({
  code: 'seenBefore',
  rule: 'R6.21',
  parameters: { element: backend.vm?.name ?? backend.name },
})

/** Hands the packet to whoever owns `target` in a VNet: the destination, or the next hop of a user route. */
const handOver = (
  vnet: Vnet,
  target: Address,
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): readonly Step[] => {
  const endpoint = surroundings.fixtures.privateEndpointAt(vnet, target)
  if (endpoint !== undefined && target === packet.destination) {
    const host: Hop = {
      kind: 'privateEndpoint',
      element: endpoint.name,
      address: target,
      answers: true,
      decrements: false,
      decision: { code: 'localDelivery', rule: 'R1.9', parameters: { address: formatAddress(target) } },
    }
    return [end('delivered', [hop, host], { kind: 'nic', nic: nicOfEndpoint(endpoint) })]
  }
  const nic = surroundings.controlPlane.nicAt(vnet, target)
  if (nic !== undefined) return [onward({ kind: 'arriving', nic }, packet, hop)]
  const balancer = surroundings.fixtures.loadBalancerAt(vnet, target)
  if (balancer !== undefined) {
    const running = balancer.backends.filter((backend) => backend.vm?.running !== false)
    const decision: Decision = {
      code: 'loadBalanced',
      rule: 'R6.21',
      parameters: { frontend: formatAddress(target), count: String(running.length) },
    }
    const pick: Hop = {
      kind: 'loadBalancer',
      element: balancer.name,
      address: target,
      answers: false,
      decrements: false,
      decision,
    }
    if (running.length === 0) return [end('applianceMissing', [hop, pick])]
    // Traffic for the frontend itself becomes the backend's own; what a route sends there keeps its destination.
    const received = (backend: Nic): Packet =>
      target === packet.destination ? { ...packet, destination: backend.addresses[0] ?? target } : packet
    return split(
      running.map((backend) => {
        // R6.21: a backend that meets itself behind its own frontend gets no answer.
        if (target === packet.destination && backend.addresses.includes(packet.source))
          return end('loop', [hop, { ...pick, decision: ownFrontend(backend) }])
        return onward({ kind: 'arriving', nic: backend }, received(backend), hop, pick)
      }),
    )
  }
  const ending = target === packet.destination ? 'noSuchHost' : 'applianceMissing'
  const nobody: Decision = {
    code: 'nobodyOwns',
    rule: ending === 'noSuchHost' ? 'R1.1' : 'R1.21',
    parameters: { address: formatAddress(target), vnet: vnet.name },
  }
  return [refusal(hop, ending, { ...nobody, declaredAt: hop.decision.declaredAt })]
}

const overPeering = (
  peering: Peering,
  target: Address,
  sender: Sender,
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): readonly Step[] => {
  const { remote } = peering
  if (remote === undefined) {
    const parameters = { peering: peering.name }
    return [
      refusal(hop, 'unknown', {
        code: 'peerNotInInputs',
        rule: 'R2.1',
        parameters,
        declaredAt: peering.declaredAt,
      }),
    ]
  }
  const refused = refusedByPeering(peering, sender, packet, surroundings)
  if (refused !== undefined) return [refusal(hop, 'peeringRefused', refused)]
  return handOver(remote, target, packet, hop, surroundings)
}

const dropped = (route: EffectiveRoute, sender: Sender): Step => {
  const { target } = route
  const because = target.kind === 'none' ? target.because : undefined
  const address = target.kind === 'none' ? target.address : undefined
  const hop = hopOf(sender, routeDecision(route), { type: 'None' })
  if (address === undefined || because === undefined) return end('noRoute', [hop])
  const decision: Decision = {
    code: because === 'stopped' ? 'nextHopStopped' : 'nextHopUnreachable',
    rule: because === 'stopped' ? 'R1.21' : 'R1.20',
    parameters: { prefix: prefixText(route), nextHop: formatAddress(address) },
    declaredAt: route.declaredAt,
  }
  return refusal(hop, because === 'stopped' ? 'applianceMissing' : 'noRoute', decision)
}

/**
 * Where only a system route to None or to the Internet is left for private space, and a gateway, Route Server or hub
 * gives this subnet routes that are not computed, the true route may be one of those.
 */
const hiddenByUnmodelled = (
  route: EffectiveRoute | undefined,
  sender: Sender,
  packet: Packet,
  surroundings: Surroundings,
): Decision | undefined => {
  const isPrivate = surroundings.controlPlane.era.noneRoutes.some((prefix) =>
    containsAddress(prefix, packet.destination),
  )
  const isLeftOver =
    route === undefined ||
    (route.source === 'Default' &&
      (route.nextHopType === 'None' || (route.nextHopType === 'Internet' && isPrivate)))
  if (!isLeftOver || sender.subnet?.routeTable?.disableBgpRoutePropagation === true) return undefined
  const sources = unmodelledSourcesOf(sender.vnet)
  if (sources.length === 0) return undefined
  return {
    code: 'routesNotModelled',
    rule: 'R1.7',
    parameters: {
      source: sources.map(({ name }) => name).join(', '),
      destination: formatAddress(packet.destination),
    },
    declaredAt: sources[0]?.declaredAt,
  }
}

/** What the fabric does with a packet for which this effective route won; undefined when none matched. */
export const follow = (
  route: EffectiveRoute | undefined,
  sender: Sender,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const unmodelled = hiddenByUnmodelled(route, sender, packet, surroundings)
  if (unmodelled !== undefined) return [end('unknown', [hopOf(sender, unmodelled)])]
  if (route === undefined) {
    const parameters = { destination: formatAddress(packet.destination) }
    return [end('noRoute', [hopOf(sender, { code: 'noEffectiveRoute', rule: 'R1.16', parameters })])]
  }
  const { target } = route
  const printed = route.nextHopIps[0]
  const hop = hopOf(sender, routeDecision(route), {
    type: route.nextHopType,
    ...(printed === undefined ? {} : { ip: printed }),
  })
  switch (target.kind) {
    case 'vnet':
      return handOver(sender.vnet, packet.destination, packet, hop, surroundings)
    case 'peering':
      return overPeering(target.peering, packet.destination, sender, packet, hop, surroundings)
    case 'privateEndpoint':
      return handOver(target.endpoint.subnet.vnet, packet.destination, packet, hop, surroundings)
    case 'appliance':
      return target.over === undefined
        ? handOver(sender.vnet, target.address, packet, hop, surroundings)
        : overPeering(target.over, target.address, sender, packet, hop, surroundings)
    case 'internet':
      return sender.nic === undefined
        ? [end('unknown', [hop])]
        : [leaveForInternet(sender.nic, packet, surroundings.controlPlane.era, [hop])]
    case 'userGateway': {
      const parameters = { prefix: prefixText(route) }
      const decision: Decision = {
        code: 'userRouteToGateway',
        rule: 'R1.22',
        parameters,
        declaredAt: route.declaredAt,
      }
      const gateways = gatewayHubOf(sender.vnet)?.gateways ?? []
      const servedByVpn = gateways.some((gateway) => gateway.kind === 'vpn')
      return [refusal(hop, servedByVpn ? 'unknown' : 'noRoute', decision)]
    }
    case 'none':
      return [dropped(route, sender)]
    case 'msees':
      return split(
        target.msees.map((msee) => {
          const { underlayNextHop } = msee.link
          const chosen = hopOf(sender, routeDecision(route), {
            type: route.nextHopType,
            ...(underlayNextHop === undefined ? {} : { ip: underlayNextHop }),
          })
          const from = { kind: 'gateway', gateway: msee.gateway } as const
          return onward({ kind: 'msee', circuit: msee.circuit, link: msee.link, from }, packet, chosen)
        }),
      )
  }
}
