// Virtual WANs, their hubs with connections and route tables, and site-to-site VPN.
import {
  addition,
  armTypes,
  block,
  blocks,
  copy,
  counted,
  type FieldMapping,
  item,
  link,
  type MappingTable,
  parentById,
  resource,
} from '../mapping.ts'
import { hubRouting } from './hub-routing.ts'

const onHub = parentById('virtual_hub_id', armTypes.hub)

const hubRoute: readonly FieldMapping[] = [
  copy('name', 'name'),
  copy('destinations_type', 'destinationType'),
  copy('destinations', 'destinations'),
  copy('next_hop_type', 'nextHopType'),
  link('next_hop', 'nextHop', undefined),
]

export const virtualWan: MappingTable = {
  azurerm_virtual_wan: resource(armTypes.virtualWan, [
    copy('type', 'properties.type'),
    copy('allow_branch_to_branch_traffic', 'properties.allowBranchToBranchTraffic'),
    copy('disable_vpn_encryption', 'properties.disableVpnEncryption'),
  ]),
  azurerm_virtual_hub: resource(
    armTypes.hub,
    [
      copy('sku', 'properties.sku'),
      copy('address_prefix', 'properties.addressPrefix'),
      link('virtual_wan_id', 'properties.virtualWan.id', armTypes.virtualWan),
      copy('hub_routing_preference', 'properties.hubRoutingPreference'),
      copy('branch_to_branch_traffic_enabled', 'properties.allowBranchToBranchTraffic'),
      copy('virtual_router_asn', 'properties.virtualRouterAsn'),
      copy('virtual_router_ips', 'properties.virtualRouterIps'),
      blocks('route', 'properties.routeTable.routes', [
        copy('address_prefixes', 'addressPrefixes'),
        copy('next_hop_ip_address', 'nextHopIpAddress'),
      ]),
    ],
    {
      childIds: { default_route_table_id: ['hubRouteTables', 'defaultRouteTable'] },
      runtime: {
        virtual_router_ips: 'properties.virtualRouterIps.#',
        virtual_router_asn: 'properties.virtualRouterAsn',
      },
    },
  ),
  azurerm_virtual_hub_connection: resource(
    armTypes.hubConnection,
    [
      link('remote_virtual_network_id', 'properties.remoteVirtualNetwork.id', armTypes.virtualNetwork),
      copy('internet_security_enabled', 'properties.enableInternetSecurity'),
      hubRouting('routing'),
    ],
    { parent: onHub },
  ),
  azurerm_virtual_hub_route_table: resource(
    armTypes.hubRouteTable,
    [copy('labels', 'properties.labels'), blocks('route', 'properties.routes', hubRoute)],
    { parent: onHub },
  ),
  azurerm_virtual_hub_route_table_route: addition(parentById('route_table_id', armTypes.hubRouteTable), [
    item('properties.routes', hubRoute),
  ]),
  azurerm_virtual_hub_routing_intent: resource(
    'Microsoft.Network/virtualHubs/routingIntent',
    [
      blocks('routing_policy', 'properties.routingPolicies', [
        copy('name', 'name'),
        copy('destinations', 'destinations'),
        link('next_hop', 'nextHop', undefined),
      ]),
    ],
    { parent: onHub },
  ),
  azurerm_virtual_hub_bgp_connection: resource(
    'Microsoft.Network/virtualHubs/bgpConnections',
    [
      copy('peer_asn', 'properties.peerAsn'),
      copy('peer_ip', 'properties.peerIp'),
      link(
        'virtual_network_connection_id',
        'properties.hubVirtualNetworkConnection.id',
        armTypes.hubConnection,
      ),
    ],
    { parent: onHub },
  ),
  azurerm_virtual_hub_ip: resource(
    'Microsoft.Network/virtualHubs/ipConfigurations',
    [
      link('subnet_id', 'properties.subnet.id', armTypes.subnet),
      link('public_ip_address_id', 'properties.publicIPAddress.id', armTypes.publicIp),
      copy('private_ip_address', 'properties.privateIPAddress'),
      copy('private_ip_allocation_method', 'properties.privateIPAllocationMethod'),
    ],
    { parent: onHub },
  ),
  azurerm_vpn_gateway: resource(armTypes.vpnGateway, [
    link('virtual_hub_id', 'properties.virtualHub.id', armTypes.hub),
    block('bgp_settings', 'properties.bgpSettings', [
      copy('asn', 'asn'),
      copy('peer_weight', 'peerWeight'),
      blocks('instance_0_bgp_peering_address', 'bgpPeeringAddresses', [
        copy('default_ips', 'defaultBgpIpAddresses'),
        copy('custom_ips', 'customBgpIpAddresses'),
        copy('tunnel_ips', 'tunnelIpAddresses'),
      ]),
      blocks('instance_1_bgp_peering_address', 'bgpPeeringAddresses', [
        copy('default_ips', 'defaultBgpIpAddresses'),
        copy('custom_ips', 'customBgpIpAddresses'),
        copy('tunnel_ips', 'tunnelIpAddresses'),
      ]),
    ]),
  ]),
  azurerm_vpn_gateway_connection: resource(
    'Microsoft.Network/vpnGateways/vpnConnections',
    [
      link('remote_vpn_site_id', 'properties.remoteVpnSite.id', armTypes.vpnSite),
      copy('internet_security_enabled', 'properties.enableInternetSecurity'),
      hubRouting('routing'),
      blocks('vpn_link', 'properties.vpnLinkConnections', [
        copy('name', 'name'),
        link('vpn_site_link_id', 'properties.vpnSiteLink.id', armTypes.vpnSiteLink),
        copy('bgp_enabled', 'properties.enableBgp'),
        copy('route_weight', 'properties.routingWeight'),
        copy('bandwidth_mbps', 'properties.connectionBandwidth'),
      ]),
    ],
    { parent: parentById('vpn_gateway_id', armTypes.vpnGateway) },
  ),
  azurerm_vpn_site: resource(
    armTypes.vpnSite,
    [
      link('virtual_wan_id', 'properties.virtualWan.id', armTypes.virtualWan),
      copy('address_cidrs', 'properties.addressSpace.addressPrefixes'),
      blocks('link', 'properties.vpnSiteLinks', [
        copy('name', 'name'),
        copy('ip_address', 'properties.ipAddress'),
        copy('fqdn', 'properties.fqdn'),
        copy('speed_in_mbps', 'properties.linkProperties.linkSpeedInMbps'),
        copy('provider_name', 'properties.linkProperties.linkProviderName'),
        block('bgp', 'properties.bgpProperties', [
          copy('asn', 'asn'),
          copy('peering_address', 'bgpPeeringAddress'),
        ]),
      ]),
    ],
    { childBlocks: { link: 'vpnSiteLinks' } },
  ),
  azurerm_point_to_site_vpn_gateway: resource('Microsoft.Network/p2svpnGateways', [
    link('virtual_hub_id', 'properties.virtualHub.id', armTypes.hub),
    link(
      'vpn_server_configuration_id',
      'properties.vpnServerConfiguration.id',
      armTypes.vpnServerConfiguration,
    ),
    copy('scale_unit', 'properties.vpnGatewayScaleUnit'),
    blocks('connection_configuration', 'properties.p2SConnectionConfigurations', [
      copy('name', 'name'),
      copy('internet_security_enabled', 'properties.enableInternetSecurity'),
      block('vpn_client_address_pool', 'properties.vpnClientAddressPool', [
        copy('address_prefixes', 'addressPrefixes'),
      ]),
      hubRouting('route'),
    ]),
  ]),
  azurerm_route_map: counted(armTypes.routeMap),
  azurerm_virtual_hub_security_partner_provider: counted('Microsoft.Network/securityPartnerProviders'),
  azurerm_vpn_gateway_nat_rule: counted('Microsoft.Network/vpnGateways/natRules'),
  azurerm_vpn_server_configuration: counted(armTypes.vpnServerConfiguration),
  azurerm_vpn_server_configuration_policy_group: counted(armTypes.vpnServerConfiguration),
}
