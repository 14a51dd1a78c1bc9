// Private endpoints, each with the network interface that Azure makes for it.
import type { Topology } from '../topology.ts'
import { type ArmResource, type Ids, inlineChild, resource } from './arm.ts'

/** All private endpoints. */
export const privateEndpoints = (topology: Topology, ids: Ids): readonly ArmResource[] =>
  (topology.privateEndpoints ?? []).flatMap((endpoint) => {
    const nic = `${endpoint.name}-nic`
    const id = ids.network('privateEndpoints', endpoint.name)
    const subnet = { id: ids.subnet(endpoint.subnet) }
    return [
      resource(id, {
        location: ids.location,
        properties: {
          subnet,
          customNetworkInterfaceName: nic,
          networkInterfaces: [{ id: ids.network('networkInterfaces', nic) }],
          ipConfigurations:
            endpoint.ip === undefined
              ? undefined
              : [{ name: 'endpoint', properties: { privateIPAddress: endpoint.ip } }],
        },
      }),
      resource(ids.network('networkInterfaces', nic), {
        location: ids.location,
        properties: {
          privateEndpoint: { id },
          ipConfigurations: [
            inlineChild(ids.network('networkInterfaces', nic, 'ipConfigurations', 'endpoint'), {
              primary: true,
              privateIPAddress: endpoint.ip,
              privateIPAllocationMethod: endpoint.ip === undefined ? 'Dynamic' : 'Static',
              privateIPAddressVersion: endpoint.ip?.includes(':') ? 'IPv6' : 'IPv4',
              subnet,
            }),
          ],
        },
      }),
    ]
  })
