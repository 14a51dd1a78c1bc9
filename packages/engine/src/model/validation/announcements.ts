// What sites and appliances announce to Azure, as far as it is written down: L15, and the counts of L11.
import { type Finding, findings, type LimitedThing, type Where } from '../../diagnostics/index.ts'
import {
  containsPrefix,
  type Family,
  familyOf,
  formatPrefix,
  type Prefix,
  prefixKey,
} from '../../net/index.ts'
import type { Circuit, Declared, Network, RouteServer, Site, Vnet, VpnGateway } from '../network.ts'
import { bgpOf, neighborsAt, networksOf, sends, usesServerOf } from './guest-routing.ts'
import { validateNear } from './limits.ts'
import type { Validating } from './validating.ts'

/** Prefixes that somebody announces. */
interface Announcement {
  readonly speaker: string
  /** Where the speaker stands, if in a VNet: there its prefixes are its own to announce, to whomever else it speaks with. */
  readonly within: readonly Vnet[]
  readonly prefixes: readonly Prefix[]
  readonly place: Where
}

const placeOfSite = (site: Site): Where => ({ span: site.declaredAt })

/** Over a circuit, by the sites whose links say so. */
const overCircuit = (circuit: Circuit, network: Network): readonly Announcement[] =>
  network.sites.flatMap((site) =>
    site.circuitLinks
      .filter((link) => link.circuit === circuit && link.up && site.guest?.bgp === undefined)
      .map(({ advertises }) => ({
        speaker: site.name,
        within: [],
        prefixes: advertises.map(({ prefix }) => prefix),
        place: placeOfSite(site),
      })),
  )

/** Over a VPN gateway, by the sites behind its BGP connections. */
const overVpn = (gateway: VpnGateway): readonly Announcement[] =>
  gateway.connections.flatMap(({ bgp, up, remote }): readonly Announcement[] => {
    if (!bgp || !up || remote.kind !== 'device') return []
    const { device, id } = remote.localNetworkGateway
    if (device?.kind !== 'site' || device.site.guest?.bgp !== undefined) return []
    const { site } = device
    return site.vpnLinks
      .filter((link) => link.up && link.remote.key === id.key)
      .map(({ advertises }) => ({
        speaker: site.name,
        within: [],
        prefixes: advertises.map(({ prefix }) => prefix),
        place: placeOfSite(site),
      }))
  })

/** To a Route Server, by the routers whose configuration is described. */
const toServer = (server: RouteServer, { placeOf }: Validating): readonly Announcement[] =>
  server.peers.flatMap(({ router }): readonly Announcement[] => {
    const bgp = bgpOf(router)
    if (router === undefined || bgp === undefined) return []
    const sessions = neighborsAt(bgp, server.instances).filter(({ up }) => up !== false)
    const prefixes = networksOf(bgp).filter((prefix) => sessions.some((session) => sends(session, prefix)))
    const whole = router.kind === 'vm' ? placeOf(router.vm) : placeOfSite(router.site)
    const speaker = router.kind === 'vm' ? router.vm.name : router.site.name
    const within = router.kind === 'vm' ? router.vm.nics.map(({ subnet }) => subnet.vnet) : []
    return [{ speaker, within, prefixes, place: { ...whole, span: bgp.span ?? whole.span } }]
  })

const ownPrefixes = (vnet: Vnet, announcements: readonly Announcement[]): readonly Finding[] =>
  announcements.flatMap(({ speaker, within, prefixes, place }) =>
    (within.includes(vnet) ? [] : prefixes)
      .filter((prefix) => vnet.prefixes.some((own) => containsPrefix(own, prefix)))
      .map((prefix) =>
        findings.ownPrefixFromBgp({ vnet: vnet.name, prefix: formatPrefix(prefix), speaker }, place),
      ),
  )

