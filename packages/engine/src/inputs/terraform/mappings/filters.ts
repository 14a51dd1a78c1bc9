// Network and application security groups.
import {
  armTypes,
  blocks,
  copy,
  type FieldMapping,
  links,
  type MappingTable,
  parentByName,
  resource,
} from '../mapping.ts'

const ruleFields: readonly FieldMapping[] = [
  copy('description', 'properties.description'),
  copy('priority', 'properties.priority'),
  copy('direction', 'properties.direction'),
  copy('access', 'properties.access'),
  copy('protocol', 'properties.protocol'),
  copy('source_port_range', 'properties.sourcePortRange'),
  copy('source_port_ranges', 'properties.sourcePortRanges'),
  copy('destination_port_range', 'properties.destinationPortRange'),
  copy('destination_port_ranges', 'properties.destinationPortRanges'),
  copy('source_address_prefix', 'properties.sourceAddressPrefix'),
  copy('source_address_prefixes', 'properties.sourceAddressPrefixes'),
  copy('destination_address_prefix', 'properties.destinationAddressPrefix'),
  copy('destination_address_prefixes', 'properties.destinationAddressPrefixes'),
  links(
    'source_application_security_group_ids',
    'properties.sourceApplicationSecurityGroups',
    armTypes.applicationSecurityGroup,
  ),
  links(
    'destination_application_security_group_ids',
    'properties.destinationApplicationSecurityGroups',
    armTypes.applicationSecurityGroup,
  ),
]

const ruleType = 'Microsoft.Network/networkSecurityGroups/securityRules'

export const filters: MappingTable = {
  azurerm_application_security_group: resource(armTypes.applicationSecurityGroup, []),
  azurerm_network_security_group: resource(armTypes.networkSecurityGroup, [
    blocks('security_rule', 'properties.securityRules', [copy('name', 'name'), ...ruleFields], ruleType),
  ]),
  azurerm_network_security_rule: resource(ruleType, ruleFields, {
    parent: parentByName('network_security_group_name', armTypes.networkSecurityGroup),
  }),
}
