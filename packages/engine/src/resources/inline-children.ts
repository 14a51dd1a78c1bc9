// The children that Azure lets people write inside their parent, and the type that each has on its own.

/** A list of children in a parent's body. */
export interface InlineList {
  /** Name of the list below `properties`. */
  readonly property: string
  /** Last segment of the children's type. */
  readonly childType: string
}

const same = (...names: readonly string[]): readonly InlineList[] =>
  names.map((name) => ({ property: name, childType: name }))

const lists: Readonly<Record<string, readonly InlineList[]>> = {
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces': same('ipConfigurations'),
  'Microsoft.Network/azureFirewalls': same('ipConfigurations'),
  'Microsoft.Network/bastionHosts': same('ipConfigurations'),
  'Microsoft.Network/expressRouteCircuits': same('authorizations', 'peerings'),
  'Microsoft.Network/expressRouteCircuits/peerings': same('connections'),
  'Microsoft.Network/expressRouteGateways': same('expressRouteConnections'),
  'Microsoft.Network/firewallPolicies': same('ruleCollectionGroups'),
  'Microsoft.Network/loadBalancers': same(
    'frontendIPConfigurations',
    'backendAddressPools',
    'loadBalancingRules',
    'probes',
    'outboundRules',
    'inboundNatRules',
  ),
  'Microsoft.Network/networkInterfaces': same('ipConfigurations'),
  'Microsoft.Network/networkSecurityGroups': same('securityRules'),
  'Microsoft.Network/routeTables': same('routes'),
  'Microsoft.Network/virtualHubs': [
    ...same(
      'hubRouteTables',
      'ipConfigurations',
      'bgpConnections',
      'hubVirtualNetworkConnections',
      'routingIntent',
    ),
    { property: 'virtualNetworkConnections', childType: 'hubVirtualNetworkConnections' },
  ],
  'Microsoft.Network/virtualNetworkGateways': same('ipConfigurations'),
  'Microsoft.Network/virtualNetworks': same('subnets', 'virtualNetworkPeerings'),
  'Microsoft.Network/vpnGateways': [{ property: 'connections', childType: 'vpnConnections' }],
  'Microsoft.Network/vpnSites': same('vpnSiteLinks'),
}

const byKey: ReadonlyMap<string, readonly InlineList[]> = new Map(
  Object.entries(lists).map(([type, inline]) => [type.toLowerCase(), inline]),
)

/** The inline lists of a type, in any letter case; none for most. */
export const inlineListsOf = (type: string): readonly InlineList[] => byKey.get(type.toLowerCase()) ?? []
