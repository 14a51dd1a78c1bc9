// Services of the network and of data in subnets: azurerm as ARM shapes it, and `attached-types.ts` reads it.
import { test } from 'vitest'
import { expectMapped, ip, lb, type MappingCase, place, subnet } from './mapping-cases.ts'
import { group, networkId } from './plans.ts'

const other = networkId('virtualNetworks/hub/subnets/other')
const provider = (path: string): string => `${group}/providers/${path}`

const cases: readonly MappingCase[] = [
  [
    'azurerm_application_gateway',
    {
      name: 'agw',
      ...place,
      sku: [{ name: 'Standard_v2', tier: 'Standard_v2', capacity: 2 }],
      gateway_ip_configuration: [{ name: 'g', subnet_id: subnet }],
      frontend_ip_configuration: [
        { name: 'public', public_ip_address_id: ip },
        {
          name: 'private',
          subnet_id: subnet,
          private_ip_address: '10.0.0.10',
          private_ip_address_allocation: 'Static',
        },
      ],
      private_link_configuration: [{ name: 'l', ip_configuration: [{ name: 'i', subnet_id: other }] }],
      backend_address_pool: [{ name: 'pool' }],
    },
    'applicationGateways/agw',
    {
      sku: { name: 'Standard_v2', capacity: 2 },
      gatewayIPConfigurations: [{ name: 'g', properties: { subnet: { id: subnet } } }],
      frontendIPConfigurations: [
        { name: 'public', properties: { publicIPAddress: { id: ip } } },
        { name: 'private', properties: { subnet: { id: subnet }, privateIPAddress: '10.0.0.10' } },
      ],
      privateLinkConfigurations: [
        {
          name: 'l',
          properties: { ipConfigurations: [{ name: 'i', properties: { subnet: { id: other } } }] },
        },
      ],
    },
  ],
  [
    'azurerm_application_gateway',
    {
      name: 'scaling',
      ...place,
      sku: [{ name: 'Standard_v2', tier: 'Standard_v2' }],
      autoscale_configuration: [{ min_capacity: 0, max_capacity: 10 }],
    },
    'applicationGateways/scaling',
    { autoscaleConfiguration: { minCapacity: 0, maxCapacity: 10 } },
  ],
  [
    'azurerm_private_link_service',
    {
      name: 'pls',
      ...place,
      nat_ip_configuration: [
        { name: 'nat', primary: true, subnet_id: subnet, private_ip_address: '10.0.0.17' },
      ],
      load_balancer_frontend_ip_configuration_ids: [`${lb}/frontendIPConfigurations/f`],
    },
    'privateLinkServices/pls',
    {
      ipConfigurations: [
        { name: 'nat', properties: { subnet: { id: subnet }, privateIPAddress: '10.0.0.17', primary: true } },
      ],
      loadBalancerFrontendIpConfigurations: [{ id: `${lb}/frontendIPConfigurations/f` }],
    },
  ],
  [
    'azurerm_private_dns_resolver_inbound_endpoint',
    {
      name: 'in',
      location: 'japaneast',
      private_dns_resolver_id: networkId('dnsResolvers/r'),
      ip_configurations: [
        { subnet_id: subnet, private_ip_allocation_method: 'Dynamic', private_ip_address: '10.0.0.4' },
      ],
    },
    'dnsResolvers/r/inboundEndpoints/in',
    { ipConfigurations: [{ subnet: { id: subnet }, privateIpAddress: '10.0.0.4' }] },
  ],
  [
    'azurerm_private_dns_resolver_outbound_endpoint',
    { name: 'out', private_dns_resolver_id: networkId('dnsResolvers/r'), subnet_id: subnet },
    'dnsResolvers/r/outboundEndpoints/out',
    { subnet: { id: subnet } },
  ],
  [
    'azurerm_application_load_balancer_subnet_association',
    {
      name: 'a',
      application_load_balancer_id: provider('Microsoft.ServiceNetworking/trafficControllers/alb'),
      subnet_id: subnet,
    },
    'trafficControllers/alb/associations/a',
    { subnet: { id: subnet } },
  ],
  [
    'azurerm_point_to_site_vpn_gateway',
    {
      name: 'p2s',
      ...place,
      virtual_hub_id: networkId('virtualHubs/hub'),
      vpn_server_configuration_id: networkId('vpnServerConfigurations/c'),
      scale_unit: 1,
      connection_configuration: [
        {
          name: 'clients',
          internet_security_enabled: true,
          vpn_client_address_pool: [{ address_prefixes: ['172.16.0.0/24'] }],
          route: [
            {
              associated_route_table_id: networkId('virtualHubs/hub/hubRouteTables/t'),
              propagated_route_table: [
                { ids: [networkId('virtualHubs/hub/hubRouteTables/t')], labels: ['l'] },
              ],
            },
          ],
        },
      ],
    },
    'p2svpnGateways/p2s',
    {
      virtualHub: { id: networkId('virtualHubs/hub') },
      p2SConnectionConfigurations: [
        {
          name: 'clients',
          properties: {
            enableInternetSecurity: true,
            vpnClientAddressPool: { addressPrefixes: ['172.16.0.0/24'] },
            routingConfiguration: {
              associatedRouteTable: { id: networkId('virtualHubs/hub/hubRouteTables/t') },
              propagatedRouteTables: {
                ids: [{ id: networkId('virtualHubs/hub/hubRouteTables/t') }],
                labels: ['l'],
              },
            },
          },
        },
      ],
    },
  ],
  [
    'azurerm_active_directory_domain_service',
    {
      name: 'aadds',
      ...place,
      initial_replica_set: [{ subnet_id: subnet, domain_controller_ip_addresses: ['10.0.0.4', '10.0.0.5'] }],
    },
    'domainServices/aadds',
    { replicaSets: [{ subnetId: subnet, domainControllerIpAddress: ['10.0.0.4', '10.0.0.5'] }] },
  ],
  [
    'azurerm_cosmosdb_cassandra_cluster',
    { name: 'c', ...place, delegated_management_subnet_id: subnet },
    'cassandraClusters/c',
    { delegatedManagementSubnetId: subnet },
  ],
  [
    'azurerm_cosmosdb_cassandra_datacenter',
    {
      name: 'dc',
      cassandra_cluster_id: provider('Microsoft.DocumentDB/cassandraClusters/c'),
      delegated_management_subnet_id: subnet,
      node_count: 3,
      seed_node_ip_addresses: ['10.0.0.4'],
    },
    'cassandraClusters/c/dataCenters/dc',
    { delegatedSubnetId: subnet, nodeCount: 3, seedNodes: [{ ipAddress: '10.0.0.4' }] },
  ],
  [
    'azurerm_databricks_workspace',
    {
      name: 'dbw',
      ...place,
      custom_parameters: [
        {
          virtual_network_id: networkId('virtualNetworks/hub'),
          public_subnet_name: 'default',
          private_subnet_name: 'other',
        },
      ],
    },
    'workspaces/dbw',
    {
      parameters: {
        customVirtualNetworkId: { value: networkId('virtualNetworks/hub') },
        customPublicSubnetName: { value: 'default' },
        customPrivateSubnetName: { value: 'other' },
      },
    },
  ],
  [
    'azurerm_dedicated_hardware_security_module',
    {
      name: 'hsm',
      ...place,
      network_profile: [{ network_interface_private_ip_addresses: ['10.0.0.8'], subnet_id: subnet }],
    },
    'dedicatedHSMs/hsm',
    { networkProfile: { subnet: { id: subnet }, networkInterfaces: [{ privateIpAddress: '10.0.0.8' }] } },
  ],
  [
    'azurerm_hdinsight_spark_cluster',
    {
      name: 'hdi',
      ...place,
      roles: [
        {
          head_node: [{ virtual_network_id: networkId('virtualNetworks/hub'), subnet_id: subnet }],
          worker_node: [{ virtual_network_id: networkId('virtualNetworks/hub'), subnet_id: other }],
          zookeeper_node: [{}],
        },
      ],
    },
    'clusters/hdi',
    {
      computeProfile: {
        roles: [
          { name: 'headnode', virtualNetworkProfile: { subnet } },
          { name: 'workernode', virtualNetworkProfile: { subnet: other } },
          { name: 'zookeepernode' },
        ],
      },
    },
  ],
  [
    'azurerm_kusto_cluster',
    { name: 'adx', ...place, virtual_network_configuration: [{ subnet_id: subnet }] },
    'clusters/adx',
    { virtualNetworkConfiguration: { subnetId: subnet } },
  ],
  [
    'azurerm_mssql_managed_instance',
    { name: 'mi', ...place, subnet_id: subnet },
    'managedInstances/mi',
    { subnetId: subnet },
  ],
  ...['mysql', 'postgresql'].map(
    (engine): MappingCase => [
      `azurerm_${engine}_flexible_server`,
      { name: engine, ...place, delegated_subnet_id: subnet },
      `flexibleServers/${engine}`,
      { network: { delegatedSubnetResourceId: subnet } },
    ],
  ),
  [
    'azurerm_netapp_volume',
    {
      name: 'vol',
      ...place,
      account_name: 'anf',
      pool_name: 'pool',
      subnet_id: subnet,
      mount_ip_addresses: ['10.0.0.4'],
    },
    'netAppAccounts/anf/capacityPools/pool/volumes/vol',
    { subnetId: subnet, mountTargets: [{ ipAddress: '10.0.0.4' }] },
  ],
  [
    'azurerm_redis_cache',
    {
      name: 'redis',
      ...place,
      subnet_id: subnet,
      private_static_ip_address: '10.0.0.9',
      shard_count: 2,
      replicas_per_primary: 3,
    },
    'Redis/redis',
    { subnetId: subnet, staticIP: '10.0.0.9', shardCount: 2, replicasPerMaster: 3 },
  ],
]

test.each(cases)('%s', (type, values, end, expected) => {
  expectMapped(type, values, end, expected)
})

test('a pool of an application gateway is a link of the interface, in its configuration', () => {
  const pool = networkId('applicationGateways/agw/backendAddressPools/pool')
  expectMapped(
    'azurerm_network_interface_application_gateway_backend_address_pool_association',
    {
      network_interface_id: networkId('networkInterfaces/n'),
      ip_configuration_name: 'c',
      backend_address_pool_id: pool,
    },
    'networkInterfaces/n/ipConfigurations/c',
    { applicationGatewayBackendAddressPools: [{ id: pool }] },
  )
})
