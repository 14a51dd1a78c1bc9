// Network → routes: BGP first, then the effective routes of every class of NICs.
import type { Era, ServiceTags } from '../facts/index.ts'
import type { CircuitLink, Network, Nic, PrivateEndpoint, Site, Subnet, Vm, Vnet } from '../model/index.ts'
import { type Address, formatAddress, PrefixTable } from '../net/index.ts'
import { type Converged, converge, type RibEntry } from './bgp/converge.ts'
import type { BgpRoute } from './bgp/route.ts'
import type { Session, Speaker } from './bgp/speaker.ts'
import { bgpTopology, sessionsOf } from './bgp-topology.ts'
import type { VpnNextHop } from './effective-route.ts'
import { type EffectiveTable, effectiveTable, type TableSources } from './effective-table.ts'
import { gatewayOffers } from './gateway-offers.ts'
import { gatewayRows } from './gateway-routes.ts'
import { type HubTables, hubTables } from './hub-tables.ts'
import { serviceEndpointRows } from './service-endpoint-routes.ts'
import { serviceTagsFor } from './service-tags.ts'
import {
  beyondLimits,
  type Reachability,
  type SessionFailure,
  statedDown,
  withoutWay,
} from './sessions/session-state.ts'

/** Every table of the network, worked out. */
export interface ControlPlane {
  readonly era: Era
  readonly speakers: readonly Speaker[]
  readonly bgp: Converged
  /** Whether a session carries routes. */
  readonly isUp: (session: Session) => boolean
  /** The configured sessions that do not, with the reason. */
  readonly failures: readonly SessionFailure[]
  /** Sessions that take themselves down and bring themselves up again in turn, without end. */
  readonly flapping: readonly Session[]
  /** The effective routes of a subnet's NICs; computed once for each class (VNet, route table, service endpoints). */
  readonly effectiveTable: (subnet: Subnet) => EffectiveTable
  /** The best paths of an MSEE for an address. */
  readonly mseeLookup: (link: CircuitLink, address: Address) => readonly BgpRoute[]
  /** The best paths of a machine's or site's routing daemon for an address. */
  readonly routerLookup: (owner: Vm | Site, address: Address) => readonly BgpRoute[]
  /** The best paths of one instance of a VPN gateway for an address. */
  readonly vpnLookup: (next: VpnNextHop, address: Address) => readonly BgpRoute[]
  readonly hubTables: HubTables
  /** The list of service tags that counts for the network. */
  readonly serviceTags: ServiceTags
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

/** What the tables say of a machine's way to an address; asked of forwarding, which analyse.ts joins (R7.9). */
export type Reaches = (tables: ControlPlane, vm: Vm, source: Address, target: Address) => Reachability

/** The tables that follow when these sessions do not work. */
const tablesWithout = (
  network: Network,
  era: Era,
  speakers: readonly Speaker[],
  failures: readonly SessionFailure[],
): ControlPlane => {
  const down = new Set(failures.map(({ session }) => session))
  const isUp = (session: Session): boolean => session.up && !down.has(session)
  const bgp = converge(speakers, isUp)
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
  const serviceTags = serviceTagsFor(network)
  return {
    era,
    speakers,
    bgp,
    isUp,
    failures,
    flapping: [],
    serviceTags,
    nicAt,
    effectiveTable: tablesByClass({
      era,
      gatewayRows: gatewayRows(gatewayOffers(bgp.ribs)),
      hubTables: hubs,
      endpointsByVnet: endpointsByVnet(network),
      nicAt,
      serviceTags,
      serviceEndpoints: serviceEndpointRows(serviceTags),
    }),
    mseeLookup: (link, address) => msees.get(link)?.lookup(address)?.value ?? [],
    routerLookup: (owner, address) => routers.get(owner)?.lookup(address)?.value ?? [],
    vpnLookup: ({ gateway, instance }, address) =>
      instances.get(`${gateway.id.key}#${instance}`)?.lookup(address)?.value ?? [],
    hubTables: hubs,
  }
}

const keyOf = (failures: readonly SessionFailure[]): string =>
  [...new Set(failures.map(({ session }) => session.key))].sort().join(' ')

/** The sessions in which two states differ. */
const difference = (a: readonly SessionFailure[], b: readonly SessionFailure[]): readonly Session[] => {
  const [first, second] = [a, b].map((failures) => new Set(failures.map(({ session }) => session)))
  return [...(first ?? []), ...(second ?? [])].filter(
    (session) => first?.has(session) !== second?.has(session),
  )
}

/**
 * Computes the control plane. Sessions start as configured; with the tables that follow, those that lack a way to their
 * peer or carry too many routes are taken down, and the tables are made anew, until nothing changes any more. A state
 * that was seen before is an oscillation. Effective tables are made when first asked for, the same each time.
 */
export const controlPlane = (network: Network, era: Era, reaches?: Reaches): ControlPlane => {
  const speakers = bgpTopology(network, era)
  const sessions = sessionsOf(speakers)
  const stated = statedDown(sessions, network)
  const states: (readonly SessionFailure[])[] = [stated]
  // What was too much stays too much: with the session down there is nothing to count.
  const tooMany: SessionFailure[] = []
  for (;;) {
    const current = states.at(-1) ?? stated
    const tables = tablesWithout(network, era, speakers, current)
    tooMany.push(...beyondLimits(tables.bgp.ribs, era))
    const unreachable =
      reaches === undefined
        ? []
        : withoutWay(sessions, (vm, source, target) => reaches(tables, vm, source, target))
    const next = [...stated, ...tooMany, ...unreachable]
    if (keyOf(next) === keyOf(current)) return tables
    const earlier = states.find((state) => keyOf(state) === keyOf(next))
    if (earlier !== undefined) return { ...tables, flapping: difference(current, next) }
    states.push(next)
  }
}
