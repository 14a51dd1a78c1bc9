// A template with everything that filters packets: security groups, admin rules, a firewall with a policy and rules of its own.
const group = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network'
const link = (path: string) => ({ id: `${group}/${path}` })
const manager = 'Microsoft.Network/networkManagers'

const rule = (name: string, priority: number, settings: object) => ({
  name,
  properties: {
    priority,
    direction: 'Inbound',
    access: 'Allow',
    protocol: '*',
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '*',
    ...settings,
  },
})

const networkRule = (settings: object) => ({
  ruleType: 'NetworkRule',
  name: 'web',
  ipProtocols: ['TCP', 'ICMP'],
  sourceAddresses: ['10.0.0.0/16'],
  destinationAddresses: ['10.1.0.0/24', '10.9.0.1-10.9.0.9'],
  destinationPorts: ['80-443', '8080'],
  ...settings,
})

const vnet = (name: string, prefix: string, subnets: readonly object[]) => ({
  type: 'Microsoft.Network/virtualNetworks',
  name,
  properties: { addressSpace: { addressPrefixes: [prefix] }, subnets },
})

const machine = (name: string, subnet: string, more: object = {}) => [
  {
    type: 'Microsoft.Network/networkInterfaces',
    name: `nic-${name}`,
    properties: {
      networkSecurityGroup: link('networkSecurityGroups/nic'),
      ipConfigurations: [{ name: 'c', properties: { subnet: link(`virtualNetworks/${subnet}`), ...more } }],
    },
  },
  {
    type: 'Microsoft.Compute/virtualMachines',
    name,
    properties: { networkProfile: { networkInterfaces: [link(`networkInterfaces/nic-${name}`)] } },
  },
]

const groups: readonly object[] = [
  { type: 'Microsoft.Network/applicationSecurityGroups', name: 'web', properties: {} },
  {
    type: 'Microsoft.Network/networkSecurityGroups',
    name: 'nic',
    properties: {
      securityRules: [
        rule('group', 100, {
          destinationAddressPrefix: undefined,
          destinationApplicationSecurityGroups: [link('applicationSecurityGroups/web')],
          destinationPortRanges: ['22', '443', '8000-9000'],
        }),
        rule('tag', 200, { sourceAddressPrefix: 'AzureLoadBalancer', protocol: 'Tcp' }),
      ],
    },
  },
  {
    type: 'Microsoft.Network/networkSecurityGroups',
    name: 'subnet',
    properties: {
      securityRules: [
        rule('storage', 100, { direction: 'Outbound', destinationAddressPrefix: 'Storage.JapanEast' }),
        rule('lists', 200, {
          sourceAddressPrefix: undefined,
          sourceAddressPrefixes: ['10.0.0.0/24', 'fd00::/64', 'VirtualNetwork'],
        }),
        rule('closed', 4096, { access: 'Deny', protocol: 'Icmp' }),
      ],
    },
  },
]

const admin: readonly object[] = [
  {
    type: `${manager}/networkGroups`,
    name: 'nm/group',
    properties: {},
  },
  {
    type: `${manager}/networkGroups/staticMembers`,
    name: 'nm/group/spoke',
    properties: { resourceId: `${group}/virtualNetworks/spoke` },
  },
  {
    type: `${manager}/securityAdminConfigurations/ruleCollections`,
    name: 'nm/admin/collection',
    properties: { appliesToGroups: [{ networkGroupId: `${group}/networkManagers/nm/networkGroups/group` }] },
  },
  {
    type: `${manager}/securityAdminConfigurations/ruleCollections/rules`,
    name: 'nm/admin/collection/rule',
    kind: 'Custom',
    properties: {
      access: 'AlwaysAllow',
      direction: 'Inbound',
      priority: 10,
      protocol: 'Tcp',
      sources: [{ addressPrefixType: 'IPPrefix', addressPrefix: '10.0.0.0/16' }],
      destinations: [{ addressPrefixType: 'ServiceTag', addressPrefix: 'VirtualNetwork' }],
      destinationPortRanges: ['443', '1-1024'],
    },
  },
]

