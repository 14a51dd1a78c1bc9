// Networks, machines, filters and load balancers: azurerm as ARM shapes it, in the attribute names of the provider's versions 3 and 4.
import { test } from 'vitest'
import { expectMapped, ip, lb, type MappingCase, place, subnet } from './mapping-cases.ts'
import { group, networkId } from './plans.ts'

const cases: readonly MappingCase[] = [
  [
    'azurerm_virtual_network',
    { name: 'v', ...place, address_space: ['10.0.0.0/16'], dns_servers: ['10.0.0.4'], subnet: [] },
    'virtualNetworks/v',
    { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, dhcpOptions: { dnsServers: ['10.0.0.4'] } },
  ],
  [
    'azurerm_subnet',
    {
      name: 's',
      ...place,
      virtual_network_name: 'v',
      address_prefixes: ['10.0.0.0/24'],
      service_endpoints: ['Microsoft.Storage', 'Microsoft.Sql'],
      delegation: [{ name: 'd', service_delegation: [{ name: 'Microsoft.Web/serverFarms', actions: [] }] }],
      private_endpoint_network_policies: 'RouteTableEnabled',
      private_link_service_network_policies_enabled: false,
      default_outbound_access_enabled: false,
    },
    'virtualNetworks/v/subnets/s',
    {
      addressPrefixes: ['10.0.0.0/24'],
      serviceEndpoints: [{ service: 'Microsoft.Storage' }, { service: 'Microsoft.Sql' }],
      delegations: [{ name: 'd', properties: { serviceName: 'Microsoft.Web/serverFarms' } }],
      privateEndpointNetworkPolicies: 'RouteTableEnabled',
      privateLinkServiceNetworkPolicies: 'Disabled',
      defaultOutboundAccess: false,
    },
  ],
  [
    'azurerm_subnet',
    {
      name: 'old',
      ...place,
      virtual_network_name: 'v',
      address_prefixes: ['10.0.0.0/24'],
      enforce_private_link_endpoint_network_policies: true,
    },
    'subnets/old',
    { addressPrefixes: ['10.0.0.0/24'], privateEndpointNetworkPolicies: 'Disabled' },
  ],
  [
    'azurerm_route_table',
    { name: 't', ...place, disable_bgp_route_propagation: true, route: [] },
    'routeTables/t',
    { disableBgpRoutePropagation: true },
  ],
  [
    'azurerm_route_table',
    { name: 't4', ...place, bgp_route_propagation_enabled: false, route: [] },
    'routeTables/t4',
    { disableBgpRoutePropagation: true },
  ],
  [
    'azurerm_route',
    {
      name: 'r',
      ...place,
      route_table_name: 't',
      address_prefix: '0.0.0.0/0',
      next_hop_type: 'VirtualAppliance',
      next_hop_in_ip_address: '10.0.0.4',
    },
    'routeTables/t/routes/r',
    { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' },
  ],
  [
    'azurerm_virtual_network_peering',
    {
      name: 'p',
      ...place,
      virtual_network_name: 'v',
      remote_virtual_network_id: networkId('virtualNetworks/w'),
      allow_virtual_network_access: true,
      allow_forwarded_traffic: true,
      allow_gateway_transit: false,
      use_remote_gateways: true,
      peer_complete_virtual_networks_enabled: false,
      local_subnet_names: ['a'],
      remote_subnet_names: ['b'],
    },
    'virtualNetworkPeerings/p',
    {
      remoteVirtualNetwork: { id: networkId('virtualNetworks/w') },
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: true,
      allowGatewayTransit: false,
      useRemoteGateways: true,
      peerCompleteVnets: false,
      localSubnetNames: ['a'],
      remoteSubnetNames: ['b'],
    },
  ],
  [
    'azurerm_network_interface',
    { name: 'n', ...place, enable_ip_forwarding: true, dns_servers: ['10.0.0.4'], ip_configuration: [] },
    'networkInterfaces/n',
    { enableIPForwarding: true, dnsSettings: { dnsServers: ['10.0.0.4'] } },
  ],
  [
    'azurerm_network_interface',
    {
      name: 'n4',
      ...place,
      ip_forwarding_enabled: true,
      ip_configuration: [
        {
          name: 'c',
          subnet_id: subnet,
          private_ip_address: '10.0.0.9',
          private_ip_address_allocation: 'Static',
          private_ip_address_version: 'IPv4',
          public_ip_address_id: ip,
          primary: true,
        },
      ],
    },
    'networkInterfaces/n4/ipConfigurations/c',
    {
      subnet: { id: subnet },
      privateIPAddress: '10.0.0.9',
      privateIPAllocationMethod: 'Static',
      privateIPAddressVersion: 'IPv4',
      primary: true,
      publicIPAddress: { id: ip },
    },
  ],
  [
    'azurerm_linux_virtual_machine',
    {
      name: 'vm',
      ...place,
      size: 'Standard_B2s',
      computer_name: 'vm',
      custom_data: 'I2Nsb3VkLWNvbmZpZw==',
      network_interface_ids: [networkId('networkInterfaces/n')],
    },
    'virtualMachines/vm',
    {
      hardwareProfile: { vmSize: 'Standard_B2s' },
      networkProfile: { networkInterfaces: [{ id: networkId('networkInterfaces/n') }] },
      osProfile: { computerName: 'vm', customData: 'I2Nsb3VkLWNvbmZpZw==' },
    },
  ],
  [
    'azurerm_network_security_rule',
    {
      name: 'ssh',
      ...place,
      network_security_group_name: 'nsg',
      priority: 100,
      direction: 'Inbound',
      access: 'Allow',
      protocol: 'Tcp',
      source_port_range: '*',
      destination_port_ranges: ['22', '443'],
      source_address_prefix: 'Internet',
      destination_address_prefix: '*',
    },
    'networkSecurityGroups/nsg/securityRules/ssh',
    {
      priority: 100,
      direction: 'Inbound',
      access: 'Allow',
      protocol: 'Tcp',
      sourcePortRange: '*',
      destinationPortRanges: ['22', '443'],
      sourceAddressPrefix: 'Internet',
      destinationAddressPrefix: '*',
    },
  ],
  [
    'azurerm_lb_rule',
    {
      name: 'ha',
      loadbalancer_id: lb,
      frontend_ip_configuration_name: 'front',
      backend_address_pool_ids: [`${lb}/backendAddressPools/pool`],
      probe_id: `${lb}/probes/probe`,
      protocol: 'All',
      frontend_port: 0,
      backend_port: 0,
      enable_floating_ip: true,
    },
    'loadBalancingRules/ha',
    {
      frontendIPConfiguration: { id: `${lb}/frontendIPConfigurations/front` },
      backendAddressPools: [{ id: `${lb}/backendAddressPools/pool` }],
      probe: { id: `${lb}/probes/probe` },
      protocol: 'All',
      frontendPort: 0,
      backendPort: 0,
      enableFloatingIP: true,
    },
  ],
  [
    'azurerm_private_endpoint',
    {
      name: 'pe',
      ...place,
      subnet_id: subnet,
      private_service_connection: [
        {
          name: 'c',
          private_connection_resource_id: `${group}/providers/Microsoft.Storage/storageAccounts/s`,
          subresource_names: ['blob'],
        },
      ],
      ip_configuration: [{ name: 'fixed', private_ip_address: '10.0.0.9', subresource_name: 'blob' }],
    },
    'privateEndpoints/pe',
    {
      subnet: { id: subnet },
      privateLinkServiceConnections: [
        {
          name: 'c',
          properties: {
            privateLinkServiceId: `${group}/providers/Microsoft.Storage/storageAccounts/s`,
            groupIds: ['blob'],
          },
        },
      ],
      ipConfigurations: [{ name: 'fixed', properties: { privateIPAddress: '10.0.0.9', groupId: 'blob' } }],
    },
  ],
]

test.each(cases)('%s', (type, values, end, expected) => {
  expectMapped(type, values, end, expected)
})
