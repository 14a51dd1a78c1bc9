// A packet at an instance of a VPN gateway: into a tunnel, out of one, or turning round (R3.2, R3.3, R3.9, R6.31).
import {
  type BgpRoute,
  connectionsFor,
  type SpeakerPlace,
  undescribedSourcesIn,
} from '../control-plane/index.ts'
import { formatAddress, formatPrefix, hostPrefix, type Prefix } from '../net/index.ts'
import { bgpDecision } from './bgp-paths.ts'
import { follow } from './fabric.ts'
import {
  end,
  type Location,
  onward,
  type Step,
  type Surroundings,
  split,
  type VpnIngress,
} from './location.ts'
import type { Packet } from './packet.ts'
import { deliveredToClient } from './vpn-clients.ts'
import {
  type AnyConnection,
  deviceLocation,
  farSideOf,
  hasBranch,
  isLinkUp,
  leadsBack,
} from './vpn-far-side.ts'
import {
  countsBetweenVnets,
  decidedAt,
  farEndOfTunnel,
  hopIntoTunnel,
  type TunnelSource,
  type VpnElement,
  type VpnInstance,
  vpnElement,
} from './vpn-hops.ts'
import type { Decision, Hop } from './way.ts'

/** R3.17: NAT rules are not simulated, so that nobody can tell under which addresses the packet goes on. */
const translating = ({ name, declaredAt }: AnyConnection): Decision => ({
  code: 'natRules',
  rule: 'R3.17',
  parameters: { connection: name },
  declaredAt,
})

/** Over a connection, by a static route or to the peer at its end. */
const overConnection = (
  at: VpnInstance,
  connection: AnyConnection,
  from: TunnelSource,
  prefix: Prefix,
  packet: Packet,
  surroundings: Surroundings,
): Step => {
  const parameters = { prefix: formatPrefix(prefix), connection: connection.name }
  const { declaredAt } = connection
  const { key, device, hubGateway, named } = farSideOf(connection)
  if (hubGateway !== undefined && named !== undefined && at.gateway.kind === 'vpn') {
    if (!hasBranch(hubGateway, at.gateway)) {
      const decision: Decision = { code: 'connectionOneSided', rule: 'R5.18', parameters, declaredAt }
      return end('tunnelDown', [decidedAt(at, decision)])
    }
    if (connection.translates) return end('unknown', [decidedAt(at, translating(connection))])
    const decision: Decision = { code: 'connectionRoute', rule: 'R5.18', parameters, declaredAt }
    const instance = hubGateway.instances.indexOf(named)
    const to: Location = { kind: 'vpnGateway', gateway: hubGateway, instance, from: 'deviceTunnel' }
    return onward(to, packet, hopIntoTunnel(at, from, to, decision, surroundings))
  }
  if (device === undefined) {
    const decision: Decision = { code: 'deviceNotDescribed', rule: 'R3.7', parameters, declaredAt }
    return end('unknown', [decidedAt(at, decision)])
  }
  if (device.kind === 'gateway' && at.gateway.kind === 'vpn' && !leadsBack(at.gateway, device.gateway)) {
    const decision: Decision = { code: 'connectionOneSided', rule: 'R3.15a', parameters, declaredAt }
    return end('tunnelDown', [decidedAt(at, decision)])
  }
  if (device.kind === 'site' && !isLinkUp(device.site, key)) {
    const decision: Decision = { code: 'connectionOneSided', rule: 'R3.7', parameters, declaredAt }
    return end('tunnelDown', [decidedAt(at, decision)])
  }
  if (connection.translates) return end('unknown', [decidedAt(at, translating(connection))])
  const decision: Decision = { code: 'connectionRoute', rule: 'R3.7', parameters, declaredAt }
  const to = farEndOfTunnel(deviceLocation(device, named, at.instance), from)
  return onward(to, packet, hopIntoTunnel(at, from, to, decision, surroundings))
}

