// Load balancers: their parts are resources of their own in Terraform, and lists in ARM.
import {
  addition,
  armTypes,
  blocks,
  copy,
  type FieldMapping,
  item,
  link,
  links,
  type MappingTable,
  parentById,
  resource,
  sibling,
} from '../mapping.ts'

const onBalancer = parentById('loadbalancer_id', armTypes.loadBalancer)
const frontend = (to = 'properties.frontendIPConfiguration.id'): FieldMapping =>
  sibling('frontend_ip_configuration_name', to, 'frontendIPConfigurations')

export const loadBalancing: MappingTable = {
  azurerm_lb: resource(
    armTypes.loadBalancer,
    [
      copy('sku', 'sku.name'),
      copy('sku_tier', 'sku.tier'),
      blocks('frontend_ip_configuration', 'properties.frontendIPConfigurations', [
        copy('name', 'name'),
        link('subnet_id', 'properties.subnet.id', armTypes.subnet),
        copy('private_ip_address', 'properties.privateIPAddress'),
        copy('private_ip_address_allocation', 'properties.privateIPAllocationMethod'),
        copy('private_ip_address_version', 'properties.privateIPAddressVersion'),
        link('public_ip_address_id', 'properties.publicIPAddress.id', armTypes.publicIp),
        link('public_ip_prefix_id', 'properties.publicIPPrefix.id', armTypes.publicIpPrefix),
      ]),
    ],
    {
      childBlocks: { frontend_ip_configuration: 'frontendIPConfigurations' },
      runtime: {
        private_ip_address: 'properties.frontendIPConfigurations.0.properties.privateIPAddress',
        private_ip_addresses: 'properties.frontendIPConfigurations.0.properties.privateIPAddress',
        'frontend_ip_configuration.private_ip_address':
          'properties.frontendIPConfigurations.0.properties.privateIPAddress',
      },
    },
  ),
  azurerm_lb_backend_address_pool: resource(
    armTypes.backendPool,
    [link('virtual_network_id', 'properties.virtualNetwork.id', armTypes.virtualNetwork)],
    { parent: onBalancer },
  ),
  azurerm_lb_backend_address_pool_address: addition(
    parentById('backend_address_pool_id', armTypes.backendPool),
    [
      item('properties.loadBalancerBackendAddresses', [
        copy('name', 'name'),
        copy('ip_address', 'properties.ipAddress'),
        link('virtual_network_id', 'properties.virtualNetwork.id', armTypes.virtualNetwork),
      ]),
    ],
  ),
  azurerm_lb_rule: resource(
    'Microsoft.Network/loadBalancers/loadBalancingRules',
    [
      frontend(),
      link('backend_address_pool_id', 'properties.backendAddressPool.id', armTypes.backendPool),
      links('backend_address_pool_ids', 'properties.backendAddressPools', armTypes.backendPool),
      link('probe_id', 'properties.probe.id', armTypes.probe),
      copy('protocol', 'properties.protocol'),
      copy('frontend_port', 'properties.frontendPort'),
      copy('backend_port', 'properties.backendPort'),
      copy('enable_floating_ip', 'properties.enableFloatingIP'),
      copy('floating_ip_enabled', 'properties.enableFloatingIP'),
      copy('load_distribution', 'properties.loadDistribution'),
      copy('disable_outbound_snat', 'properties.disableOutboundSnat'),
    ],
    { parent: onBalancer },
  ),
  azurerm_lb_probe: resource(
    armTypes.probe,
    [
      copy('protocol', 'properties.protocol'),
      copy('port', 'properties.port'),
      copy('request_path', 'properties.requestPath'),
    ],
    { parent: onBalancer },
  ),
  azurerm_lb_nat_rule: resource(
    armTypes.inboundNatRule,
    [
      frontend(),
      link('backend_address_pool_id', 'properties.backendAddressPool.id', armTypes.backendPool),
      copy('protocol', 'properties.protocol'),
      copy('frontend_port', 'properties.frontendPort'),
      copy('frontend_port_start', 'properties.frontendPortRangeStart'),
      copy('frontend_port_end', 'properties.frontendPortRangeEnd'),
      copy('backend_port', 'properties.backendPort'),
    ],
    { parent: onBalancer },
  ),
  azurerm_lb_outbound_rule: resource(
    'Microsoft.Network/loadBalancers/outboundRules',
    [
      blocks('frontend_ip_configuration', 'properties.frontendIPConfigurations', [
        sibling('name', 'id', 'frontendIPConfigurations'),
      ]),
      link('backend_address_pool_id', 'properties.backendAddressPool.id', armTypes.backendPool),
      copy('protocol', 'properties.protocol'),
    ],
    { parent: onBalancer },
  ),
}
