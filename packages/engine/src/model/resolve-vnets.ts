// Virtual networks and their subnets.
import type { Span } from '../diagnostics/index.ts'
import { formatPrefix, parsePrefix, prefixKey } from '../net/index.ts'
import { at, nameOf, type Resource, textAt, type Value } from '../resources/index.ts'
import type {
  ConnectedGroup,
  Gateway,
  HubConnection,
  Peering,
  RouteServer,
  RouteTable,
  SecurityAdminRule,
  Subnet,
  Vnet,
} from './network.ts'
import { type SecurityGroups, securityGroupOf } from './resolve-security-groups.ts'
import type { Resolving } from './resolving.ts'

/** A VNet while it is put together: later resolvers add its peerings and gateways. */
export interface VnetDraft extends Vnet {
  readonly subnets: Subnet[]
  readonly peerings: Peering[]
  peeringsKnown: boolean
  readonly gateways: Gateway[]
  readonly connectedGroups: ConnectedGroup[]
  securityAdminRules: readonly SecurityAdminRule[]
  routeServer: RouteServer | undefined
  hubConnection: HubConnection | undefined
}

/** The VNets and their subnets by id key. */
export interface ResolvedVnets {
  readonly vnets: ReadonlyMap<string, VnetDraft>
  readonly subnets: ReadonlyMap<string, Subnet>
}

/** What subnets refer to, by id key. */
interface SubnetLinks {
  readonly routeTables: ReadonlyMap<string, RouteTable>
  readonly securityGroups: SecurityGroups
}

const resolveSubnet = (
  resource: Resource,
  vnet: Vnet,
  { routeTables, securityGroups }: SubnetLinks,
  context: Resolving,
): Subnet => {
  const reader = context.read(resource)
  const several = reader.prefixes('addressPrefixes')
  const single = several.length > 0 ? undefined : reader.prefix('addressPrefix')
  const prefixes = single === undefined ? several : [single]
  if (!reader.states('addressPrefixes')) context.require(resource, 'addressPrefix')
  const policies = reader.text('privateEndpointNetworkPolicies')?.toLowerCase()
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    vnet,
    prefixes,
    described: !resource.assumed && (reader.states('addressPrefixes') || reader.states('addressPrefix')),
    routeTable: context.follow(
      resource,
      'routeTable.id',
      reader.reference('routeTable'),
      routeTables,
      'Microsoft.Network/routeTables',
    ),
    networkSecurityGroup: securityGroupOf(reader, securityGroups, context),
    privateEndpointSecurityPolicies: policies === 'enabled' || policies === 'networksecuritygroupenabled',
    privateEndpointRoutePolicies: policies === 'enabled' || policies === 'routetableenabled',
    natGateway: reader.reference('natGateway')?.id,
    serviceEndpoints: reader
      .items('serviceEndpoints')
      .flatMap((endpoint) => textAt(endpoint, 'service') ?? []),
    defaultOutboundAccess: reader.flag('defaultOutboundAccess'),
  }
}

const placesOf = (stated: Value | undefined): ReadonlyMap<string, Span> => {
  const places = new Map<string, Span>()
  for (const item of stated?.kind === 'list' ? stated.items : []) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string' || item.span === undefined) continue
    const reading = parsePrefix(item.value)
    if (reading.kind !== 'malformed') places.set(prefixKey(reading.prefix), item.span)
  }
  return places
}

const resolveVnet = (resource: Resource, context: Resolving): VnetDraft => {
  const reader = context.read(resource)
  const location = at(resource.body, 'location')
  const stated = at(resource.body, 'properties', 'addressSpace', 'addressPrefixes')
  const prefixes = reader.prefixes('addressSpace', 'addressPrefixes')
  context.require(resource, 'addressSpace', 'addressPrefixes')
  const seen = new Set<string>()
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    assumed: resource.assumed,
    location:
      location?.kind === 'scalar' && typeof location.value === 'string'
        ? location.value.toLowerCase().replaceAll(' ', '')
        : undefined,
    prefixes: prefixes.filter((prefix) => {
      const key = formatPrefix(prefix)
      return seen.has(key) ? false : seen.add(key)
    }),
    prefixPlaces: placesOf(stated),
    addressSpaceKnown:
      !resource.assumed &&
      stated?.kind === 'list' &&
      stated.items.length > 0 &&
      stated.items.length === prefixes.length,
    usesAzureDns: !reader.states('dhcpOptions', 'dnsServers'),
    subnets: [],
    peerings: [],
    // What could not be taken out of the list as a child is still in it.
    peeringsKnown: !resource.assumed && !reader.states('virtualNetworkPeerings'),
    gateways: [],
    summarizedGatewayPrefixes: reader.prefixes('summarizedGatewayPrefixes', 'addressPrefixes'),
    routeServer: undefined,
    hubConnection: undefined,
    connectedGroups: [],
    securityAdminRules: [],
  }
}

/** Resolves all VNets, then all subnets into them. */
export const resolveVnets = (context: Resolving, links: SubnetLinks): ResolvedVnets => {
  const vnets = new Map<string, VnetDraft>()
  const subnets = new Map<string, Subnet>()
  for (const resource of context.ofType('Microsoft.Network/virtualNetworks')) {
    const vnet = resolveVnet(resource, context)
    vnets.set(resource.id.key, vnet)
    for (const child of context.children(resource, 'subnets')) {
      const subnet = resolveSubnet(child, vnet, links, context)
      vnet.subnets.push(subnet)
      subnets.set(child.id.key, subnet)
    }
  }
  return { vnets, subnets }
}
