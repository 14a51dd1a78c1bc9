// One network written twice, as a plan in which nothing exists yet and as ARM JSON: both give the same answers.
import { describe, expect, test } from 'vitest'
import { analyse } from '../../../src/analyse.ts'
import { bgp, inspect, routes } from '../../../src/queries/index.ts'
import type { Loaded } from '../../../src/resources/index.ts'
import {
  change,
  codes,
  constant,
  networkId,
  networkInterface,
  plan,
  read,
  refs,
  subnet,
  subscription,
  unknown,
  virtualNetwork,
  written,
} from './plans.ts'

type Json = Readonly<Record<string, unknown>>

const place = { resource_group_name: 'rg', location: 'japaneast' }

/** Everything that the questions answer, without places: those differ. */
const answersOf = (loaded: Loaded): unknown => {
  const analysis = analyse(loaded.resourceSet, { found: loaded.findings })
  const names = inspect(loaded, analysis).resources.map(({ id }) => id)
  const tables = [routes(analysis, undefined), bgp(analysis, undefined)]
  return JSON.parse(
    JSON.stringify([names, tables], (key, value: unknown) => (key === 'declaredAt' ? undefined : value)),
  )
}

/** A managed resource with what its expressions refer to. */
const managed = (address: string, values: Json, references: Json = {}) => ({
  change: change(address, values),
  written: written(address, references),
})
type Managed = ReturnType<typeof managed>

const planOf = (resources: readonly Managed[]): string =>
  plan(
    resources.map((each) => each.change),
    { resources: resources.map((each) => each.written) },
  )

const armOf = (resources: Readonly<Record<string, Json>>): string =>
  JSON.stringify(
    Object.entries(resources).map(([path, { sku, ...properties }]) => ({
      id: networkId(path).replace('Microsoft.Network/virtualMachines', 'Microsoft.Compute/virtualMachines'),
      location: 'japaneast',
      ...(sku === undefined ? {} : { sku }),
      properties,
    })),
  )

const id = (path: string) => ({ id: networkId(path) })