/** L15: for a gateway its own VNet counts, for a Route Server also those that borrow it (R3.12, R4.5). */
const validateOwnPrefixes = (context: Validating): readonly Finding[] => {
  const { network } = context
  return [
    ...network.vnets.flatMap((vnet) =>
      vnet.gateways.flatMap((gateway) =>
        ownPrefixes(
          vnet,
          gateway.kind === 'vpn'
            ? overVpn(gateway)
            : gateway.connections.flatMap(({ circuit, up }) => (up ? overCircuit(circuit, network) : [])),
        ),
      ),
    ),
    ...network.routeServers.flatMap((server) => {
      // A way to the Route Server itself is what every router needs, and nothing that it would attract packets with.
      const isWayBack = (prefix: Prefix): boolean =>
        server.subnet.prefixes.some((own) => containsPrefix(own, prefix))
      const announcements = toServer(server, context).map(({ prefixes, ...rest }) => ({
        ...rest,
        prefixes: prefixes.filter((prefix) => !isWayBack(prefix)),
      }))
      if (announcements.length === 0) return []
      return network.vnets
        .filter((vnet) => usesServerOf(vnet, server.vnet))
        .flatMap((vnet) => ownPrefixes(vnet, announcements))
    }),
  ]
}

/** Distinct prefixes of one family. */
const countOf = (prefixes: readonly Prefix[], family: Family): number =>
  new Set(prefixes.filter(({ address }) => familyOf(address) === family).map(prefixKey)).size

const validateFamilies = (
  holder: Declared,
  thing: LimitedThing,
  prefixes: readonly Prefix[],
  limits: Readonly<Record<Family, number>>,
  context: Validating,
): readonly Finding[] =>
  ([4, 6] as const).flatMap((family) =>
    validateNear(holder, thing, { found: countOf(prefixes, family), limit: limits[family] }, context),
  )

/** R3.21: what a gateway tells a circuit at the least, if nothing is summarised: routes that it learns come on top. */
const leastToCircuit = (vnet: Vnet): readonly Prefix[] => [
  ...vnet.prefixes,
  ...vnet.peerings.flatMap(({ state, allowGatewayTransit, reverse, remotePrefixes }) =>
    state === 'Connected' && allowGatewayTransit && reverse?.useRemoteGateways === true ? remotePrefixes : [],
  ),
]

/**
 * L11 for what is announced over circuits, VPN and to Route Servers. Azure refuses nothing for having more; it ends the
 * session, which the control plane does and tells (HP5009).
 */
const validateCounts = (context: Validating): readonly Finding[] => {
  const { network, profile } = context
  const { vpnPeer, routeServerPeer, gatewayToCircuit, standardCircuit, premiumCircuit, circuitIpv6 } =
    profile.routeLimits
  const nearPeerLimit = (holder: Declared, prefixes: readonly Prefix[], limit: number): readonly Finding[] =>
    validateNear(
      holder,
      'prefixesFromBgpPeer',
      { found: new Set(prefixes.map(prefixKey)).size, limit },
      context,
    )
  return [
    ...network.circuits.flatMap((circuit) => {
      const prefixes = overCircuit(circuit, network).flatMap((announcement) => announcement.prefixes)
      // Where the tier is not known, the larger limit.
      const isStandard = circuit.tier === 'Local' || circuit.tier === 'Standard'
      const limits = { 4: isStandard ? standardCircuit : premiumCircuit, 6: circuitIpv6 }
      return validateFamilies(circuit, 'prefixesFromSite', prefixes, limits, context)
    }),
    ...network.vnets.flatMap((vnet) =>
      vnet.gateways.flatMap((gateway) => {
        if (gateway.kind === 'vpn')
          return overVpn(gateway).flatMap(({ prefixes }) => nearPeerLimit(gateway, prefixes, vpnPeer))
        if (gateway.connections.length === 0 || vnet.summarizedGatewayPrefixes.length > 0) return []
        const limits = { 4: gatewayToCircuit, 6: circuitIpv6 }
        return validateFamilies(gateway, 'prefixesToCircuit', leastToCircuit(vnet), limits, context)
      }),
    ),
    ...network.routeServers.flatMap((server) =>
      toServer(server, context).flatMap(({ prefixes }) => nearPeerLimit(server, prefixes, routeServerPeer)),
    ),
  ]
}

/** L15 for prefixes that are ignored; L11 for their number. */
export const validateAnnouncements = (context: Validating): readonly Finding[] => [
  ...validateOwnPrefixes(context),
  ...validateCounts(context),
]
