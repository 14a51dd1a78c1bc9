// A packet on the ExpressRoute side: at an MSEE, or at the inbound gateway (R3.2, R3.3, R6.26).
import { mseePeerAddress } from '../control-plane/index.ts'
import type {
  Circuit,
  CircuitGateway,
  CircuitLink,
  ExpressRouteGateway,
  HubExpressRouteGateway,
} from '../model/index.ts'
import { type Address, parseAddress } from '../net/index.ts'
import { bgpDecision, noBgpRoute, peersOf } from './bgp-paths.ts'
import { follow } from './fabric.ts'
import { byFastPath } from './fastpath.ts'
import { end, type Location, type MseeIngress, onward, type Step, type Surroundings } from './location.ts'
import type { Packet } from './packet.ts'
import type { Decision, Hop } from './way.ts'

/** What an MSEE shows towards the gateway of a virtual hub, where no other address is stated (R6.26, observed 31). */
const towardsHub = parseAddress('169.254.1.2')

/** The address with which an MSEE answers depends on where the packet came in (R6.26). */
const mseeAddress = (circuit: Circuit, link: CircuitLink, from: MseeIngress): Address | undefined => {
  if (from.kind !== 'gateway') return link.mseeAddress
  const stated = mseePeerAddress(from.gateway, circuit, link)
  return stated ?? (from.gateway.kind === 'hubExpressRoute' ? towardsHub : undefined)
}

const enterVnet = (
  gateway: ExpressRouteGateway,
  circuit: Circuit,
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): readonly Step[] => {
  const direct = byFastPath(gateway, circuit, packet, hop, surroundings)
  if (direct !== undefined) return direct
  return [onward({ kind: 'gateway', gateway }, packet, hop)]
}

const intoHub = (gateway: HubExpressRouteGateway): Location => ({
  kind: 'hub',
  hub: gateway.hub,
  from: { kind: 'expressRoute', gateway },
})

/** At an MSEE: its best BGP paths decide; equal ones to different neighbours split the traffic. */
export const crossMsee = (
  circuit: Circuit,
  link: CircuitLink,
  from: MseeIngress,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const address = mseeAddress(circuit, link, from)
  const alwaysCounts =
    from.kind === 'site' || surroundings.controlPlane.era.expressRouteHops === 'mseeAndGateway'
  // R6.30: where it is no hop, that is between gateways alone; on the way to a customer's router it always counts.
  const hopWith = (decision: Decision, toCustomer = false): Hop => {
    const decrements = alwaysCounts || toCustomer
    return {
      kind: 'msee',
      element: `${circuit.name}/${link.role}`,
      address,
      answers: decrements && address !== undefined,
      decrements,
      decision,
    }
  }
  const paths = peersOf(surroundings.controlPlane.mseeLookup(link, packet.destination))
  if (paths.length === 0) return [end('gatewayNoRoute', [hopWith(noBgpRoute(packet))])]
  const choices = withoutSecondInstances(paths).map(({ peer, route }): readonly Step[] => {
    const { place } = peer.speaker
    const hop = hopWith(bgpDecision(route), place.kind === 'router')
    switch (place.kind) {
      case 'expressRouteGateway':
        return place.gateway.kind === 'expressRoute'
          ? enterVnet(place.gateway, circuit, packet, hop, surroundings)
          : [onward(intoHub(place.gateway), packet, hop)]
      case 'router':
        return place.router.kind === 'site'
          ? [onward({ kind: 'site', site: place.router.site, over: { kind: 'circuit', link } }, packet, hop)]
          : [end('unknown', [hop])]
      case 'msee': {
        const from = { kind: 'msee' } as const
        return [onward({ kind: 'msee', circuit: place.circuit, link: place.link, from }, packet, hop)]
      }
      default:
        return [end('unknown', [hop])]
    }
  })
  return choices.flatMap((steps) => steps.map((step) => ({ ...step, share: step.share / choices.length })))
}

/** The instances of one gateway are one element of the way. */
const withoutSecondInstances = (paths: ReturnType<typeof peersOf>): ReturnType<typeof peersOf> => {
  const entered = new Set<CircuitGateway>()
  return paths.filter(({ peer }) => {
    const { place } = peer.speaker
    if (place.kind !== 'expressRouteGateway') return true
    if (entered.has(place.gateway)) return false
    entered.add(place.gateway)
    return true
  })
}

/** At the gateway, inbound: the effective routes of GatewaySubnet, its route table included (R3.2). It never answers. */
export const passGateway = (
  gateway: ExpressRouteGateway,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const subnet = gateway.vnet.subnets.find((candidate) => candidate.name.toLowerCase() === 'gatewaysubnet')
  const element = {
    kind: 'expressRouteGateway' as const,
    element: gateway.name,
    address: gateway.instances[0],
    answers: false,
    decrements: true,
  }
  const route =
    subnet === undefined
      ? undefined
      : surroundings.controlPlane.effectiveTable(subnet).lookup(packet.destination)
  return follow(
    route,
    { vnet: gateway.vnet, subnet, nic: undefined, relays: false, element },
    packet,
    surroundings,
  )
}
