// Azure resources in few words, and the analysis of a network that is made of them.
import { type Analysis, analyse } from '../../src/analyse.ts'
import type { World } from '../../src/resources/index.ts'
import { type ArmResource, idOf, type PlainObject, resourceSetOf } from '../model/network-of.ts'

export type { ArmResource } from '../model/network-of.ts'

const network = 'Microsoft.Network'
const reference = (type: string, name: string, group?: string): PlainObject => ({
  id: idOf(`${network}/${type}`, name, group),
})

/** The network that the resources make, ready to be asked; behaviour of `world.era`, else the newest. */
export const analysisOf = (resources: readonly ArmResource[], world: Partial<World> = {}): Analysis =>
  analyse(resourceSetOf(resources, world))

interface SubnetSettings {
  /** One, or one of each family. */
  readonly prefix: string | readonly string[]
  readonly routeTable?: string
  readonly natGateway?: string
  readonly defaultOutboundAccess?: boolean
  readonly networkSecurityGroup?: string
  readonly privateEndpointNetworkPolicies?: string
  readonly serviceEndpoints?: readonly string[]
}

/** A VNet with its subnets; a subnet is its prefix, or its settings. */
export const vnet = (
  name: string,
  space: string | readonly string[],
  subnets: Readonly<Record<string, string | readonly string[] | SubnetSettings>>,
  location = 'japaneast',
): ArmResource => ({
  type: `${network}/virtualNetworks`,
  name,
  location,
  properties: {
    addressSpace: { addressPrefixes: typeof space === 'string' ? [space] : space },
    subnets: Object.entries(subnets).map(([subnet, settings]) => {
      const full: SubnetSettings =
        typeof settings === 'object' && 'prefix' in settings ? settings : { prefix: settings }
      return {
        name: subnet,
        properties: {
          ...(typeof full.prefix === 'string'
            ? { addressPrefix: full.prefix }
            : { addressPrefixes: full.prefix }),
          routeTable: full.routeTable === undefined ? undefined : reference('routeTables', full.routeTable),
          natGateway: full.natGateway === undefined ? undefined : reference('natGateways', full.natGateway),
          networkSecurityGroup:
            full.networkSecurityGroup === undefined
              ? undefined
              : reference('networkSecurityGroups', full.networkSecurityGroup),
          defaultOutboundAccess: full.defaultOutboundAccess,
          privateEndpointNetworkPolicies: full.privateEndpointNetworkPolicies,
          serviceEndpoints: full.serviceEndpoints?.map((service) => ({ service })),
        },
      }
    }),
  },
})

/** Flags of one side of a peering, as ARM spells them. */
export interface PeeringFlags {
  readonly allowVirtualNetworkAccess?: boolean
  readonly allowForwardedTraffic?: boolean
  readonly allowGatewayTransit?: boolean
  readonly useRemoteGateways?: boolean
  readonly peerCompleteVnets?: boolean
  readonly localSubnetNames?: readonly string[]
  readonly remoteSubnetNames?: readonly string[]
  readonly remoteVirtualNetworkAddressSpace?: { readonly addressPrefixes: readonly string[] }
}

/** One side of a peering: the object that `local` owns. */
export const peeringSide = (local: string, remote: string, flags: PeeringFlags = {}): ArmResource => ({
  type: `${network}/virtualNetworks/virtualNetworkPeerings`,
  name: `${local}/to-${remote}`,
  properties: { remoteVirtualNetwork: reference('virtualNetworks', remote), ...flags },
})

/** Both sides of a peering; the first flags are those of the object that `a` owns. */
export const peered = (
  a: string,
  b: string,
  ofA: PeeringFlags = {},
  ofB: PeeringFlags = {},
): readonly ArmResource[] => [peeringSide(a, b, ofA), peeringSide(b, a, ofB)]

/** Both sides of a peering over which the spoke borrows the hub's gateways. */
export const transit = (hub: string, spoke: string): readonly ArmResource[] =>
  peered(hub, spoke, { allowGatewayTransit: true }, { useRemoteGateways: true })

/** A user-defined route: a prefix, a next hop type, and the address of an appliance. */
export type Route = readonly [prefix: string, nextHopType: string, nextHopIp?: string]

/** A route table. */
export const routeTable = (name: string, routes: readonly Route[], disableBgp = false): ArmResource => ({
  type: `${network}/routeTables`,
  name,
  properties: {
    disableBgpRoutePropagation: disableBgp,
    routes: routes.map(([addressPrefix, nextHopType, nextHopIpAddress], index) => ({
      name: `route${index}`,
      properties: { addressPrefix, nextHopType, nextHopIpAddress },
    })),
  },
})

/** What a rule says beside its defaults: any protocol, from anywhere to anywhere, inbound, allowed. */
export interface RuleSettings {
  readonly direction?: 'Inbound' | 'Outbound'
  readonly access?: 'Allow' | 'Deny'
  readonly protocol?: string
  readonly source?: string | readonly string[]
  readonly destination?: string | readonly string[]
  readonly sourcePort?: string
  readonly port?: string | readonly string[]
  readonly sourceGroup?: string
  readonly destinationGroup?: string
}

