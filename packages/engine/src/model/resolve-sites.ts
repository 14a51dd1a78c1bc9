// Sites: the networks outside Azure that the world file describes. Texts are validated, with findings, where that
// file is read; here an unreadable one is left out.
import { type Address, parseAddress, prefixNamed } from '../net/index.ts'
import { answersTo, type Device, type Site as WorldSite } from '../resources/index.ts'
import type { Circuit, Site, SiteCircuit } from './network.ts'
import type { Resolving } from './resolving.ts'

const circuitLinks = (site: WorldSite, circuits: readonly Circuit[]): readonly SiteCircuit[] =>
  (site.links ?? []).flatMap((link): SiteCircuit[] => {
    const named = link.circuit
    const circuit =
      named === undefined ? undefined : circuits.find((candidate) => answersTo(candidate.id, named))
    if (circuit === undefined) return []
    const asn = site.asn ?? circuit.customerAsn
    return [
      {
        circuit,
        up: link.up ?? true,
        advertises: (link.advertises ?? []).flatMap((advertised) => {
          const prefix = prefixNamed(advertised.prefix)
          if (prefix === undefined) return []
          const asPath = advertised.asPath ?? (asn === undefined ? [] : [asn])
          return { prefix, asPath, med: advertised.med ?? 0 }
        }),
      },
    ]
  })

const unmodelledLinks = (site: WorldSite, devices: readonly Device[]): readonly string[] => {
  const links = [...(site.links ?? []), ...devices.filter(({ is }) => is.site === site.name)]
  const names = links.flatMap((link) => link.localNetworkGateway ?? link.vpnSite ?? [])
  return [...new Set(names)].sort()
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
    unmodelledLinks: unmodelledLinks(site, context.world.devices),
    guest: site.guest,
  }))
