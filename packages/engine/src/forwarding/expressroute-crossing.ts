// A packet outside the VNet on the ExpressRoute side: at an MSEE, at the inbound gateway, at a site (R3.2, R3.3, R6.26).
import { type BgpRoute, mseePeerAddress, type SessionEnd } from '../control-plane/index.ts'
import type { Circuit, CircuitGateway, CircuitLink, ExpressRouteGateway, Site } from '../model/index.ts'
import { type Address, containsAddress, formatAddress, parseAddress } from '../net/index.ts'
import { follow } from './fabric.ts'
import { end, type MseeIngress, onward, type Step, type Surroundings, split } from './location.ts'
import type { Packet } from './packet.ts'
import type { Decision, Hop, WayAssumption } from './way.ts'

const bgpDecision = (route: BgpRoute): Decision => ({
  code: 'bgpRoute',
  rule: 'R7.1',
  parameters: {
    prefix: `${formatAddress(route.prefix.address)}/${route.prefix.length}`,
    asPath: route.asPath.join(' '),
  },
  declaredAt: route.declaredAt,
})

const noBgpRoute = (packet: Packet): Decision => ({
  code: 'noBgpRoute',
  rule: 'R3.23',
  parameters: { destination: formatAddress(packet.destination) },
})

/** The address with which an MSEE answers depends on where the packet came in (R6.26). */
const mseeAddress = (circuit: Circuit, link: CircuitLink, from: MseeIngress): Address | undefined =>
  from.kind === 'gateway' ? mseePeerAddress(from.gateway, circuit, link) : link.mseeAddress

const peersOf = (
  routes: readonly BgpRoute[],
): readonly { readonly peer: SessionEnd; readonly route: BgpRoute }[] =>
  routes.flatMap((route) =>
    route.learnedOver === undefined ? [] : [{ peer: route.learnedOver.peer, route }],
  )

const enterVnet = (
  gateway: ExpressRouteGateway,
  circuit: Circuit,
  packet: Packet,
  hop: Hop,
  surroundings: Surroundings,
): readonly Step[] => {
  const connection = gateway.connections.find((candidate) => candidate.circuit === circuit)
  const inOwnVnet = gateway.vnet.prefixes.some((prefix) => containsAddress(prefix, packet.destination))
  // R3.32: FastPath takes the gateway out of the way for its own VNet, not for peered ones.
  if (connection?.fastPath === true && inOwnVnet) {
    const nic = surroundings.controlPlane.nicAt(gateway.vnet, packet.destination)
    if (nic !== undefined) return [onward({ kind: 'arriving', nic }, packet, hop)]
  }
  return [onward({ kind: 'gateway', gateway }, packet, hop)]
}

