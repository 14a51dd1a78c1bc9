// Virtual WAN hubs with their connections, route tables, peers, firewall and routing intent (R5.1–R5.11).
import { answersTo, at, childId, nameOf, type Resource, type ResourceId, textAt } from '../resources/index.ts'
import { hubPublicAddressesOf, isDnsProxy, privateRangesOf } from './firewall-settings.ts'
import type { HubDraft, HubTableDraft } from './hub-draft.ts'
import type {
  HubBgpPeer,
  HubConnection,
  HubFirewall,
  HubNextHop,
  RoutingIntent,
  VirtualHub,
  Vnet,
} from './network.ts'
import { firewallRulesOf } from './resolve-firewall-rules.ts'
import { addressesIn } from './resolve-gateways.ts'
import { expressRouteGatewayOf, type HubContext, vpnGatewayOf } from './resolve-hub-gateways.ts'
import { hubRoutingOf } from './resolve-hub-routing.ts'
import { isRouteServer, preferenceOf, resolvePeer, routerAddressesOf } from './resolve-route-servers.ts'
import type { Resolving } from './resolving.ts'

/** R5.1. */
const routerAsn = 65515

const firewallIn = (hub: HubDraft, resource: Resource, context: Resolving): HubFirewall | undefined => {
  const facts = context.world.virtualHubs.find(({ name }) => answersTo(resource.id, name))
  const firewall = context
    .ofType('Microsoft.Network/azureFirewalls')
    .find((candidate) => context.read(candidate).reference('virtualHub')?.id.key === resource.id.key)
  if (firewall === undefined) return undefined
  const [stated] = addressesIn(facts?.firewallIp === undefined ? undefined : [facts.firewallIp])
  return {
    kind: 'hubFirewall',
    id: firewall.id,
    name: nameOf(firewall.id),
    declaredAt: firewall.declaredAt,
    hub,
    address: stated ?? context.read(firewall).address('hubIPAddresses', 'privateIPAddress'),
    tier: textAt(firewall.body, 'properties', 'sku', 'tier'),
    publicAddresses: hubPublicAddressesOf(firewall, context),
    privateRanges: privateRangesOf(firewall, context),
    isDnsProxy: isDnsProxy(firewall, context),
    rules: firewallRulesOf(firewall, context),
  }
}

const nextHopOf = (hub: HubDraft, id: ResourceId): HubNextHop => {
  if (hub.firewall?.id.key === id.key) return { kind: 'firewall', firewall: hub.firewall }
  // R5.3: a route may name a connection of another hub of the WAN.
  const connection = hub.hubsOfWan
    .flatMap(({ connections }) => connections)
    .find((candidate) => candidate.id.key === id.key)
  return connection === undefined ? { kind: 'other', id } : { kind: 'connection', connection }
}

/** A table's routes, or none where it has just the labels. */
const fillTable = (table: HubTableDraft, resource: Resource, hub: HubDraft, context: Resolving): void => {
  const reader = context.read(resource)
  reader.items('routes').forEach((item, index) => {
    const at = ['routes', String(index)]
    const prefixes = reader.prefixes(...at, 'destinations')
    const nextHop = reader.linkedId(...at, 'nextHop')
    if (prefixes.length === 0 || nextHop === undefined) return
    const name = textAt(item, 'name') ?? `route-${index + 1}`
    table.routes.push({ name, prefixes, nextHop: nextHopOf(hub, nextHop.id), declaredAt: item.span })
  })
}

const resolveConnection = (
  resource: Resource,
  hub: HubDraft,
  { vnets, context }: HubContext,
): HubConnection | undefined => {
  const reader = context.read(resource)
  context.require(resource, 'remoteVirtualNetwork', 'id')
  const vnet = context.follow(
    resource,
    'remoteVirtualNetwork.id',
    reader.reference('remoteVirtualNetwork'),
    vnets,
    'Microsoft.Network/virtualNetworks',
  )
  if (vnet === undefined) return undefined
  const vnetRoutes = ['routingConfiguration', 'vnetRoutes'] as const
  const statics = [...vnetRoutes, 'staticRoutes'] as const
  const config = [...vnetRoutes, 'staticRoutesConfig'] as const
  const override = reader.text(...config, 'vnetLocalRouteOverrideCriteria')?.toLowerCase()
  const connection: HubConnection = {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    hub,
    vnet,
    ...hubRoutingOf(resource, hub, context),
    internetSecurity: reader.flag('enableInternetSecurity') ?? false,
    staticRoutes: reader.items(...statics).flatMap((item, index) => {
      const nextHop = reader.address(...statics, String(index), 'nextHopIpAddress')
      const prefixes = reader.prefixes(...statics, String(index), 'addressPrefixes')
      return nextHop === undefined
        ? []
        : [{ name: textAt(item, 'name') ?? `route-${index + 1}`, prefixes, nextHop }]
    }),
    propagateStaticRoutes: reader.flag(...config, 'propagateStaticRoutes') ?? true,
    vnetLocalRouteOverride: override === 'contains' ? 'Contains' : 'Equal',
  }
  vnet.hubConnection ??= connection
  return connection
}

const resolvePeers = (
  resource: Resource,
  hub: HubDraft,
  { routers, context }: HubContext,
): readonly HubBgpPeer[] => {
  const connections = new Map(hub.connections.map((connection) => [connection.id.key, connection] as const))
  return context.children(resource, 'bgpConnections').flatMap((child): HubBgpPeer[] => {
    const connection = context.follow(
      child,
      'hubVirtualNetworkConnection.id',
      context.read(child).reference('hubVirtualNetworkConnection'),
      connections,
      'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections',
    )
    const isNear = (vnet: Vnet): boolean =>
      connection === undefined
        ? hub.connections.some((candidate) => candidate.vnet === vnet)
        : connection.vnet === vnet
    const peer = resolvePeer(child, routers, isNear, context)
    return peer === undefined ? [] : [{ ...peer, connection }]
  })
}

