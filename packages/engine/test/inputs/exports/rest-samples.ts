// One resource of every type of networks and machines, as the REST API shows it: `properties` wherever Azure has them.

const group = '/subscriptions/0000/resourceGroups/Net/providers/Microsoft.Network'
const id = (path: string) => `${group}/${path}`
const link = (path: string) => ({ id: id(path) })
const part = (path: string, properties: object, beside: object = {}) => ({
  id: id(path),
  name: path.slice(path.lastIndexOf('/') + 1),
  etag: 'W/"1"',
  ...beside,
  properties: { provisioningState: 'Succeeded', ...properties },
})

const resource = (path: string, properties: object, beside: object = {}) => {
  const segments = path.split('/')
  const type = segments.filter((_, index) => index % 2 === 0).join('/')
  return {
    ...part(path, properties),
    type: `Microsoft.Network/${type}`,
    location: 'japaneast',
    tags: { resourceGroup: 'tag', owner_name: 'x' },
    ...beside,
  }
}

const nicConfiguration = part('networkInterfaces/nic/ipConfigurations/ip', {
  primary: true,
  privateIPAddress: '10.0.1.4',
  privateIPAllocationMethod: 'Dynamic',
  subnet: link('virtualNetworks/hub/subnets/vm'),
  publicIPAddress: link('publicIPAddresses/pip'),
  loadBalancerBackendAddressPools: [link('loadBalancers/lb/backendAddressPools/pool')],
  applicationSecurityGroups: [link('applicationSecurityGroups/asg')],
})
const rule = (name: string, priority: number) =>
  part(`networkSecurityGroups/nsg/securityRules/${name}`, {
    priority,
    direction: 'Inbound',
    access: 'Allow',
    protocol: '*',
    sourceAddressPrefix: '*',
    destinationAddressPrefix: '*',
    sourcePortRange: '*',
    destinationPortRanges: ['22', '443'],
  })
const routeTable = resource('routeTables/rt', {
  disableBgpRoutePropagation: true,
  routes: [
    part('routeTables/rt/routes/default', {
      addressPrefix: '0.0.0.0/0',
      nextHopType: 'VirtualAppliance',
      nextHopIpAddress: '10.0.1.4',
    }),
  ],
  subnets: [link('virtualNetworks/hub/subnets/vm')],
})
const securityGroup = resource('networkSecurityGroups/nsg', {
  securityRules: [rule('ssh', 100)],
  defaultSecurityRules: [rule('AllowVnetInBound', 65000)],
  networkInterfaces: [link('networkInterfaces/nic')],
})
const subnet = part('virtualNetworks/hub/subnets/vm', {
  addressPrefix: '10.0.1.0/24',
  delegations: [
    part('virtualNetworks/hub/subnets/vm/delegations/d', { serviceName: 'Microsoft.Web/serverFarms' }),
  ],
  ipConfigurations: [nicConfiguration],
  networkSecurityGroup: securityGroup,
  routeTable,
  natGateway: link('natGateways/nat'),
  serviceEndpoints: [{ service: 'Microsoft.Storage', locations: ['japaneast'] }],
})
const peering = part('virtualNetworks/hub/virtualNetworkPeerings/to-spoke', {
  peeringState: 'Connected',
  peeringSyncLevel: 'FullyInSync',
  remoteVirtualNetwork: link('virtualNetworks/spoke'),
  remoteAddressSpace: { addressPrefixes: ['10.1.0.0/16'] },
  allowForwardedTraffic: true,
})
const gateway = resource('virtualNetworkGateways/vpn', {
  gatewayType: 'Vpn',
  vpnType: 'RouteBased',
  activeActive: true,
  sku: { name: 'VpnGw1AZ', tier: 'VpnGw1AZ', capacity: 2 },
  ipConfigurations: [
    part('virtualNetworkGateways/vpn/ipConfigurations/a', {
      subnet: link('virtualNetworks/hub/subnets/GatewaySubnet'),
      publicIPAddress: link('publicIPAddresses/pip'),
    }),
  ],
  bgpSettings: {
    asn: 65515,
    bgpPeeringAddress: '10.0.0.4',
    bgpPeeringAddresses: [
      {
        ipconfigurationId: id('virtualNetworkGateways/vpn/ipConfigurations/a'),
        defaultBgpIpAddresses: ['10.0.0.4'],
        tunnelIpAddresses: ['203.0.113.1'],
      },
    ],
  },
  vpnClientConfiguration: {
    vpnClientAddressPool: { addressPrefixes: ['172.16.0.0/24'] },
    vpnClientRootCertificates: [part('virtualNetworkGateways/vpn/roots/r', { publicCertData: 'MII' })],
  },
  natRules: [part('virtualNetworkGateways/vpn/natRules/n', { mode: 'EgressSnat' })],
})
const localGateway = resource('localNetworkGateways/dc', {
  gatewayIpAddress: '198.51.100.1',
  localNetworkAddressSpace: { addressPrefixes: ['192.168.0.0/16'] },
  bgpSettings: { asn: 65010, bgpPeeringAddress: '192.168.0.1', peerWeight: 0 },
})
const circuitPeering = part('expressRouteCircuits/er/peerings/AzurePrivatePeering', {
  peeringType: 'AzurePrivatePeering',
  peerASN: 65020,
  primaryPeerAddressPrefix: '172.31.0.0/30',
  state: 'Enabled',
  connections: [
    part('expressRouteCircuits/er/peerings/AzurePrivatePeering/connections/reach', {
      peerExpressRouteCircuitPeering: link('expressRouteCircuits/er2/peerings/AzurePrivatePeering'),
    }),
  ],
})
const siteLink = part('vpnSites/branch/vpnSiteLinks/l', {
  ipAddress: '198.51.100.2',
  bgpProperties: { asn: 65030, bgpPeeringAddress: '192.168.9.1' },
})
const vpnConnection = part('vpnGateways/hubvpn/vpnConnections/branch', {
  remoteVpnSite: link('vpnSites/branch'),
  routingConfiguration: { associatedRouteTable: link('virtualHubs/vhub/hubRouteTables/defaultRouteTable') },
  vpnLinkConnections: [
    part('vpnGateways/hubvpn/vpnConnections/branch/vpnLinkConnections/l', {
      vpnSiteLink: link('vpnSites/branch/vpnSiteLinks/l'),
      enableBgp: true,
      connectionStatus: 'Connected',
    }),
  ],
})
const frontend = part(
  'loadBalancers/lb/frontendIPConfigurations/front',
  { privateIPAddress: '10.0.1.10', subnet: link('virtualNetworks/hub/subnets/vm') },
  { zones: ['1', '2'] },
)
const manager = (path: string, properties: object) => resource(`networkManagers/nm/${path}`, properties)
const routingManager = (path: string, properties: object) =>
  manager(`routingConfigurations/rc${path}`, properties)

