// Services that run applications in subnets: App Service, API Management, containers, clusters, pools of machines.
import {
  addition,
  armTypes,
  block,
  blocks,
  copy,
  type FieldMapping,
  link,
  links,
  type MappingTable,
  parentById,
  parentByName,
  part,
  resource,
  type TypeMapping,
} from '../mapping.ts'

const cluster = 'Microsoft.ContainerService/managedClusters'
const workspace = 'Microsoft.MachineLearningServices/workspaces'
const onSite = parentById('app_service_id', armTypes.site)

/** All with the same mapping. */
const each = (types: readonly string[], mapping: TypeMapping): MappingTable =>
  Object.fromEntries(types.map((type) => [type, mapping]))

/** The subnet into which an app sends, and in which it stands itself nowhere. */
const integration = link('virtual_network_subnet_id', 'properties.virtualNetworkSubnetId', armTypes.subnet)
const swiftConnection = link('subnet_id', 'properties.virtualNetworkSubnetId', armTypes.subnet)

const apps: MappingTable = {
  ...each(
    [
      'azurerm_app_service',
      'azurerm_function_app',
      'azurerm_function_app_flex_consumption',
      'azurerm_linux_function_app',
      'azurerm_linux_web_app',
      'azurerm_logic_app_standard',
      'azurerm_windows_function_app',
      'azurerm_windows_web_app',
    ],
    resource(armTypes.site, [integration]),
  ),
  ...each(
    ['azurerm_linux_web_app_slot', 'azurerm_windows_web_app_slot'],
    resource(armTypes.siteSlot, [integration], { parent: onSite }),
  ),
  ...each(
    ['azurerm_linux_function_app_slot', 'azurerm_windows_function_app_slot'],
    resource(armTypes.siteSlot, [integration], { parent: parentById('function_app_id', armTypes.site) }),
  ),
  azurerm_app_service_slot: resource(armTypes.siteSlot, [], {
    parent: parentByName('app_service_name', armTypes.site),
  }),
  azurerm_app_service_virtual_network_swift_connection: addition(onSite, [swiftConnection]),
  azurerm_app_service_slot_virtual_network_swift_connection: addition(onSite, [swiftConnection], {
    segment: 'slots',
    name: 'slot_name',
  }),
  ...each(
    ['azurerm_app_service_environment', 'azurerm_app_service_environment_v3'],
    resource('Microsoft.Web/hostingEnvironments', [
      link('subnet_id', 'properties.virtualNetwork.id', armTypes.subnet),
      copy('internal_load_balancing_mode', 'properties.internalLoadBalancingMode'),
    ]),
  ),
}

/** Nodes of a pool; where a cluster scales by itself, the provider does not say how many there are. */
const pool = (below: string): readonly FieldMapping[] => [
  copy('node_count', `${below}count`),
  copy('max_pods', `${below}maxPods`),
  link('vnet_subnet_id', `${below}vnetSubnetID`, armTypes.subnet),
  link('pod_subnet_id', `${below}podSubnetID`, armTypes.subnet),
]

const containers: MappingTable = {
  azurerm_kubernetes_cluster: resource(cluster, [
    blocks('default_node_pool', 'properties.agentPoolProfiles', [copy('name', 'name'), ...pool('')]),
    block('network_profile', 'properties.networkProfile', [
      copy('network_plugin', 'networkPlugin'),
      copy('network_plugin_mode', 'networkPluginMode'),
      copy('outbound_type', 'outboundType'),
    ]),
    block('api_server_access_profile', 'properties.apiServerAccessProfile', [
      link('subnet_id', 'subnetId', armTypes.subnet),
    ]),
  ]),
  azurerm_kubernetes_cluster_node_pool: resource(`${cluster}/agentPools`, pool('properties.'), {
    parent: parentById('kubernetes_cluster_id', cluster),
  }),
  azurerm_container_app_environment: resource('Microsoft.App/managedEnvironments', [
    link('infrastructure_subnet_id', 'properties.vnetConfiguration.infrastructureSubnetId', armTypes.subnet),
    copy('internal_load_balancer_enabled', 'properties.vnetConfiguration.internal'),
  ]),
  azurerm_container_group: resource('Microsoft.ContainerInstance/containerGroups', [
    links('subnet_ids', 'properties.subnetIds', armTypes.subnet),
    link('network_profile_id', 'properties.networkProfile.id', armTypes.networkProfile),
    copy('ip_address_type', 'properties.ipAddress.type'),
    copy('ip_address', 'properties.ipAddress.ip'),
  ]),
  azurerm_network_profile: resource(armTypes.networkProfile, [
    blocks('container_network_interface', 'properties.containerNetworkInterfaceConfigurations', [
      copy('name', 'name'),
      blocks('ip_configuration', 'properties.ipConfigurations', [
        copy('name', 'name'),
        link('subnet_id', 'properties.subnet.id', armTypes.subnet),
      ]),
    ]),
  ]),
}

