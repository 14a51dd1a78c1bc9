// Where ARM writes `properties` inside a resource of a type: the table by which flattened exports are put back in shape.

/**
 * Paths below `properties` (names joined by dots) that hold objects with `properties` of their own, or lists of them,
 * each with the name of its form.
 */
export type NestedObjects = Readonly<Record<string, string>>

const plain = 'plain'

/** Forms by name; those of whole resources carry the last segments of their type. `plain` holds nothing nested. */
const forms: Readonly<Record<string, NestedObjects>> = {
  [plain]: {},
  applicationGateways: {
    backendAddressPools: plain,
    frontendIPConfigurations: plain,
    gatewayIPConfigurations: plain,
    privateLinkConfigurations: 'privateLinkConfigurations',
  },
  azureFirewalls: {
    applicationRuleCollections: plain,
    ipConfigurations: plain,
    managementIpConfiguration: plain,
    natRuleCollections: plain,
    networkRuleCollections: plain,
  },
  bastionHosts: { ipConfigurations: plain },
  connections: {
    localNetworkGateway2: plain,
    virtualNetworkGateway1: 'virtualNetworkGateways',
    virtualNetworkGateway2: 'virtualNetworkGateways',
  },
  containerGroups: { containers: plain, initContainers: plain },
  containerInterfaces: { ipConfigurations: plain },
  expressRouteCircuits: { authorizations: plain, peerings: 'expressRouteCircuits/peerings' },
  'expressRouteCircuits/peerings': { connections: plain, peeredConnections: plain },
  expressRouteGateways: { expressRouteConnections: plain },
  loadBalancers: {
    backendAddressPools: 'loadBalancers/backendAddressPools',
    frontendIPConfigurations: 'loadBalancers/frontendIPConfigurations',
    inboundNatPools: plain,
    inboundNatRules: 'loadBalancers/inboundNatRules',
    loadBalancingRules: plain,
    outboundRules: plain,
    probes: plain,
  },
  'loadBalancers/backendAddressPools': {
    backendIPConfigurations: 'networkInterfaces/ipConfigurations',
    loadBalancerBackendAddresses: plain,
  },
  'loadBalancers/frontendIPConfigurations': { publicIPAddress: 'publicIPAddresses', subnet: 'subnets' },
  'loadBalancers/inboundNatRules': { backendIPConfiguration: 'networkInterfaces/ipConfigurations' },
  networkInterfaces: {
    ipConfigurations: 'networkInterfaces/ipConfigurations',
    networkSecurityGroup: 'networkSecurityGroups',
    privateEndpoint: 'privateEndpoints',
    tapConfigurations: plain,
  },
  'networkInterfaces/ipConfigurations': {
    applicationGatewayBackendAddressPools: plain,
    applicationSecurityGroups: plain,
    loadBalancerBackendAddressPools: 'loadBalancers/backendAddressPools',
    loadBalancerInboundNatRules: 'loadBalancers/inboundNatRules',
    publicIPAddress: 'publicIPAddresses',
    subnet: 'subnets',
  },
  networkProfiles: {
    containerNetworkInterfaceConfigurations: 'containerInterfaces',
    containerNetworkInterfaces: plain,
  },
  networkSecurityGroups: {
    defaultSecurityRules: 'networkSecurityGroups/securityRules',
    networkInterfaces: 'networkInterfaces',
    securityRules: 'networkSecurityGroups/securityRules',
    subnets: 'subnets',
  },
  'networkSecurityGroups/securityRules': {
    destinationApplicationSecurityGroups: plain,
    sourceApplicationSecurityGroups: plain,
  },
  p2svpnGateways: { p2SConnectionConfigurations: plain },
  privateEndpoints: {
    applicationSecurityGroups: plain,
    ipConfigurations: plain,
    manualPrivateLinkServiceConnections: plain,
    networkInterfaces: 'networkInterfaces',
    privateLinkServiceConnections: plain,
    subnet: 'subnets',
  },
  privateLinkConfigurations: { ipConfigurations: plain },
  privateLinkServices: { ipConfigurations: plain, privateEndpointConnections: plain },
  publicIPAddresses: {
    ipConfiguration: 'networkInterfaces/ipConfigurations',
    linkedPublicIPAddress: 'publicIPAddresses',
    natGateway: plain,
    servicePublicIPAddress: 'publicIPAddresses',
  },
  publicIPPrefixes: { natGateway: plain },
  routeTables: { routes: plain, subnets: 'subnets' },
  subnets: {
    applicationGatewayIPConfigurations: plain,
    delegations: plain,
    ipConfigurationProfiles: plain,
    ipConfigurations: 'networkInterfaces/ipConfigurations',
    natGateway: plain,
    networkSecurityGroup: 'networkSecurityGroups',
    privateEndpoints: 'privateEndpoints',
    resourceNavigationLinks: plain,
    routeTable: 'routeTables',
    serviceAssociationLinks: plain,
    serviceEndpointPolicies: plain,
  },
  virtualHubs: {
    bgpConnections: plain,
    hubRouteTables: plain,
    hubVirtualNetworkConnections: plain,
    ipConfigurations: 'virtualHubs/ipConfigurations',
    routingIntent: plain,
    virtualHubRouteTableV2s: plain,
    virtualNetworkConnections: plain,
  },
  'virtualHubs/ipConfigurations': { publicIPAddress: 'publicIPAddresses', subnet: 'subnets' },
  virtualMachines: {
    'networkProfile.networkInterfaceConfigurations': 'interfaceConfigurations',
    'networkProfile.networkInterfaces': plain,
  },
  virtualMachineScaleSets: {
    'virtualMachineProfile.networkProfile.networkInterfaceConfigurations': 'interfaceConfigurations',
  },
  'virtualMachineScaleSets/virtualMachines': {
    'networkProfile.networkInterfaces': plain,
    'networkProfileConfiguration.networkInterfaceConfigurations': 'interfaceConfigurations',
  },
  interfaceConfigurations: { ipConfigurations: 'addressConfigurations' },
  addressConfigurations: { publicIPAddressConfiguration: plain },
  virtualNetworkGateways: {
    ipConfigurations: plain,
    natRules: plain,
    virtualNetworkGatewayPolicyGroups: plain,
    'vpnClientConfiguration.vngClientConnectionConfigurations': plain,
    'vpnClientConfiguration.vpnClientRevokedCertificates': plain,
    'vpnClientConfiguration.vpnClientRootCertificates': plain,
  },
  virtualNetworks: { subnets: 'subnets', virtualNetworkPeerings: plain },
  vpnConnections: { vpnLinkConnections: plain },
  vpnGateways: { connections: 'vpnConnections', natRules: plain },
  vpnSites: { vpnSiteLinks: plain },
}

