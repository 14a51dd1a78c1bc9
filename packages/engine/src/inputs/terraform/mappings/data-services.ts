// Services that hold data or directories in subnets: databases, caches, volumes, clusters for analysis.
import {
  armTypes,
  block,
  blocks,
  constant,
  copy,
  type FieldMapping,
  link,
  type MappingTable,
  parentById,
  parentByName,
  type ResourceMapping,
  resource,
} from '../mapping.ts'

const volumes = 'Microsoft.NetApp/netAppAccounts/capacityPools'
const cassandra = 'Microsoft.DocumentDB/cassandraClusters'

/** Texts of a list, each as a field of an object. */
const addressesOf = (from: string, to: string, field: string): FieldMapping =>
  blocks(from, to, [copy('', field)])

const flexibleServer = (type: string): ResourceMapping =>
  resource(type, [
    link('delegated_subnet_id', 'properties.network.delegatedSubnetResourceId', armTypes.subnet),
  ])

const managedInstance = resource('Microsoft.Sql/managedInstances', [
  link('subnet_id', 'properties.subnetId', armTypes.subnet),
])

const nodesOfHadoop = ['head_node', 'worker_node', 'zookeeper_node', 'kafka_management_node']

const hadoop = resource('Microsoft.HDInsight/clusters', [
  block(
    'roles',
    'properties.computeProfile',
    nodesOfHadoop.map((node) =>
      blocks(node, 'roles', [
        constant('name', node.replaceAll('_', '')),
        link('virtual_network_id', 'virtualNetworkProfile.id', armTypes.virtualNetwork),
        link('subnet_id', 'virtualNetworkProfile.subnet', armTypes.subnet),
      ]),
    ),
  ),
])

export const dataServices: MappingTable = {
  azurerm_active_directory_domain_service: resource('Microsoft.AAD/domainServices', [
    blocks('initial_replica_set', 'properties.replicaSets', [
      link('subnet_id', 'subnetId', armTypes.subnet),
      copy('domain_controller_ip_addresses', 'domainControllerIpAddress'),
    ]),
  ]),
  azurerm_cosmosdb_cassandra_cluster: resource(cassandra, [
    link('delegated_management_subnet_id', 'properties.delegatedManagementSubnetId', armTypes.subnet),
  ]),
  azurerm_cosmosdb_cassandra_datacenter: resource(
    `${cassandra}/dataCenters`,
    [
      link('delegated_management_subnet_id', 'properties.delegatedSubnetId', armTypes.subnet),
      copy('node_count', 'properties.nodeCount'),
      addressesOf('seed_node_ip_addresses', 'properties.seedNodes', 'ipAddress'),
    ],
    { parent: parentById('cassandra_cluster_id', cassandra) },
  ),
  azurerm_databricks_workspace: resource('Microsoft.Databricks/workspaces', [
    block('custom_parameters', 'properties.parameters', [
      link('virtual_network_id', 'customVirtualNetworkId.value', armTypes.virtualNetwork),
      copy('public_subnet_name', 'customPublicSubnetName.value'),
      copy('private_subnet_name', 'customPrivateSubnetName.value'),
    ]),
  ]),
  azurerm_dedicated_hardware_security_module: resource('Microsoft.HardwareSecurityModules/dedicatedHSMs', [
    block('network_profile', 'properties.networkProfile', [
      link('subnet_id', 'subnet.id', armTypes.subnet),
      addressesOf('network_interface_private_ip_addresses', 'networkInterfaces', 'privateIpAddress'),
    ]),
  ]),
  azurerm_hdinsight_hadoop_cluster: hadoop,
  azurerm_hdinsight_hbase_cluster: hadoop,
  azurerm_hdinsight_interactive_query_cluster: hadoop,
  azurerm_hdinsight_kafka_cluster: hadoop,
  azurerm_hdinsight_spark_cluster: hadoop,
  azurerm_kusto_cluster: resource('Microsoft.Kusto/clusters', [
    block('virtual_network_configuration', 'properties.virtualNetworkConfiguration', [
      link('subnet_id', 'subnetId', armTypes.subnet),
    ]),
  ]),
  azurerm_mssql_managed_instance: managedInstance,
  azurerm_mysql_flexible_server: flexibleServer('Microsoft.DBforMySQL/flexibleServers'),
  azurerm_netapp_volume: resource(
    `${volumes}/volumes`,
    [
      link('subnet_id', 'properties.subnetId', armTypes.subnet),
      copy('network_features', 'properties.networkFeatures'),
      addressesOf('mount_ip_addresses', 'properties.mountTargets', 'ipAddress'),
    ],
    {
      parent: parentByName(
        'pool_name',
        volumes,
        parentByName('account_name', 'Microsoft.NetApp/netAppAccounts'),
      ),
    },
  ),
  azurerm_postgresql_flexible_server: flexibleServer('Microsoft.DBforPostgreSQL/flexibleServers'),
  azurerm_redis_cache: resource('Microsoft.Cache/Redis', [
    link('subnet_id', 'properties.subnetId', armTypes.subnet),
    copy('private_static_ip_address', 'properties.staticIP'),
    copy('shard_count', 'properties.shardCount'),
    copy('replicas_per_master', 'properties.replicasPerMaster'),
    copy('replicas_per_primary', 'properties.replicasPerMaster'),
  ]),
  azurerm_sql_managed_instance: managedInstance,
}
