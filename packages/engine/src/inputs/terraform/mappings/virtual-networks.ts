// Virtual networks, subnets and what hangs on them, peerings, route tables.
import {
  addition,
  armTypes,
  block,
  blocks,
  copy,
  type FieldMapping,
  item,
  link,
  links,
  type MappingTable,
  negate,
  parentById,
  parentByName,
  resource,
  words,
} from '../mapping.ts'

const onSubnet = parentById('subnet_id', armTypes.subnet)

const delegation: FieldMapping = blocks('delegation', 'properties.delegations', [
  copy('name', 'name'),
  block('service_delegation', 'properties', [copy('name', 'serviceName')]),
])

const endpoints = (from: string): FieldMapping => ({
  kind: 'blocks',
  from,
  to: 'properties.serviceEndpoints',
  fields: [{ kind: 'copy', from: '', to: 'service' }],
})

const subnetPolicies: readonly FieldMapping[] = [
  words(
    'enforce_private_link_endpoint_network_policies',
    'properties.privateEndpointNetworkPolicies',
    'Disabled',
    'Enabled',
  ),
  words(
    'private_endpoint_network_policies_enabled',
    'properties.privateEndpointNetworkPolicies',
    'Enabled',
    'Disabled',
  ),
  copy('private_endpoint_network_policies', 'properties.privateEndpointNetworkPolicies'),
  words(
    'enforce_private_link_service_network_policies',
    'properties.privateLinkServiceNetworkPolicies',
    'Disabled',
    'Enabled',
  ),
  words(
    'private_link_service_network_policies_enabled',
    'properties.privateLinkServiceNetworkPolicies',
    'Enabled',
    'Disabled',
  ),
  copy('default_outbound_access_enabled', 'properties.defaultOutboundAccess'),
]

/** Of the routes of a table as of those that stand on their own. */
const routeFields: readonly FieldMapping[] = [
  copy('address_prefix', 'properties.addressPrefix'),
  copy('next_hop_type', 'properties.nextHopType'),
  copy('next_hop_in_ip_address', 'properties.nextHopIpAddress'),
]

