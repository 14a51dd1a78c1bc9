// Virtual network gateways, their connections, local network gateways, Route Servers and bastions.
import {
  armTypes,
  block,
  blocks,
  constant,
  copy,
  counted,
  type FieldMapping,
  item,
  link,
  type MappingTable,
  parentById,
  resource,
  sibling,
} from '../mapping.ts'

const bgpSettings: FieldMapping = block('bgp_settings', 'properties.bgpSettings', [
  copy('asn', 'asn'),
  copy('peer_weight', 'peerWeight'),
  copy('bgp_peering_address', 'bgpPeeringAddress'),
  blocks('peering_addresses', 'bgpPeeringAddresses', [
    sibling('ip_configuration_name', 'ipconfigurationId', 'ipConfigurations'),
    copy('default_addresses', 'defaultBgpIpAddresses'),
    copy('apipa_addresses', 'customBgpIpAddresses'),
    copy('tunnel_ip_addresses', 'tunnelIpAddresses'),
  ]),
])

/** The subnet and the public address of an appliance of Azure's own. */
const placed: readonly FieldMapping[] = [
  link('subnet_id', 'properties.subnet.id', armTypes.subnet),
  link('public_ip_address_id', 'properties.publicIPAddress.id', armTypes.publicIp),
]

export const gateways: MappingTable = {
  azurerm_virtual_network_gateway: resource(
    armTypes.gateway,
    [
      copy('type', 'properties.gatewayType'),
      copy('vpn_type', 'properties.vpnType'),
      copy('sku', 'properties.sku.name'),
      copy('sku', 'properties.sku.tier'),
      copy('generation', 'properties.vpnGatewayGeneration'),
      copy('active_active', 'properties.activeActive'),
      copy('active_active_enabled', 'properties.activeActive'),
      copy('enable_bgp', 'properties.enableBgp'),
      copy('bgp_enabled', 'properties.enableBgp'),
      copy('private_ip_address_enabled', 'properties.enablePrivateIpAddress'),
      copy('remote_vnet_traffic_enabled', 'properties.allowRemoteVnetTraffic'),
      copy('virtual_wan_traffic_enabled', 'properties.allowVirtualWanTraffic'),
      copy('bgp_route_translation_for_nat_enabled', 'properties.enableBgpRouteTranslationForNat'),
      link(
        'default_local_network_gateway_id',
        'properties.gatewayDefaultSite.id',
        armTypes.localNetworkGateway,
      ),
      bgpSettings,
      block('custom_route', 'properties.customRoutes', [copy('address_prefixes', 'addressPrefixes')]),
      block('vpn_client_configuration', 'properties.vpnClientConfiguration', [
        copy('address_space', 'vpnClientAddressPool.addressPrefixes'),
        copy('vpn_client_protocols', 'vpnClientProtocols'),
      ]),
      blocks('ip_configuration', 'properties.ipConfigurations', [
        copy('name', 'name'),
        copy('private_ip_address_allocation', 'properties.privateIPAllocationMethod'),
        ...placed,
      ]),
    ],
    {
      childBlocks: { ip_configuration: 'ipConfigurations' },
      runtime: {
        'bgp_settings.peering_address':
          'properties.bgpSettings.bgpPeeringAddresses.0.defaultBgpIpAddresses.0',
        'bgp_settings.peering_addresses.default_addresses':
          'properties.bgpSettings.bgpPeeringAddresses.#.defaultBgpIpAddresses.0',
      },
    },
  ),
  azurerm_virtual_network_gateway_connection: resource('Microsoft.Network/connections', [
    copy('type', 'properties.connectionType'),
    link('virtual_network_gateway_id', 'properties.virtualNetworkGateway1.id', armTypes.gateway),
    link('peer_virtual_network_gateway_id', 'properties.virtualNetworkGateway2.id', armTypes.gateway),
    link('local_network_gateway_id', 'properties.localNetworkGateway2.id', armTypes.localNetworkGateway),
    link('express_route_circuit_id', 'properties.peer.id', armTypes.circuit),
    copy('authorization_key', 'properties.authorizationKey'),
    copy('enable_bgp', 'properties.enableBgp'),
    copy('bgp_enabled', 'properties.enableBgp'),
    copy('routing_weight', 'properties.routingWeight'),
    copy('express_route_gateway_bypass', 'properties.expressRouteGatewayBypass'),
    copy('express_route_gateway_bypass_enabled', 'properties.expressRouteGatewayBypass'),
    copy('private_link_fast_path_enabled', 'properties.enablePrivateLinkFastPath'),
    copy('local_azure_ip_address_enabled', 'properties.useLocalAzureIpAddress'),
    copy('use_policy_based_traffic_selectors', 'properties.usePolicyBasedTrafficSelectors'),
    copy('connection_protocol', 'properties.connectionProtocol'),
    copy('connection_mode', 'properties.connectionMode'),
    blocks('traffic_selector_policy', 'properties.trafficSelectorPolicies', [
      copy('local_address_cidrs', 'localAddressRanges'),
      copy('remote_address_cidrs', 'remoteAddressRanges'),
    ]),
  ]),
  azurerm_local_network_gateway: resource(armTypes.localNetworkGateway, [
    copy('gateway_address', 'properties.gatewayIpAddress'),
    copy('gateway_fqdn', 'properties.fqdn'),
    copy('address_space', 'properties.localNetworkAddressSpace.addressPrefixes'),
    bgpSettings,
  ]),
  // A Route Server is a virtual hub without a prefix and with one IP configuration.
  azurerm_route_server: resource(
    armTypes.hub,
    [
      copy('sku', 'properties.sku'),
      copy('branch_to_branch_traffic_enabled', 'properties.allowBranchToBranchTraffic'),
      copy('hub_routing_preference', 'properties.hubRoutingPreference'),
      copy('virtual_router_asn', 'properties.virtualRouterAsn'),
      copy('virtual_router_ips', 'properties.virtualRouterIps'),
      item('properties.ipConfigurations', [constant('name', 'default'), ...placed]),
    ],
    {
      runtime: {
        virtual_router_ips: 'properties.virtualRouterIps.#',
        virtual_router_asn: 'properties.virtualRouterAsn',
      },
    },
  ),
  azurerm_route_server_bgp_connection: resource(
    'Microsoft.Network/virtualHubs/bgpConnections',
    [copy('peer_asn', 'properties.peerAsn'), copy('peer_ip', 'properties.peerIp')],
    { parent: parentById('route_server_id', armTypes.hub) },
  ),
  azurerm_bastion_host: resource('Microsoft.Network/bastionHosts', [
    copy('sku', 'sku.name'),
    link('virtual_network_id', 'properties.virtualNetwork.id', armTypes.virtualNetwork),
    blocks('ip_configuration', 'properties.ipConfigurations', [copy('name', 'name'), ...placed]),
  ]),
  azurerm_virtual_network_gateway_nat_rule: counted('Microsoft.Network/virtualNetworkGateways/natRules'),
}
