// Types that are not simulated: by their ARM type it is known what an answer lacks without them, or that nothing is lacking.
import { counted, type MappingTable } from '../mapping.ts'

const scaleSets = counted('Microsoft.Compute/virtualMachineScaleSets')
const clusters = counted('Microsoft.ContainerService/managedClusters')

/** Their addresses or traffic are missing from answers; a finding says so. */
const missed: MappingTable = {
  azurerm_api_management: counted('Microsoft.ApiManagement/service'),
  azurerm_app_service_environment_v3: counted('Microsoft.Web/hostingEnvironments'),
  azurerm_app_service_virtual_network_swift_connection: counted('Microsoft.Web/sites/networkConfig'),
  azurerm_application_gateway: counted('Microsoft.Network/applicationGateways'),
  azurerm_container_app_environment: counted('Microsoft.App/managedEnvironments'),
  azurerm_container_group: counted('Microsoft.ContainerInstance/containerGroups'),
  azurerm_databricks_workspace: counted('Microsoft.Databricks/workspaces'),
  azurerm_kubernetes_cluster: clusters,
  azurerm_kubernetes_cluster_node_pool: clusters,
  azurerm_linux_virtual_machine_scale_set: scaleSets,
  azurerm_mssql_managed_instance: counted('Microsoft.Sql/managedInstances'),
  azurerm_mysql_flexible_server: counted('Microsoft.DBforMySQL/flexibleServers'),
  azurerm_netapp_volume: counted('Microsoft.NetApp/netAppAccounts/capacityPools/volumes'),
  azurerm_network_profile: counted('Microsoft.Network/networkProfiles'),
  azurerm_orchestrated_virtual_machine_scale_set: scaleSets,
  azurerm_postgresql_flexible_server: counted('Microsoft.DBforPostgreSQL/flexibleServers'),
  azurerm_private_dns_resolver: counted('Microsoft.Network/dnsResolvers'),
  azurerm_private_dns_resolver_inbound_endpoint: counted('Microsoft.Network/dnsResolvers/inboundEndpoints'),
  azurerm_private_dns_resolver_outbound_endpoint: counted('Microsoft.Network/dnsResolvers/outboundEndpoints'),
  azurerm_redis_cache: counted('Microsoft.Cache/Redis'),
  azurerm_virtual_desktop_host_pool: counted('Microsoft.DesktopVirtualization/hostPools'),
  azurerm_virtual_machine_scale_set: scaleSets,
  azurerm_windows_virtual_machine_scale_set: scaleSets,
}

/** No packet in a virtual network notices them, though some name one. */
const unnoticed: MappingTable = {
  azurerm_key_vault: counted('Microsoft.KeyVault/vaults'),
  azurerm_network_ddos_protection_plan: counted('Microsoft.Network/ddosProtectionPlans'),
  azurerm_network_watcher_flow_log: counted('Microsoft.Network/networkWatchers/flowLogs'),
  azurerm_private_dns_zone_virtual_network_link: counted(
    'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  ),
  azurerm_resource_group: counted('Microsoft.Resources/resourceGroups'),
  azurerm_storage_account: counted('Microsoft.Storage/storageAccounts'),
  azurerm_storage_account_network_rules: counted('Microsoft.Storage/storageAccounts'),
  azurerm_virtual_machine_extension: counted('Microsoft.Compute/virtualMachines/extensions'),
}

export const countedTypes: MappingTable = { ...missed, ...unnoticed }
