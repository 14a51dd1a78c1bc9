// Azure Virtual Network Manager: groups, and what is configured for them.
import {
  armTypes,
  block,
  blocks,
  constant,
  copy,
  counted,
  type FieldMapping,
  link,
  links,
  type MappingTable,
  parentById,
  resource,
  words,
} from '../mapping.ts'

const onManager = parentById('network_manager_id', armTypes.networkManager)

const addressEnd: readonly FieldMapping[] = [
  copy('address_prefix', 'addressPrefix'),
  copy('address_prefix_type', 'addressPrefixType'),
]

export const networkManager: MappingTable = {
  azurerm_network_manager: resource(armTypes.networkManager, [
    copy('scope_accesses', 'properties.networkManagerScopeAccesses'),
  ]),
  azurerm_network_manager_network_group: resource(
    armTypes.networkGroup,
    [copy('member_type', 'properties.memberType')],
    { parent: onManager },
  ),
  azurerm_network_manager_static_member: resource(
    'Microsoft.Network/networkManagers/networkGroups/staticMembers',
    [link('target_virtual_network_id', 'properties.resourceId', armTypes.virtualNetwork)],
    { parent: parentById('network_group_id', armTypes.networkGroup) },
  ),
  azurerm_network_manager_connectivity_configuration: resource(
    'Microsoft.Network/networkManagers/connectivityConfigurations',
    [
      copy('connectivity_topology', 'properties.connectivityTopology'),
      words('global_mesh_enabled', 'properties.isGlobal', 'True', 'False'),
      words('delete_existing_peering_enabled', 'properties.deleteExistingPeering', 'True', 'False'),
      blocks('hub', 'properties.hubs', [
        link('resource_id', 'resourceId', armTypes.virtualNetwork),
        copy('resource_type', 'resourceType'),
      ]),
      blocks('applies_to_group', 'properties.appliesToGroups', [
        copy('group_connectivity', 'groupConnectivity'),
        link('network_group_id', 'networkGroupId', armTypes.networkGroup),
        words('global_mesh_enabled', 'isGlobal', 'True', 'False'),
        words('use_hub_gateway', 'useHubGateway', 'True', 'False'),
      ]),
    ],
    { parent: onManager },
  ),
  azurerm_network_manager_routing_configuration: resource(armTypes.routingConfiguration, [], {
    parent: onManager,
  }),
  azurerm_network_manager_routing_rule_collection: resource(
    armTypes.routingRuleCollection,
    [
      links('network_group_ids', 'properties.appliesTo', armTypes.networkGroup, 'networkGroupId'),
      words('bgp_route_propagation_enabled', 'properties.disableBgpRoutePropagation', 'False', 'True'),
    ],
    { parent: parentById('routing_configuration_id', armTypes.routingConfiguration) },
  ),
  azurerm_network_manager_routing_rule: resource(
    'Microsoft.Network/networkManagers/routingConfigurations/ruleCollections/rules',
    [
      block('destination', 'properties.destination', [
        copy('type', 'type'),
        copy('address', 'destinationAddress'),
      ]),
      block('next_hop', 'properties.nextHop', [
        copy('type', 'nextHopType'),
        copy('address', 'nextHopAddress'),
      ]),
    ],
    { parent: parentById('rule_collection_id', armTypes.routingRuleCollection) },
  ),
  azurerm_network_manager_security_admin_configuration: resource(armTypes.adminConfiguration, [], {
    parent: onManager,
  }),
  azurerm_network_manager_admin_rule_collection: resource(
    armTypes.adminRuleCollection,
    [links('network_group_ids', 'properties.appliesToGroups', armTypes.networkGroup, 'networkGroupId')],
    { parent: parentById('security_admin_configuration_id', armTypes.adminConfiguration) },
  ),
  azurerm_network_manager_admin_rule: resource(
    'Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules',
    [
      constant('kind', 'Custom'),
      copy('action', 'properties.access'),
      copy('direction', 'properties.direction'),
      copy('priority', 'properties.priority'),
      copy('protocol', 'properties.protocol'),
      copy('source_port_ranges', 'properties.sourcePortRanges'),
      copy('destination_port_ranges', 'properties.destinationPortRanges'),
      blocks('source', 'properties.sources', addressEnd),
      blocks('destination', 'properties.destinations', addressEnd),
    ],
    { parent: parentById('admin_rule_collection_id', armTypes.adminRuleCollection) },
  ),
  azurerm_network_manager_deployment: counted('Microsoft.Network/networkManagers/scopeConnections'),
}