const oneOrMany = (name: string, value: string | readonly string[]): PlainObject =>
  typeof value === 'string' ? { [name]: value } : { [`${name}${name.endsWith('x') ? 'es' : 's'}`]: value }

const endOfRule = (
  side: 'source' | 'destination',
  addresses: string | readonly string[],
  group: string | undefined,
): PlainObject =>
  group === undefined
    ? oneOrMany(`${side}AddressPrefix`, addresses)
    : { [`${side}ApplicationSecurityGroups`]: [reference('applicationSecurityGroups', group)] }

/** A network security group: rules by priority, which is their name too. */
export const securityGroup = (
  name: string,
  rules: Readonly<Record<number, RuleSettings>> = {},
): ArmResource => ({
  type: `${network}/networkSecurityGroups`,
  name,
  properties: {
    securityRules: Object.entries(rules).map(([priority, rule]) => ({
      name: `rule${priority}`,
      properties: {
        priority: Number(priority),
        direction: rule.direction ?? 'Inbound',
        access: rule.access ?? 'Allow',
        protocol: rule.protocol ?? '*',
        ...endOfRule('source', rule.source ?? '*', rule.sourceGroup),
        ...endOfRule('destination', rule.destination ?? '*', rule.destinationGroup),
        sourcePortRange: rule.sourcePort ?? '*',
        ...oneOrMany('destinationPortRange', rule.port ?? '*'),
      },
    })),
  },
})

interface NicSettings {
  readonly group?: string
  readonly forwards?: boolean
  readonly publicAddress?: boolean
  /** Of each configuration, the name of its public address. */
  readonly publicAddresses?: readonly (string | undefined)[]
  /** The gateway load balancer that the public address is chained to. */
  readonly chainedTo?: string
  readonly pool?: string
  /** Further pools, of the configurations with IPv4 alone. */
  readonly ipv4Pools?: readonly string[]
  readonly networkSecurityGroup?: string
  readonly applicationSecurityGroup?: string
}

/** A NIC. A pool is `balancer/pool`. */
export const nic = (
  name: string,
  subnet: string,
  addresses: string | readonly string[],
  settings: NicSettings = {},
): ArmResource => {
  const { group, forwards = false, publicAddress = false, pool } = settings
  const poolsOf = (address: string | undefined): readonly string[] => [
    ...(pool === undefined ? [] : [pool]),
    ...(address?.includes(':') === true ? [] : (settings.ipv4Pools ?? [])),
  ]
  const { networkSecurityGroup, applicationSecurityGroup, chainedTo } = settings
  const [first, ...others] = typeof addresses === 'string' ? [addresses] : addresses
  const publicNames = settings.publicAddresses ?? (publicAddress ? [`${name}-ip`] : [])
  const publicOf = (index: number): PlainObject | undefined => {
    const publicName = publicNames[index]
    return publicName === undefined ? undefined : reference('publicIPAddresses', publicName)
  }
  const configuration = (address: string | undefined, index: number): PlainObject => ({
    name: `config${index}`,
    properties: {
      primary: index === 0,
      privateIPAddress: address,
      subnet: reference('virtualNetworks/subnets', subnet),
      publicIPAddress: publicOf(index),
      gatewayLoadBalancer:
        chainedTo === undefined
          ? undefined
          : reference('loadBalancers/frontendIPConfigurations', `${chainedTo}/frontend`),
      applicationSecurityGroups:
        applicationSecurityGroup === undefined
          ? undefined
          : [reference('applicationSecurityGroups', applicationSecurityGroup)],
      loadBalancerBackendAddressPools: poolsOf(address).map((each) =>
        reference('loadBalancers/backendAddressPools', each),
      ),
    },
  })
  return {
    type: `${network}/networkInterfaces`,
    name,
    ...(group === undefined ? {} : { resourceGroup: group }),
    properties: {
      enableIPForwarding: forwards,
      networkSecurityGroup:
        networkSecurityGroup === undefined
          ? undefined
          : reference('networkSecurityGroups', networkSecurityGroup),
      ipConfigurations: [
        configuration(first, 0),
        ...others.map((address, index) => configuration(address, index + 1)),
      ],
    },
  }
}

/** A VM on NICs that are declared beside it. */
export const vmOn = (
  name: string,
  nics: readonly string[],
  { group, os }: { readonly group?: string; readonly os?: 'Linux' | 'Windows' } = { os: 'Linux' },
): ArmResource => ({
  type: 'Microsoft.Compute/virtualMachines',
  name,
  ...(group === undefined ? {} : { resourceGroup: group }),
  properties: {
    storageProfile: os === undefined ? undefined : { osDisk: { osType: os } },
    networkProfile: { networkInterfaces: nics.map((each) => reference('networkInterfaces', each, group)) },
  },
})

