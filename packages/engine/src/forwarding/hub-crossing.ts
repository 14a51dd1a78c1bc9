// A packet in a virtual hub: which table is looked up, where its route leads, and who is a hop (R5.2–R5.11, R6.26).
import {
  defaultTableOf,
  type HubRoute,
  type HubTable,
  type HubTables,
  type HubTarget,
} from '../control-plane/index.ts'
import type { VirtualHub } from '../model/index.ts'
import { containsAddress, formatAddress, formatPrefix } from '../net/index.ts'
import { firewallElement, withPassage } from './firewall.ts'
import { translatedAt } from './firewall-translation.ts'
import { handOver } from './hand-over.ts'
import { type OwnWayOut, passToInternet } from './internet-egress.ts'
import { end, type HubIngress, onward, type Step, type Surroundings, split } from './location.ts'
import type { Packet } from './packet.ts'
import { hubServiceAt } from './service.ts'
import { deliveredToService } from './service-arrival.ts'
import type { Decision, Hop } from './way.ts'

type Element = Omit<Hop, 'decision' | 'nextHopType' | 'nextHopIp'>

/**
 * R6.26: the router of the first hub answers, from either of its addresses, the next one is silent; both count. What
 * comes from a circuit has the gateway as its hop and no router; what comes by VPN has neither.
 */
const elementOf = (hub: VirtualHub, from: HubIngress): Element => {
  const addresses = hub.routerAddresses
  const router: Element = {
    kind: 'hubRouter',
    element: hub.name,
    address: addresses[0],
    ...(addresses.length > 1 ? { answeringAddresses: addresses } : {}),
    answers: addresses.length > 0,
    decrements: true,
  }
  switch (from.kind) {
    case 'vnet':
      return router
    case 'hub':
      return { ...router, answers: false }
    case 'service':
      return { ...router, decrements: false }
    case 'expressRoute':
    case 'vpn': {
      const { gateway } = from
      const isVpn = from.kind === 'vpn'
      return {
        kind: isVpn ? 'vpnGateway' : 'expressRouteGateway',
        element: gateway.name,
        address: gateway.instances[0],
        answers: false,
        decrements: !isVpn,
      }
    }
    case 'firewall':
      return firewallElement(from.firewall)
  }
}

/** The table that is looked up for what comes in this way. */
const tableFor = (hub: VirtualHub, from: HubIngress, tables: HubTables): HubTable | undefined => {
  switch (from.kind) {
    case 'vnet':
      return from.table && tables.of(from.table)
    case 'hub':
      return tables.forOtherHubs(hub)
    // The hub's own packets go round its firewall: with routing intent sessions of peers come up (R5.11).
    case 'firewall':
    case 'service':
      return tables.behindFirewall(hub)
    case 'expressRoute':
    case 'vpn': {
      const table = defaultTableOf(hub)
      return table && tables.of(table)
    }
  }
}

const decisionOf = (hub: VirtualHub, { prefix, asPath, rule, declaredAt }: HubRoute): Decision => ({
  code: 'hubRoute',
  rule,
  parameters: { prefix: formatPrefix(prefix), hub: hub.name, asPath: asPath.join(' ') },
  declaredAt,
})