export const virtualNetworks: MappingTable = {
  azurerm_virtual_network: resource(
    armTypes.virtualNetwork,
    [
      copy('address_space', 'properties.addressSpace.addressPrefixes'),
      copy('dns_servers', 'properties.dhcpOptions.dnsServers'),
      blocks(
        'subnet',
        'properties.subnets',
        [
          copy('name', 'name'),
          copy('address_prefix', 'properties.addressPrefix'),
          copy('address_prefixes', 'properties.addressPrefixes'),
          link('security_group', 'properties.networkSecurityGroup.id', armTypes.networkSecurityGroup),
          link('route_table_id', 'properties.routeTable.id', armTypes.routeTable),
          endpoints('service_endpoints'),
          delegation,
          ...subnetPolicies,
        ],
        armTypes.subnet,
      ),
    ],
    { childBlocks: { subnet: 'subnets' } },
  ),
  azurerm_virtual_network_dns_servers: addition(parentById('virtual_network_id', armTypes.virtualNetwork), [
    copy('dns_servers', 'properties.dhcpOptions.dnsServers'),
  ]),
  azurerm_subnet: resource(
    armTypes.subnet,
    [
      copy('address_prefix', 'properties.addressPrefix'),
      copy('address_prefixes', 'properties.addressPrefixes'),
      link('route_table_id', 'properties.routeTable.id', armTypes.routeTable),
      link('network_security_group_id', 'properties.networkSecurityGroup.id', armTypes.networkSecurityGroup),
      endpoints('service_endpoints'),
      blocks('service_endpoint', 'properties.serviceEndpoints', [copy('service', 'service')]),
      delegation,
      ...subnetPolicies,
    ],
    { parent: parentByName('virtual_network_name', armTypes.virtualNetwork) },
  ),
  azurerm_subnet_route_table_association: addition(onSubnet, [
    link('route_table_id', 'properties.routeTable.id', armTypes.routeTable),
  ]),
  azurerm_subnet_network_security_group_association: addition(onSubnet, [
    link('network_security_group_id', 'properties.networkSecurityGroup.id', armTypes.networkSecurityGroup),
  ]),
  azurerm_subnet_nat_gateway_association: addition(onSubnet, [
    link('nat_gateway_id', 'properties.natGateway.id', armTypes.natGateway),
  ]),
  azurerm_route_table: resource(armTypes.routeTable, [
    copy('disable_bgp_route_propagation', 'properties.disableBgpRoutePropagation'),
    negate('bgp_route_propagation_enabled', 'properties.disableBgpRoutePropagation'),
    blocks(
      'route',
      'properties.routes',
      [copy('name', 'name'), ...routeFields],
      'Microsoft.Network/routeTables/routes',
    ),
  ]),
  azurerm_route: resource('Microsoft.Network/routeTables/routes', routeFields, {
    parent: parentByName('route_table_name', armTypes.routeTable),
  }),
  azurerm_virtual_network_peering: resource(
    'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
    [
      link('remote_virtual_network_id', 'properties.remoteVirtualNetwork.id', armTypes.virtualNetwork),
      copy('allow_virtual_network_access', 'properties.allowVirtualNetworkAccess'),
      copy('allow_forwarded_traffic', 'properties.allowForwardedTraffic'),
      copy('allow_gateway_transit', 'properties.allowGatewayTransit'),
      copy('use_remote_gateways', 'properties.useRemoteGateways'),
      copy('peer_complete_virtual_networks_enabled', 'properties.peerCompleteVnets'),
      copy('local_subnet_names', 'properties.localSubnetNames'),
      copy('remote_subnet_names', 'properties.remoteSubnetNames'),
      copy('only_ipv6_peering_enabled', 'properties.enableOnlyIPv6Peering'),
    ],
    { parent: parentByName('virtual_network_name', armTypes.virtualNetwork) },
  ),
  azurerm_nat_gateway: resource(armTypes.natGateway, [
    copy('sku_name', 'sku.name'),
    copy('idle_timeout_in_minutes', 'properties.idleTimeoutInMinutes'),
    links('public_ip_address_ids', 'properties.publicIpAddresses', armTypes.publicIp),
    links('public_ip_prefix_ids', 'properties.publicIpPrefixes', armTypes.publicIpPrefix),
  ]),
  azurerm_nat_gateway_public_ip_association: addition(parentById('nat_gateway_id', armTypes.natGateway), [
    item('properties.publicIpAddresses', [link('public_ip_address_id', 'id', armTypes.publicIp)]),
  ]),
  azurerm_nat_gateway_public_ip_prefix_association: addition(
    parentById('nat_gateway_id', armTypes.natGateway),
    [item('properties.publicIpPrefixes', [link('public_ip_prefix_id', 'id', armTypes.publicIpPrefix)])],
  ),
  azurerm_public_ip: resource(
    armTypes.publicIp,
    [
      copy('sku', 'sku.name'),
      copy('sku_tier', 'sku.tier'),
      copy('allocation_method', 'properties.publicIPAllocationMethod'),
      copy('ip_version', 'properties.publicIPAddressVersion'),
      copy('ip_address', 'properties.ipAddress'),
      link('public_ip_prefix_id', 'properties.publicIPPrefix.id', armTypes.publicIpPrefix),
    ],
    { runtime: { ip_address: 'properties.ipAddress' } },
  ),
  azurerm_public_ip_prefix: resource(armTypes.publicIpPrefix, [
    copy('sku', 'sku.name'),
    copy('prefix_length', 'properties.prefixLength'),
    copy('ip_prefix', 'properties.ipPrefix'),
    copy('ip_version', 'properties.publicIPAddressVersion'),
  ]),
  azurerm_private_endpoint: resource(
    'Microsoft.Network/privateEndpoints',
    [
      link('subnet_id', 'properties.subnet.id', armTypes.subnet),
      blocks('private_service_connection', 'properties.privateLinkServiceConnections', [
        copy('name', 'name'),
        copy('private_connection_resource_id', 'properties.privateLinkServiceId'),
        copy('subresource_names', 'properties.groupIds'),
      ]),
      blocks('ip_configuration', 'properties.ipConfigurations', [
        copy('name', 'name'),
        copy('private_ip_address', 'properties.privateIPAddress'),
        copy('subresource_name', 'properties.groupId'),
        copy('member_name', 'properties.memberName'),
      ]),
    ],
    {
      runtime: {
        'private_service_connection.private_ip_address':
          'properties.ipConfigurations.0.properties.privateIPAddress',
      },
    },
  ),
}
