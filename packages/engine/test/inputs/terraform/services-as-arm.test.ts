// Scale sets and services in subnets, written as a plan in which nothing exists yet and as ARM JSON: both give the same.
import { expect, test } from 'vitest'
import { analyse } from '../../../src/analyse.ts'
import { formatAddress } from '../../../src/net/index.ts'
import type { Loaded } from '../../../src/resources/index.ts'
import { place } from './mapping-cases.ts'
import {
  change,
  codes,
  constant,
  group,
  hub,
  networkId,
  plan,
  read,
  refs,
  subnet,
  subnetId,
  subscription,
  unknown,
  written,
} from './plans.ts'

/** Who has which addresses, and what lets packets in. */
const holdersOf = (loaded: Loaded): readonly string[] => {
  const { network } = analyse(loaded.resourceSet)
  return [
    ...network.vms.flatMap(({ name, operatingSystem, nics }) =>
      nics.map(
        (nic) =>
          `${name} ${operatingSystem} ${nic.addresses.map(formatAddress).join(' ')} ${nic.ipForwarding} ${nic.published.length > 0} ${nic.networkSecurityGroup?.name}`,
      ),
    ),
    ...network.attachedServices.map(
      ({ name, subnet: at, addresses, egress }) =>
        `${name} ${at.name} ${addresses.map(formatAddress).join(' ')} ${egress}`,
    ),
    ...network.loadBalancerFrontends.map(
      ({ name, backends }) => `${name} ${backends.map(({ vm }) => vm?.name).join(' ')}`,
    ),
  ]
}

const inPlan = plan(
  [
    hub,
    change('azurerm_subnet.app', subnet('app', '10.0.1.0/24')),
    change('azurerm_subnet.web', subnet('web', '10.0.2.0/24')),
    change('azurerm_network_security_group.nsg', { name: 'nsg', ...place, security_rule: [] }),
    change('azurerm_lb.lb', {
      name: 'lb',
      ...place,
      frontend_ip_configuration: [
        {
          name: 'f',
          subnet_id: unknown,
          private_ip_address: '10.0.1.100',
          private_ip_address_allocation: 'Static',
        },
      ],
    }),
    change('azurerm_lb_backend_address_pool.pool', { name: 'pool', loadbalancer_id: unknown }),
    change('azurerm_lb_rule.all', {
      name: 'all',
      loadbalancer_id: unknown,
      frontend_ip_configuration_name: 'f',
      backend_address_pool_ids: [unknown],
      protocol: 'All',
      frontend_port: 0,
      backend_port: 0,
    }),
    change('azurerm_linux_virtual_machine_scale_set.nva', {
      name: 'nva',
      ...place,
      sku: 'Standard_B2s',
      instances: 2,
      network_interface: [
        {
          name: 'n',
          primary: true,
          ip_forwarding_enabled: true,
          network_security_group_id: unknown,
          ip_configuration: [
            {
              name: 'c',
              primary: true,
              subnet_id: unknown,
              load_balancer_backend_address_pool_ids: [unknown],
              public_ip_address: [{ name: 'p' }],
            },
          ],
        },
      ],
    }),
    change('azurerm_kubernetes_cluster.aks', {
      name: 'aks',
      ...place,
      default_node_pool: [{ name: 'a', node_count: 1, max_pods: 2, vnet_subnet_id: unknown }],
      network_profile: [{ network_plugin: 'azure', outbound_type: 'userDefinedRouting' }],
    }),
    change('azurerm_kubernetes_cluster_node_pool.b', {
      name: 'b',
      kubernetes_cluster_id: unknown,
      node_count: 1,
      max_pods: 1,
      vnet_subnet_id: unknown,
    }),
    change('azurerm_linux_web_app.web', { name: 'web', ...place }),
    change('azurerm_app_service_virtual_network_swift_connection.web', {
      app_service_id: unknown,
      subnet_id: unknown,
    }),
  ],
  {
    resources: [
      written('azurerm_lb.lb', {
        frontend_ip_configuration: [{ name: constant('f'), subnet_id: refs('azurerm_subnet.app.id') }],
      }),
      written('azurerm_lb_backend_address_pool.pool', { loadbalancer_id: refs('azurerm_lb.lb.id') }),
      written('azurerm_lb_rule.all', {
        loadbalancer_id: refs('azurerm_lb.lb.id'),
        backend_address_pool_ids: refs('azurerm_lb_backend_address_pool.pool.id'),
      }),
      written('azurerm_linux_virtual_machine_scale_set.nva', {
        network_interface: [
          {
            name: constant('n'),
            network_security_group_id: refs('azurerm_network_security_group.nsg.id'),
            ip_configuration: [
              {
                name: constant('c'),
                subnet_id: refs('azurerm_subnet.app.id'),
                load_balancer_backend_address_pool_ids: refs('azurerm_lb_backend_address_pool.pool.id'),
              },
            ],
          },
        ],
      }),
      written('azurerm_kubernetes_cluster.aks', {
        default_node_pool: [{ name: constant('a'), vnet_subnet_id: refs('azurerm_subnet.app.id') }],
      }),
      written('azurerm_kubernetes_cluster_node_pool.b', {
        kubernetes_cluster_id: refs('azurerm_kubernetes_cluster.aks.id'),
        vnet_subnet_id: refs('azurerm_subnet.app.id'),
      }),
      written('azurerm_app_service_virtual_network_swift_connection.web', {
        app_service_id: refs('azurerm_linux_web_app.web.id'),
        subnet_id: refs('azurerm_subnet.web.id'),
      }),
    ],
  },
)

