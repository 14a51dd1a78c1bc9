// Which resource types are understood, which have no bearing on routing, and what is missing without the others.
import type { MissingEffect } from '../diagnostics/index.ts'
import { attachedTypes } from './attached-types.ts'
import { mentionsSubnet } from './mentions-subnet.ts'
import type { Value } from './value.ts'

/** What becomes of a resource of a type. */
export type TypeClass =
  | { readonly kind: 'understood' }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unsupported'; readonly effect: MissingEffect }

/** Types that the model reads; children (`virtualNetworks/subnets`) are listed with their parents' names. */
export const understoodTypes: readonly string[] = [
  'Microsoft.Compute/virtualMachines',
  'Microsoft.Compute/virtualMachineScaleSets',
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines',
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces',
  'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces/ipConfigurations',
  'Microsoft.Compute/virtualMachines/extensions',
  'Microsoft.Compute/virtualMachines/runCommands',
  'Microsoft.Network/applicationSecurityGroups',
  'Microsoft.Network/azureFirewalls',
  'Microsoft.Network/azureFirewalls/ipConfigurations',
  'Microsoft.Network/bastionHosts',
  'Microsoft.Network/connections',
  'Microsoft.Network/expressRouteCircuits',
  'Microsoft.Network/expressRouteCircuits/authorizations',
  'Microsoft.Network/expressRouteCircuits/peerings',
  'Microsoft.Network/expressRouteCircuits/peerings/connections',
  'Microsoft.Network/expressRouteGateways',
  'Microsoft.Network/expressRouteGateways/expressRouteConnections',
  'Microsoft.Network/firewallPolicies',
  'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
  'Microsoft.Network/firewallPolicies/ruleGroups',
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
  'Microsoft.Network/networkManagers/securityAdminConfigurations',
  'Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections',
  'Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules',
  'Microsoft.Network/networkProfiles',
  'Microsoft.Network/networkSecurityGroups',
  'Microsoft.Network/networkSecurityGroups/securityRules',
  'Microsoft.Network/p2svpnGateways',
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
  'Microsoft.Advisor',
  'Microsoft.Authorization',
  'Microsoft.Automation',
  'Microsoft.Billing',
  'Microsoft.Compute/availabilitySets',
  'Microsoft.Compute/capacityReservationGroups',
  'Microsoft.Compute/diskAccesses',
  'Microsoft.Compute/diskEncryptionSets',
  'Microsoft.Compute/disks',
  'Microsoft.Compute/galleries',
  'Microsoft.Compute/hostGroups',
  'Microsoft.Compute/images',
  'Microsoft.Compute/proximityPlacementGroups',
  'Microsoft.Compute/restorePointCollections',
  'Microsoft.Compute/snapshots',
  'Microsoft.Compute/sshPublicKeys',
  'Microsoft.DevTestLab/schedules',
  'Microsoft.Compute/virtualMachineScaleSets/extensions',
  'Microsoft.EventGrid',
  'Microsoft.GuestConfiguration',
  'Microsoft.Insights',
  'Microsoft.KeyVault',
  'Microsoft.Maintenance',
  'Microsoft.Management',
  'Microsoft.ManagedIdentity',
  'Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies',
  'Microsoft.Network/ddosCustomPolicies',
  'Microsoft.Network/ddosProtectionPlans',
  'Microsoft.Network/dnsForwardingRulesets',
  'Microsoft.Network/dnsResolvers',
  'Microsoft.Network/dnsZones',
  'Microsoft.Network/firewallPolicies/signatureOverrides',
  'Microsoft.Network/frontDoors',
  'Microsoft.Network/frontDoorWebApplicationFirewallPolicies',
  'Microsoft.Network/networkIntentPolicies',
  'Microsoft.Network/networkManagers/ipamPools',
  'Microsoft.Network/networkManagers/scopeConnections',
  'Microsoft.Network/networkManagers/verifierWorkspaces',
  'Microsoft.Network/networkSecurityPerimeters',
  'Microsoft.Network/networkWatchers',
  'Microsoft.Network/privateDnsZones',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
  'Microsoft.Network/serviceEndpointPolicies',
  'Microsoft.Network/trafficManagerProfiles',
  'Microsoft.Network/vpnServerConfigurations',
  'Microsoft.OperationalInsights',
  'Microsoft.OperationsManagement',
  'Microsoft.PolicyInsights',
  'Microsoft.RecoveryServices',
  'Microsoft.Resources/deploymentScripts',
  'Microsoft.Resources/resourceGroups',
  'Microsoft.Resources/subscriptions',
  'Microsoft.Resources/tags',
  'Microsoft.Resources/templateSpecs',
  'Microsoft.Security',
  'Microsoft.Storage',
]