const machines: MappingTable = {
  azurerm_batch_pool: resource(
    'Microsoft.Batch/batchAccounts/pools',
    [
      block('network_configuration', 'properties.networkConfiguration', [
        link('subnet_id', 'subnetId', armTypes.subnet),
      ]),
      block('fixed_scale', 'properties.scaleSettings.fixedScale', [
        copy('target_dedicated_nodes', 'targetDedicatedNodes'),
        copy('target_low_priority_nodes', 'targetLowPriorityNodes'),
      ]),
    ],
    { parent: parentByName('account_name', 'Microsoft.Batch/batchAccounts') },
  ),
  azurerm_dev_center_network_connection: resource('Microsoft.DevCenter/networkConnections', [
    link('subnet_id', 'properties.subnetId', armTypes.subnet),
  ]),
  azurerm_lab_service_plan: resource('Microsoft.LabServices/labPlans', [
    link('default_network_subnet_id', 'properties.defaultNetworkProfile.subnetId', armTypes.subnet),
  ]),
  azurerm_managed_devops_pool: resource(
    'Microsoft.DevOpsInfrastructure/pools',
    ['virtual_machine_scale_set_fabric', 'vmss_fabric_profile'].map((fabric) =>
      block(fabric, 'properties.fabricProfile.networkProfile', [
        link('subnet_id', 'subnetId', armTypes.subnet),
      ]),
    ),
  ),
  ...each(
    ['azurerm_machine_learning_compute_cluster', 'azurerm_machine_learning_compute_instance'],
    resource(
      `${workspace}/computes`,
      [link('subnet_resource_id', 'properties.properties.subnet.id', armTypes.subnet)],
      { parent: parentById('machine_learning_workspace_id', workspace) },
    ),
  ),
}

/** The tier and the number of units in one text: `Premium_2`. */
const tierOfSku = /^([^_]+)/
const unitsOfSku = /_(\d+)$/

export const applicationServices: MappingTable = {
  ...apps,
  ...containers,
  ...machines,
  azurerm_api_management: resource('Microsoft.ApiManagement/service', [
    part('sku_name', 'sku.name', tierOfSku),
    part('sku_name', 'sku.capacity', unitsOfSku),
    copy('virtual_network_type', 'properties.virtualNetworkType'),
    block('virtual_network_configuration', 'properties.virtualNetworkConfiguration', [
      link('subnet_id', 'subnetResourceId', armTypes.subnet),
    ]),
    copy('private_ip_addresses', 'properties.privateIPAddresses'),
    blocks('additional_location', 'properties.additionalLocations', [
      copy('location', 'location'),
      block('virtual_network_configuration', 'virtualNetworkConfiguration', [
        link('subnet_id', 'subnetResourceId', armTypes.subnet),
      ]),
      copy('private_ip_addresses', 'privateIPAddresses'),
    ]),
  ]),
  azurerm_integration_service_environment: resource('Microsoft.Logic/integrationServiceEnvironments', [
    links('virtual_network_subnet_ids', 'properties.networkConfiguration.subnets', armTypes.subnet),
  ]),
  azurerm_spring_cloud_service: resource('Microsoft.AppPlatform/Spring', [
    block('network', 'properties.networkProfile', [
      link('app_subnet_id', 'appSubnetId', armTypes.subnet),
      link('service_runtime_subnet_id', 'serviceRuntimeSubnetId', armTypes.subnet),
    ]),
  ]),
}
