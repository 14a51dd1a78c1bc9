// Route Servers: virtual hubs that lie in a RouteServerSubnet, with their BGP peers (R4.1).
import { type Address, containsAddress, familyOf, parseAddress } from '../net/index.ts'
import { answersTo, nameOf, type Resource, textAt } from '../resources/index.ts'
import type { BgpPeer, Router, RouteServer, RoutingPreference, Site, Subnet, Vm, Vnet } from './network.ts'
import { type Reader, readerOf } from './reader.ts'
import { addressesIn } from './resolve-gateways.ts'
import type { VnetDraft } from './resolve-vnets.ts'
import type { Resolving } from './resolving.ts'
import { isSpecialName } from './special-subnets.ts'

/** Machines and sites that a BGP peer may be. */
export interface Routers {
  readonly vms: readonly Vm[]
  readonly sites: readonly Site[]
}

/** R4.1, R5.1. */
const routerAsn = 65515

/** The VNets in which a peer is looked for first: unconnected VNets may use the same addresses. */
export type IsNear = (vnet: Vnet) => boolean

/** The machine that has the address on a NIC or inside the guest, else the site whose router has it. */
const routerAt = (address: Address, { vms, sites }: Routers, isNear: IsNear): Router | undefined => {
  const inside = (guest: Vm['guest']): boolean =>
    (guest?.addresses ?? []).some((own) => parseAddress(own.address.split('/')[0] ?? '') === address)
  const near = vms.filter(({ nics }) => nics.some(({ subnet }) => isNear(subnet.vnet)))
  const onNic = ({ nics }: Vm): boolean => nics.some((nic) => nic.addresses.includes(address))
  const vm = near.find(onNic) ?? vms.find(onNic) ?? [...near, ...vms].find(({ guest }) => inside(guest))
  if (vm !== undefined) return { kind: 'vm', vm }
  const site = sites.find(({ guest }) => inside(guest))
  return site === undefined ? undefined : { kind: 'site', site }
}

/** A peer; undefined, with findings, where address or AS number are missing or unreadable. */
export const resolvePeer = (
  resource: Resource,
  routers: Routers,
  isNear: IsNear,
  context: Resolving,
): BgpPeer | undefined => {
  const reader = context.read(resource)
  context.require(resource, 'peerIp')
  context.require(resource, 'peerAsn')
  const address = reader.address('peerIp')
  const asn = reader.integer('peerAsn')
  if (address === undefined || asn === undefined) return undefined
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    address,
    asn,
    router: routerAt(address, routers, isNear),
  }
}

/** The preference in Azure's spelling; ExpressRoute is the default (R4.8, R5.8). */
export const preferenceOf = (reader: Reader): RoutingPreference => {
  const text = reader.text('hubRoutingPreference')?.toLowerCase()
  if (text === 'vpngateway') return 'VpnGateway'
  return text === 'aspath' ? 'ASPath' : 'ExpressRoute'
}

/** The addresses of `virtualRouterIps`, unless the world file states them. */
export const routerAddressesOf = (
  reader: Reader,
  stated: readonly string[] | undefined,
): readonly Address[] => {
  const known = addressesIn(stated)
  return known.length > 0
    ? known
    : reader.items('virtualRouterIps').flatMap((item) => parseAddress(textAt(item) ?? '') ?? [])
}

/**
 * Whether a hub resource is a Route Server: it lies in a subnet, and in no Virtual WAN. An export of the hub alone says
 * its kind, or (older ones) has the addresses of the instances but neither a Virtual WAN nor an address space.
 */
export const isRouteServer = (resource: Resource, context: Resolving): boolean => {
  if (context.children(resource, 'ipConfigurations').length > 0) return true
  const { items, states } = readerOf(resource, () => {})
  return (
    textAt(resource.body, 'kind')?.toLowerCase() === 'routeserver' ||
    items('ipConfigurations').length > 0 ||
    (states('virtualRouterIps') && !states('virtualWan') && !states('addressPrefix'))
  )
}

/** The subnet that the configuration names, else the only RouteServerSubnet that has one of the addresses. */
const subnetOf = (
  resource: Resource,
  instances: readonly Address[],
  subnets: ReadonlyMap<string, Subnet>,
  context: Resolving,
): Subnet | undefined => {
  const configurations = context.children(resource, 'ipConfigurations')
  const named = configurations
    .map((configuration) =>
      context.follow(
        configuration,
        'subnet.id',
        context.read(configuration).reference('subnet'),
        subnets,
        'Microsoft.Network/virtualNetworks/subnets',
      ),
    )
    .find((found) => found !== undefined)
  if (named !== undefined || configurations.length > 0) return named
  const [found, second] = [...subnets.values()].filter(
    ({ id, prefixes }) =>
      isSpecialName(nameOf(id), 'RouteServerSubnet') &&
      instances.some((address) => prefixes.some((prefix) => containsAddress(prefix, address))),
  )
  if (found === undefined) context.require(resource, 'ipConfigurations', '0', 'properties', 'subnet', 'id')
  return second === undefined ? found : undefined
}

/** All Route Servers; each is made known to its VNet. A second one of a VNet is judged by validation. */
export const resolveRouteServers = (
  context: Resolving,
  vnets: ReadonlyMap<string, VnetDraft>,
  subnets: ReadonlyMap<string, Subnet>,
  routers: Routers,
): readonly RouteServer[] =>
  context
    .ofType('Microsoft.Network/virtualHubs')
    .filter((resource) => isRouteServer(resource, context))
    .flatMap((resource): RouteServer[] => {
      const reader = context.read(resource)
      const facts = context.world.routeServers.find(({ name }) => answersTo(resource.id, name))
      const instances = routerAddressesOf(reader, facts?.instanceIps).filter(
        (address) => familyOf(address) === 4,
      )
      const subnet = subnetOf(resource, instances, subnets, context)
      if (subnet === undefined) return []
      const { vnet: own } = subnet
      const isNear: IsNear = (other) => other === own || own.peerings.some(({ remote }) => remote === other)
      const server: RouteServer = {
        id: resource.id,
        name: nameOf(resource.id),
        declaredAt: resource.declaredAt,
        vnet: subnet.vnet,
        subnet,
        asn: reader.integer('virtualRouterAsn') ?? routerAsn,
        instances,
        branchToBranch: reader.flag('allowBranchToBranchTraffic') ?? false,
        preference: preferenceOf(reader),
        peers: context
          .children(resource, 'bgpConnections')
          .flatMap((peer) => resolvePeer(peer, routers, isNear, context) ?? []),
      }
      const vnet = vnets.get(subnet.vnet.id.key)
      if (vnet !== undefined) vnet.routeServer ??= server
      return [server]
    })