/** What an answer may lack without a type; children follow their parent. Everything else: unclear. */
const effects: Readonly<Record<string, MissingEffect>> = {
  'Microsoft.Network/expressRoutePorts': 'routes',
  'Microsoft.Network/networkVirtualAppliances': 'routes',
  'Microsoft.Network/virtualHubs/connectionPolicies': 'filters',
  'Microsoft.Network/virtualHubs/routeMaps': 'routes',
  'Microsoft.Network/virtualNetworkGateways/natRules': 'routes',
  'Microsoft.Network/vpnGateways/natRules': 'routes',
  'Microsoft.Resources/deployments': 'unclear',
}

const known = [...understoodTypes, ...attachedTypes.map(({ type }) => type)]

const canonical: ReadonlyMap<string, string> = new Map(
  [...known, ...ignored, ...Object.keys(effects)].map((type) => [type.toLowerCase(), type]),
)
const understoodKeys: ReadonlySet<string> = new Set(known.map((type) => type.toLowerCase()))
const ignoredKeys: ReadonlySet<string> = new Set(ignored.map((type) => type.toLowerCase()))
const effectByKey: ReadonlyMap<string, MissingEffect> = new Map(
  Object.entries(effects).map(([type, effect]) => [type.toLowerCase(), effect]),
)

/** No type is as deep; what is written as one may be a whole file. */
const deepestType = 20

/** The type itself and every type or namespace above it, nearest first. */
const withAncestors = (type: string): readonly string[] => {
  const segments = type.toLowerCase().split('/')
  if (segments.length > deepestType) return [type.toLowerCase()]
  return segments.map((_, index) => segments.slice(0, segments.length - index).join('/'))
}

const effectIsKnown = (type: string): boolean => withAncestors(type).some((key) => effectByKey.has(key))

/** The lists, for the guide. */
export const listedTypes: {
  readonly understood: readonly string[]
  readonly ignored: readonly string[]
  readonly effects: Readonly<Record<string, MissingEffect>>
} = { understood: understoodTypes, ignored, effects }

/** What becomes of a resource of this type, in any letter case. */
export const classifyType = (type: string): TypeClass => {
  const [own = '', ...above] = withAncestors(type)
  if (understoodKeys.has(own)) return { kind: 'understood' }
  // Extension resources (`…/providers/diagnosticSettings`) hang on others and route nothing.
  if (own.split('/').includes('providers')) return { kind: 'ignored' }
  if ([own, ...above].some((key) => ignoredKeys.has(key))) return { kind: 'ignored' }
  const effect = [own, ...above].map((key) => effectByKey.get(key)).find((found) => found !== undefined)
  return { kind: 'unsupported', effect: effect ?? 'unclear' }
}

/** Namespaces whose types may do something to packets without a word of a subnet. */
const networkNamespaces: ReadonlySet<string> = new Set([
  'microsoft.classicnetwork',
  'microsoft.compute',
  'microsoft.network',
  'microsoft.resources',
])

/**
 * What becomes of one resource. A service of which nothing is known has a bearing on the network only where it
 * names a subnet: a database or a web site without one meets no packet of a virtual network.
 */
export const classifyResource = (type: string, body: Value): TypeClass => {
  const found = classifyType(type)
  if (found.kind !== 'unsupported' || effectIsKnown(type)) return found
  if (networkNamespaces.has(type.toLowerCase().split('/')[0] ?? '')) return found
  // Rules that let subnets in: what they name is not where the service stands.
  if (type.toLowerCase().endsWith('/virtualnetworkrules')) return { kind: 'ignored' }
  return mentionsSubnet(body) ? { kind: 'unsupported', effect: 'addresses' } : { kind: 'ignored' }
}

/** The type in Azure's spelling where it is known: Resource Graph writes types in lower case. */
export const canonicalType = (type: string): string => canonical.get(type.toLowerCase()) ?? type
