// Types that are not simulated: by their ARM type it is known what an answer lacks without them, or that nothing is lacking.
import { counted, type MappingTable } from '../mapping.ts'

/** Those that stand in a subnet are missing from answers; a finding says so. */
const missed: MappingTable = {
  azurerm_virtual_desktop_host_pool: counted('Microsoft.DesktopVirtualization/hostPools'),
}

/** Only their ids and names matter, to what hangs on them. */
const holders: MappingTable = {
  azurerm_application_load_balancer: counted('Microsoft.ServiceNetworking/trafficControllers'),
  azurerm_batch_account: counted('Microsoft.Batch/batchAccounts'),
  azurerm_machine_learning_workspace: counted('Microsoft.MachineLearningServices/workspaces'),
  azurerm_netapp_account: counted('Microsoft.NetApp/netAppAccounts'),
  azurerm_private_dns_resolver: counted('Microsoft.Network/dnsResolvers'),
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
}

export const countedTypes: MappingTable = { ...missed, ...holders, ...unnoticed }
