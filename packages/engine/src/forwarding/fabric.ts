// Azure's virtual network fabric: carries a packet to the next element that a route names, checking peerings on the way.
import {
  type EffectiveRoute,
  gatewayHubOf,
  liveInstancesOf,
  prefixesBehindGateway,
  undescribedSourcesOf,
  type VpnNextHop,
} from '../control-plane/index.ts'
import type { Nic, Peering, Subnet, Vnet } from '../model/index.ts'
import { type Address, containsAddress, formatAddress, hostPrefix, isDefault } from '../net/index.ts'
import { handOver } from './hand-over.ts'
import { leaveForInternet, type OwnWayOut, passToInternet, withoutEgress } from './internet-egress.ts'
import { end, onward, refusal, type Step, type Surroundings, split } from './location.ts'
import { noGatewayFor } from './no-gateway.ts'
import type { Packet } from './packet.ts'
import { unknownSpace } from './unknown-space.ts'
import type { Decision, Hop } from './way.ts'

/** Who hands the packet to the fabric. */
export interface Sender {
  readonly vnet: Vnet
  readonly subnet: Subnet | undefined
  readonly nic: Nic | undefined
  /** Whether it passes on what others sent, as machines and firewalls do and Azure's gateways do not (R2.4). */
  readonly relays: boolean
  /** Whether it is known to have a way to the Internet, as an Azure Firewall has, or to have none. */
  readonly reachesInternet?: boolean
  /** By which way it reaches the Internet; the rule of firewalls where nothing is said. */
  readonly egress?: OwnWayOut
  /** Whether the packet answers under the address that the client called, by the state of its flow (R6.24, R6.56). */
  readonly answers?: boolean
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
    sender.relays &&
    sender.answers !== true &&
    !sender.vnet.prefixes.some((prefix) => containsAddress(prefix, packet.source))
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

/** R1.11: to the member that has the address; R2.11: two members that both claim it cannot be reached there. */
const overGroup = (
  [owner, ...others]: readonly Vnet[],
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): readonly Step[] => {
  if (owner !== undefined && others.length === 0)
    return handOver(owner, packet.destination, packet, hop, surroundings)
  const decision: Decision = {
    code: 'membersOverlap',
    rule: 'R2.11',
    parameters: {
      destination: formatAddress(packet.destination),
      vnets: [owner, ...others].flatMap((vnet) => vnet?.name ?? []).join(', '),
    },
    declaredAt: hop.decision.declaredAt,
  }
  return [refusal(hop, 'noRoute', decision)]
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
 * R3.12: a VPN gateway takes nothing inside its own VNet or its transit spokes from a peer, so it hides nothing there
 * that is longer than a default route. What the peers of a Route Server announce may be wider than a spoke.
 */
const isBehindOwnGateway = (sender: Sender, destination: Address): boolean => {
  const hub = gatewayHubOf(sender.vnet)
  return (
    hub !== undefined &&
    undescribedSourcesOf(sender.vnet).every(({ kind }) => kind === 'vpnGateway') &&
    prefixesBehindGateway(hub).some(({ prefix }) => containsAddress(prefix, destination))
  )
}

/**
 * Where for private space only a default route or a system route to None is left, and a gateway, Route Server or hub
 * gives this subnet routes that are not computed, the true route may be one of those: it would be longer.
 */
const hiddenByUnmodelled = (
  route: EffectiveRoute | undefined,
  sender: Sender,
  packet: Packet,
  surroundings: Surroundings,
): Decision | undefined => {
  const isPrivate = surroundings.controlPlane.era.reservedSpace.some((prefix) =>
    containsAddress(prefix, packet.destination),
  )
  const isLeftOver =
    route === undefined ||
    (route.source === 'Default' && route.nextHopType === 'None') ||
    (isPrivate &&
      isDefault(route.prefix) &&
      (route.source === 'Default' || !isBehindOwnGateway(sender, packet.destination)))
  if (!isLeftOver || sender.subnet?.routeTable?.disableBgpRoutePropagation === true) return undefined
  const sources = undescribedSourcesOf(sender.vnet)
  if (sources.length === 0) return undefined
  return {
    code: 'announcementsNotDescribed',
    rule: 'R1.7',
    parameters: {
      source: sources.map(({ name }) => name).join(', '),
      destination: formatAddress(packet.destination),
    },
    declaredAt: sources[0]?.declaredAt,
  }
}

/** Rows whose prefix no service tag can reach into: private space of the own network, and single addresses. */
const isBeyondTags = ({ target, prefix, source }: EffectiveRoute): boolean =>
  ['vnet', 'peering', 'connectedGroup', 'privateEndpoint', 'serviceEndpoint'].includes(target.kind) ||
  (source === 'User' && prefix.length === hostPrefix(prefix.address).length)

/** R1.8, R1.25: where the prefixes of a tag are not known, a public address may be one of them, with a longer prefix. */
const hiddenByMissingTag = (
  route: EffectiveRoute | undefined,
  sender: Sender,
  packet: Packet,
  { controlPlane }: Surroundings,
): Decision | undefined => {
  const [missing] = sender.subnet === undefined ? [] : controlPlane.effectiveTable(sender.subnet).missingTags
  if (missing === undefined || (route !== undefined && isBeyondTags(route))) return undefined
  const { reservedSpace } = controlPlane.era
  if (reservedSpace.some((prefix) => containsAddress(prefix, packet.destination))) return undefined
  const { tag, name, rule, declaredAt } = missing
  const parameters = { tag, name, destination: formatAddress(packet.destination) }
  return { code: 'serviceTagNotKnown', rule, parameters, declaredAt }
}

/** R1.8: the service takes the packet as it comes from the subnet; no way to the Internet is needed. */
const toService = (service: string, packet: Packet, hop: Hop): Step =>
  end('deliveredToInternet', [
    hop,
    {
      kind: 'internet',
      element: service,
      address: packet.destination,
      answers: true,
      decrements: false,
      decision: {
        code: 'serviceEndpoint',
        rule: 'R1.8',
        parameters: { service, destination: formatAddress(packet.destination) },
      },
    },
  ])

/** R3.3: each instance of the gateway carries its part of the flows. */
const towardsInstances = (instances: readonly VpnNextHop[], packet: Packet, hop: Hop): readonly Step[] =>
  split(
    instances.map(({ gateway, instance }) => {
      const address = gateway.instances[instance]
      const chosen = instances.length > 1 && address !== undefined ? { ...hop, nextHopIp: address } : hop
      return onward({ kind: 'vpnGateway', gateway, instance, from: 'vnet' }, packet, chosen)
    }),
  )

/** R1.22: the VPN gateway of the VNet, or the one that it borrows; no other kind takes packets by a user route. */
const towardsOwnGateway = (
  route: EffectiveRoute,
  target: Extract<EffectiveRoute['target'], { kind: 'userGateway' }>,
  vnet: Vnet,
  packet: Packet,
  hop: Hop,
): readonly Step[] => {
  const { gateway, isKnown } = target
  const instances =
    gateway === undefined ? [] : liveInstancesOf(gateway).map((instance) => ({ gateway, instance }))
  if (instances.length > 0) return towardsInstances(instances, packet, hop)
  return [
    refusal(
      hop,
      isKnown ? 'noRoute' : 'unknown',
      noGatewayFor(prefixText(route), vnet, route.declaredAt, isKnown),
    ),
  ]
}

/** What the fabric does with a packet for which this effective route won; undefined when none matched. */
export const follow = (
  route: EffectiveRoute | undefined,
  sender: Sender,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const unmodelled =
    hiddenByUnmodelled(route, sender, packet, surroundings) ??
    hiddenByMissingTag(route, sender, packet, surroundings)
  if (unmodelled !== undefined) return [end('unknown', [hopOf(sender, unmodelled)])]
  const space = unknownSpace(route, sender.vnet, packet, surroundings)
  if (space?.kind === 'open') return [end('unknown', [hopOf(sender, space.decision)])]
  if (space?.kind === 'member') {
    const hop = hopOf(sender, space.decision, { type: 'VnetLocal' })
    return handOver(sender.vnet, packet.destination, packet, hop, surroundings)
  }
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
      return target.over === undefined
        ? handOver(target.endpoint.subnet.vnet, packet.destination, packet, hop, surroundings)
        : overPeering(target.over, packet.destination, sender, packet, hop, surroundings)
    case 'connectedGroup':
      return overGroup(target.owners, packet, hop, surroundings)
    case 'appliance':
      return target.over === undefined
        ? handOver(target.home ?? sender.vnet, target.address, packet, hop, surroundings)
        : overPeering(target.over, target.address, sender, packet, hop, surroundings)
    case 'serviceEndpoint':
      return [toService(target.service, packet, hop)]
    case 'internet':
      if (sender.reachesInternet === true) return [passToInternet(packet, surroundings, [hop], sender.egress)]
      if (sender.reachesInternet === false) return [withoutEgress(packet, sender.subnet?.name ?? '', [hop])]
      return sender.nic === undefined
        ? [end('unknown', [hop])]
        : [leaveForInternet(sender.nic, packet, sender.answers === true, surroundings, [hop])]
    case 'userGateway':
      return towardsOwnGateway(route, target, sender.vnet, packet, hop)
    case 'none':
      return [dropped(route, sender)]
    case 'appliances':
      return target.appliances
        .map(({ address, over }) => {
          const chosen = { ...hop, nextHopIp: address }
          return over === undefined
            ? handOver(sender.vnet, address, packet, chosen, surroundings)
            : overPeering(over, address, sender, packet, chosen, surroundings)
        })
        .flatMap((steps) => steps.map((step) => ({ ...step, share: step.share / target.appliances.length })))
    case 'vpnGateways':
      return towardsInstances(target.instances, packet, hop)
    case 'hub': {
      const table = sender.vnet.hubConnection?.associated
      return [onward({ kind: 'hub', hub: target.hub, from: { kind: 'vnet', table } }, packet, hop)]
    }
    case 'hubFirewall': {
      const { firewall } = target
      return [onward({ kind: 'hub', hub: firewall.hub, from: { kind: 'firewall', firewall } }, packet, hop)]
    }
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
