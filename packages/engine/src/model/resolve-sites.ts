// Sites: the networks outside Azure that the world file describes. Texts are validated, with findings, where that
// file is read; here an unreadable one is left out.
import { type Address, parseAddress, prefixNamed } from '../net/index.ts'
import { answersTo, type SiteLink, type Site as WorldSite } from '../resources/index.ts'
import type { Circuit, Site, SiteAdvertisement, SiteCircuit, SiteVpnLink } from './network.ts'
import type { Resolving } from './resolving.ts'

const advertisements = (link: SiteLink, asn: number | undefined): readonly SiteAdvertisement[] =>
  (link.advertises ?? []).flatMap((advertised) => {
    const prefix = prefixNamed(advertised.prefix)
    if (prefix === undefined) return []
    const asPath = advertised.asPath ?? (asn === undefined ? [] : [asn])
    return { prefix, asPath, med: advertised.med ?? 0 }
  })

const circuitLinks = (site: WorldSite, circuits: readonly Circuit[]): readonly SiteCircuit[] =>
  (site.links ?? []).flatMap((link): SiteCircuit[] => {
    const named = link.circuit
    const circuit =
      named === undefined ? undefined : circuits.find((candidate) => answersTo(candidate.id, named))
    if (circuit === undefined) return []
    return [
      { circuit, up: link.up ?? true, advertises: advertisements(link, site.asn ?? circuit.customerAsn) },
    ]
  })

/** Links by VPN: each names a local network gateway or a VPN site. */
const vpnLinks = (site: WorldSite, context: Resolving): readonly SiteVpnLink[] => {
  const remotes = [
    ...context.ofType('Microsoft.Network/localNetworkGateways'),
    ...context.ofType('Microsoft.Network/vpnSites'),
  ]
  return (site.links ?? []).flatMap((link): SiteVpnLink[] => {
    const named = link.localNetworkGateway ?? link.vpnSite
    const remote = named === undefined ? undefined : remotes.find(({ id }) => answersTo(id, named))
    if (remote === undefined) return []
    const asn = site.asn ?? context.read(remote).integer('bgpSettings', 'asn')
    return [{ remote: remote.id, up: link.up ?? true, advertises: advertisements(link, asn) }]
  })
}

/** All sites, in the order of the world file. */
export const resolveSites = (context: Resolving, circuits: readonly Circuit[]): readonly Site[] =>
  context.world.sites.map((site) => ({
    name: site.name,
    declaredAt: site.span,
    asn: site.asn,
    prefixes: (site.prefixes ?? []).flatMap((text) => prefixNamed(text) ?? []),
    hosts: (site.hosts ?? []).flatMap((host): { name: string; address: Address }[] => {
      const address = parseAddress(host.ip)
      return address === undefined ? [] : [{ name: host.name, address }]
    }),
    circuitLinks: circuitLinks(site, circuits),
    vpnLinks: vpnLinks(site, context),
    guest: site.guest,
  }))