describe('hub and spoke with both gateways', () => {
  const text = planOf([
    managed('azurerm_resource_group.rg', { name: 'rg', location: 'japaneast' }),
    ...['hub', 'spoke'].map((name, index) =>
      managed(`azurerm_virtual_network.${name}`, virtualNetwork(name, `10.${index}.0.0/16`)),
    ),
    managed('azurerm_subnet.gateway', subnet('GatewaySubnet', '10.0.255.0/24')),
    managed('azurerm_subnet.nva', subnet('nva', '10.0.1.0/24')),
    managed('azurerm_subnet.work', subnet('work', '10.1.0.0/24', 'spoke')),
    ...['er', 'vpn', 'vpn2'].map((name) =>
      managed(`azurerm_public_ip.${name}`, { name, ...place, sku: 'Standard', allocation_method: 'Static' }),
    ),
    managed(
      'azurerm_virtual_network_gateway.er',
      {
        name: 'ergw',
        ...place,
        type: 'ExpressRoute',
        sku: 'ErGw1AZ',
        ip_configuration: [{ name: 'c', subnet_id: unknown, public_ip_address_id: unknown }],
      },
      {
        ip_configuration: [
          {
            name: constant('c'),
            subnet_id: refs('azurerm_subnet.gateway.id'),
            public_ip_address_id: refs('azurerm_public_ip.er.id'),
          },
        ],
      },
    ),
    managed(
      'azurerm_virtual_network_gateway.vpn',
      {
        name: 'vpngw',
        ...place,
        type: 'Vpn',
        vpn_type: 'RouteBased',
        sku: 'VpnGw1AZ',
        active_active: true,
        enable_bgp: true,
        bgp_settings: [{ asn: 65010, peering_addresses: unknown }],
        ip_configuration: ['c1', 'c2'].map((name) => ({
          name,
          subnet_id: unknown,
          public_ip_address_id: unknown,
        })),
      },
      {
        bgp_settings: [{ asn: constant(65010) }],
        ip_configuration: [
          {
            name: constant('c1'),
            subnet_id: refs('azurerm_subnet.gateway.id'),
            public_ip_address_id: refs('azurerm_public_ip.vpn.id'),
          },
          {
            name: constant('c2'),
            subnet_id: refs('azurerm_subnet.gateway.id'),
            public_ip_address_id: refs('azurerm_public_ip.vpn2.id'),
          },
        ],
      },
    ),
    managed('azurerm_express_route_circuit.er', {
      name: 'circuit',
      ...place,
      service_provider_name: 'Equinix',
      peering_location: 'Tokyo',
      bandwidth_in_mbps: 100,
      sku: [{ tier: 'Standard', family: 'MeteredData' }],
    }),
    managed('azurerm_express_route_circuit_peering.er', {
      resource_group_name: 'rg',
      express_route_circuit_name: 'circuit',
      peering_type: 'AzurePrivatePeering',
      peer_asn: 65050,
      vlan_id: 100,
      primary_peer_address_prefix: '172.16.0.0/30',
      secondary_peer_address_prefix: '172.16.0.4/30',
    }),
    managed('azurerm_local_network_gateway.site', {
      name: 'site',
      ...place,
      gateway_address: '203.0.113.1',
      address_space: ['192.168.0.0/16'],
    }),
    managed(
      'azurerm_virtual_network_gateway_connection.er',
      {
        name: 'conn-er',
        ...place,
        type: 'ExpressRoute',
        virtual_network_gateway_id: unknown,
        express_route_circuit_id: unknown,
      },
      {
        virtual_network_gateway_id: refs('azurerm_virtual_network_gateway.er.id'),
        express_route_circuit_id: refs('azurerm_express_route_circuit.er.id'),
      },
    ),
    managed(
      'azurerm_virtual_network_gateway_connection.vpn',
      {
        name: 'conn-vpn',
        ...place,
        type: 'IPsec',
        virtual_network_gateway_id: unknown,
        local_network_gateway_id: unknown,
      },
      {
        virtual_network_gateway_id: refs('azurerm_virtual_network_gateway.vpn.id'),
        local_network_gateway_id: refs('azurerm_local_network_gateway.site.id'),
      },
    ),
    managed(
      'azurerm_virtual_network_peering.out',
      {
        name: 'to-spoke',
        resource_group_name: 'rg',
        virtual_network_name: 'hub',
        remote_virtual_network_id: unknown,
        allow_virtual_network_access: true,
        allow_forwarded_traffic: true,
        allow_gateway_transit: true,
      },
      { remote_virtual_network_id: refs('azurerm_virtual_network.spoke.id') },
    ),
    managed(
      'azurerm_virtual_network_peering.back',
      {
        name: 'to-hub',
        resource_group_name: 'rg',
        virtual_network_name: 'spoke',
        remote_virtual_network_id: unknown,
        allow_virtual_network_access: true,
        allow_forwarded_traffic: true,
        use_remote_gateways: true,
      },
      { remote_virtual_network_id: refs('azurerm_virtual_network.hub.id') },
    ),
    managed(
      'azurerm_network_interface.nva',
      networkInterface('nic-nva', unknown, { ip_forwarding_enabled: true }),
      { ip_configuration: [{ subnet_id: refs('azurerm_subnet.nva.id') }] },
    ),
    managed('azurerm_network_interface.work', networkInterface('nic-work', unknown), {
      ip_configuration: [{ subnet_id: refs('azurerm_subnet.work.id') }],
    }),
    ...['nva', 'work'].map((name) =>
      managed(
        `azurerm_linux_virtual_machine.${name}`,
        { name: `vm-${name}`, ...place, network_interface_ids: [unknown] },
        { network_interface_ids: refs(`azurerm_network_interface.${name}.id`) },
      ),
    ),
    managed(
      'azurerm_route_table.work',
      {
        name: 'rt',
        ...place,
        bgp_route_propagation_enabled: false,
        route: [
          {
            name: 'default',
            address_prefix: '0.0.0.0/0',
            next_hop_type: 'VirtualAppliance',
            next_hop_in_ip_address: unknown,
          },
        ],
      },
      { route: refs('azurerm_network_interface.nva.private_ip_address') },
    ),
    managed(
      'azurerm_subnet_route_table_association.work',
      { subnet_id: unknown, route_table_id: unknown },
      { subnet_id: refs('azurerm_subnet.work.id'), route_table_id: refs('azurerm_route_table.work.id') },
    ),
  ])

  const gatewaySubnet = id('virtualNetworks/hub/subnets/GatewaySubnet')
  const configuration = (name: string, address: string) => ({
    name,
    properties: { subnet: gatewaySubnet, publicIPAddress: id(`publicIPAddresses/${address}`) },
  })
  const address = { sku: { name: 'Standard' }, publicIPAllocationMethod: 'Static' }
  const peering = { allowVirtualNetworkAccess: true, allowForwardedTraffic: true }
  const nic = (path: string, more: Json = {}) => ({
    ipConfigurations: [
      { name: 'internal', properties: { subnet: id(path), privateIPAllocationMethod: 'Dynamic' } },
    ],
    ...more,
  })
  const arm = armOf({
    'virtualNetworks/hub': {
      addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      subnets: [
        { name: 'GatewaySubnet', properties: { addressPrefix: '10.0.255.0/24' } },
        { name: 'nva', properties: { addressPrefix: '10.0.1.0/24' } },
      ],
      virtualNetworkPeerings: [
        {
          name: 'to-spoke',
          properties: {
            ...peering,
            remoteVirtualNetwork: id('virtualNetworks/spoke'),
            allowGatewayTransit: true,
          },
        },
      ],
    },
    'virtualNetworks/spoke': {
      addressSpace: { addressPrefixes: ['10.1.0.0/16'] },
      subnets: [
        { name: 'work', properties: { addressPrefix: '10.1.0.0/24', routeTable: id('routeTables/rt') } },
      ],
      virtualNetworkPeerings: [
        {
          name: 'to-hub',
          properties: {
            ...peering,
            remoteVirtualNetwork: id('virtualNetworks/hub'),
            useRemoteGateways: true,
          },
        },
      ],
    },
    'publicIPAddresses/er': address,
    'publicIPAddresses/vpn': address,
    'publicIPAddresses/vpn2': address,
    'virtualNetworkGateways/ergw': {
      gatewayType: 'ExpressRoute',
      sku: { name: 'ErGw1AZ' },
      ipConfigurations: [configuration('c', 'er')],
    },
    'virtualNetworkGateways/vpngw': {
      gatewayType: 'Vpn',
      vpnType: 'RouteBased',
      activeActive: true,
      enableBgp: true,
      bgpSettings: { asn: 65010 },
      ipConfigurations: [configuration('c1', 'vpn'), configuration('c2', 'vpn2')],
    },
    'expressRouteCircuits/circuit': {
      sku: { tier: 'Standard', family: 'MeteredData' },
      serviceProviderProperties: {
        serviceProviderName: 'Equinix',
        peeringLocation: 'Tokyo',
        bandwidthInMbps: 100,
      },
      peerings: [
        {
          name: 'AzurePrivatePeering',
          properties: {
            peeringType: 'AzurePrivatePeering',
            peerASN: 65050,
            vlanId: 100,
            primaryPeerAddressPrefix: '172.16.0.0/30',
            secondaryPeerAddressPrefix: '172.16.0.4/30',
          },
        },
      ],
    },
    'localNetworkGateways/site': {
      gatewayIpAddress: '203.0.113.1',
      localNetworkAddressSpace: { addressPrefixes: ['192.168.0.0/16'] },
    },
    'connections/conn-er': {
      connectionType: 'ExpressRoute',
      virtualNetworkGateway1: id('virtualNetworkGateways/ergw'),
      peer: id('expressRouteCircuits/circuit'),
    },
    'connections/conn-vpn': {
      connectionType: 'IPsec',
      virtualNetworkGateway1: id('virtualNetworkGateways/vpngw'),
      localNetworkGateway2: id('localNetworkGateways/site'),
    },
    'networkInterfaces/nic-nva': nic('virtualNetworks/hub/subnets/nva', { enableIPForwarding: true }),
    'networkInterfaces/nic-work': nic('virtualNetworks/spoke/subnets/work'),
    'virtualMachines/vm-nva': { networkProfile: { networkInterfaces: [id('networkInterfaces/nic-nva')] } },
    'virtualMachines/vm-work': { networkProfile: { networkInterfaces: [id('networkInterfaces/nic-work')] } },
    'routeTables/rt': {
      disableBgpRoutePropagation: true,
      routes: [
        {
          name: 'default',
          properties: {
            addressPrefix: '0.0.0.0/0',
            nextHopType: 'VirtualAppliance',
            nextHopIpAddress: '10.0.1.4',
          },
        },
      ],
    },
  })

  test('routes and BGP', () => {
    const loaded = read(text)
    expect(codes(loaded)).toEqual([])
    expect(JSON.stringify(answersOf(loaded))).toContain('10.0.1.4')
    expect(answersOf(loaded)).toEqual(answersOf(read(arm, { subscription })))
  })
})

