// Virtual WAN in few words: hubs with their tables, connections, gateways and firewall, and VPN sites.
import { type ArmChild, type ArmResource, idOf, type Plain, type PlainObject } from './network-of.ts'

const network = 'Microsoft.Network'

/** The ids that tests refer to. */
export const wanId = {
  wan: (name: string) => idOf(`${network}/virtualWans`, name),
  hub: (name: string) => idOf(`${network}/virtualHubs`, name),
  table: (hub: string, table: string) => idOf(`${network}/virtualHubs/hubRouteTables`, `${hub}/${table}`),
  connection: (hub: string, name: string) =>
    idOf(`${network}/virtualHubs/hubVirtualNetworkConnections`, `${hub}/${name}`),
  firewall: (name: string) => idOf(`${network}/azureFirewalls`, name),
  site: (name: string) => idOf(`${network}/vpnSites`, name),
  peering: (circuit: string) =>
    idOf(`${network}/expressRouteCircuits/peerings`, `${circuit}/AzurePrivatePeering`),
} as const

/** A Virtual WAN. */
export const wan = (name = 'wan', properties: PlainObject = {}): ArmResource => ({
  type: `${network}/virtualWans`,
  name,
  properties,
})

/** A hub of the WAN named `wan`, or of none where `virtualWan` is null. */
export const hub = (
  name: string,
  prefix: string | undefined,
  children: readonly ArmChild[] = [],
  properties: PlainObject = {},
): ArmResource => ({
  type: `${network}/virtualHubs`,
  name,
  location: 'japaneast',
  properties: { addressPrefix: prefix, virtualWan: { id: wanId.wan('wan') }, ...properties },
  children,
})

/** The `routingConfiguration` of a connection; the ids of tables, and labels. */
export const routing = (
  associated: string | undefined,
  propagated: readonly string[] = [],
  labels: readonly string[] = [],
  vnetRoutes: PlainObject = {},
): PlainObject => ({
  routingConfiguration: {
    ...(associated === undefined ? {} : { associatedRouteTable: { id: associated } }),
    propagatedRouteTables: { ids: propagated.map((id) => ({ id })), labels },
    vnetRoutes,
  },
})

/** A connection of a VNet, named `to-` and the VNet's name. */
export const toVnet = (vnet: string, properties: PlainObject = {}): ArmChild => ({
  type: 'hubVirtualNetworkConnections',
  name: `to-${vnet}`,
  properties: { remoteVirtualNetwork: { id: idOf(`${network}/virtualNetworks`, vnet) }, ...properties },
})

/** A route table of a hub. */
export const table = (name: string, labels: readonly string[] = [], routes: Plain = []): ArmChild => ({
  type: 'hubRouteTables',
  name,
  properties: { labels, routes },
})

/** A static route of a hub's table. */
export const tableRoute = (destination: string, nextHop: string): PlainObject => ({
  name: `to-${destination}`,
  destinationType: 'CIDR',
  destinations: [destination],
  nextHopType: 'ResourceId',
  nextHop,
})

/** A BGP peer of a hub, in the VNet of a connection. */
export const hubPeer = (name: string, peerIp: Plain, peerAsn: Plain, connectionId?: string): ArmChild => ({
  type: 'bgpConnections',
  name,
  properties: {
    peerIp,
    peerAsn,
    ...(connectionId === undefined ? {} : { hubVirtualNetworkConnection: { id: connectionId } }),
  },
})

/** Routing intent with the next hop of each policy. */
export const intent = (policies: {
  readonly privateTraffic?: string
  readonly internet?: string
}): ArmChild => ({
  type: 'routingIntent',
  name: 'intent',
  properties: {
    routingPolicies: [
      ...(policies.internet === undefined
        ? []
        : [{ name: 'public', destinations: ['Internet'], nextHop: policies.internet }]),
      ...(policies.privateTraffic === undefined
        ? []
        : [{ name: 'private', destinations: ['PrivateTraffic'], nextHop: policies.privateTraffic }]),
    ],
  },
})

/** An Azure Firewall in a hub. */
export const firewall = (name: string, inHub: string, address?: string): ArmResource => ({
  type: `${network}/azureFirewalls`,
  name,
  properties: {
    virtualHub: { id: wanId.hub(inHub) },
    hubIPAddresses: address === undefined ? undefined : { privateIPAddress: address },
  },
})

interface SiteSettings {
  readonly prefixes?: readonly string[]
  readonly asn?: number
  readonly peer?: string
}

/** A VPN site with one link. */
export const vpnSite = (name: string, { prefixes = [], asn, peer }: SiteSettings = {}): ArmResource => ({
  type: `${network}/vpnSites`,
  name,
  properties: {
    addressSpace: { addressPrefixes: prefixes },
    ...(peer === undefined ? {} : { bgpProperties: { asn, bgpPeeringAddress: peer } }),
  },
})

/** The VPN gateway of a hub, named `vpn-` and the hub's name, with connections to sites. */
export const hubVpnGateway = (
  inHub: string,
  sites: Readonly<Record<string, PlainObject>>,
  properties: PlainObject = {},
): ArmResource => ({
  type: `${network}/vpnGateways`,
  name: `vpn-${inHub}`,
  properties: { virtualHub: { id: wanId.hub(inHub) }, ...properties },
  children: Object.entries(sites).map(([site, settings]) => ({
    type: 'vpnConnections',
    name: `to-${site}`,
    properties: { remoteVpnSite: { id: wanId.site(site) }, ...settings },
  })),
})

/** The ExpressRoute gateway of a hub, named `er-` and the hub's name, with connections to circuits. */
export const hubErGateway = (
  inHub: string,
  circuits: Readonly<Record<string, PlainObject>>,
  properties: PlainObject = {},
): ArmResource => ({
  type: `${network}/expressRouteGateways`,
  name: `er-${inHub}`,
  properties: { virtualHub: { id: wanId.hub(inHub) }, ...properties },
  children: Object.entries(circuits).map(([circuit, settings]) => ({
    type: 'expressRouteConnections',
    name: `to-${circuit}`,
    properties: { expressRouteCircuitPeering: { id: wanId.peering(circuit) }, ...settings },
  })),
})
