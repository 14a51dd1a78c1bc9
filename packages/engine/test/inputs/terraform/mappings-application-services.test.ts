// Apps, containers, clusters and pools of machines in subnets: azurerm as ARM shapes it, and `attached-types.ts` reads it.
import { describe, expect, test } from 'vitest'
import { expectMapped, type MappingCase, place, subnet } from './mapping-cases.ts'
import { body, group, networkId, read, state, stateResource } from './plans.ts'

const other = networkId('virtualNetworks/hub/subnets/other')
const provider = (path: string): string => `${group}/providers/${path}`
const site = provider('Microsoft.Web/sites/web')

const cases: readonly MappingCase[] = [
  [
    'azurerm_api_management',
    {
      name: 'apim',
      ...place,
      sku_name: 'Premium_2',
      virtual_network_type: 'Internal',
      virtual_network_configuration: [{ subnet_id: subnet }],
      private_ip_addresses: ['10.0.0.5'],
      additional_location: [
        {
          location: 'japanwest',
          virtual_network_configuration: [{ subnet_id: other }],
          private_ip_addresses: ['10.9.0.4'],
        },
      ],
    },
    'service/apim',
    {
      virtualNetworkType: 'Internal',
      virtualNetworkConfiguration: { subnetResourceId: subnet },
      privateIPAddresses: ['10.0.0.5'],
      additionalLocations: [
        { virtualNetworkConfiguration: { subnetResourceId: other }, privateIPAddresses: ['10.9.0.4'] },
      ],
    },
  ],
  [
    'azurerm_linux_web_app',
    { name: 'web', ...place, virtual_network_subnet_id: subnet },
    'sites/web',
    { virtualNetworkSubnetId: subnet },
  ],
  [
    'azurerm_windows_function_app_slot',
    { name: 'next', function_app_id: site, virtual_network_subnet_id: subnet },
    'sites/web/slots/next',
    { virtualNetworkSubnetId: subnet },
  ],
  [
    'azurerm_app_service_environment_v3',
    { name: 'ase', resource_group_name: 'rg', subnet_id: subnet, internal_load_balancing_mode: 'Web' },
    'hostingEnvironments/ase',
    { virtualNetwork: { id: subnet } },
  ],
  [
    'azurerm_container_app_environment',
    { name: 'cae', ...place, infrastructure_subnet_id: subnet, internal_load_balancer_enabled: true },
    'managedEnvironments/cae',
    { vnetConfiguration: { infrastructureSubnetId: subnet, internal: true } },
  ],
  [
    'azurerm_container_group',
    { name: 'aci', ...place, subnet_ids: [subnet], ip_address_type: 'Private', ip_address: '10.0.0.6' },
    'containerGroups/aci',
    { subnetIds: [{ id: subnet }], ipAddress: { type: 'Private', ip: '10.0.0.6' } },
  ],
  [
    'azurerm_container_group',
    { name: 'old', ...place, network_profile_id: networkId('networkProfiles/np') },
    'containerGroups/old',
    { networkProfile: { id: networkId('networkProfiles/np') } },
  ],
  [
    'azurerm_network_profile',
    {
      name: 'np',
      ...place,
      container_network_interface: [{ name: 'n', ip_configuration: [{ name: 'c', subnet_id: subnet }] }],
    },
    'networkProfiles/np',
    {
      containerNetworkInterfaceConfigurations: [
        {
          name: 'n',
          properties: { ipConfigurations: [{ name: 'c', properties: { subnet: { id: subnet } } }] },
        },
      ],
    },
  ],
  [
    'azurerm_kubernetes_cluster',
    {
      name: 'aks',
      ...place,
      default_node_pool: [
        { name: 'system', node_count: 2, max_pods: 50, vnet_subnet_id: subnet, pod_subnet_id: other },
      ],
      network_profile: [
        { network_plugin: 'azure', network_plugin_mode: 'overlay', outbound_type: 'userDefinedRouting' },
      ],
      api_server_access_profile: [{ subnet_id: other }],
    },
    'managedClusters/aks',
    {
      agentPoolProfiles: [
        { name: 'system', count: 2, maxPods: 50, vnetSubnetID: subnet, podSubnetID: other },
      ],
      networkProfile: {
        networkPlugin: 'azure',
        networkPluginMode: 'overlay',
        outboundType: 'userDefinedRouting',
      },
      apiServerAccessProfile: { subnetId: other },
    },
  ],
  [
    'azurerm_kubernetes_cluster_node_pool',
    {
      name: 'work',
      kubernetes_cluster_id: provider('Microsoft.ContainerService/managedClusters/aks'),
      node_count: 3,
      vnet_subnet_id: subnet,
    },
    'managedClusters/aks/agentPools/work',
    { count: 3, vnetSubnetID: subnet },
  ],
  [
    'azurerm_batch_pool',
    {
      name: 'pool',
      resource_group_name: 'rg',
      account_name: 'batch',
      network_configuration: [{ subnet_id: subnet }],
      fixed_scale: [{ target_dedicated_nodes: 2, target_low_priority_nodes: 1 }],
    },
    'batchAccounts/batch/pools/pool',
    {
      networkConfiguration: { subnetId: subnet },
      scaleSettings: { fixedScale: { targetDedicatedNodes: 2, targetLowPriorityNodes: 1 } },
    },
  ],
  [
    'azurerm_machine_learning_compute_cluster',
    {
      name: 'cpu',
      machine_learning_workspace_id: provider('Microsoft.MachineLearningServices/workspaces/w'),
      subnet_resource_id: subnet,
    },
    'workspaces/w/computes/cpu',
    { properties: { subnet: { id: subnet } } },
  ],
  [
    'azurerm_dev_center_network_connection',
    { name: 'd', ...place, subnet_id: subnet },
    'networkConnections/d',
    { subnetId: subnet },
  ],
  [
    'azurerm_lab_service_plan',
    { name: 'lab', ...place, default_network_subnet_id: subnet },
    'labPlans/lab',
    { defaultNetworkProfile: { subnetId: subnet } },
  ],
  ...['virtual_machine_scale_set_fabric', 'vmss_fabric_profile'].map(
    (fabric): MappingCase => [
      'azurerm_managed_devops_pool',
      { name: fabric, ...place, [fabric]: [{ subnet_id: subnet }] },
      `pools/${fabric}`,
      { fabricProfile: { networkProfile: { subnetId: subnet } } },
    ],
  ),
  [
    'azurerm_integration_service_environment',
    { name: 'ise', ...place, virtual_network_subnet_ids: [subnet, other] },
    'integrationServiceEnvironments/ise',
    { networkConfiguration: { subnets: [{ id: subnet }, { id: other }] } },
  ],
  [
    'azurerm_spring_cloud_service',
    { name: 's', ...place, network: [{ app_subnet_id: subnet, service_runtime_subnet_id: other }] },
    'Spring/s',
    { networkProfile: { appSubnetId: subnet, serviceRuntimeSubnetId: other } },
  ],
]

test.each(cases)('%s', (type, values, end, expected) => {
  expectMapped(type, values, end, expected)
})

test('the SKU of API Management says tier and units at once', () => {
  const skuOf = (sku_name: string) =>
    body(
      read(state(stateResource('azurerm_api_management.a', { name: 'a', ...place, sku_name }))),
      'service/a',
    )['sku']
  expect(skuOf('Developer_1')).toEqual({ name: 'Developer', capacity: '1' })
  expect(skuOf('Premium_12')).toEqual({ name: 'Premium', capacity: '12' })
  expect(skuOf('Consumption')).toEqual({ name: 'Consumption' })
})

describe('a connection of an app to a subnet', () => {
  const connection = { app_service_id: site, subnet_id: subnet }

  test('says something of the app', () => {
    expectMapped('azurerm_app_service_virtual_network_swift_connection', connection, 'sites/web', {
      virtualNetworkSubnetId: subnet,
    })
  })

  test('of a slot says something of the slot', () => {
    expectMapped(
      'azurerm_app_service_slot_virtual_network_swift_connection',
      { ...connection, slot_name: 'next' },
      'sites/web/slots/next',
      { virtualNetworkSubnetId: subnet },
    )
  })
})
