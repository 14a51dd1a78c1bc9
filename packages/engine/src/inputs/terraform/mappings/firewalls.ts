// Azure Firewall with its policies and rules, and groups of addresses.
import {
  addition,
  armTypes,
  block,
  blocks,
  constant,
  copy,
  type FieldMapping,
  ids,
  item,
  joined,
  link,
  type MappingTable,
  parentById,
  parentByName,
  resource,
  wrap,
} from '../mapping.ts'

const onFirewall = parentByName('azure_firewall_name', armTypes.firewall)

const configuration: readonly FieldMapping[] = [
  copy('name', 'name'),
  link('subnet_id', 'properties.subnet.id', armTypes.subnet),
  link('public_ip_address_id', 'properties.publicIPAddress.id', armTypes.publicIp),
  copy('private_ip_address', 'properties.privateIPAddress'),
]

/** Where packets come from and go to, in the rules of policies and of classic firewalls alike. */
const ends: readonly FieldMapping[] = [
  copy('name', 'name'),
  copy('source_addresses', 'sourceAddresses'),
  ids('source_ip_groups', 'sourceIpGroups', armTypes.ipGroup),
  copy('destination_addresses', 'destinationAddresses'),
  ids('destination_ip_groups', 'destinationIpGroups', armTypes.ipGroup),
  copy('destination_fqdns', 'destinationFqdns'),
  copy('destination_ports', 'destinationPorts'),
]

const translated: readonly FieldMapping[] = [
  copy('translated_address', 'translatedAddress'),
  copy('translated_fqdn', 'translatedFqdn'),
  copy('translated_port', 'translatedPort'),
]

/** Collections of a policy: one list in ARM, three kinds of blocks in Terraform. */
const policyCollection = (
  from: string,
  kind: 'Filter' | 'Nat',
  ruleType: string,
  rule: readonly FieldMapping[],
): FieldMapping =>
  blocks(from, 'properties.ruleCollections', [
    constant('ruleCollectionType', `FirewallPolicy${kind}RuleCollection`),
    copy('name', 'name'),
    copy('priority', 'priority'),
    copy('action', 'action.type', { Dnat: 'DNAT' }),
    blocks('rule', 'rules', [constant('ruleType', ruleType), ...ends, ...rule]),
  ])

/** A collection of a firewall without a policy. */
const classicCollection = (to: string, rule: readonly FieldMapping[]): FieldMapping =>
  item(to, [
    copy('name', 'name'),
    copy('priority', 'properties.priority'),
    copy('action', 'properties.action.type'),
    blocks('rule', 'properties.rules', [...ends, ...rule]),
  ])

const applicationProtocols = (from: string, to: string): FieldMapping =>
  blocks(from, to, [copy('type', 'protocolType'), copy('port', 'port')])

export const firewalls: MappingTable = {
  azurerm_firewall: resource(
    armTypes.firewall,
    [
      copy('sku_name', 'properties.sku.name'),
      copy('sku_tier', 'properties.sku.tier'),
      link('firewall_policy_id', 'properties.firewallPolicy.id', armTypes.firewallPolicy),
      copy('threat_intel_mode', 'properties.threatIntelMode'),
      joined('private_ip_ranges', 'properties.additionalProperties.Network~SNAT~PrivateRanges', ','),
      copy('dns_proxy_enabled', 'properties.additionalProperties.Network~DNS~EnableProxy'),
      blocks('ip_configuration', 'properties.ipConfigurations', configuration),
      block('management_ip_configuration', 'properties.managementIpConfiguration', configuration),
      block('virtual_hub', 'properties', [
        link('virtual_hub_id', 'virtualHub.id', armTypes.hub),
        copy('private_ip_address', 'hubIPAddresses.privateIPAddress'),
        copy('public_ip_count', 'hubIPAddresses.publicIPs.count'),
      ]),
    ],
    {
      childBlocks: { ip_configuration: 'ipConfigurations' },
      runtime: {
        'ip_configuration.private_ip_address': 'properties.ipConfigurations.0.properties.privateIPAddress',
        'virtual_hub.private_ip_address': 'properties.hubIPAddresses.privateIPAddress',
      },
    },
  ),
  azurerm_firewall_policy: resource(armTypes.firewallPolicy, [
    copy('sku', 'properties.sku.tier'),
    link('base_policy_id', 'properties.basePolicy.id', armTypes.firewallPolicy),
    copy('threat_intelligence_mode', 'properties.threatIntelMode'),
    copy('private_ip_ranges', 'properties.snat.privateRanges'),
    block('dns', 'properties.dnsSettings', [
      copy('proxy_enabled', 'enableProxy'),
      copy('servers', 'servers'),
    ]),
  ]),
  azurerm_firewall_policy_rule_collection_group: resource(
    'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
    [
      copy('priority', 'properties.priority'),
      policyCollection('network_rule_collection', 'Filter', 'NetworkRule', [
        copy('protocols', 'ipProtocols'),
      ]),
      policyCollection('application_rule_collection', 'Filter', 'ApplicationRule', [
        applicationProtocols('protocols', 'protocols'),
        copy('destination_fqdn_tags', 'fqdnTags'),
        copy('destination_fqdns', 'targetFqdns'),
        copy('destination_urls', 'targetUrls'),
        copy('web_categories', 'webCategories'),
      ]),
      policyCollection('nat_rule_collection', 'Nat', 'NatRule', [
        copy('protocols', 'ipProtocols'),
        wrap('destination_address', 'destinationAddresses'),
        ...translated,
      ]),
    ],
    { parent: parentById('firewall_policy_id', armTypes.firewallPolicy) },
  ),
  azurerm_firewall_network_rule_collection: addition(onFirewall, [
    classicCollection('properties.networkRuleCollections', [copy('protocols', 'protocols')]),
  ]),
  azurerm_firewall_application_rule_collection: addition(onFirewall, [
    classicCollection('properties.applicationRuleCollections', [
      applicationProtocols('protocol', 'protocols'),
      copy('fqdn_tags', 'fqdnTags'),
      copy('target_fqdns', 'targetFqdns'),
    ]),
  ]),
  azurerm_firewall_nat_rule_collection: addition(onFirewall, [
    classicCollection('properties.natRuleCollections', [copy('protocols', 'protocols'), ...translated]),
  ]),
  azurerm_ip_group: resource(armTypes.ipGroup, [copy('cidrs', 'properties.ipAddresses')]),
  azurerm_ip_group_cidr: addition(parentById('ip_group_id', armTypes.ipGroup), [
    wrap('cidr', 'properties.ipAddresses'),
  ]),
}