const firewall: readonly object[] = [
  {
    type: 'Microsoft.Network/ipGroups',
    name: 'ips',
    properties: { ipAddresses: ['10.0.0.0/24', '10.1.0.4'] },
  },
  {
    type: 'Microsoft.Network/firewallPolicies',
    name: 'base',
    properties: { sku: { tier: 'Standard' }, snat: { privateRanges: ['10.0.0.0/8'] } },
  },
  {
    type: 'Microsoft.Network/firewallPolicies',
    name: 'policy',
    properties: { basePolicy: link('firewallPolicies/base') },
  },
  {
    type: 'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
    name: 'policy/group',
    properties: {
      priority: 100,
      ruleCollections: [
        {
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
          name: 'allow',
          priority: 200,
          action: { type: 'Allow' },
          rules: [
            networkRule({}),
            networkRule({ sourceAddresses: [], sourceIpGroups: [`${group}/ipGroups/ips`] }),
            {
              ruleType: 'ApplicationRule',
              name: 'sites',
              protocols: [{ protocolType: 'Https', port: 443 }],
              sourceAddresses: ['*'],
              targetFqdns: ['*.example.com'],
            },
          ],
        },
        {
          ruleCollectionType: 'FirewallPolicyNatRuleCollection',
          name: 'nat',
          priority: 100,
          action: { type: 'DNAT' },
          rules: [networkRule({ ruleType: 'NatRule', translatedAddress: '10.1.0.4', translatedPort: '443' })],
        },
      ],
    },
  },
  {
    type: 'Microsoft.Network/firewallPolicies/ruleGroups',
    name: 'base/old',
    properties: {
      priority: 300,
      rules: [
        {
          ruleType: 'FirewallPolicyFilterRule',
          name: 'deny',
          priority: 100,
          action: { type: 'Deny' },
          ruleConditions: [
            { ruleConditionType: 'NetworkRuleCondition', name: 'c', destinationAddresses: ['*'] },
          ],
        },
      ],
    },
  },
  {
    type: 'Microsoft.Network/azureFirewalls',
    name: 'fw',
    properties: {
      sku: { name: 'AZFW_VNet', tier: 'Standard' },
      firewallPolicy: link('firewallPolicies/policy'),
      ipConfigurations: [
        { name: 'c', properties: { subnet: link('virtualNetworks/hub/subnets/AzureFirewallSubnet') } },
      ],
      networkRuleCollections: [
        {
          name: 'classic',
          properties: {
            priority: 100,
            action: { type: 'Allow' },
            rules: [{ name: 'r', protocols: ['Any'], sourceAddresses: ['*'], destinationAddresses: ['*'] }],
          },
        },
      ],
    },
  },
]

const resources: readonly object[] = [
  vnet('hub', '10.0.0.0/16', [
    { name: 'AzureFirewallSubnet', properties: { addressPrefix: '10.0.1.0/26' } },
    {
      name: 'main',
      properties: {
        addressPrefix: '10.0.0.0/24',
        networkSecurityGroup: link('networkSecurityGroups/subnet'),
        routeTable: link('routeTables/rt'),
      },
    },
  ]),
  vnet('spoke', '10.1.0.0/16', [
    {
      name: 'main',
      properties: {
        addressPrefix: '10.1.0.0/24',
        networkSecurityGroup: link('networkSecurityGroups/subnet'),
        privateEndpointNetworkPolicies: 'Enabled',
      },
    },
  ]),
  ...[
    ['hub', 'spoke'],
    ['spoke', 'hub'],
  ].map(([from, to]) => ({
    type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
    name: `${from}/to-${to}`,
    properties: {
      remoteVirtualNetwork: link(`virtualNetworks/${to}`),
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: true,
    },
  })),
  {
    type: 'Microsoft.Network/routeTables',
    name: 'rt',
    properties: {
      routes: [
        {
          name: 'spoke',
          properties: {
            addressPrefix: '10.1.0.0/16',
            nextHopType: 'VirtualAppliance',
            nextHopIpAddress: '10.0.1.4',
          },
        },
      ],
    },
  },
  ...groups,
  ...admin,
  ...firewall,
  ...machine('client', 'hub/subnets/main'),
  ...machine('server', 'spoke/subnets/main', {
    applicationSecurityGroups: [link('applicationSecurityGroups/web')],
  }),
  {
    type: 'Microsoft.Network/privateEndpoints',
    name: 'pe',
    properties: {
      subnet: link('virtualNetworks/spoke/subnets/main'),
      privateLinkServiceConnections: [{ name: 'c', properties: { groupIds: ['blob'] } }],
    },
  },
]

/** The template as text. */
export const filters: string = JSON.stringify(resources, undefined, 2)
