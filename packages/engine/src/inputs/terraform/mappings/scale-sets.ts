// Scale sets of machines: what their instances have is in the profile, of which interfaces are the part that matters.
import {
  armTypes,
  block,
  blocks,
  constant,
  copy,
  type FieldMapping,
  link,
  links,
  type MappingTable,
  resource,
} from '../mapping.ts'

const profile = 'properties.virtualMachineProfile'

/** The configuration of an interface; the block of its public address has two names. */
const configuration: readonly FieldMapping[] = [
  copy('name', 'name'),
  copy('primary', 'properties.primary'),
  copy('version', 'properties.privateIPAddressVersion'),
  link('subnet_id', 'properties.subnet.id', armTypes.subnet),
  links(
    'load_balancer_backend_address_pool_ids',
    'properties.loadBalancerBackendAddressPools',
    armTypes.backendPool,
  ),
  links(
    'application_gateway_backend_address_pool_ids',
    'properties.applicationGatewayBackendAddressPools',
    armTypes.applicationGatewayPool,
  ),
  links(
    'application_security_group_ids',
    'properties.applicationSecurityGroups',
    armTypes.applicationSecurityGroup,
  ),
  ...['public_ip_address', 'public_ip_address_configuration'].map((from) =>
    block(from, 'properties.publicIPAddressConfiguration', [
      copy('name', 'name'),
      link('public_ip_prefix_id', 'properties.publicIPPrefix.id', armTypes.publicIpPrefix),
    ]),
  ),
]

const interfaces = (from: string): FieldMapping =>
  blocks(from, `${profile}.networkProfile.networkInterfaceConfigurations`, [
    copy('name', 'name'),
    copy('primary', 'properties.primary'),
    copy('enable_ip_forwarding', 'properties.enableIPForwarding'),
    copy('ip_forwarding_enabled', 'properties.enableIPForwarding'),
    copy('ip_forwarding', 'properties.enableIPForwarding'),
    copy('dns_servers', 'properties.dnsSettings.dnsServers'),
    block('dns_settings', 'properties.dnsSettings', [copy('dns_servers', 'dnsServers')]),
    link('network_security_group_id', 'properties.networkSecurityGroup.id', armTypes.networkSecurityGroup),
    blocks('ip_configuration', 'properties.ipConfigurations', configuration),
  ])

/** A set of which all instances are alike. */
const uniform = (system: string): readonly FieldMapping[] => [
  copy('sku', 'sku.name'),
  copy('instances', 'sku.capacity'),
  constant('properties.orchestrationMode', 'Uniform'),
  constant(`${profile}.storageProfile.osDisk.osType`, system),
  copy('computer_name_prefix', `${profile}.osProfile.computerNamePrefix`),
  copy('custom_data', `${profile}.osProfile.customData`),
  copy('user_data', `${profile}.userData`),
  interfaces('network_interface'),
]

export const scaleSets: MappingTable = {
  azurerm_linux_virtual_machine_scale_set: resource(armTypes.scaleSet, uniform('Linux')),
  azurerm_windows_virtual_machine_scale_set: resource(armTypes.scaleSet, uniform('Windows')),
  // Without interfaces of its own it has no profile: machines are put into it one by one.
  azurerm_orchestrated_virtual_machine_scale_set: resource(armTypes.scaleSet, [
    copy('sku_name', 'sku.name'),
    copy('instances', 'sku.capacity'),
    constant('properties.orchestrationMode', 'Flexible'),
    block('os_profile', `${profile}.osProfile`, [
      copy('custom_data', 'customData'),
      block('linux_configuration', 'linuxConfiguration', []),
      block('windows_configuration', 'windowsConfiguration', []),
    ]),
    interfaces('network_interface'),
  ]),
  azurerm_virtual_machine_scale_set: resource(armTypes.scaleSet, [
    block('sku', 'sku', [copy('name', 'name'), copy('capacity', 'capacity')]),
    block('os_profile', `${profile}.osProfile`, [
      copy('computer_name_prefix', 'computerNamePrefix'),
      copy('custom_data', 'customData'),
    ]),
    block('os_profile_linux_config', `${profile}.osProfile.linuxConfiguration`, []),
    block('os_profile_windows_config', `${profile}.osProfile.windowsConfiguration`, []),
    interfaces('network_profile'),
  ]),
}
