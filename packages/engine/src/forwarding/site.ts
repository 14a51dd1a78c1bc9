// A packet at a site: delivered to its network, or routed on by what its router knows (R3.27, R6.26).
import { type BgpRoute, prefixesBehindGateway, type SpeakerPlace } from '../control-plane/index.ts'
import type { GuestTunnel, Network, Site, VpnDevice } from '../model/index.ts'
import {
  type Address,
  containsAddress,
  formatAddress,
  formatPrefix,
  type Prefix,
  parseAddress,
  prefixNamed,
} from '../net/index.ts'
import { bgpDecision, noBgpRoute, peersOf } from './bgp-paths.ts'
import { guestOwns, tunnelNamed } from './guest-interfaces.ts'
import {
  end,
  type Location,
  onward,
  type SiteIngress,
  type Step,
  type Surroundings,
  split,
} from './location.ts'
import type { Packet } from './packet.ts'
import { farEndOf, tunnelParameters } from './tunnels.ts'
import { isLinkUp } from './vpn-far-side.ts'
import type { Decision, Hop, WayAssumption } from './way.ts'

/** Whether an address is one of the site's router itself. */
const isSiteRouter = (site: Site, address: Address): boolean => guestOwns(site.guest, address)

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

/** Where a path of the site's router leads. */
const locationOver = (place: SpeakerPlace): Location | undefined => {
  switch (place.kind) {
    case 'msee':
      return { kind: 'msee', circuit: place.circuit, link: place.link, from: { kind: 'site' } }
    case 'vpnGateway':
      return { kind: 'vpnGateway', gateway: place.gateway, instance: place.instance, from: 'deviceTunnel' }
    case 'router':
      return place.router.kind === 'vm'
        ? { kind: 'inside', vm: place.router.vm }
        : { kind: 'site', site: place.router.site, over: { kind: 'tunnel' } }
    default:
      return undefined
  }
}

interface TunnelRoute {
  readonly tunnel: GuestTunnel
  readonly prefix: Prefix
}

/** The longest route of the site's router that leads into a tunnel. */
const tunnelTowards = (site: Site, address: Address): TunnelRoute | undefined =>
  (site.guest?.routes ?? [])
    .flatMap((route) => {
      const prefix = prefixNamed(route.prefix)
      const via = route.via === undefined ? undefined : parseAddress(route.via)
      const attached = site.guest?.tunnels?.find(({ inner }) => {
        const own = inner === undefined ? undefined : prefixNamed(inner)
        return own !== undefined && via !== undefined && containsAddress(own, via)
      })
      const tunnel = tunnelNamed(site.guest, route.dev) ?? attached
      const isUsed = prefix !== undefined && tunnel !== undefined && containsAddress(prefix, address)
      return isUsed ? [{ tunnel, prefix }] : []
    })
    .reduce<TunnelRoute | undefined>(
      (best, each) => (best === undefined || each.prefix.length > best.prefix.length ? each : best),
      undefined,
    )

/** R3.13: a device sends by a connection without BGP what Azure says is behind the gateway. */
const byStaticConnection = (site: Site, address: Address, network: Network): readonly Location[] => {
  const isThis = (device: VpnDevice | undefined): boolean => device?.kind === 'site' && device.site === site
  const inVnets = network.vnets.flatMap(({ gateways }) =>
    gateways.flatMap((gateway): Location[] => {
      if (gateway.kind !== 'vpn') return []
      const leadsHere = gateway.connections.some(
        ({ remote, bgp, up }) =>
          !bgp &&
          up &&
          remote.kind === 'device' &&
          isThis(remote.localNetworkGateway.device) &&
          isLinkUp(site, remote.localNetworkGateway.id.key),
      )
      const isBehind = prefixesBehindGateway(gateway.vnet).some(({ prefix }) =>
        containsAddress(prefix, address),
      )
      return leadsHere && isBehind ? [{ kind: 'vpnGateway', gateway, instance: 0, from: 'deviceTunnel' }] : []
    }),
  )
  const inHubs = network.virtualHubs.flatMap(({ vpnGateway }): Location[] => {
    const leadsHere = vpnGateway?.connections.some(
      ({ bgp, up, site: told }) => !bgp && up && isThis(told.device) && isLinkUp(site, told.id.key),
    )
    return vpnGateway !== undefined && leadsHere === true
      ? [{ kind: 'vpnGateway', gateway: vpnGateway, instance: 0, from: 'deviceTunnel' }]
      : []
  })
  return [...inVnets, ...inHubs]
}

