// Which resource types are understood, which have no bearing on routing, and what is missing without the others.
import type { MissingEffect } from '../diagnostics/index.ts'

/** What becomes of a resource of a type. */
export type TypeClass =
  | { readonly kind: 'understood' }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unsupported'; readonly effect: MissingEffect }

/** Types that the model reads; children (`virtualNetworks/subnets`) are listed with their parents' names. */
const understood: readonly string[] = [
  'Microsoft.Compute/virtualMachines',
  'Microsoft.Compute/virtualMachines/extensions',
  'Microsoft.Compute/virtualMachines/runCommands',
  'Microsoft.Network/applicationSecurityGroups',
  'Microsoft.Network/azureFirewalls',
  'Microsoft.Network/azureFirewalls/ipConfigurations',
  'Microsoft.Network/bastionHosts',
  'Microsoft.Network/bastionHosts/ipConfigurations',
  'Microsoft.Network/connections',
  'Microsoft.Network/expressRouteCircuits',
  'Microsoft.Network/expressRouteCircuits/authorizations',
  'Microsoft.Network/expressRouteCircuits/peerings',
  'Microsoft.Network/expressRouteCircuits/peerings/connections',
  'Microsoft.Network/expressRouteGateways',
  'Microsoft.Network/expressRouteGateways/expressRouteConnections',
  'Microsoft.Network/firewallPolicies',
  'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
  'Microsoft.Network/ipGroups',
  'Microsoft.Network/loadBalancers',
  'Microsoft.Network/loadBalancers/backendAddressPools',
  'Microsoft.Network/loadBalancers/frontendIPConfigurations',
  'Microsoft.Network/loadBalancers/inboundNatRules',
  'Microsoft.Network/loadBalancers/loadBalancingRules',
  'Microsoft.Network/loadBalancers/outboundRules',
  'Microsoft.Network/loadBalancers/probes',
  'Microsoft.Network/localNetworkGateways',
  'Microsoft.Network/natGateways',
  'Microsoft.Network/networkInterfaces',
  'Microsoft.Network/networkInterfaces/ipConfigurations',
  'Microsoft.Network/networkManagers',
  'Microsoft.Network/networkManagers/connectivityConfigurations',
  'Microsoft.Network/networkManagers/networkGroups',
  'Microsoft.Network/networkManagers/networkGroups/staticMembers',
  'Microsoft.Network/networkManagers/routingConfigurations',
  'Microsoft.Network/networkManagers/routingConfigurations/ruleCollections',
  'Microsoft.Network/networkManagers/routingConfigurations/ruleCollections/rules',
  'Microsoft.Network/networkSecurityGroups',
  'Microsoft.Network/networkSecurityGroups/securityRules',
  'Microsoft.Network/privateEndpoints',
  'Microsoft.Network/publicIPAddresses',
  'Microsoft.Network/publicIPPrefixes',
  'Microsoft.Network/routeTables',
  'Microsoft.Network/routeTables/routes',
  'Microsoft.Network/virtualHubs',
  'Microsoft.Network/virtualHubs/bgpConnections',
  'Microsoft.Network/virtualHubs/hubRouteTables',
  'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections',
  'Microsoft.Network/virtualHubs/ipConfigurations',
  'Microsoft.Network/virtualHubs/routingIntent',
  'Microsoft.Network/virtualNetworkGateways',
  'Microsoft.Network/virtualNetworkGateways/ipConfigurations',
  'Microsoft.Network/virtualNetworks',
  'Microsoft.Network/virtualNetworks/subnets',
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
  'Microsoft.Network/virtualWans',
  'Microsoft.Network/vpnGateways',
  'Microsoft.Network/vpnGateways/vpnConnections',
  'Microsoft.Network/vpnSites',
  'Microsoft.Network/vpnSites/vpnSiteLinks',
]

