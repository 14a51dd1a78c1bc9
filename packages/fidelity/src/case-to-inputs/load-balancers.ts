// Internal load balancers. Membership of a backend pool is written at the NIC, where Azure keeps it, and repeated in the pool, as Azure prints it.
import type { Topology } from '../topology.ts'
import { type ArmResource, type Ids, inlineChild, type Json, resource } from './arm.ts'

const backendPoolName = 'backend'
const frontendName = 'frontend'

/** The id of a load balancer's backend pool. */
export const backendPoolOf = (loadBalancer: string, ids: Ids): string =>
  ids.network('loadBalancers', loadBalancer, 'backendAddressPools', backendPoolName)

const rules = (loadBalancer: string, haPorts: boolean, ids: Ids): readonly Json[] => {
  // A case says only whether all ports are balanced; without that, the usual web ports stand for "some TCP ports".
  const ports = haPorts
    ? [{ name: 'all-ports', protocol: 'All', port: 0 }]
    : [80, 443].map((port) => ({ name: `tcp-${port}`, protocol: 'Tcp', port }))
  return ports.map(({ name, protocol, port }) =>
    inlineChild(ids.network('loadBalancers', loadBalancer, 'loadBalancingRules', name), {
      protocol,
      frontendPort: port,
      backendPort: port,
      frontendIPConfiguration: {
        id: ids.network('loadBalancers', loadBalancer, 'frontendIPConfigurations', frontendName),
      },
      backendAddressPool: { id: backendPoolOf(loadBalancer, ids) },
    }),
  )
}

/** All load balancers. */
export const loadBalancers = (topology: Topology, ids: Ids): readonly ArmResource[] =>
  (topology.loadBalancers ?? []).map((balancer) =>
    resource(ids.network('loadBalancers', balancer.name), {
      location: ids.location,
      sku: { name: 'Standard', tier: 'Regional' },
      properties: {
        frontendIPConfigurations: [
          inlineChild(ids.network('loadBalancers', balancer.name, 'frontendIPConfigurations', frontendName), {
            privateIPAddress: balancer.frontendIp,
            privateIPAllocationMethod: 'Static',
            privateIPAddressVersion: balancer.frontendIp.includes(':') ? 'IPv6' : 'IPv4',
            subnet: { id: ids.subnet(balancer.subnet) },
          }),
        ],
        backendAddressPools: [
          inlineChild(backendPoolOf(balancer.name, ids), {
            backendIPConfigurations: balancer.backends.map((nic) => ({
              id: ids.network('networkInterfaces', nic, 'ipConfigurations', 'ipconfig1'),
            })),
          }),
        ],
        loadBalancingRules: rules(balancer.name, balancer.haPorts === true, ids),
      },
    }),
  )
