// Who gives a VNet routes that no input tells: a BGP peer of a gateway, Route Server or hub of which nothing is described.
import type { Span } from '../diagnostics/index.ts'
import { nameOf, type Router, type VirtualHub, type Vnet, type VpnDevice } from '../model/index.ts'
import { gatewayHubOf } from './gateway-transit.ts'

/** Something that learns routes of which the inputs do not speak; where one of them might matter, the answer is unknown. */
export interface UndescribedSource {
  /** `remoteVnet`: gateways are borrowed from a VNet of which the inputs do not say what it has. */
  readonly kind: 'vpnGateway' | 'expressRouteGateway' | 'routeServer' | 'virtualHub' | 'remoteVnet'
  /** The gateway, Route Server, hub or VNet. */
  readonly name: string
  /** The peers whose announcements are not known: local network gateways, VPN sites, BGP peers; or open connections. */
  readonly peers: readonly string[]
  readonly declaredAt: Span | undefined
}

/** Whether the inputs say what a router announces: it runs a described configuration. */
const announcesKnown = (router: Router | undefined): boolean =>
  router !== undefined && (router.kind === 'vm' ? router.vm.guest : router.site.guest)?.bgp !== undefined

/** A site whose link says what it advertises needs no configuration; a gateway of Azure's is computed. */
const deviceKnown = (device: VpnDevice | undefined, remoteKey: string): boolean => {
  if (device === undefined) return false
  if (device.kind === 'gateway') return true
  if (device.kind === 'vm') return announcesKnown(device)
  return announcesKnown(device) || device.site.vpnLinks.some(({ remote }) => remote.key === remoteKey)
}

const ofGateways = (vnet: Vnet): readonly UndescribedSource[] =>
  vnet.gateways.flatMap((gateway): UndescribedSource[] => {
    const { name, declaredAt } = gateway
    if (gateway.kind !== 'vpn')
      return gateway.openConnections.length === 0
        ? []
        : [{ kind: 'expressRouteGateway', name, peers: gateway.openConnections, declaredAt }]
    const peers = gateway.connections.flatMap(({ bgp, up, remote }) =>
      bgp &&
      up &&
      remote.kind === 'device' &&
      remote.localNetworkGateway.hubGateway === undefined &&
      !deviceKnown(remote.localNetworkGateway.device, remote.localNetworkGateway.id.key)
        ? [remote.localNetworkGateway.name]
        : [],
    )
    return peers.length === 0 ? [] : [{ kind: 'vpnGateway', name, peers, declaredAt }]
  })

const ofRouteServer = ({ routeServer }: Vnet): readonly UndescribedSource[] => {
  if (routeServer === undefined) return []
  const peers = routeServer.peers.filter(({ router }) => !announcesKnown(router)).map(({ name }) => name)
  const { name, declaredAt } = routeServer
  return peers.length === 0 ? [] : [{ kind: 'routeServer', name, peers, declaredAt }]
}

const ofHub = (hub: VirtualHub): readonly UndescribedSource[] => {
  const peers = [
    ...hub.peers.filter(({ router }) => !announcesKnown(router)).map(({ name }) => name),
    ...(hub.vpnGateway?.connections ?? [])
      .filter(({ bgp, up, site }) => bgp && up && !deviceKnown(site.device, site.id.key))
      .map(({ site }) => site.name),
  ]
  const { name, declaredAt } = hub
  return peers.length === 0 ? [] : [{ kind: 'virtualHub', name, peers, declaredAt }]
}

/** The sources in a VNet itself, or in the hub that it is connected to. */
export const undescribedSourcesIn = (vnet: Vnet): readonly UndescribedSource[] => [
  ...ofGateways(vnet),
  ...ofRouteServer(vnet),
  ...(vnet.hubConnection === undefined ? [] : ofHub(vnet.hubConnection.hub)),
]

/** R2.6: a peering that borrows gateways has some to borrow; here the inputs do not tell which, nor what they learned. */
const borrowedFromUnknown = (vnet: Vnet): readonly UndescribedSource[] =>
  vnet.peerings
    .filter(({ state, useRemoteGateways, remote }) => {
      const isDescribed = remote !== undefined && (!remote.assumed || remote.gateways.length > 0)
      return state === 'Connected' && useRemoteGateways && !isDescribed
    })
    .map(({ remoteId, declaredAt }) => ({
      kind: 'remoteVnet',
      name: nameOf(remoteId),
      peers: [],
      declaredAt,
    }))

/** What may give a VNet routes that are not known, directly or through the hub that it borrows from. */
export const undescribedSourcesOf = (vnet: Vnet): readonly UndescribedSource[] => {
  const hub = gatewayHubOf(vnet)
  const borrowed = hub === undefined || hub === vnet ? [] : undescribedSourcesIn(hub)
  return [...undescribedSourcesIn(vnet), ...borrowed, ...borrowedFromUnknown(vnet)]
}