/** Where a route of the hub leads. `through`: the firewall that has passed the packet, if any has. */
const followTarget = (
  at: VirtualHub,
  target: HubTarget,
  through: Pick<OwnWayOut, 'firewall'>,
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): readonly Step[] => {
  switch (target.kind) {
    case 'connection': {
      const { hub, vnet } = target.connection
      return hub === at
        ? handOver(vnet, packet.destination, packet, hop, surroundings)
        : [onward({ kind: 'hub', hub, from: { kind: 'hub' } }, packet, hop)] // R5.3: by way of its own hub
    }
    case 'throughVnet':
      return handOver(target.connection.vnet, target.address, packet, hop, surroundings)
    case 'appliances':
      return target.appliances
        .flatMap(({ peer, address }) =>
          peer.connection === undefined
            ? [end('unknown', [hop])]
            : handOver(peer.connection.vnet, address, packet, hop, surroundings),
        )
        .map((step) => ({ ...step, share: step.share / target.appliances.length }))
    case 'remoteHub':
      return [onward({ kind: 'hub', hub: target.hub, from: { kind: 'hub' } }, packet, hop)]
    case 'vpn':
      return split(
        target.instances.map(({ gateway, instance }) =>
          onward({ kind: 'vpnGateway', gateway, instance, from: 'vnet' }, packet, hop),
        ),
      )
    case 'msees':
      return split(
        target.msees.map(({ circuit, link, gateway }) =>
          onward({ kind: 'msee', circuit, link, from: { kind: 'gateway', gateway } }, packet, hop),
        ),
      )
    case 'firewall': {
      const { firewall } = target
      return [onward({ kind: 'hub', hub: firewall.hub, from: { kind: 'firewall', firewall } }, packet, hop)]
    }
    case 'internet':
      return [passToInternet(packet, surroundings, [hop], { rule: 'R6.18', parameters: {}, ...through })]
    case 'other': {
      const parameters = { element: target.nextHop.id.text, address: formatAddress(packet.destination) }
      return [
        end('unknown', [{ ...hop, decision: { code: 'elementNotModelled', rule: 'R5.11', parameters } }]),
      ]
    }
  }
}

/** In a hub. */
export const passHub = (
  hub: VirtualHub,
  from: HubIngress,
  arrived: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  if (from.kind !== 'firewall') return lookedUp(hub, from, arrived, surroundings)
  const { firewall } = from
  const leavesForInternet = ({ destination }: Packet): boolean =>
    surroundings.controlPlane.hubTables.behindFirewall(hub).lookup(destination)?.target.kind === 'internet'
  const passage = translatedAt(firewall, arrived, leavesForInternet, surroundings)
  if (passage.kind === 'ends')
    return [end(passage.ending, [{ ...firewallElement(firewall), decision: passage.decision }])]
  if (passage.kind === 'passes')
    return withPassage(firewall, passage, lookedUp(hub, from, passage.packet, surroundings))
  const { name } = firewall
  return [deliveredToService({ kind: 'hubFirewall', name, address: arrived.destination, hub, firewall })]
}

/** Behind the firewall, if the packet came through it. */
const lookedUp = (
  hub: VirtualHub,
  from: HubIngress,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const { hubTables } = surroundings.controlPlane
  const element = elementOf(hub, from)
  const own = hubServiceAt(hub, packet.destination)
  if (own !== undefined) {
    const parameters = { address: formatAddress(packet.destination) }
    const decision: Decision = { code: 'localDelivery', rule: 'R5.5', parameters }
    if (own.kind === 'hubFirewall') {
      const to = { kind: 'hub', hub, from: { kind: 'firewall', firewall: own.firewall } } as const
      return [onward(to, packet, { ...element, decision })]
    }
    // What the packet came in by may be the very element that it is for.
    const before = element.element === own.name ? [] : [{ ...element, decision }]
    return [deliveredToService(own, ...before.map((hop) => ({ ...hop, answers: false, decrements: false })))]
  }
  if (hub.prefix !== undefined && containsAddress(hub.prefix, packet.destination)) {
    const parameters = { address: formatAddress(packet.destination), vnet: hub.name }
    return [end('noSuchHost', [{ ...element, decision: { code: 'nobodyOwns', rule: 'R5.5', parameters } }])]
  }
  const route = tableFor(hub, from, hubTables)?.lookup(packet.destination)
  if (route === undefined) {
    const parameters = { destination: formatAddress(packet.destination), hub: hub.name }
    const decision: Decision = { code: 'noHubRoute', rule: 'R5.8', parameters }
    return [end('gatewayNoRoute', [{ ...element, decision }])]
  }
  const hop = { ...element, decision: decisionOf(hub, route) }
  const through = from.kind === 'firewall' ? { firewall: from.firewall } : {}
  return followTarget(hub, route.target, through, packet, hop, surroundings)
}