/** Types (with their children) that no packet in a VNet notices. */
const ignored: readonly string[] = [
  'Microsoft.Authorization',
  'Microsoft.Compute/availabilitySets',
  'Microsoft.Compute/diskEncryptionSets',
  'Microsoft.Compute/disks',
  'Microsoft.Compute/galleries',
  'Microsoft.Compute/images',
  'Microsoft.Compute/proximityPlacementGroups',
  'Microsoft.Compute/snapshots',
  'Microsoft.Compute/sshPublicKeys',
  'Microsoft.DevTestLab/schedules',
  'Microsoft.Insights',
  'Microsoft.KeyVault',
  'Microsoft.Maintenance',
  'Microsoft.ManagedIdentity',
  'Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies',
  'Microsoft.Network/ddosCustomPolicies',
  'Microsoft.Network/ddosProtectionPlans',
  'Microsoft.Network/dnsZones',
  'Microsoft.Network/firewallPolicies/signatureOverrides',
  'Microsoft.Network/frontDoors',
  'Microsoft.Network/frontDoorWebApplicationFirewallPolicies',
  'Microsoft.Network/networkIntentPolicies',
  'Microsoft.Network/networkManagers/ipamPools',
  'Microsoft.Network/networkManagers/scopeConnections',
  'Microsoft.Network/networkSecurityPerimeters',
  'Microsoft.Network/networkWatchers',
  'Microsoft.Network/privateDnsZones',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
  'Microsoft.Network/serviceEndpointPolicies',
  'Microsoft.Network/trafficManagerProfiles',
  'Microsoft.OperationalInsights',
  'Microsoft.OperationsManagement',
  'Microsoft.RecoveryServices',
  'Microsoft.Resources/deploymentScripts',
  'Microsoft.Resources/resourceGroups',
  'Microsoft.Resources/tags',
  'Microsoft.Security',
  'Microsoft.Storage',
]

/** What an answer may lack without a type; children follow their parent. Everything else: unclear. */
const effects: Readonly<Record<string, MissingEffect>> = {
  'Microsoft.Compute/virtualMachineScaleSets': 'addresses',
  'Microsoft.Network/applicationGateways': 'traffic',
  'Microsoft.Network/dnsResolvers': 'addresses',
  'Microsoft.Network/expressRoutePorts': 'routes',
  'Microsoft.Network/networkManagers/securityAdminConfigurations': 'filters',
  'Microsoft.Network/networkProfiles': 'addresses',
  'Microsoft.Network/networkVirtualAppliances': 'routes',
  'Microsoft.Network/p2sVpnGateways': 'routes',
  'Microsoft.Network/privateLinkServices': 'addresses',
  'Microsoft.Network/virtualHubs/routeMaps': 'routes',
  'Microsoft.Network/virtualNetworkGateways/natRules': 'routes',
  'Microsoft.Network/vpnGateways/natRules': 'routes',
  'Microsoft.Network/vpnServerConfigurations': 'routes',
  'Microsoft.Resources/deployments': 'unclear',
}

const canonical: ReadonlyMap<string, string> = new Map(
  [...understood, ...ignored, ...Object.keys(effects)].map((type) => [type.toLowerCase(), type]),
)
const understoodKeys: ReadonlySet<string> = new Set(understood.map((type) => type.toLowerCase()))
const ignoredKeys: ReadonlySet<string> = new Set(ignored.map((type) => type.toLowerCase()))
const effectByKey: ReadonlyMap<string, MissingEffect> = new Map(
  Object.entries(effects).map(([type, effect]) => [type.toLowerCase(), effect]),
)

/** The type itself and every type or namespace above it, nearest first. */
const withAncestors = (type: string): readonly string[] => {
  const segments = type.toLowerCase().split('/')
  return segments.map((_, index) => segments.slice(0, segments.length - index).join('/'))
}

/** What becomes of a resource of this type, in any letter case. */
export const classifyType = (type: string): TypeClass => {
  const [own = '', ...above] = withAncestors(type)
  if (understoodKeys.has(own)) return { kind: 'understood' }
  // Extension resources (`…/providers/diagnosticSettings`) hang on others and route nothing.
  if (own.split('/').includes('providers')) return { kind: 'ignored' }
  if ([own, ...above].some((key) => ignoredKeys.has(key))) return { kind: 'ignored' }
  const effect = [own, ...above].map((key) => effectByKey.get(key)).find((known) => known !== undefined)
  return { kind: 'unsupported', effect: effect ?? 'unclear' }
}

/** The type in Azure's spelling where it is known: Resource Graph writes types in lower case. */
export const canonicalType = (type: string): string => canonical.get(type.toLowerCase()) ?? type