/** Types whose form does not have the name of the type itself. */
const formOfChild: Readonly<Record<string, string>> = {
  'virtualMachineScaleSets/virtualMachines/networkInterfaces': 'networkInterfaces',
  'virtualMachineScaleSets/virtualMachines/networkInterfaces/ipConfigurations':
    'networkInterfaces/ipConfigurations',
  'virtualNetworks/subnets': 'subnets',
  'vpnGateways/vpnConnections': 'vpnConnections',
}

/** Forms in which `sku` is one of the properties; in all others it stands beside them. */
const skuInProperties: ReadonlySet<string> = new Set([
  'Redis',
  'applicationGateways',
  'azureFirewalls',
  'firewallPolicies',
  'virtualHubs',
  'virtualNetworkGateways',
])

/** A form: what is nested in it, and whether `sku` belongs to the properties. */
export interface ObjectForm {
  readonly nested: readonly { readonly path: readonly string[]; readonly form: string }[]
  readonly skuInProperties: boolean
}

const formNames = [...new Set([...Object.keys(forms), ...skuInProperties])]

const byName: ReadonlyMap<string, ObjectForm> = new Map(
  formNames.map((name) => [
    name,
    {
      nested: Object.entries(forms[name] ?? {}).map(([path, form]) => ({ path: path.split('.'), form })),
      skuInProperties: skuInProperties.has(name),
    },
  ]),
)

const noNested: ObjectForm = { nested: [], skuInProperties: false }

const formNameByType: ReadonlyMap<string, string> = new Map([
  ...formNames.map((name) => [name.toLowerCase(), name] as const),
  ...Object.entries(formOfChild).map(([type, form]) => [type.toLowerCase(), form] as const),
])

/** The form of that name. */
export const formNamed = (name: string): ObjectForm => byName.get(name) ?? noNested

/** The form of a resource of this type, in any letter case: without its namespace, a type is the name of its form. */
export const formOfType = (type: string): ObjectForm => {
  const segments = type.slice(type.indexOf('/') + 1).toLowerCase()
  const name = formNameByType.get(segments)
  return name === undefined ? noNested : formNamed(name)
}