/** Resources as `GET` shows them; children that also stand inline in their parents are not repeated. */
export const restSamples: readonly Record<string, unknown>[] = [
  resource('applicationSecurityGroups/asg', { resourceGuid: 'g' }),
  resource(
    'azureFirewalls/fw',
    {
      sku: { name: 'AZFW_VNet', tier: 'Standard' },
      ipConfigurations: [
        part('azureFirewalls/fw/azureFirewallIpConfigurations/ip', {
          privateIPAddress: '10.0.2.4',
          subnet: link('virtualNetworks/hub/subnets/AzureFirewallSubnet'),
        }),
      ],
      networkRuleCollections: [
        part('azureFirewalls/fw/networkRuleCollections/c', {
          priority: 100,
          action: { type: 'Allow' },
          rules: [{ name: 'all', protocols: ['Any'], sourceAddresses: ['*'] }],
        }),
      ],
      firewallPolicy: link('firewallPolicies/p'),
    },
    { zones: ['1'] },
  ),
  resource(
    'bastionHosts/b',
    {
      ipConfigurations: [
        part('bastionHosts/b/bastionHostIpConfigurations/ip', {
          subnet: link('virtualNetworks/hub/subnets/AzureBastionSubnet'),
        }),
      ],
    },
    { sku: { name: 'Standard' } },
  ),
  resource('connections/c', {
    connectionType: 'IPsec',
    connectionStatus: 'Connected',
    enableBgp: true,
    virtualNetworkGateway1: gateway,
    localNetworkGateway2: localGateway,
  }),
  resource(
    'expressRouteCircuits/er',
    {
      circuitProvisioningState: 'Enabled',
      serviceProviderProvisioningState: 'Provisioned',
      serviceProviderProperties: { peeringLocation: 'Tokyo', bandwidthInMbps: 50 },
      authorizations: [part('expressRouteCircuits/er/authorizations/a', { authorizationUseStatus: 'InUse' })],
      peerings: [circuitPeering],
    },
    { sku: { name: 'Premium_MeteredData', tier: 'Premium', family: 'MeteredData' } },
  ),
  resource('expressRouteGateways/hubgw', {
    virtualHub: link('virtualHubs/vhub'),
    expressRouteConnections: [
      part('expressRouteGateways/hubgw/expressRouteConnections/c', {
        routingWeight: 0,
        expressRouteCircuitPeering: link('expressRouteCircuits/er/peerings/AzurePrivatePeering'),
        routingConfiguration: { vnetRoutes: { staticRoutes: [] } },
      }),
    ],
  }),
  resource('firewallPolicies/p', {
    sku: { tier: 'Standard' },
    threatIntelMode: 'Alert',
    ruleCollectionGroups: [link('firewallPolicies/p/ruleCollectionGroups/g')],
  }),
  resource('firewallPolicies/p/ruleCollectionGroups/g', {
    priority: 100,
    ruleCollections: [
      { name: 'n', ruleCollectionType: 'FirewallPolicyFilterRuleCollection', rules: [{ name: 'r' }] },
    ],
  }),
  // The older form, of API versions before 2020.
  resource('firewallPolicies/p/ruleGroups/old', {
    priority: 100,
    rules: [{ name: 'n', ruleType: 'FirewallPolicyFilterRule', priority: 100, action: { type: 'Allow' } }],
  }),
  resource('ipGroups/ips', { ipAddresses: ['10.0.0.0/8'] }),
  resource(
    'loadBalancers/lb',
    {
      frontendIPConfigurations: [frontend],
      backendAddressPools: [
        part('loadBalancers/lb/backendAddressPools/pool', {
          backendIPConfigurations: [link('networkInterfaces/nic/ipConfigurations/ip')],
          loadBalancerBackendAddresses: [{ name: 'a', properties: { ipAddress: '10.0.1.4' } }],
        }),
      ],
      loadBalancingRules: [
        part('loadBalancers/lb/loadBalancingRules/r', {
          frontendIPConfiguration: link('loadBalancers/lb/frontendIPConfigurations/front'),
          protocol: 'All',
          frontendPort: 0,
        }),
      ],
      probes: [part('loadBalancers/lb/probes/p', { protocol: 'Tcp', port: 22 })],
      inboundNatRules: [
        part('loadBalancers/lb/inboundNatRules/i', { backendIPConfiguration: nicConfiguration }),
      ],
      outboundRules: [part('loadBalancers/lb/outboundRules/o', { protocol: 'All' })],
    },
    { sku: { name: 'Standard', tier: 'Regional' } },
  ),
  localGateway,
  resource(
    'natGateways/nat',
    { publicIpAddresses: [link('publicIPAddresses/pip')] },
    { sku: { name: 'Standard' }, zones: ['1'] },
  ),
  resource('networkInterfaces/nic', {
    enableIPForwarding: true,
    networkSecurityGroup: link('networkSecurityGroups/nsg'),
    ipConfigurations: [nicConfiguration],
    virtualMachine: { id: `${group.replace('Network', 'Compute')}/virtualMachines/vm` },
  }),
  resource('networkManagers/nm', { networkManagerScopes: { subscriptions: ['/subscriptions/0000'] } }),
  manager('connectivityConfigurations/cc', {
    connectivityTopology: 'HubAndSpoke',
    appliesToGroups: [{ networkGroupId: id('networkManagers/nm/networkGroups/g'), useHubGateway: 'True' }],
    hubs: [{ resourceId: id('virtualNetworks/hub'), resourceType: 'Microsoft.Network/virtualNetworks' }],
  }),
  manager('networkGroups/g', { memberType: 'VirtualNetwork' }),
  manager('networkGroups/g/staticMembers/m', { resourceId: id('virtualNetworks/spoke') }),
  routingManager('', { description: 'd' }),
  routingManager('/ruleCollections/c', { disableBgpRoutePropagation: 'True', appliesTo: [] }),
  routingManager('/ruleCollections/c/rules/r', {
    destination: { type: 'AddressPrefix', destinationAddress: '10.0.0.0/8' },
    nextHop: { nextHopType: 'VirtualAppliance', nextHopAddress: '10.0.1.4' },
  }),
  manager('securityAdminConfigurations/sa', { applyOnNetworkIntentPolicyBasedServices: ['None'] }),
  manager('securityAdminConfigurations/sa/ruleCollections/c', {
    appliesToGroups: [{ networkGroupId: id('networkManagers/nm/networkGroups/g') }],
  }),
  manager('securityAdminConfigurations/sa/ruleCollections/c/rules/r', {
    access: 'Deny',
    direction: 'Inbound',
    priority: 100,
    protocol: 'Tcp',
    sources: [{ addressPrefixType: 'ServiceTag', addressPrefix: 'Internet' }],
    destinationPortRanges: ['22', '3389'],
  }),
  securityGroup,
  resource('privateEndpoints/pe', {
    subnet: link('virtualNetworks/hub/subnets/vm'),
    networkInterfaces: [link('networkInterfaces/pe.nic')],
    ipConfigurations: [
      { name: 'c', properties: { groupId: 'blob', memberName: 'blob', privateIPAddress: '10.0.1.9' } },
    ],
    privateLinkServiceConnections: [
      part('privateEndpoints/pe/privateLinkServiceConnections/s', { groupIds: ['blob'] }),
    ],
    customDnsConfigs: [{ fqdn: 'a.example', ipAddresses: ['10.0.1.9'] }],
  }),
  resource(
    'publicIPAddresses/pip',
    {
      ipAddress: '203.0.113.1',
      publicIPAllocationMethod: 'Static',
      ipConfiguration: nicConfiguration,
    },
    { sku: { name: 'Standard', tier: 'Regional' }, zones: ['1'] },
  ),
  resource('publicIPPrefixes/pfx', { ipPrefix: '203.0.113.0/28' }, { sku: { name: 'Standard' } }),
  routeTable,
  resource('virtualHubs/vhub', {
    addressPrefix: '10.100.0.0/24',
    sku: 'Standard',
    virtualRouterAsn: 65515,
    virtualRouterIps: ['10.100.0.68', '10.100.0.69'],
    virtualWan: link('virtualWans/wan'),
    routeTable: { routes: [{ addressPrefixes: ['10.9.0.0/16'], nextHopIpAddress: '10.1.0.4' }] },
    virtualHubRouteTableV2s: [part('virtualHubs/vhub/routeTables/v2', { attachedConnections: ['All'] })],
  }),
  resource('virtualHubs/vhub/bgpConnections/nva', { peerAsn: 65001, peerIp: '10.1.0.4' }),
  resource('virtualHubs/vhub/hubRouteTables/defaultRouteTable', {
    labels: ['default'],
    routes: [{ name: 'r', destinationType: 'CIDR', destinations: ['10.9.0.0/16'], nextHop: 'x' }],
  }),
  resource('virtualHubs/vhub/hubVirtualNetworkConnections/spoke', {
    remoteVirtualNetwork: link('virtualNetworks/spoke'),
    routingConfiguration: {
      propagatedRouteTables: { labels: ['default'], ids: [] },
      vnetRoutes: {
        staticRoutes: [{ name: 's', addressPrefixes: ['10.9.0.0/16'], nextHopIpAddress: '10.1.0.4' }],
      },
    },
  }),
  resource('virtualHubs/rs/ipConfigurations/ip', {
    subnet: link('virtualNetworks/hub/subnets/RouteServerSubnet'),
    publicIPAddress: link('publicIPAddresses/pip'),
  }),
  resource('virtualHubs/vhub/routingIntent/i', {
    routingPolicies: [{ name: 'p', destinations: ['Internet'], nextHop: id('azureFirewalls/fw') }],
  }),
  gateway,
  resource('virtualNetworks/hub', {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    dhcpOptions: { dnsServers: [] },
    subnets: [subnet],
    virtualNetworkPeerings: [peering],
  }),
  { ...subnet, type: 'Microsoft.Network/virtualNetworks/subnets' },
  { ...peering, type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings' },
  resource('virtualWans/wan', { type: 'Standard', allowBranchToBranchTraffic: true }),
  resource('vpnGateways/hubvpn', {
    virtualHub: link('virtualHubs/vhub'),
    connections: [vpnConnection],
    bgpSettings: { asn: 65515, bgpPeeringAddresses: [{ defaultBgpIpAddresses: ['10.100.0.12'] }] },
    ipConfigurations: [{ id: 'Instance0', publicIpAddress: '203.0.113.9', privateIpAddress: '10.100.0.4' }],
  }),
  { ...vpnConnection, type: 'Microsoft.Network/vpnGateways/vpnConnections' },
  resource('vpnSites/branch', {
    addressSpace: { addressPrefixes: ['192.168.9.0/24'] },
    virtualWan: link('virtualWans/wan'),
    vpnSiteLinks: [siteLink],
  }),
  {
    id: `${group.replace('Network', 'Compute')}/virtualMachines/vm`,
    type: 'Microsoft.Compute/virtualMachines',
    name: 'vm',
    location: 'japaneast',
    zones: ['1'],
    properties: {
      vmId: 'v',
      storageProfile: { osDisk: { osType: 'Linux' } },
      networkProfile: {
        networkInterfaces: [{ ...link('networkInterfaces/nic'), properties: { primary: true } }],
        networkInterfaceConfigurations: [
          {
            name: 'n',
            properties: {
              primary: true,
              ipConfigurations: [
                {
                  name: 'c',
                  properties: {
                    subnet: link('virtualNetworks/hub/subnets/vm'),
                    publicIPAddressConfiguration: {
                      name: 'p',
                      sku: { name: 'Standard' },
                      properties: { idleTimeoutInMinutes: 4 },
                    },
                  },
                },
              ],
            },
          },
        ],
      },
    },
  },
]