const link = (path: string) => ({ id: networkId(path) })
const inArm = JSON.stringify([
  {
    id: networkId('virtualNetworks/hub'),
    properties: {
      addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      subnets: [
        { name: 'app', properties: { addressPrefix: '10.0.1.0/24' } },
        { name: 'web', properties: { addressPrefix: '10.0.2.0/24' } },
      ],
    },
  },
  { id: networkId('networkSecurityGroups/nsg'), properties: {} },
  {
    id: networkId('loadBalancers/lb'),
    properties: {
      frontendIPConfigurations: [
        { name: 'f', properties: { subnet: { id: subnetId('app') }, privateIPAddress: '10.0.1.100' } },
      ],
      backendAddressPools: [{ name: 'pool' }],
      loadBalancingRules: [
        {
          name: 'all',
          properties: {
            frontendIPConfiguration: link('loadBalancers/lb/frontendIPConfigurations/f'),
            backendAddressPool: link('loadBalancers/lb/backendAddressPools/pool'),
          },
        },
      ],
    },
  },
  {
    id: `${group}/providers/Microsoft.Compute/virtualMachineScaleSets/nva`,
    sku: { name: 'Standard_B2s', capacity: 2 },
    properties: {
      virtualMachineProfile: {
        osProfile: { linuxConfiguration: {} },
        networkProfile: {
          networkInterfaceConfigurations: [
            {
              name: 'n',
              properties: {
                primary: true,
                enableIPForwarding: true,
                networkSecurityGroup: link('networkSecurityGroups/nsg'),
                ipConfigurations: [
                  {
                    name: 'c',
                    properties: {
                      subnet: { id: subnetId('app') },
                      loadBalancerBackendAddressPools: [link('loadBalancers/lb/backendAddressPools/pool')],
                      publicIPAddressConfiguration: { name: 'p', properties: {} },
                    },
                  },
                ],
              },
            },
          ],
        },
      },
    },
  },
  {
    id: `${group}/providers/Microsoft.ContainerService/managedClusters/aks`,
    properties: {
      agentPoolProfiles: [{ name: 'a', count: 1, maxPods: 2, vnetSubnetID: subnetId('app') }],
      networkProfile: { networkPlugin: 'azure', outboundType: 'userDefinedRouting' },
    },
  },
  {
    id: `${group}/providers/Microsoft.ContainerService/managedClusters/aks/agentPools/b`,
    properties: { count: 1, maxPods: 1, vnetSubnetID: subnetId('app') },
  },
  {
    id: `${group}/providers/Microsoft.Web/sites/web`,
    properties: { virtualNetworkSubnetId: subnetId('web') },
  },
])

test('machines of a scale set, their balancer, and services with their addresses', () => {
  const loaded = read(inPlan)
  expect(codes(loaded)).toEqual([])
  expect(holdersOf(loaded)).toEqual([
    // Behind the cluster: a set waits for its balancer.
    'nva_0 linux 10.0.1.9 true true nsg',
    'nva_1 linux 10.0.1.10 true true nsg',
    'aks app 10.0.1.4 10.0.1.5 10.0.1.6 10.0.1.7 10.0.1.8 subnet',
    'web web 10.0.2.4 own',
    'lb nva_0 nva_1',
  ])
  expect(holdersOf(loaded)).toEqual(holdersOf(read(inArm, { subscription })))
})
