// The VPN and ExpressRoute gateways of a virtual hub, with their connections (R5.2, R5.13).
import { familyOf, parseAddress } from '../net/index.ts'
import { answersTo, at, dictionary, nameOf, parentOf, type Resource, textAt } from '../resources/index.ts'
import type { HubDraft } from './hub-draft.ts'
import type {
  Circuit,
  HubCircuitConnection,
  HubClientPool,
  HubExpressRouteGateway,
  HubVpnConnection,
  HubVpnGateway,
  VpnSite,
} from './network.ts'
import { flagOf } from './reader.ts'
import { addressesIn, isAuthorized, isDown, isUp, mseePeersOf, natRuleLists } from './resolve-gateways.ts'
import { hubRoutingOf } from './resolve-hub-routing.ts'
import type { Routers } from './resolve-route-servers.ts'
import type { VnetDraft } from './resolve-vnets.ts'
import type { Resolving } from './resolving.ts'

/** What the resolvers of hubs share. */
export interface HubContext {
  readonly context: Resolving
  readonly vnets: ReadonlyMap<string, VnetDraft>
  readonly circuits: ReadonlyMap<string, Circuit>
  readonly vpnSites: ReadonlyMap<string, VpnSite>
  readonly routers: Routers
}

/** R3.8, R5.1. */
const gatewayAsn = 65515

const gatewayIn = (type: string, hub: HubDraft, context: Resolving): Resource | undefined =>
  context
    .ofType(`Microsoft.Network/${type}`)
    .find((candidate) => context.read(candidate).reference('virtualHub')?.id.key === hub.id.key)

const vpnConnectionOf = (
  resource: Resource,
  gateway: HubVpnGateway,
  hub: HubDraft,
  { context, vpnSites }: HubContext,
): HubVpnConnection | undefined => {
  const reader = context.read(resource)
  context.require(resource, 'remoteVpnSite', 'id')
  const site = context.follow(
    resource,
    'remoteVpnSite.id',
    reader.reference('remoteVpnSite'),
    vpnSites,
    'Microsoft.Network/vpnSites',
  )
  if (site === undefined) return undefined
  const links = reader.items('vpnLinkConnections')
  const linksDown =
    links.length > 0 && links.every((link) => isDown(at(link, 'properties', 'connectionStatus')))
  const linkBgp = links.some((link) => flagOf(at(link, 'properties', 'enableBgp')) === true)
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    gateway,
    site,
    ...hubRoutingOf(resource, hub, context),
    translates: links.some((link) =>
      natRuleLists.some((list) => {
        const rules = at(link, 'properties', list)
        return rules?.kind === 'list' && rules.items.length > 0
      }),
    ),
    bgp: linkBgp || (reader.flag('enableBgp') ?? false),
    up: isUp(resource, reader, context, linksDown),
    internetSecurity: reader.flag('enableInternetSecurity') ?? false,
  }
}

/** Each configuration of a point-to-site gateway has a pool, and routing as a connection has it. */
const clientPoolsOf = (gateway: Resource, hub: HubDraft, context: Resolving): readonly HubClientPool[] =>
  context
    .read(gateway)
    .items('p2SConnectionConfigurations')
    .flatMap((item): HubClientPool[] => {
      const properties = at(item, 'properties')
      if (properties?.kind !== 'dictionary') return []
      const configuration: Resource = { ...gateway, body: dictionary({ properties }, item.span) }
      const reader = context.read(configuration)
      return [
        {
          ...hubRoutingOf(configuration, hub, context),
          prefixes: reader.prefixes('vpnClientAddressPool', 'addressPrefixes'),
          internetSecurity: reader.flag('enableInternetSecurity') ?? false,
          declaredAt: item.span,
        },
      ]
    })

/** What ends tunnels in a hub, with the sites connected to it and the pools of its clients. */
export const vpnGatewayOf = (hub: HubDraft, shared: HubContext): HubVpnGateway | undefined => {
  const { context } = shared
  const forSites = gatewayIn('vpnGateways', hub, context)
  const forClients = gatewayIn('p2svpnGateways', hub, context)
  const resource = forSites ?? forClients
  if (resource === undefined) return undefined
  const reader = context.read(resource)
  const facts = context.world.virtualHubs.find(({ name }) => answersTo(hub.id, name))
  const stated = addressesIn(facts?.vpnInstanceIps)
  const exported = reader.items('bgpSettings', 'bgpPeeringAddresses').flatMap((item) => {
    const list = at(item, 'defaultBgpIpAddresses')
    return list?.kind === 'list' ? list.items.flatMap((entry) => parseAddress(textAt(entry) ?? '') ?? []) : []
  })
  const connections: HubVpnConnection[] = []
  const gateway: HubVpnGateway = {
    kind: 'hubVpn',
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    hub,
    asn: reader.integer('bgpSettings', 'asn') ?? gatewayAsn,
    instances: stated.length > 0 ? stated : exported,
    connections,
    clientPools: forClients === undefined ? [] : clientPoolsOf(forClients, hub, context),
  }
  for (const child of context.children(resource, 'vpnConnections')) {
    const connection = vpnConnectionOf(child, gateway, hub, shared)
    if (connection !== undefined) connections.push(connection)
  }
  return gateway
}

const circuitConnectionOf = (
  resource: Resource,
  hub: HubDraft,
  { context, circuits }: HubContext,
): HubCircuitConnection | undefined => {
  const reader = context.read(resource)
  context.require(resource, 'expressRouteCircuitPeering', 'id')
  const peering = reader.reference('expressRouteCircuitPeering')
  const circuitId = peering === undefined ? undefined : parentOf(peering.id)
  const circuit = context.follow(
    resource,
    'expressRouteCircuitPeering.id',
    circuitId === undefined ? undefined : { id: circuitId, span: peering?.span },
    circuits,
    'Microsoft.Network/expressRouteCircuits',
  )
  if (circuit === undefined) return undefined
  return {
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    circuit,
    ...hubRoutingOf(resource, hub, context),
    routingWeight: reader.integer('routingWeight') ?? 0,
    fastPath: reader.flag('expressRouteGatewayBypass') ?? false,
    up: isUp(resource, reader, context),
    internetSecurity: reader.flag('enableInternetSecurity') ?? false,
    authorized: isAuthorized(reader),
  }
}

/** The ExpressRoute gateway of a hub, with the circuits connected to it. */
export const expressRouteGatewayOf = (
  hub: HubDraft,
  shared: HubContext,
): HubExpressRouteGateway | undefined => {
  const { context, circuits } = shared
  const resource = gatewayIn('expressRouteGateways', hub, context)
  if (resource === undefined) return undefined
  const facts = context.world.virtualHubs.find(({ name }) => answersTo(hub.id, name))
  const instances = addressesIn(facts?.erInstanceIps)
  return {
    kind: 'hubExpressRoute',
    id: resource.id,
    name: nameOf(resource.id),
    declaredAt: resource.declaredAt,
    hub,
    asn: gatewayAsn,
    instances: instances.filter((address) => familyOf(address) === 4),
    instancesIpv6: instances.filter((address) => familyOf(address) === 6),
    allowNonVirtualWanTraffic: context.read(resource).flag('allowNonVirtualWanTraffic') ?? false,
    connections: context
      .children(resource, 'expressRouteConnections')
      .flatMap((child) => circuitConnectionOf(child, hub, shared) ?? []),
    mseePeers: mseePeersOf(facts, circuits),
  }
}