/** R5.11: policies by their destinations, `Internet` and `PrivateTraffic`. */
const intentOf = (resource: Resource, hub: HubDraft, context: Resolving): RoutingIntent | undefined => {
  const [intent] = context.children(resource, 'routingIntent')
  if (intent === undefined) return undefined
  const reader = context.read(intent)
  const policies = reader.items('routingPolicies').map((item, index) => ({
    destinations: at(item, 'destinations'),
    nextHop: reader.linkedId('routingPolicies', String(index), 'nextHop'),
  }))
  const nextHopFor = (destination: string): HubNextHop | undefined => {
    const policy = policies.find(
      ({ destinations }) =>
        destinations?.kind === 'list' &&
        destinations.items.some((item) => textAt(item)?.toLowerCase() === destination),
    )
    return policy?.nextHop === undefined ? undefined : nextHopOf(hub, policy.nextHop.id)
  }
  return { privateTraffic: nextHopFor('privatetraffic'), internetTraffic: nextHopFor('internet') }
}

const draftOf = (resource: Resource, context: Resolving): HubDraft => {
  const reader = context.read(resource)
  const facts = context.world.virtualHubs.find(({ name }) => answersTo(resource.id, name))
  const wan = reader.reference('virtualWan')?.id
  const wanResource = context
    .ofType('Microsoft.Network/virtualWans')
    .find(({ id }) => wan !== undefined && id.key === wan.key)
  const branchToBranch =
    wanResource === undefined ? undefined : context.read(wanResource).flag('allowBranchToBranchTraffic')
  const [routerPublicAddress] = addressesIn(
    facts?.routerPublicIp === undefined ? undefined : [facts.routerPublicIp],
  )
  const hub: HubDraft = {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    wan,
    // R5.10: on unless the WAN switches it off.
    branchToBranch: branchToBranch ?? true,
    location: textAt(resource.body, 'location')?.toLowerCase().replaceAll(' ', ''),
    prefix: reader.prefix('addressPrefix'),
    asn: reader.integer('virtualRouterAsn') ?? routerAsn,
    preference: preferenceOf(reader),
    routerAddresses: routerAddressesOf(reader, facts?.routerIps),
    routerPublicAddress,
    tables: [],
    hubsOfWan: [],
    connections: [],
    peers: [],
    vpnGateway: undefined,
    expressRouteGateway: undefined,
    firewall: undefined,
    intent: undefined,
  }
  hub.firewall = firewallIn(hub, resource, context)
  return hub
}

const defaultTable = 'defaultroutetable'

/** R5.2: every hub has a default table, written or not. */
const addTables = (hub: HubDraft, resource: Resource, context: Resolving): void => {
  for (const child of context.children(resource, 'hubRouteTables')) {
    const reader = context.read(child)
    const labels = reader.items('labels').flatMap((label) => textAt(label)?.toLowerCase() ?? [])
    const name = nameOf(child.id)
    const isDefault = name.toLowerCase() === defaultTable
    hub.tables.push({
      id: child.id,
      name,
      declaredAt: child.declaredAt,
      hub,
      labels: isDefault && !labels.includes('default') ? [...labels, 'default'] : labels,
      routes: [],
    })
  }
  if (!hub.tables.some(({ name }) => name.toLowerCase() === defaultTable)) {
    const id = childId(resource.id, 'hubRouteTables', 'defaultRouteTable')
    const table = { id, name: 'defaultRouteTable', declaredAt: resource.declaredAt, hub }
    hub.tables.push({ ...table, labels: ['default'], routes: [] })
  }
}

/** All hubs of Virtual WANs; each connection is made known to its VNet. */
export const resolveVirtualHubs = (shared: HubContext): readonly VirtualHub[] => {
  const { context } = shared
  const resources = context
    .ofType('Microsoft.Network/virtualHubs')
    .filter((resource) => !isRouteServer(resource, context))
  // All tables first: a connection may propagate to tables of other hubs by their labels.
  const hubs = resources.map((resource) => {
    const hub = draftOf(resource, context)
    addTables(hub, resource, context)
    return { hub, resource }
  })
  for (const { hub } of hubs) {
    for (const { hub: other } of hubs) {
      // Hubs of which no WAN is said are not meshed.
      const isMeshed = hub.wan !== undefined && other.wan?.key === hub.wan.key
      if (other === hub || isMeshed) hub.hubsOfWan.push(other)
    }
  }
  for (const { hub, resource } of hubs) {
    for (const child of context.children(resource, 'hubVirtualNetworkConnections')) {
      const connection = resolveConnection(child, hub, shared)
      if (connection !== undefined) hub.connections.push(connection)
    }
  }
  for (const { hub, resource } of hubs) {
    hub.peers.push(...resolvePeers(resource, hub, shared))
    hub.intent = intentOf(resource, hub, context)
    hub.vpnGateway = vpnGatewayOf(hub, shared)
    hub.expressRouteGateway = expressRouteGatewayOf(hub, shared)
    for (const child of context.children(resource, 'hubRouteTables')) {
      const table = hub.tables.find(({ id }) => id.key === child.id.key)
      if (table !== undefined) fillTable(table, child, hub, context)
    }
  }
  return hubs.map(({ hub }) => hub)
}