/** A Linux VM with one NIC, `<name>-nic`. */
export const vm = (
  name: string,
  subnet: string,
  address: string | readonly string[],
  settings: NicSettings = {},
): readonly ArmResource[] => [
  nic(`${name}-nic`, subnet, address, settings),
  vmOn(name, [`${name}-nic`], {
    os: 'Linux',
    ...(settings.group === undefined ? {} : { group: settings.group }),
  }),
]

/** A VM whose NIC forwards. */
export const appliance = (
  name: string,
  subnet: string,
  address: string | readonly string[],
  settings: NicSettings = {},
): readonly ArmResource[] => vm(name, subnet, address, { forwards: true, ...settings })

/** A gateway named `<vnet>-gw` in the VNet's GatewaySubnet. */
export const gateway = (inVnet: string, settings: PlainObject = {}, type = 'ExpressRoute'): ArmResource => ({
  type: `${network}/virtualNetworkGateways`,
  name: `${inVnet}-gw`,
  properties: {
    gatewayType: type,
    ipConfigurations: [
      {
        name: 'default',
        properties: { subnet: reference('virtualNetworks/subnets', `${inVnet}/GatewaySubnet`) },
      },
    ],
    ...settings,
  },
})

/** A circuit with its two /30s out of a /29. */
export const circuit = (name: string, primary: string, secondary: string): ArmResource => ({
  type: `${network}/expressRouteCircuits`,
  name,
  properties: {
    serviceProviderProperties: { peeringLocation: 'Tokyo' },
    peerings: [
      {
        name: 'AzurePrivatePeering',
        properties: {
          peeringType: 'AzurePrivatePeering',
          primaryPeerAddressPrefix: primary,
          secondaryPeerAddressPrefix: secondary,
        },
      },
    ],
  },
})

/** A connection of a VNet's gateway to a circuit. */
export const connection = (inVnet: string, to: string, settings: PlainObject = {}): ArmResource => ({
  type: `${network}/connections`,
  name: `${inVnet}--${to}`,
  properties: {
    connectionType: 'ExpressRoute',
    virtualNetworkGateway1: reference('virtualNetworkGateways', `${inVnet}-gw`),
    peer: reference('expressRouteCircuits', to),
    ...settings,
  },
})

/** An internal load balancer with one frontend and one pool, `<name>/pool`. */
export const loadBalancer = (name: string, subnet: string, address: string): ArmResource => ({
  type: `${network}/loadBalancers`,
  name,
  properties: {
    frontendIPConfigurations: [
      {
        name: 'frontend',
        properties: { privateIPAddress: address, subnet: reference('virtualNetworks/subnets', subnet) },
      },
    ],
    backendAddressPools: [{ name: 'pool', properties: {} }],
    loadBalancingRules: [
      {
        name: 'ha',
        properties: {
          protocol: 'All',
          frontendPort: 0,
          backendPort: 0,
          frontendIPConfiguration: reference('loadBalancers/frontendIPConfigurations', `${name}/frontend`),
          backendAddressPool: reference('loadBalancers/backendAddressPools', `${name}/pool`),
        },
      },
    ],
  },
})

/** A private endpoint. */
export const privateEndpoint = (name: string, subnet: string, address: string): ArmResource => ({
  type: `${network}/privateEndpoints`,
  name,
  properties: {
    subnet: reference('virtualNetworks/subnets', subnet),
    ipConfigurations: [{ name: 'default', properties: { privateIPAddress: address } }],
  },
})

/** A policy that no input declares: then the rules are not known. */
const elsewhere = (): PlainObject => ({ firewallPolicy: reference('firewallPolicies', 'elsewhere') })

/** An Azure Firewall with its address in AzureFirewallSubnet; `rules` are properties: collections, or a policy. */
export const azureFirewall = (
  name: string,
  inVnet: string,
  address: string,
  rules: PlainObject = elsewhere(),
): ArmResource => ({
  type: `${network}/azureFirewalls`,
  name,
  properties: {
    ipConfigurations: [
      {
        name: 'default',
        properties: {
          privateIPAddress: address,
          subnet: reference('virtualNetworks/subnets', `${inVnet}/AzureFirewallSubnet`),
        },
      },
    ],
    ...rules,
  },
})

/** A Cache for Redis with its address in `vnet/subnet`. */
export const cache = (name: string, inSubnet: string, address: string): ArmResource => ({
  type: 'Microsoft.Cache/Redis',
  name,
  properties: { subnetId: idOf(`${network}/virtualNetworks/subnets`, inSubnet), staticIP: address },
})

/** A Bastion with its address in AzureBastionSubnet: what it does with packets is not simulated. */
export const bastion = (name: string, inVnet: string, address: string): ArmResource => ({
  type: `${network}/bastionHosts`,
  name,
  properties: {
    ipConfigurations: [
      {
        name: 'default',
        properties: {
          privateIPAddress: address,
          subnet: reference('virtualNetworks/subnets', `${inVnet}/AzureBastionSubnet`),
        },
      },
    ],
  },
})
