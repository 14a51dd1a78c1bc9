// Gateways, Route Servers and ExpressRoute: azurerm as ARM shapes it, in the attribute names of the provider's versions 3 and 4.
import { expect, test } from 'vitest'
import { expectMapped, gateway, hub, ip, type MappingCase, place } from './mapping-cases.ts'
import { body, networkId, read, state, stateResource } from './plans.ts'

const cases: readonly MappingCase[] = [
  [
    'azurerm_virtual_network_gateway',
    {
      name: 'gw',
      ...place,
      type: 'Vpn',
      vpn_type: 'RouteBased',
      sku: 'VpnGw1AZ',
      active_active: true,
      enable_bgp: true,
      bgp_settings: [
        {
          asn: 65010,
          peer_weight: 0,
          peering_addresses: [
            {
              ip_configuration_name: 'one',
              apipa_addresses: ['169.254.21.2'],
              default_addresses: ['10.0.0.4'],
            },
          ],
        },
      ],
      custom_route: [{ address_prefixes: ['10.9.0.0/16'] }],
      vpn_client_configuration: [{ address_space: ['172.16.0.0/24'], vpn_client_protocols: ['OpenVPN'] }],
      ip_configuration: [],
      remote_vnet_traffic_enabled: true,
      virtual_wan_traffic_enabled: false,
    },
    'virtualNetworkGateways/gw',
    {
      gatewayType: 'Vpn',
      vpnType: 'RouteBased',
      sku: { name: 'VpnGw1AZ', tier: 'VpnGw1AZ' },
      activeActive: true,
      enableBgp: true,
      allowRemoteVnetTraffic: true,
      allowVirtualWanTraffic: false,
      bgpSettings: {
        asn: 65010,
        peerWeight: 0,
        bgpPeeringAddresses: [
          {
            ipconfigurationId: `${gateway}/ipConfigurations/one`,
            defaultBgpIpAddresses: ['10.0.0.4'],
            customBgpIpAddresses: ['169.254.21.2'],
          },
        ],
      },
      customRoutes: { addressPrefixes: ['10.9.0.0/16'] },
      vpnClientConfiguration: {
        vpnClientAddressPool: { addressPrefixes: ['172.16.0.0/24'] },
        vpnClientProtocols: ['OpenVPN'],
      },
    },
  ],
  [
    'azurerm_virtual_network_gateway_connection',
    {
      name: 'c',
      ...place,
      type: 'ExpressRoute',
      virtual_network_gateway_id: gateway,
      express_route_circuit_id: networkId('expressRouteCircuits/er'),
      routing_weight: 10,
      bgp_enabled: false,
      express_route_gateway_bypass: true,
    },
    'connections/c',
    {
      connectionType: 'ExpressRoute',
      virtualNetworkGateway1: { id: gateway },
      peer: { id: networkId('expressRouteCircuits/er') },
      routingWeight: 10,
      enableBgp: false,
      expressRouteGatewayBypass: true,
    },
  ],
  [
    'azurerm_local_network_gateway',
    {
      name: 'lng',
      ...place,
      gateway_address: '203.0.113.1',
      address_space: ['192.168.0.0/16'],
      bgp_settings: [{ asn: 65050, bgp_peering_address: '192.168.0.1', peer_weight: 0 }],
    },
    'localNetworkGateways/lng',
    {
      gatewayIpAddress: '203.0.113.1',
      localNetworkAddressSpace: { addressPrefixes: ['192.168.0.0/16'] },
      bgpSettings: { asn: 65050, peerWeight: 0, bgpPeeringAddress: '192.168.0.1' },
    },
  ],
  [
    'azurerm_route_server',
    {
      name: 'rs',
      ...place,
      sku: 'Standard',
      branch_to_branch_traffic_enabled: true,
      subnet_id: networkId('virtualNetworks/hub/subnets/RouteServerSubnet'),
      public_ip_address_id: ip,
      virtual_router_asn: 65515,
      virtual_router_ips: ['10.0.3.4', '10.0.3.5'],
    },
    'virtualHubs/rs/ipConfigurations/default',
    {
      subnet: { id: networkId('virtualNetworks/hub/subnets/RouteServerSubnet') },
      publicIPAddress: { id: ip },
    },
  ],
  [
    'azurerm_route_server_bgp_connection',
    { name: 'nva', route_server_id: hub, peer_asn: 65001, peer_ip: '10.0.0.4' },
    'bgpConnections/nva',
    { peerAsn: 65001, peerIp: '10.0.0.4' },
  ],
  [
    'azurerm_express_route_circuit',
    {
      name: 'er',
      ...place,
      service_provider_name: 'Equinix',
      peering_location: 'Tokyo',
      bandwidth_in_mbps: 1000,
      sku: [{ tier: 'Premium', family: 'MeteredData' }],
    },
    'expressRouteCircuits/er',
    {
      serviceProviderProperties: {
        serviceProviderName: 'Equinix',
        peeringLocation: 'Tokyo',
        bandwidthInMbps: 1000,
      },
    },
  ],
  [
    'azurerm_express_route_circuit_peering',
    {
      ...place,
      express_route_circuit_name: 'er',
      peering_type: 'AzurePrivatePeering',
      peer_asn: 65050,
      vlan_id: 100,
      primary_peer_address_prefix: '172.16.0.0/30',
      secondary_peer_address_prefix: '172.16.0.4/30',
    },
    'expressRouteCircuits/er/peerings/AzurePrivatePeering',
    {
      peeringType: 'AzurePrivatePeering',
      peerASN: 65050,
      vlanId: 100,
      primaryPeerAddressPrefix: '172.16.0.0/30',
      secondaryPeerAddressPrefix: '172.16.0.4/30',
    },
  ],
]

test.each(cases)('%s', (type, values, end, expected) => {
  expectMapped(type, values, end, expected)
})

test('the SKU of a circuit and the region stand beside the properties', () => {
  const loaded = read(
    state(
      stateResource('azurerm_express_route_circuit.x', {
        name: 'er',
        ...place,
        sku: [{ tier: 'Premium', family: 'MeteredData' }],
      }),
    ),
  )
  expect(body(loaded, 'expressRouteCircuits/er')).toMatchObject({
    location: 'japaneast',
    sku: { tier: 'Premium', family: 'MeteredData' },
  })
})
