// Route Servers: virtual hubs of kind RouteServer, with their subnet and their BGP peers.
import type { Topology } from '../topology.ts'
import { type ArmResource, type Ids, resource } from './arm.ts'

/** All Route Servers. */
export const routeServers = (topology: Topology, ids: Ids): readonly ArmResource[] =>
  (topology.routeServers ?? []).flatMap((server) => {
    const publicIp = ids.network('publicIPAddresses', `${server.name}-pip`)
    return [
      resource(publicIp, {
        location: ids.location,
        sku: { name: 'Standard' },
        properties: { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' },
      }),
      resource(ids.network('virtualHubs', server.name), {
        kind: 'RouteServer',
        location: ids.location,
        properties: {
          sku: 'Standard',
          virtualRouterAsn: 65515,
          virtualRouterIps: server.instanceIps,
          allowBranchToBranchTraffic: server.branchToBranch,
          hubRoutingPreference: server.hubRoutingPreference,
        },
      }),
      resource(ids.network('virtualHubs', server.name, 'ipConfigurations', 'ipconfig1'), {
        properties: {
          subnet: { id: ids.subnet(`${server.vnet}/RouteServerSubnet`) },
          publicIPAddress: { id: publicIp },
        },
      }),
      ...server.peers.map((peer, index) =>
        resource(
          ids.network('virtualHubs', server.name, 'bgpConnections', peer.name ?? `peer-${index + 1}`),
          {
            properties: { peerIp: peer.ip, peerAsn: peer.asn },
          },
        ),
      ),
    ]
  })