/** The router's hop at the edge of the site, with a decision. */
type HopWith = (decision: Decision) => Hop

const routed = (
  site: Site,
  best: readonly BgpRoute[],
  packet: Packet,
  hopWith: HopWith,
  surroundings: Surroundings,
): readonly Step[] => {
  const { network } = surroundings
  const tunnelled = tunnelTowards(site, packet.destination)
  if (tunnelled !== undefined && tunnelled.prefix.length >= (best[0]?.prefix.length ?? 0)) {
    const router = { kind: 'site', site } as const
    const far = farEndOf(router, tunnelled.tunnel, network)
    const parameters = tunnelParameters(router, tunnelled.tunnel)
    if (far.kind === 'refused') {
      const ending = far.code === 'tunnel' ? 'unknown' : 'tunnelDown'
      return [end(ending, [hopWith({ code: far.code, rule: 'R6.29', parameters })])]
    }
    const prefix = formatPrefix(tunnelled.prefix)
    const hop = hopWith({
      code: 'kernelRoute',
      rule: 'R6.12',
      parameters: { vm: site.name, dev: tunnelled.tunnel.dev, prefix },
    })
    const step = onward(far.at, packet, hop)
    return far.carrier === undefined || step.outcome.kind !== 'onward'
      ? [step]
      : [{ ...step, outcome: { ...step.outcome, carrier: far.carrier } }]
  }
  const paths = peersOf(best)
  if (paths.length > 0) {
    return split(
      paths.map(({ peer, route }) => {
        const to = locationOver(peer.speaker.place)
        const hop = hopWith(bgpDecision(route))
        return to === undefined ? end('unknown', [hop]) : onward(to, packet, hop)
      }),
    )
  }
  const fixed = byStaticConnection(site, packet.destination, network)
  const assumptions: readonly WayAssumption[] = [{ code: 'siteInside', parameters: { site: site.name } }]
  const decision: Decision = {
    code: 'siteNetwork',
    rule: 'R3.7',
    parameters: { site: site.name },
    declaredAt: site.declaredAt,
  }
  if (fixed.length > 0)
    return split(fixed.map((to) => ({ ...onward(to, packet, hopWith(decision)), assumptions })))
  // Sites have ways to the Internet of their own, and only a router's configuration tells whether this one has.
  const isPublic = !surroundings.controlPlane.era.reservedSpace.some((prefix) =>
    containsAddress(prefix, packet.destination),
  )
  return isPublic && site.guest === undefined
    ? [end('unknown', [hopWith(notDescribed(site, packet))])]
    : [end('gatewayNoRoute', [hopWith(noBgpRoute(packet, 'R3.27'))])]
}

const notDescribed = (site: Site, packet: Packet): Decision => ({
  code: 'siteNotDescribed',
  rule: 'R3.27',
  parameters: { site: site.name, destination: formatAddress(packet.destination) },
  declaredAt: site.declaredAt,
})

/** At a site: delivered to its network, or routed on by what its router learned. */
export const crossSite = (
  site: Site,
  over: SiteIngress | undefined,
  packet: Packet,
  surroundings: Surroundings,
): readonly Step[] => {
  // Only a site with a router configuration is known to be a router; what others have inside is not known.
  const isRouter = site.guest !== undefined
  const startsHere = over === undefined && isSiteRouter(site, packet.source)
  const answering = interfacesTowards(site, packet.source, surroundings)
  const address = (over?.kind === 'circuit' ? over.link.customerAddress : undefined) ?? answering[0]
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
  if (announcesIt) return [end('unknown', [hopWith(notDescribed(site, packet), isRouter && !startsHere)])]
  return routed(site, best, packet, (reason) => hopWith(reason, isRouter && !startsHere), surroundings)
}
