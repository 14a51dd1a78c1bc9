// Network → routes: BGP first, then the effective routes of every class of NICs.
import type { Era } from '../facts/index.ts'
import type {
  CircuitLink,
  Network,
  Nic,
  PrivateEndpoint,
  RouteTable,
  Site,
  Subnet,
  Vm,
  Vnet,
} from '../model/index.ts'
import { type Address, formatAddress, PrefixTable } from '../net/index.ts'
import { type Converged, converge, type RibEntry } from './bgp/converge.ts'
import type { BgpRoute } from './bgp/route.ts'
import type { Session, Speaker } from './bgp/speaker.ts'
import { bgpTopology } from './bgp-topology.ts'
import type { VpnNextHop } from './effective-route.ts'
import { type EffectiveTable, effectiveTable, type TableSources } from './effective-table.ts'
import { gatewayOffers } from './gateway-offers.ts'
import { type HubTables, hubTables } from './hub-tables.ts'

/** Every table of the network, worked out. */
export interface ControlPlane {
  readonly era: Era
  readonly speakers: readonly Speaker[]
  readonly bgp: Converged
  /** Whether a session carries routes. */
  readonly isUp: (session: Session) => boolean
  /** The effective routes of a subnet's NICs; computed once for each class (VNet, route table). */
  readonly effectiveTable: (subnet: Subnet) => EffectiveTable
  /** The best paths of an MSEE for an address. */
  readonly mseeLookup: (link: CircuitLink, address: Address) => readonly BgpRoute[]
  /** The best paths of a machine's or site's routing daemon for an address. */
  readonly routerLookup: (owner: Vm | Site, address: Address) => readonly BgpRoute[]
  /** The best paths of one instance of a VPN gateway for an address. */
  readonly vpnLookup: (next: VpnNextHop, address: Address) => readonly BgpRoute[]
  readonly hubTables: HubTables
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

const tablesByClass = (sources: TableSources): ControlPlane['effectiveTable'] => {
  const tables = new Map<Vnet, Map<RouteTable | undefined, EffectiveTable>>()
  return (subnet) => {
    const own = tables.get(subnet.vnet) ?? new Map<RouteTable | undefined, EffectiveTable>()
    tables.set(subnet.vnet, own)
    const known = own.get(subnet.routeTable)
    if (known !== undefined) return known
    const made = effectiveTable(subnet, sources)
    own.set(subnet.routeTable, made)
    return made
  }
}

/** Computes the control plane. Effective tables are made when first asked for, the same each time. */
export const controlPlane = (network: Network, era: Era): ControlPlane => {
  const speakers = bgpTopology(network, era)
  const bgp = converge(speakers)
  const msees = new Map<CircuitLink, PrefixTable<readonly BgpRoute[]>>()
  const routers = new Map<Vm | Site, PrefixTable<readonly BgpRoute[]>>()
  const instances = new Map<string, PrefixTable<readonly BgpRoute[]>>()
  for (const [{ place, key }, entries] of bgp.ribs) {
    if (place.kind === 'msee') msees.set(place.link, forwardingTable(entries))
    if (place.kind === 'vpnGateway') instances.set(key, forwardingTable(entries))
    if (place.kind === 'router') {
      const owner = place.router.kind === 'vm' ? place.router.vm : place.router.site
      routers.set(owner, forwardingTable(entries))
    }
  }
  const hubs = hubTables(bgp.ribs)
  const nicAt = indexNics(network)
  return {
    era,
    speakers,
    bgp,
    isUp: ({ up }) => up,
    nicAt,
    effectiveTable: tablesByClass({
      era,
      offers: gatewayOffers(bgp.ribs),
      hubTables: hubs,
      endpointsByVnet: endpointsByVnet(network),
      nicAt,
    }),
    mseeLookup: (link, address) => msees.get(link)?.lookup(address)?.value ?? [],
    routerLookup: (owner, address) => routers.get(owner)?.lookup(address)?.value ?? [],
    vpnLookup: ({ gateway, instance }, address) =>
      instances.get(`${gateway.id.key}#${instance}`)?.lookup(address)?.value ?? [],
    hubTables: hubs,
  }
}
