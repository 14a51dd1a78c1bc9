// Virtual WAN: hubs with their route tables, VNet connections, BGP connections and routing intent.
import type { CaseHubConnection, CaseVirtualHub, Topology } from '../topology.ts'
import { type ArmResource, type Ids, type Json, linkTo, resource } from './arm.ts'
import { hubFirewall } from './azure-firewalls.ts'
import { propagatedTables } from './propagated-tables.ts'
import { hubGateways } from './virtual-wan-gateways.ts'

const wanName = 'vwan'

/** The routing configuration of a connection, from the names of route tables of its hub. */
const routingConfiguration = (
  hub: CaseVirtualHub,
  connection: Pick<CaseHubConnection, 'associated' | 'propagated' | 'labels' | 'staticRoutes'>,
  hubs: readonly CaseVirtualHub[],
  ids: Ids,
): Json | undefined => {
  const { associated, propagated, labels, staticRoutes } = connection
  if (associated ?? propagated ?? labels ?? staticRoutes) {
    const table = (name: string): { readonly id: string } => ({
      id: ids.network('virtualHubs', hub.name, 'hubRouteTables', name),
    })
    return {
      associatedRouteTable: associated === undefined ? undefined : table(associated),
      propagatedRouteTables:
        propagated === undefined && labels === undefined
          ? undefined
          : { ids: propagatedTables(hub, connection, hubs, ids), labels: labels ?? [] },
      vnetRoutes:
        staticRoutes === undefined
          ? undefined
          : {
              staticRoutes: staticRoutes.map(({ name, prefixes, nextHopIp }, index) => ({
                name: name ?? `static-${index + 1}`,
                addressPrefixes: prefixes,
                nextHopIpAddress: nextHopIp,
              })),
            },
    }
  }
  return undefined
}

/** The hub whose connection has this name: the one that asks, if it has such a one, before the others of the case. */
const hubConnectedBy = (
  name: string,
  hub: CaseVirtualHub,
  all: readonly CaseVirtualHub[],
): CaseVirtualHub | undefined =>
  [hub, ...all].find(({ connections }) => connections?.some((connection) => connection.name === name))

/** The resource that a hub's route or policy names: its firewall, a connection, or an appliance in the hub. */
const nextHopId = (hub: CaseVirtualHub, name: string, all: readonly CaseVirtualHub[], ids: Ids): string => {
  if (hub.firewall?.name === name) return ids.network('azureFirewalls', name)
  const owner = hubConnectedBy(name, hub, all)
  return owner === undefined
    ? ids.network('networkVirtualAppliances', name)
    : ids.network('virtualHubs', owner.name, 'hubVirtualNetworkConnections', name)
}

const routeTables = (
  hub: CaseVirtualHub,
  all: readonly CaseVirtualHub[],
  ids: Ids,
): readonly ArmResource[] => {
  const stated = hub.routeTables ?? []
  const tables = stated.some(({ name }) => name === 'defaultRouteTable')
    ? stated
    : [{ name: 'defaultRouteTable', labels: ['default'] }, ...stated]
  return tables.map((table) =>
    resource(ids.network('virtualHubs', hub.name, 'hubRouteTables', table.name), {
      properties: {
        labels: table.labels ?? [],
        routes: (table.routes ?? []).map((route, index) => ({
          name: route.name ?? `route-${index + 1}`,
          destinationType: 'CIDR',
          destinations: route.prefixes,
          nextHopType: 'ResourceId',
          nextHop: nextHopId(hub, route.nextHop, all, ids),
        })),
      },
    }),
  )
}

const vnetConnections = (
  hub: CaseVirtualHub,
  hubs: readonly CaseVirtualHub[],
  ids: Ids,
): readonly ArmResource[] =>
  (hub.connections ?? []).map((connection) =>
    resource(ids.network('virtualHubs', hub.name, 'hubVirtualNetworkConnections', connection.name), {
      properties: {
        remoteVirtualNetwork: { id: ids.network('virtualNetworks', connection.vnet) },
        enableInternetSecurity: connection.enableInternetSecurity,
        routingConfiguration: routingConfiguration(hub, connection, hubs, ids),
      },
    }),
  )

const routingIntent = (
  hub: CaseVirtualHub,
  all: readonly CaseVirtualHub[],
  ids: Ids,
): readonly ArmResource[] => {
  if (hub.routingIntent === undefined) return []
  const { internet, private: privateTraffic } = hub.routingIntent
  const policy = (name: string, destination: string, nextHop: string | undefined): readonly Json[] =>
    nextHop === undefined
      ? []
      : [{ name, destinations: [destination], nextHop: nextHopId(hub, nextHop, all, ids) }]
  return [
    resource(ids.network('virtualHubs', hub.name, 'routingIntent', 'routingIntent'), {
      properties: {
        routingPolicies: [
          ...policy('InternetTrafficPolicy', 'Internet', internet),
          ...policy('PrivateTrafficPolicy', 'PrivateTraffic', privateTraffic),
        ],
      },
    }),
  ]
}

const bgpConnections = (hub: CaseVirtualHub, ids: Ids): readonly ArmResource[] =>
  (hub.bgpConnections ?? []).map((peer, index) =>
    resource(ids.network('virtualHubs', hub.name, 'bgpConnections', peer.name ?? `peer-${index + 1}`), {
      properties: {
        peerIp: peer.ip,
        peerAsn: peer.asn,
        hubVirtualNetworkConnection: linkTo(
          peer.connection &&
            ids.network('virtualHubs', hub.name, 'hubVirtualNetworkConnections', peer.connection),
        ),
      },
    }),
  )

const virtualHub = (hub: CaseVirtualHub, ids: Ids): ArmResource =>
  resource(ids.network('virtualHubs', hub.name), {
    location: hub.location ?? ids.location,
    properties: {
      sku: 'Standard',
      virtualWan: { id: ids.network('virtualWans', wanName) },
      addressPrefix: hub.prefix,
      virtualRouterAsn: 65515,
      virtualRouterIps: hub.routerIps,
      hubRoutingPreference: hub.hubRoutingPreference,
      azureFirewall: linkTo(hub.firewall && ids.network('azureFirewalls', hub.firewall.name)),
    },
  })

/** The Virtual WAN, if the case has hubs, with everything in them. */
export const virtualWan = (topology: Topology, ids: Ids): readonly ArmResource[] => {
  const hubs = topology.vwanHubs ?? []
  if (hubs.length === 0) return []
  return [
    resource(ids.network('virtualWans', wanName), {
      location: ids.location,
      properties: { type: 'Standard', allowBranchToBranchTraffic: true },
    }),
    ...hubs.flatMap((hub) => [
      virtualHub(hub, ids),
      ...routeTables(hub, hubs, ids),
      ...vnetConnections(hub, hubs, ids),
      ...bgpConnections(hub, ids),
      ...hubFirewall(hub, ids),
      ...routingIntent(hub, hubs, ids),
      ...hubGateways(hub, hubs, wanName, ids),
    ]),
  ]
}
