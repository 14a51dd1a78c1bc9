// How appliances peer with a Route Server, and what comes back to them: L8, L12.
import { type Finding, findings, type Where } from '../../diagnostics/index.ts'
import {
  containsAddress,
  defaultPrefix,
  equalPrefixes,
  formatAddress,
  halves,
  isDefault,
  isIpv4,
  parseAddress,
} from '../../net/index.ts'
import type { BgpConfiguration } from '../../resources/index.ts'
import type { BgpPeer, Nic, RouteServer, Subnet, Vm } from '../network.ts'
import { bgpOf, neighborsAt, networksOf, sends, usesServerOf } from './guest-routing.ts'
import type { Validating } from './validating.ts'

/** An appliance that is a peer of a Route Server and whose configuration is described. */
interface Appliance {
  readonly server: RouteServer
  readonly peer: BgpPeer
  readonly vm: Vm
  readonly bgp: BgpConfiguration
  readonly place: Where
}

const appliancesOf = (server: RouteServer, { placeOf }: Validating): readonly Appliance[] =>
  server.peers.flatMap((peer): readonly Appliance[] => {
    const { router } = peer
    const bgp = bgpOf(router)
    if (router?.kind !== 'vm' || bgp === undefined) return []
    const whole = placeOf(router.vm)
    return [{ server, peer, vm: router.vm, bgp, place: { ...whole, span: bgp.span ?? whole.span } }]
  })

/**
 * L12. A further neighbour in RouteServerSubnet may be the second instance at another address than the one that was
 * taken for it.
 */
const validateSessions = ({ server, vm, bgp, place }: Appliance): readonly Finding[] => {
  const { instances, subnet } = server
  const met = instances.filter((instance) => neighborsAt(bgp, [instance]).length > 0)
  const [present] = met
  const missing = instances.find((instance) => !met.includes(instance))
  if (instances.length !== 2 || present === undefined || missing === undefined) return []
  const isElsewhere = bgp.neighbors.some(({ address }) => {
    const neighbor = parseAddress(address)
    return (
      neighbor !== undefined &&
      neighbor !== present &&
      subnet.prefixes.some((prefix) => containsAddress(prefix, neighbor))
    )
  })
  if (isElsewhere) return []
  const parameters = {
    appliance: vm.name,
    routeServer: server.name,
    present: formatAddress(present),
    missing: formatAddress(missing),
  }
  return [findings.applianceWithOneRouteServerSession(parameters, place)]
}

const everything = defaultPrefix(4)

/** Whether the subnet's own routes, or its refusal of gateway routes, keep a default route from BGP away. */
const overridesDefault = ({ routeTable }: Subnet): boolean => {
  if (routeTable === undefined) return false
  const holds = (prefix: typeof everything): boolean =>
    routeTable.routes.some((route) => equalPrefixes(route.prefix, prefix))
  return (
    routeTable.disableBgpRoutePropagation ||
    routeTable.routes.some(({ prefix }) => isDefault(prefix) && isIpv4(prefix.address)) ||
    (halves(everything) ?? []).every(holds)
  )
}

const announcesDefault = ({ server, bgp }: Appliance): boolean =>
  neighborsAt(bgp, server.instances).some(
    (neighbor) =>
      neighbor.up !== false &&
      sends(neighbor, everything) &&
      (neighbor.defaultOriginate === true || networksOf(bgp).some((own) => equalPrefixes(own, everything))),
  )

/** The NIC that the session belongs to: the one with the peer's address, else the primary one. */
const nicOf = ({ vm, peer }: Appliance): Nic | undefined =>
  vm.nics.find(({ addresses }) => addresses.includes(peer.address)) ?? vm.nics[0]

/** L8, unless a NIC leads to the Internet by a route of its own, or a tunnel may carry what the machine itself sends. */
const validateDefault = (appliance: Appliance): readonly Finding[] => {
  const { server, vm, place } = appliance
  const nic = nicOf(appliance)
  if (nic === undefined || !announcesDefault(appliance)) return []
  const isLooped =
    (vm.guest?.tunnels ?? []).length === 0 &&
    vm.nics.every(({ subnet }) => usesServerOf(subnet.vnet, server.vnet) && !overridesDefault(subnet))
  if (!isLooped) return []
  const parameters = { appliance: vm.name, routeServer: server.name, subnet: nic.subnet.name }
  return [findings.applianceAnnouncesDefaultRoute(parameters, place)]
}

/** L8 and L12, once for each appliance that peers with a Route Server. */
export const validateRouteServerPeers = (context: Validating): readonly Finding[] =>
  context.network.routeServers.flatMap((server) =>
    appliancesOf(server, context).flatMap((appliance) => [
      ...validateSessions(appliance),
      ...validateDefault(appliance),
    ]),
  )