describe('a virtual hub with routing intent', () => {
  const text = planOf([
    managed('azurerm_virtual_wan.wan', {
      name: 'wan',
      ...place,
      type: 'Standard',
      allow_branch_to_branch_traffic: true,
    }),
    managed(
      'azurerm_virtual_hub.hub',
      {
        name: 'vhub',
        ...place,
        address_prefix: '10.100.0.0/23',
        virtual_wan_id: unknown,
        hub_routing_preference: 'ExpressRoute',
        virtual_router_ips: unknown,
      },
      { virtual_wan_id: refs('azurerm_virtual_wan.wan.id') },
    ),
    managed(
      'azurerm_firewall.fw',
      {
        name: 'fw',
        ...place,
        sku_name: 'AZFW_Hub',
        sku_tier: 'Standard',
        virtual_hub: [{ virtual_hub_id: unknown, public_ip_count: 1, private_ip_address: unknown }],
      },
      { virtual_hub: [{ virtual_hub_id: refs('azurerm_virtual_hub.hub.id') }] },
    ),
    managed(
      'azurerm_virtual_hub_routing_intent.intent',
      {
        name: 'intent',
        virtual_hub_id: unknown,
        routing_policy: [{ name: 'private', destinations: ['PrivateTraffic'], next_hop: unknown }],
      },
      {
        virtual_hub_id: refs('azurerm_virtual_hub.hub.id'),
        routing_policy: [{ next_hop: refs('azurerm_firewall.fw.id') }],
      },
    ),
    ...['a', 'b'].flatMap((key, index) => [
      managed(`azurerm_virtual_network.v["${key}"]`, virtualNetwork(`v-${key}`, `10.${index + 1}.0.0/16`)),
      managed(`azurerm_subnet.s["${key}"]`, subnet('work', `10.${index + 1}.0.0/24`, `v-${key}`)),
      managed(`azurerm_network_interface.n["${key}"]`, networkInterface(`nic-${key}`, unknown)),
      managed(`azurerm_virtual_hub_connection.c["${key}"]`, {
        name: `conn-${key}`,
        virtual_hub_id: unknown,
        remote_virtual_network_id: unknown,
        internet_security_enabled: true,
        routing: unknown,
      }),
    ]),
  ])
  const withLoops = JSON.parse(text) as { configuration: { root_module: { resources: Json[] } } }
  // Written once, though there are several instances.
  withLoops.configuration.root_module.resources.push(
    written('azurerm_network_interface.n', {
      ip_configuration: [{ subnet_id: refs('azurerm_subnet.s', 'each.key') }],
    }),
    written('azurerm_virtual_hub_connection.c', {
      virtual_hub_id: refs('azurerm_virtual_hub.hub.id'),
      remote_virtual_network_id: refs('azurerm_virtual_network.v', 'each.key'),
    }),
  )
  const hub = id('virtualHubs/vhub')
  const arm = armOf({
    'virtualWans/wan': { type: 'Standard', allowBranchToBranchTraffic: true },
    'virtualHubs/vhub': {
      addressPrefix: '10.100.0.0/23',
      virtualWan: id('virtualWans/wan'),
      hubRoutingPreference: 'ExpressRoute',
    },
    'azureFirewalls/fw': {
      sku: { name: 'AZFW_Hub', tier: 'Standard' },
      virtualHub: hub,
      hubIPAddresses: { publicIPs: { count: 1 } },
    },
    'virtualHubs/vhub/routingIntent/intent': {
      routingPolicies: [
        { name: 'private', destinations: ['PrivateTraffic'], nextHop: networkId('azureFirewalls/fw') },
      ],
    },
    ...Object.fromEntries(
      ['a', 'b'].flatMap((key, index) => [
        [
          `virtualNetworks/v-${key}`,
          {
            addressSpace: { addressPrefixes: [`10.${index + 1}.0.0/16`] },
            subnets: [{ name: 'work', properties: { addressPrefix: `10.${index + 1}.0.0/24` } }],
          },
        ],
        [
          `networkInterfaces/nic-${key}`,
          {
            ipConfigurations: [
              { name: 'internal', properties: { subnet: id(`virtualNetworks/v-${key}/subnets/work`) } },
            ],
          },
        ],
        [
          `virtualHubs/vhub/hubVirtualNetworkConnections/conn-${key}`,
          { remoteVirtualNetwork: id(`virtualNetworks/v-${key}`), enableInternetSecurity: true },
        ],
      ]),
    ),
  })

  test('routes and BGP', () => {
    const loaded = read(JSON.stringify(withLoops))
    expect(codes(loaded)).toEqual([])
    expect(JSON.stringify(answersOf(loaded))).toContain('defaultRouteTable')
    expect(answersOf(loaded)).toEqual(answersOf(read(arm, { subscription })))
  })
})
