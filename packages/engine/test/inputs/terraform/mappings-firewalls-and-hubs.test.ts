// Firewalls, virtual hubs and Network Manager: azurerm as ARM shapes it, in the attribute names of the provider's versions 3 and 4.
import { test } from 'vitest'
import { expectMapped, fw, hub, type MappingCase, place } from './mapping-cases.ts'
import { networkId } from './plans.ts'

const cases: readonly MappingCase[] = [
  [
    'azurerm_firewall',
    {
      name: 'fw',
      ...place,
      sku_name: 'AZFW_VNet',
      sku_tier: 'Standard',
      private_ip_ranges: ['10.0.0.0/8', '172.16.0.0/12'],
      dns_proxy_enabled: true,
      ip_configuration: [],
      virtual_hub: [],
    },
    'azureFirewalls/fw',
    {
      sku: { name: 'AZFW_VNet', tier: 'Standard' },
      additionalProperties: {
        'Network.SNAT.PrivateRanges': '10.0.0.0/8,172.16.0.0/12',
        'Network.DNS.EnableProxy': true,
      },
    },
  ],
  [
    'azurerm_firewall',
    {
      name: 'hubfw',
      ...place,
      sku_name: 'AZFW_Hub',
      sku_tier: 'Standard',
      virtual_hub: [{ virtual_hub_id: hub, private_ip_address: '10.100.64.4', public_ip_count: 1 }],
    },
    'azureFirewalls/hubfw',
    {
      sku: { name: 'AZFW_Hub', tier: 'Standard' },
      virtualHub: { id: hub },
      hubIPAddresses: { privateIPAddress: '10.100.64.4', publicIPs: { count: 1 } },
    },
  ],
  [
    'azurerm_firewall_policy_rule_collection_group',
    {
      name: 'g',
      firewall_policy_id: networkId('firewallPolicies/p'),
      priority: 500,
      network_rule_collection: [
        {
          name: 'net',
          priority: 400,
          action: 'Allow',
          rule: [
            {
              name: 'all',
              protocols: ['Any'],
              source_addresses: ['*'],
              destination_addresses: ['*'],
              destination_ports: ['*'],
            },
          ],
        },
      ],
      nat_rule_collection: [
        {
          name: 'nat',
          priority: 300,
          action: 'Dnat',
          rule: [
            {
              name: 'web',
              destination_address: '203.0.113.1',
              translated_address: '10.0.0.4',
              translated_port: 80,
            },
          ],
        },
      ],
    },
    'ruleCollectionGroups/g',
    {
      priority: 500,
      ruleCollections: [
        {
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
          name: 'net',
          priority: 400,
          action: { type: 'Allow' },
          rules: [
            {
              ruleType: 'NetworkRule',
              name: 'all',
              sourceAddresses: ['*'],
              destinationAddresses: ['*'],
              destinationPorts: ['*'],
              ipProtocols: ['Any'],
            },
          ],
        },
        {
          ruleCollectionType: 'FirewallPolicyNatRuleCollection',
          name: 'nat',
          priority: 300,
          action: { type: 'DNAT' },
          rules: [
            {
              ruleType: 'NatRule',
              name: 'web',
              destinationAddresses: ['203.0.113.1'],
              translatedAddress: '10.0.0.4',
              translatedPort: 80,
            },
          ],
        },
      ],
    },
  ],
  [
    'azurerm_virtual_hub',
    {
      name: 'hub',
      ...place,
      address_prefix: '10.100.0.0/23',
      virtual_wan_id: networkId('virtualWans/wan'),
      hub_routing_preference: 'ASPath',
    },
    'virtualHubs/hub',
    {
      addressPrefix: '10.100.0.0/23',
      virtualWan: { id: networkId('virtualWans/wan') },
      hubRoutingPreference: 'ASPath',
    },
  ],
  [
    'azurerm_virtual_hub_connection',
    {
      name: 'spoke',
      virtual_hub_id: hub,
      remote_virtual_network_id: networkId('virtualNetworks/v'),
      internet_security_enabled: true,
      routing: [
        {
          associated_route_table_id: `${hub}/hubRouteTables/defaultRouteTable`,
          propagated_route_table: [
            { labels: ['none'], route_table_ids: [`${hub}/hubRouteTables/noneRouteTable`] },
          ],
          static_vnet_route: [
            { name: 's', address_prefixes: ['10.9.0.0/16'], next_hop_ip_address: '10.0.0.4' },
          ],
          static_vnet_local_route_override_criteria: 'Equal',
        },
      ],
    },
    'hubVirtualNetworkConnections/spoke',
    {
      remoteVirtualNetwork: { id: networkId('virtualNetworks/v') },
      enableInternetSecurity: true,
      routingConfiguration: {
        associatedRouteTable: { id: `${hub}/hubRouteTables/defaultRouteTable` },
        propagatedRouteTables: { labels: ['none'], ids: [{ id: `${hub}/hubRouteTables/noneRouteTable` }] },
        vnetRoutes: {
          staticRoutes: [{ name: 's', addressPrefixes: ['10.9.0.0/16'], nextHopIpAddress: '10.0.0.4' }],
          staticRoutesConfig: { vnetLocalRouteOverrideCriteria: 'Equal' },
        },
      },
    },
  ],
  [
    'azurerm_virtual_hub_routing_intent',
    {
      name: 'intent',
      virtual_hub_id: hub,
      routing_policy: [{ name: 'private', destinations: ['PrivateTraffic'], next_hop: fw }],
    },
    'routingIntent/intent',
    { routingPolicies: [{ name: 'private', destinations: ['PrivateTraffic'], nextHop: fw }] },
  ],
  [
    'azurerm_vpn_site',
    {
      name: 'site',
      ...place,
      virtual_wan_id: networkId('virtualWans/wan'),
      address_cidrs: ['192.168.0.0/16'],
      link: [{ name: 'l', ip_address: '203.0.113.1', bgp: [{ asn: 65050, peering_address: '192.168.0.1' }] }],
    },
    'vpnSites/site/vpnSiteLinks/l',
    { ipAddress: '203.0.113.1', bgpProperties: { asn: 65050, bgpPeeringAddress: '192.168.0.1' } },
  ],
  [
    'azurerm_vpn_gateway_connection',
    {
      name: 'c',
      vpn_gateway_id: networkId('vpnGateways/vpngw'),
      remote_vpn_site_id: networkId('vpnSites/site'),
      vpn_link: [
        {
          name: 'l',
          vpn_site_link_id: networkId('vpnSites/site/vpnSiteLinks/l'),
          bgp_enabled: true,
          shared_key: 'x',
        },
      ],
    },
    'vpnConnections/c',
    {
      remoteVpnSite: { id: networkId('vpnSites/site') },
      vpnLinkConnections: [
        {
          name: 'l',
          properties: { vpnSiteLink: { id: networkId('vpnSites/site/vpnSiteLinks/l') }, enableBgp: true },
        },
      ],
    },
  ],
  [
    'azurerm_express_route_connection',
    {
      name: 'c',
      express_route_gateway_id: networkId('expressRouteGateways/ergw'),
      express_route_circuit_peering_id: networkId('expressRouteCircuits/er/peerings/AzurePrivatePeering'),
      enable_internet_security: true,
      routing_weight: 5,
    },
    'expressRouteConnections/c',
    {
      expressRouteCircuitPeering: { id: networkId('expressRouteCircuits/er/peerings/AzurePrivatePeering') },
      routingWeight: 5,
      enableInternetSecurity: true,
    },
  ],
  [
    'azurerm_network_manager_connectivity_configuration',
    {
      name: 'mesh',
      network_manager_id: networkId('networkManagers/m'),
      connectivity_topology: 'Mesh',
      global_mesh_enabled: true,
      applies_to_group: [
        {
          group_connectivity: 'DirectlyConnected',
          network_group_id: networkId('networkManagers/m/networkGroups/g'),
          use_hub_gateway: false,
        },
      ],
    },
    'connectivityConfigurations/mesh',
    {
      connectivityTopology: 'Mesh',
      isGlobal: 'True',
      appliesToGroups: [
        {
          groupConnectivity: 'DirectlyConnected',
          networkGroupId: networkId('networkManagers/m/networkGroups/g'),
          useHubGateway: 'False',
        },
      ],
    },
  ],
  [
    'azurerm_network_manager_admin_rule',
    {
      name: 'no-ssh',
      admin_rule_collection_id: networkId(
        'networkManagers/m/securityAdminConfigurations/s/ruleCollections/c',
      ),
      action: 'Deny',
      direction: 'Inbound',
      priority: 10,
      protocol: 'Tcp',
      source_port_ranges: ['0-65535'],
      destination_port_ranges: ['22'],
      source: [{ address_prefix: 'Internet', address_prefix_type: 'ServiceTag' }],
      destination: [{ address_prefix: '*', address_prefix_type: 'IPPrefix' }],
    },
    'ruleCollections/c/rules/no-ssh',
    {
      access: 'Deny',
      direction: 'Inbound',
      priority: 10,
      protocol: 'Tcp',
      sourcePortRanges: ['0-65535'],
      destinationPortRanges: ['22'],
      sources: [{ addressPrefix: 'Internet', addressPrefixType: 'ServiceTag' }],
      destinations: [{ addressPrefix: '*', addressPrefixType: 'IPPrefix' }],
    },
  ],
]

test.each(cases)('%s', (type, values, end, expected) => {
  expectMapped(type, values, end, expected)
})
