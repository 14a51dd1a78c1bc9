// Network → routes: BGP first, then the effective routes of every class of NICs.
import type { Era } from '../facts/index.ts'
import type { CircuitLink, Network, Nic, PrivateEndpoint, Site, Subnet, Vnet } from '../model/index.ts'
import { type Address, formatAddress, PrefixTable } from '../net/index.ts'
import { type Converged, converge, type RibEntry } from './bgp/converge.ts'
import type { BgpRoute } from './bgp/route.ts'
import type { Speaker } from './bgp/speaker.ts'
import { bgpTopology } from './bgp-topology.ts'
import { type EffectiveTable, effectiveTable, type TableSources } from './effective-table.ts'
import { gatewayOffers } from './gateway-routes.ts'
import { serviceEndpointRows } from './service-endpoint-routes.ts'
import { serviceTagsFor } from './service-tags.ts'

/** Every table of the network, worked out. */
export interface ControlPlane {
  readonly era: Era
  readonly speakers: readonly Speaker[]
  readonly bgp: Converged
  /** The effective routes of a subnet's NICs; computed once for each class (VNet, route table, service endpoints). */
  readonly effectiveTable: (subnet: Subnet) => EffectiveTable
  /** The best paths of an MSEE for an address. */
  readonly mseeLookup: (link: CircuitLink, address: Address) => readonly BgpRoute[]
  /** The best paths of a site's router for an address. */
  readonly siteLookup: (site: Site, address: Address) => readonly BgpRoute[]
  /** The NIC that owns an address in a VNet, whether or not it has a machine. */
  readonly nicAt: (vnet: Vnet, address: Address) => Nic | undefined
}

const forwardingTable = (entries: readonly RibEntry[]): PrefixTable<readonly BgpRoute[]> => {
  const table = new PrefixTable<readonly BgpRoute[]>()
  for (const { prefix, best } of entries) table.set(prefix, best)
  return table
}

const indexNics = (network: Network): ControlPlane['nicAt'] => {
  const byVnet = new Map<Vnet, Map<string, Nic>>()
  for (const nic of network.nics) {
    const own = byVnet.get(nic.subnet.vnet) ?? new Map<string, Nic>()
    byVnet.set(nic.subnet.vnet, own)
    for (const address of nic.addresses) {
      const key = formatAddress(address)
      if (!own.has(key)) own.set(key, nic)
    }
  }
  return (vnet, address) => byVnet.get(vnet)?.get(formatAddress(address))
}

const endpointsByVnet = (network: Network): ReadonlyMap<Vnet, readonly PrivateEndpoint[]> => {
  const byVnet = new Map<Vnet, PrivateEndpoint[]>()
  for (const endpoint of network.privateEndpoints) {
    const own = byVnet.get(endpoint.subnet.vnet)
    if (own === undefined) byVnet.set(endpoint.subnet.vnet, [endpoint])
    else own.push(endpoint)
  }
  return byVnet
}

/** What tells the classes of one VNet apart. */
const classOf = ({ routeTable, serviceEndpoints }: Subnet): string =>
  [routeTable?.id.key ?? '', ...serviceEndpoints].join('|').toLowerCase()

const tablesByClass = (sources: TableSources): ControlPlane['effectiveTable'] => {
  const bySubnet = new Map<Subnet, EffectiveTable>()
  const byClass = new Map<Vnet, Map<string, EffectiveTable>>()
  return (subnet) => {
    const known = bySubnet.get(subnet)
    if (known !== undefined) return known
    const own = byClass.get(subnet.vnet) ?? new Map<string, EffectiveTable>()
    byClass.set(subnet.vnet, own)
    const key = classOf(subnet)
    const table = own.get(key) ?? effectiveTable(subnet, sources)
    own.set(key, table)
    bySubnet.set(subnet, table)
    return table
  }
}

/** Computes the control plane. Effective tables are made when first asked for, the same each time. */
export const controlPlane = (network: Network, era: Era): ControlPlane => {
  const speakers = bgpTopology(network, era)
  const bgp = converge(speakers)
  const msees = new Map<CircuitLink, PrefixTable<readonly BgpRoute[]>>()
  const sites = new Map<Site, PrefixTable<readonly BgpRoute[]>>()
  for (const [speaker, entries] of bgp.ribs) {
    if (speaker.place.kind === 'msee') msees.set(speaker.place.link, forwardingTable(entries))
    if (speaker.place.kind === 'site') sites.set(speaker.place.site, forwardingTable(entries))
  }
  const nicAt = indexNics(network)
  const serviceTags = serviceTagsFor(network)
  return {
    era,
    speakers,
    bgp,
    nicAt,
    effectiveTable: tablesByClass({
      era,
      offers: gatewayOffers(bgp.ribs),
      endpointsByVnet: endpointsByVnet(network),
      nicAt,
      serviceTags,
      serviceEndpoints: serviceEndpointRows(serviceTags),
    }),
    mseeLookup: (link, address) => msees.get(link)?.lookup(address)?.value ?? [],
    siteLookup: (site, address) => sites.get(site)?.lookup(address)?.value ?? [],
  }
}