/** Where a learned route leads: over its session, or over the other instance that learned it. */
const learnedLocation = (at: VpnInstance, route: BgpRoute, place: SpeakerPlace): Location | undefined => {
  switch (place.kind) {
    case 'vpnGateway':
      return place.gateway === at.gateway
        ? { kind: 'vpnGateway', gateway: place.gateway, instance: place.instance, from: 'vnet' }
        : {
            kind: 'vpnGateway',
            gateway: place.gateway,
            instance: place.instance,
            from: place.gateway.kind === 'vpn' ? 'gatewayTunnel' : 'deviceTunnel',
          }
    case 'router':
      return place.router.kind === 'vm'
        ? { kind: 'inside', vm: place.router.vm }
        : { kind: 'site', site: place.router.site, over: { kind: 'vpn' } }
    case 'expressRouteGateway': {
      // R3.31: what the neighbour for ExpressRoute told leads to the circuit directly.
      const far = route.exit?.peer.speaker.place
      return far?.kind === 'msee'
        ? {
            kind: 'msee',
            circuit: far.circuit,
            link: far.link,
            from: { kind: 'gateway', gateway: place.gateway },
          }
        : undefined
    }
    case 'hub':
      return at.gateway.kind === 'hubVpn'
        ? { kind: 'hub', hub: place.hub, from: { kind: 'vpn', gateway: at.gateway } }
        : undefined
    default:
      return undefined
  }
}

const overSession = (
  at: VpnInstance,
  from: TunnelSource,
  route: BgpRoute,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const place = route.learnedOver?.peer.speaker.place
  const to = place === undefined ? undefined : learnedLocation(at, route, place)
  // An appliance's route, by way of the Route Server: the VNet's own routes lead there.
  if (to === undefined || place === undefined) return turnRound(at, packet, surroundings)
  const peer = route.learnedOver?.peer.localAddress
  const connections: readonly AnyConnection[] = at.gateway.connections
  const translated = connections.find((each) => each.translates && farSideOf(each).named === peer)
  if (translated !== undefined) return [end('unknown', [decidedAt(at, translating(translated))])]
  const far = farEndOfTunnel(to, from)
  return [onward(far, packet, hopIntoTunnel(at, from, far, bgpDecision(route, 'R3.14'), surroundings))]
}

/** R3.2: into the VNet, by the effective routes of GatewaySubnet, or into the hub. */
const intoVnet = (
  { gateway, instance }: VpnInstance,
  from: VpnIngress,
  packet: Packet,
  element: VpnElement,
  surroundings: Surroundings,
): readonly Step[] => {
  if (gateway.kind === 'hubVpn') {
    const { hub } = gateway
    return [onward({ kind: 'hub', hub, from: { kind: 'vpn', gateway } }, packet)]
  }
  const { vnet, subnet } = gateway
  const own = gateway.instances[instance]
  const route =
    subnet === undefined
      ? undefined
      : surroundings.controlPlane.effectiveTable(subnet).lookup(packet.destination)
  // A packet for the instance itself needs no route.
  if (own === packet.destination && subnet !== undefined) {
    const parameters = { address: formatAddress(own) }
    const host: Hop = {
      ...element,
      answers: true,
      decision: { code: 'localDelivery', rule: 'R6.1', parameters },
    }
    const service = {
      kind: 'vpnGateway',
      name: gateway.name,
      address: own,
      gateway,
      instance,
      subnet,
    } as const
    return [end('delivered', [host], { kind: 'service', service })]
  }
  // R3.7: what only the gateway knows, as the host routes to its peers, is in no route table.
  const isLeftOver =
    route === undefined || (route.source === 'Default' && ['None', 'Internet'].includes(route.nextHopType))
  const [learned] = isLeftOver
    ? surroundings.controlPlane.vpnLookup({ gateway, instance }, packet.destination)
    : []
  if (learned !== undefined && learned.marks.addressSpace !== true)
    return intoTunnel({ gateway, instance }, from, packet, surroundings)
  return follow(route, { vnet, subnet, nic: undefined, relays: false, element }, packet, surroundings)
}

/**
 * R1.20, R1.22: what came from the VNet goes back into it. The gateway passes it on like an appliance does, so it is a
 * hop that answers, as recorded where a user route names an instance as next hop.
 */
const turnRound = (at: VpnInstance, packet: Packet, surroundings: Surroundings): readonly Step[] =>
  intoVnet(at, 'nextHop', packet, vpnElement(at, true, true), surroundings)

/** Peers of which nobody says what they announce may have announced a way for the packet. */
const undescribedPeersOf = ({ gateway }: VpnInstance, packet: Packet): Decision | undefined => {
  const source =
    gateway.kind === 'vpn'
      ? undescribedSourcesIn(gateway.vnet).find(({ kind }) => kind === 'vpnGateway')
      : undefined
  return (
    source && {
      code: 'announcementsNotDescribed',
      rule: 'R1.7',
      parameters: { source: source.name, destination: formatAddress(packet.destination) },
      declaredAt: source.declaredAt,
    }
  )
}