/** At an MSEE: its best BGP paths decide; equal ones to different neighbours split the traffic. */
export const crossMsee = (
  circuit: Circuit,
  link: CircuitLink,
  from: MseeIngress,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  const address = mseeAddress(circuit, link, from)
  const decrements =
    from.kind === 'site' || surroundings.controlPlane.era.expressRouteHops === 'mseeAndGateway'
  const hopWith = (decision: Decision): Hop => ({
    kind: 'msee',
    element: `${circuit.name}/${link.role}`,
    address,
    answers: decrements && address !== undefined,
    decrements,
    decision,
  })
  const paths = peersOf(surroundings.controlPlane.mseeLookup(link, packet.destination))
  if (paths.length === 0) return [end('gatewayNoRoute', [hopWith(noBgpRoute(packet))])]
  const choices = withoutSecondInstances(paths).map(({ peer, route }): readonly Step[] => {
    const hop = hopWith(bgpDecision(route))
    const { place } = peer.speaker
    switch (place.kind) {
      case 'expressRouteGateway':
        return place.gateway.kind === 'expressRoute'
          ? enterVnet(place.gateway, circuit, packet, hop, surroundings)
          : [end('unknown', [hop])]
      case 'router':
        return place.router.kind === 'site'
          ? [onward({ kind: 'site', site: place.router.site, over: link }, packet, hop)]
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
  return follow(route, { vnet: gateway.vnet, subnet, nic: undefined, element }, packet, surroundings)
}

/** Whether an address is one of the site's router itself. */
const isSiteRouter = (site: Site, address: Address): boolean =>
  (site.guest?.addresses ?? []).some((entry) => parseAddress(entry.address.split('/')[0] ?? '') === address)

/** How specifically the site itself holds the address: a host, or the longest of its prefixes. */
const holdsWith = (site: Site, address: Address): number => {
  if (isSiteRouter(site, address) || site.hosts.some((host) => host.address === address)) return 129
  return site.prefixes
    .filter((prefix) => containsAddress(prefix, address))
    .reduce((longest, prefix) => Math.max(longest, prefix.length), -1)
}

/** The router's own addresses on the links by which it would send to an address. */
const interfacesTowards = (site: Site, address: Address, surroundings: Surroundings): readonly Address[] =>
  surroundings.controlPlane
    .routerLookup(site, address)
    .flatMap((route) => route.learnedOver?.localAddress ?? [])

const isUnlisted = (site: Site): boolean => site.prefixes.length === 0 && site.hosts.length === 0

/** At a site: delivered to its network, or routed on by what its router learned. */
export const crossSite = (
  site: Site,
  over: CircuitLink | undefined,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  // Only a site with a router configuration is known to be a router; what others have inside is not known.
  const isRouter = site.guest !== undefined
  const startsHere = over === undefined && isSiteRouter(site, packet.source)
  const answering = interfacesTowards(site, packet.source, surroundings)
  const address = over?.customerAddress ?? answering[0]
  const hopWith = (decision: Decision, decrements: boolean): Hop => ({
    kind: 'site',
    element: site.name,
    address,
    ...(answering.length === 0 ? {} : { answeringAddresses: answering }),
    answers: isRouter && address !== undefined,
    decrements,
    decision,
  })
  const best = surroundings.controlPlane.routerLookup(site, packet.destination)
  const learned = peersOf(best)
  const held = holdsWith(site, packet.destination)
  const bestLength = best[0]?.prefix.length ?? -1
  const announcesIt = best[0] !== undefined && best[0].learnedOver === undefined
  // Where nothing is listed, what the site announces is all that is known of its inside.
  const holds = (held >= 0 && held >= bestLength) || (announcesIt && isUnlisted(site))
  const decision: Decision = {
    code: 'siteNetwork',
    rule: 'R3.27',
    parameters: { site: site.name },
    declaredAt: site.declaredAt,
  }
  const assumptions: readonly WayAssumption[] = [{ code: 'siteInside', parameters: { site: site.name } }]
  if (holds) {
    const inside = isSiteRouter(site, packet.destination)
    const hops = isRouter && !inside ? [hopWith(decision, true)] : []
    const host: Hop = {
      kind: 'site',
      element: site.name,
      address: packet.destination,
      answers: true,
      decrements: false,
      decision,
    }
    const step = end('delivered', [...hops, host], { kind: 'site', site })
    return [inside ? step : { ...step, assumptions }]
  }
  // A default route or an aggregate: where the site takes it, nobody has said.
  if (announcesIt) return [{ ...end('unknown', [hopWith(decision, isRouter && !startsHere)]), assumptions }]
  if (learned.length === 0) {
    return [end('gatewayNoRoute', [hopWith(noBgpRoute(packet), isRouter && !startsHere)])]
  }
  return split(
    learned.flatMap(({ peer, route }) => {
      const { place } = peer.speaker
      if (place.kind !== 'msee') return []
      const hop = hopWith(bgpDecision(route), isRouter && !startsHere)
      return [
        onward(
          { kind: 'msee', circuit: place.circuit, link: place.link, from: { kind: 'site' } },
          packet,
          hop,
        ),
      ]
    }),
  )
}
