// Network interfaces with their associations, and virtual machines.
import {
  addition,
  armTypes,
  block,
  blocks,
  constant,
  copy,
  type FieldMapping,
  item,
  link,
  links,
  type MappingTable,
  parentById,
  parse,
  type ResourceMapping,
  resource,
} from '../mapping.ts'

const onInterface = parentById('network_interface_id', armTypes.networkInterface)
const onConfiguration = { segment: 'ipConfigurations', name: 'ip_configuration_name' }

/** The addresses of a machine are those of its first interface. */
const ofFirstInterface =
  'properties.networkProfile.networkInterfaces.0.id > properties.ipConfigurations.0.properties.privateIPAddress'
const machineAddresses = { private_ip_address: ofFirstInterface, private_ip_addresses: ofFirstInterface }

const machine: readonly FieldMapping[] = [
  copy('size', 'properties.hardwareProfile.vmSize'),
  links('network_interface_ids', 'properties.networkProfile.networkInterfaces', armTypes.networkInterface),
  copy('computer_name', 'properties.osProfile.computerName'),
  copy('custom_data', 'properties.osProfile.customData'),
  copy('user_data', 'properties.userData'),
  link('virtual_machine_scale_set_id', 'properties.virtualMachineScaleSet.id', armTypes.scaleSet),
]

/** What is run inside a machine. */
const onMachine = { parent: parentById('virtual_machine_id', armTypes.virtualMachine) }

const machineWith = (system: string): ResourceMapping =>
  resource(
    armTypes.virtualMachine,
    [...machine, constant('properties.storageProfile.osDisk.osType', system)],
    { runtime: machineAddresses },
  )

export const machines: MappingTable = {
  azurerm_network_interface: resource(
    armTypes.networkInterface,
    [
      copy('enable_ip_forwarding', 'properties.enableIPForwarding'),
      copy('ip_forwarding_enabled', 'properties.enableIPForwarding'),
      copy('enable_accelerated_networking', 'properties.enableAcceleratedNetworking'),
      copy('accelerated_networking_enabled', 'properties.enableAcceleratedNetworking'),
      copy('dns_servers', 'properties.dnsSettings.dnsServers'),
      link('network_security_group_id', 'properties.networkSecurityGroup.id', armTypes.networkSecurityGroup),
      blocks('ip_configuration', 'properties.ipConfigurations', [
        copy('name', 'name'),
        link('subnet_id', 'properties.subnet.id', armTypes.subnet),
        copy('private_ip_address', 'properties.privateIPAddress'),
        copy('private_ip_address_allocation', 'properties.privateIPAllocationMethod'),
        copy('private_ip_address_version', 'properties.privateIPAddressVersion'),
        copy('primary', 'properties.primary'),
        link('public_ip_address_id', 'properties.publicIPAddress.id', armTypes.publicIp),
        link(
          'gateway_load_balancer_frontend_ip_configuration_id',
          'properties.gatewayLoadBalancer.id',
          armTypes.frontend,
        ),
      ]),
    ],
    {
      childBlocks: { ip_configuration: 'ipConfigurations' },
      runtime: {
        private_ip_address: 'properties.ipConfigurations.0.properties.privateIPAddress',
        private_ip_addresses: 'properties.ipConfigurations.0.properties.privateIPAddress',
        'ip_configuration.private_ip_address': 'properties.ipConfigurations.0.properties.privateIPAddress',
      },
    },
  ),
  azurerm_network_interface_security_group_association: addition(onInterface, [
    link('network_security_group_id', 'properties.networkSecurityGroup.id', armTypes.networkSecurityGroup),
  ]),
  azurerm_network_interface_application_security_group_association: addition(
    onInterface,
    [
      item('properties.applicationSecurityGroups', [
        link('application_security_group_id', 'id', armTypes.applicationSecurityGroup),
      ]),
    ],
    { segment: 'ipConfigurations', blocks: 'ip_configuration' },
  ),
  azurerm_network_interface_backend_address_pool_association: addition(
    onInterface,
    [
      item('properties.loadBalancerBackendAddressPools', [
        link('backend_address_pool_id', 'id', armTypes.backendPool),
      ]),
    ],
    onConfiguration,
  ),
  azurerm_network_interface_nat_rule_association: addition(
    onInterface,
    [item('properties.loadBalancerInboundNatRules', [link('nat_rule_id', 'id', armTypes.inboundNatRule)])],
    onConfiguration,
  ),
  azurerm_network_interface_application_gateway_backend_address_pool_association: addition(
    onInterface,
    [
      item('properties.applicationGatewayBackendAddressPools', [
        link('backend_address_pool_id', 'id', armTypes.applicationGatewayPool),
      ]),
    ],
    onConfiguration,
  ),
  azurerm_linux_virtual_machine: machineWith('Linux'),
  azurerm_windows_virtual_machine: machineWith('Windows'),
  azurerm_virtual_machine: resource(armTypes.virtualMachine, [
    copy('vm_size', 'properties.hardwareProfile.vmSize'),
    links('network_interface_ids', 'properties.networkProfile.networkInterfaces', armTypes.networkInterface),
    block('os_profile', 'properties.osProfile', [
      copy('computer_name', 'computerName'),
      copy('custom_data', 'customData'),
    ]),
    block('os_profile_linux_config', 'properties.osProfile.linuxConfiguration', []),
    block('os_profile_windows_config', 'properties.osProfile.windowsConfiguration', []),
  ]),
  azurerm_virtual_machine_extension: resource(
    armTypes.virtualMachineExtension,
    [
      copy('publisher', 'properties.publisher'),
      copy('type', 'properties.type'),
      parse('settings', 'properties.settings'),
    ],
    onMachine,
  ),
  azurerm_virtual_machine_run_command: resource(
    armTypes.virtualMachineRunCommand,
    [block('source', 'properties.source', [copy('script', 'script')])],
    onMachine,
  ),
}
