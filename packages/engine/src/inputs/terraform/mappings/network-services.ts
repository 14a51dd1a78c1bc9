// Services of the network itself that stand in subnets: application gateways, Private Link services, DNS resolvers.
import {
  armTypes,
  block,
  blocks,
  copy,
  type FieldMapping,
  link,
  links,
  type MappingTable,
  parentById,
  resource,
} from '../mapping.ts'

const resolver = 'Microsoft.Network/dnsResolvers'

/** Name, subnet and address, as several blocks have them. */
const placed: readonly FieldMapping[] = [
  copy('name', 'name'),
  copy('primary', 'properties.primary'),
  copy('private_ip_address', 'properties.privateIPAddress'),
  copy('private_ip_address_allocation', 'properties.privateIPAllocationMethod'),
  copy('private_ip_address_version', 'properties.privateIPAddressVersion'),
  link('subnet_id', 'properties.subnet.id', armTypes.subnet),
]

export const networkServices: MappingTable = {
  azurerm_application_gateway: resource(
    armTypes.applicationGateway,
    [
      block('sku', 'properties.sku', [
        copy('name', 'name'),
        copy('tier', 'tier'),
        copy('capacity', 'capacity'),
      ]),
      block('autoscale_configuration', 'properties.autoscaleConfiguration', [
        copy('min_capacity', 'minCapacity'),
        copy('max_capacity', 'maxCapacity'),
      ]),
      blocks('gateway_ip_configuration', 'properties.gatewayIPConfigurations', placed),
      blocks('frontend_ip_configuration', 'properties.frontendIPConfigurations', [
        ...placed,
        link('public_ip_address_id', 'properties.publicIPAddress.id', armTypes.publicIp),
      ]),
      blocks('private_link_configuration', 'properties.privateLinkConfigurations', [
        copy('name', 'name'),
        blocks('ip_configuration', 'properties.ipConfigurations', placed),
      ]),
      blocks('backend_address_pool', 'properties.backendAddressPools', [copy('name', 'name')]),
    ],
    { childBlocks: { backend_address_pool: 'backendAddressPools' } },
  ),
  azurerm_application_load_balancer_subnet_association: resource(
    'Microsoft.ServiceNetworking/trafficControllers/associations',
    [link('subnet_id', 'properties.subnet.id', armTypes.subnet)],
    { parent: parentById('application_load_balancer_id', 'Microsoft.ServiceNetworking/trafficControllers') },
  ),
  azurerm_private_dns_resolver_inbound_endpoint: resource(
    `${resolver}/inboundEndpoints`,
    [
      blocks('ip_configurations', 'properties.ipConfigurations', [
        copy('private_ip_address', 'privateIpAddress'),
        copy('private_ip_allocation_method', 'privateIpAllocationMethod'),
        link('subnet_id', 'subnet.id', armTypes.subnet),
      ]),
    ],
    { parent: parentById('private_dns_resolver_id', resolver) },
  ),
  azurerm_private_dns_resolver_outbound_endpoint: resource(
    `${resolver}/outboundEndpoints`,
    [link('subnet_id', 'properties.subnet.id', armTypes.subnet)],
    { parent: parentById('private_dns_resolver_id', resolver) },
  ),
  azurerm_private_link_service: resource('Microsoft.Network/privateLinkServices', [
    blocks('nat_ip_configuration', 'properties.ipConfigurations', placed),
    links(
      'load_balancer_frontend_ip_configuration_ids',
      'properties.loadBalancerFrontendIpConfigurations',
      armTypes.frontend,
    ),
  ]),
}