/** R3.11, R3.14: nothing that was learned or written for a connection holds the destination. */
const noConnection = ({ gateway }: VpnInstance, packet: Packet): Decision => ({
  code: 'noConnection',
  rule: 'R3.14',
  parameters: { destination: formatAddress(packet.destination) },
  declaredAt: gateway.declaredAt,
})

/** What the instance itself knows decides. */
const intoTunnel = (
  at: VpnInstance,
  from: TunnelSource,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const best = surroundings.controlPlane.vpnLookup(at, packet.destination)
  const [first] = best
  if (first === undefined) {
    const hidden = undescribedPeersOf(at, packet)
    return hidden === undefined
      ? [end('gatewayNoRoute', [decidedAt(at, noConnection(at, packet))])]
      : [end('unknown', [decidedAt(at, hidden)])]
  }
  if (first.learnedOver !== undefined) {
    return split(best.flatMap((route) => overSession(at, from, route, packet, surroundings)))
  }
  if (first.marks.addressSpace === true) return turnRound(at, packet, surroundings)
  if (first.marks.clientPool === true) {
    const { declaredAt } = at.gateway
    const parameters = { prefix: formatPrefix(first.prefix) }
    const decision: Decision = { code: 'clientPool', rule: 'R3.16', parameters, declaredAt }
    return [deliveredToClient(at, packet, { ...decidedAt(at, decision), decrements: true })]
  }
  return split(
    connectionsFor(at.gateway, first.prefix).map((connection) =>
      overConnection(at, connection, from, first.prefix, packet, surroundings),
    ),
  )
}

/**
 * What an instance itself sends. A BGP peer is at the end of its connection, whatever routes say: the host route to it
 * stays in the gateway (R3.7). Undefined where the instance knows no way, so that its subnet or hub decides.
 */
export const sendFromVpnGateway = (
  at: VpnInstance,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] | undefined => {
  const { destination } = packet
  const toPeer = at.gateway.connections.filter(
    (connection) => connection.up && farSideOf(connection).named === destination,
  )
  if (toPeer.length > 0) {
    return split(
      toPeer.map((connection) =>
        overConnection(at, connection, 'itself', hostPrefix(destination), packet, surroundings),
      ),
    )
  }
  const [first] = surroundings.controlPlane.vpnLookup(at, destination)
  return first === undefined || first.marks.addressSpace === true
    ? undefined
    : intoTunnel(at, 'itself', packet, surroundings)
}

/**
 * Whether the instance itself knows a way over a tunnel of its gateway. What the Route Server or the neighbour for
 * ExpressRoute told it lies in the VNet.
 */
const staysInside = (at: VpnInstance, packet: Packet, { controlPlane }: Surroundings): boolean => {
  const [own] = controlPlane.vpnLookup(at, packet.destination)
  if (at.gateway.kind !== 'vpn' || own === undefined || own.marks.addressSpace === true) return false
  const place = own.learnedOver?.peer.speaker.place.kind
  return place === undefined || place === 'router' || place === 'vpnGateway'
}

/** R3.13: from tunnel to tunnel nothing leaves the gateway; the rest goes into the VNet, or the hub. */
const outOfTunnel = (
  at: VpnInstance,
  from: VpnIngress,
  decrements: boolean,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] =>
  staysInside(at, packet, surroundings)
    ? intoTunnel(at, from, packet, surroundings)
    : intoVnet(at, from, packet, vpnElement(at, decrements), surroundings)

/** R6.31: between a client and what lies behind it the gateway counts once. */
const counted = ({ gateway }: VpnInstance, steps: readonly Step[]): readonly Step[] =>
  steps.map((step) => {
    const [first, ...others] = step.hops
    return first?.element === gateway.name
      ? { ...step, hops: [{ ...first, decrements: true }, ...others] }
      : step
  })

/** At an instance of a VPN gateway. */
export const passVpnGateway = (
  at: VpnInstance,
  from: VpnIngress,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  switch (from) {
    case 'vnet':
      return intoTunnel(at, from, packet, surroundings)
    case 'nextHop':
      return turnRound(at, packet, surroundings)
    case 'gatewayTunnel':
      return outOfTunnel(at, from, countsBetweenVnets(surroundings), packet, surroundings)
    case 'deviceTunnel':
      return outOfTunnel(at, from, false, packet, surroundings)
    case 'client':
      return counted(at, outOfTunnel(at, from, true, packet, surroundings))
  }
}
