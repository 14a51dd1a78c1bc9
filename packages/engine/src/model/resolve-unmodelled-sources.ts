// What gives routes to a VNet and is not simulated yet: answers must say so instead of claiming that there is no route.
import { nameOf, type Resource } from '../resources/index.ts'
import type { Gateway, Subnet, UnmodelledSource } from './network.ts'
import type { VnetDraft } from './resolve-vnets.ts'
import type { Resolving } from './resolving.ts'

const sourceOf = (resource: Resource, kind: UnmodelledSource['kind']): UnmodelledSource => ({
  id: resource.id,
  name: nameOf(resource.id),
  declaredAt: resource.declaredAt,
  kind,
})

/** VPN gateways that a connection or a client pool gives routes to. */
const vpnGateways = (context: Resolving, gateways: ReadonlyMap<string, Gateway>, vnets: Vnets): void => {
  const connected = new Set(
    context.ofType('Microsoft.Network/connections').flatMap((resource) => {
      const reader = context.read(resource)
      return ['virtualNetworkGateway1', 'virtualNetworkGateway2'].flatMap(
        (property) => reader.reference(property)?.id.key ?? [],
      )
    }),
  )
  for (const resource of context.ofType('Microsoft.Network/virtualNetworkGateways')) {
    const gateway = gateways.get(resource.id.key)
    if (gateway?.kind !== 'vpn') continue
    const hasClients = context.read(resource).value('vpnClientConfiguration') !== undefined
    if (!hasClients && !connected.has(resource.id.key)) continue
    vnets.get(gateway.vnet.id.key)?.unmodelledSources.push(sourceOf(resource, 'vpnGateway'))
  }
}

/** Route Servers with peers, and hubs that a VNet is connected to. */
const routersOfHubs = (context: Resolving, subnets: ReadonlyMap<string, Subnet>, vnets: Vnets): void => {
  for (const resource of context.ofType('Microsoft.Network/virtualHubs')) {
    const hasPeers = context.children(resource, 'bgpConnections').length > 0
    for (const configuration of context.children(resource, 'ipConfigurations')) {
      const reference = context.read(configuration).reference('subnet')
      const subnet = reference === undefined ? undefined : subnets.get(reference.id.key)
      const vnet = subnet === undefined ? undefined : vnets.get(subnet.vnet.id.key)
      if (vnet === undefined) continue
      vnet.hasRouteServer = true
      if (hasPeers) vnet.unmodelledSources.push(sourceOf(resource, 'routeServer'))
    }
    for (const connection of context.children(resource, 'hubVirtualNetworkConnections')) {
      const remote = context.read(connection).reference('remoteVirtualNetwork')
      const vnet = remote === undefined ? undefined : vnets.get(remote.id.key)
      vnet?.unmodelledSources.push(sourceOf(resource, 'virtualHub'))
    }
  }
}

type Vnets = ReadonlyMap<string, VnetDraft>

/** Adds to each VNet the sources of routes that are not simulated, and marks those with a Route Server (R4.1). */
export const resolveUnmodelledSources = (
  context: Resolving,
  vnets: Vnets,
  subnets: ReadonlyMap<string, Subnet>,
  gateways: ReadonlyMap<string, Gateway>,
): void => {
  vpnGateways(context, gateways, vnets)
  routersOfHubs(context, subnets, vnets)
}
