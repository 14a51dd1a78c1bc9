// Azure resources in few words, for tests of the model: nothing is said that a test does not say.
import { type ArmChild, type ArmResource, idOf, type Plain, type PlainObject } from './network-of.ts'

const network = 'Microsoft.Network'
const subnetType = `${network}/virtualNetworks/subnets`

/** The ids that tests refer to. */
export const id = {
  vnet: (name: string) => idOf(`${network}/virtualNetworks`, name),
  subnet: (name: string) => idOf(subnetType, name),
  routeTable: (name: string) => idOf(`${network}/routeTables`, name),
  nic: (name: string) => idOf(`${network}/networkInterfaces`, name),
  gateway: (name: string) => idOf(`${network}/virtualNetworkGateways`, name),
  circuit: (name: string) => idOf(`${network}/expressRouteCircuits`, name),
  publicAddress: (name: string) => idOf(`${network}/publicIPAddresses`, name),
  nsg: (name: string) => idOf(`${network}/networkSecurityGroups`, name),
  natGateway: (name: string) => idOf(`${network}/natGateways`, name),
  localGateway: (name: string) => idOf(`${network}/localNetworkGateways`, name),
  hub: (name: string) => idOf(`${network}/virtualHubs`, name),
  hubTable: (hub: string, name: string) => idOf(`${network}/virtualHubs/hubRouteTables`, `${hub}/${name}`),
  hubConnection: (hub: string, name: string) =>
    idOf(`${network}/virtualHubs/hubVirtualNetworkConnections`, `${hub}/${name}`),
} as const

/** A subnet: its prefix, or its properties. */
export type SubnetSettings = string | PlainObject

const propertiesOf = (settings: SubnetSettings): PlainObject =>
  typeof settings === 'string' ? { addressPrefix: settings } : settings

/** A VNet with its subnets by name. */
export const vnet = (
  name: string,
  addressPrefixes: Plain,
  subnets: Readonly<Record<string, SubnetSettings>> = {},
  more: Partial<ArmResource> = {},
): ArmResource => ({
  type: `${network}/virtualNetworks`,
  name,
  ...more,
  properties: {
    addressSpace: { addressPrefixes },
    subnets: Object.entries(subnets).map(([subnet, settings]) => ({
      name: subnet,
      properties: propertiesOf(settings),
    })),
    ...more.properties,
  },
})

/** The properties of a subnet with a route table. */
export const routed = (addressPrefix: string, routeTableName: string): PlainObject => ({
  addressPrefix,
  routeTable: { id: id.routeTable(routeTableName) },
})

/** One side of a peering, named `to-` and the remote VNet's name unless the test gives a name. */
export const side = (
  local: string,
  remote: string,
  properties: PlainObject = {},
  name = `to-${remote}`,
): ArmResource => ({
  type: `${network}/virtualNetworks/virtualNetworkPeerings`,
  name: `${local}/${name}`,
  properties: { remoteVirtualNetwork: { id: id.vnet(remote) }, ...properties },
})

/** Both sides of a plain peering. */
export const peered = (a: string, b: string): readonly ArmResource[] => [side(a, b), side(b, a)]

/** Both sides of a peering over which the spoke borrows the hub's gateways. */
export const transit = (hub: string, spoke: string): readonly ArmResource[] => [
  side(hub, spoke, { allowGatewayTransit: true }),
  side(spoke, hub, { useRemoteGateways: true }),
]

/** A gateway in a subnet given as `vnet/subnet`. */
export const gateway = (
  name: string,
  subnet: string,
  kind: 'ExpressRoute' | 'Vpn',
  properties: PlainObject = {},
): ArmResource => ({
  type: `${network}/virtualNetworkGateways`,
  name,
  properties: {
    gatewayType: kind,
    ipConfigurations: [{ name: 'default', properties: { subnet: { id: id.subnet(subnet) } } }],
    ...properties,
  },
})

/** A Route Server in a subnet given as `vnet/subnet`. */
export const routeServer = (name: string, subnet: string, properties: PlainObject = {}): ArmResource => ({
  type: `${network}/virtualHubs`,
  name,
  properties: {
    ipConfigurations: [{ name: 'default', properties: { subnet: { id: id.subnet(subnet) } } }],
    ...properties,
  },
})

/** A BGP peer of a Route Server or hub. */
export const bgpPeer = (hub: string, name: string, peerIp: Plain, peerAsn: Plain): ArmResource => ({
  type: `${network}/virtualHubs/bgpConnections`,
  name: `${hub}/${name}`,
  properties: { peerIp, peerAsn },
})

/** A hub of a Virtual WAN. */
export const virtualHub = (name: string, addressPrefix: Plain = '10.100.0.0/23'): ArmResource => ({
  type: `${network}/virtualHubs`,
  name,
  properties: { addressPrefix, virtualWan: { id: idOf(`${network}/virtualWans`, 'wan') } },
})

/** The connection of a VNet to a hub, named after the VNet. */
export const hubConnection = (
  hub: string,
  vnetName: string,
  routingConfiguration?: PlainObject,
): ArmResource => ({
  type: `${network}/virtualHubs/hubVirtualNetworkConnections`,
  name: `${hub}/${vnetName}`,
  properties: { remoteVirtualNetwork: { id: id.vnet(vnetName) }, routingConfiguration },
})

/** The ExpressRoute gateway of a hub, with connections to circuits. */
export const hubExpressRoute = (
  name: string,
  hub: string,
  circuits: readonly string[],
  properties: PlainObject = {},
): ArmResource => ({
  type: `${network}/expressRouteGateways`,
  name,
  properties: {
    virtualHub: { id: id.hub(hub) },
    expressRouteConnections: circuits.map((to) => ({
      name: `to-${to}`,
      properties: { expressRouteCircuitPeering: { id: `${id.circuit(to)}/peerings/AzurePrivatePeering` } },
    })),
    ...properties,
  },
})

/** A public IP address; its SKU stands beside the properties, as Azure has it. */
export const publicIp = (name: string, sku: Plain | undefined, allocation?: Plain): ArmResource => ({
  type: `${network}/publicIPAddresses`,
  name,
  body: { sku: sku === undefined ? undefined : { name: sku } },
  properties: { publicIPAllocationMethod: allocation },
})

/** A local network gateway with its BGP settings. */
export const localGateway = (name: string, asn?: Plain): ArmResource => ({
  type: `${network}/localNetworkGateways`,
  name,
  properties: { bgpSettings: asn === undefined ? undefined : { asn, bgpPeeringAddress: '172.16.0.1' } },
})

/** A Site-to-Site connection named after both ends, with BGP unless the test says otherwise. */
export const siteConnection = (from: string, to: string, enableBgp = true): ArmResource => ({
  type: `${network}/connections`,
  name: `${from}--${to}`,
  properties: {
    connectionType: 'IPsec',
    virtualNetworkGateway1: { id: id.gateway(from) },
    localNetworkGateway2: { id: id.localGateway(to) },
    enableBgp,
  },
})

/** A circuit in a peering location. */
export const circuit = (
  name: string,
  peeringLocation = 'Tokyo',
  more: { readonly tier?: string; readonly mbps?: number; readonly subscription?: string } = {},
): ArmResource => ({
  type: `${network}/expressRouteCircuits`,
  name,
  ...(more.subscription === undefined ? {} : { subscription: more.subscription }),
  body: { sku: more.tier === undefined ? undefined : { tier: more.tier } },
  properties: { serviceProviderProperties: { peeringLocation, bandwidthInMbps: more.mbps } },
})

/** An ExpressRoute connection named after both ends. */
export const connection = (from: string, to: string, properties: PlainObject = {}): ArmResource => ({
  type: `${network}/connections`,
  name: `${from}--${to}`,
  properties: {
    connectionType: 'ExpressRoute',
    virtualNetworkGateway1: { id: id.gateway(from) },
    peer: { id: id.circuit(to) },
    ...properties,
  },
})

/** A user-defined route: a prefix, a next hop type, and the address of an appliance. */
export type Route = readonly [prefix: Plain | undefined, nextHopType: Plain | undefined, nextHopIp?: Plain]

/** A route table with routes named `route0`, `route1`… */
export const routeTable = (
  name: string,
  routes: readonly Route[],
  properties: PlainObject = {},
): ArmResource => ({
  type: `${network}/routeTables`,
  name,
  properties,
  children: routes.map(
    ([addressPrefix, nextHopType, nextHopIpAddress], index): ArmChild => ({
      type: 'routes',
      name: `route${index}`,
      properties: { addressPrefix, nextHopType, nextHopIpAddress },
    }),
  ),
})

/** A NIC in a subnet given as `vnet/subnet`, with IP forwarding unless the test says otherwise. */
export const nic = (
  name: string,
  subnet: string,
  address: Plain | undefined,
  properties: PlainObject = { enableIPForwarding: true },
): ArmResource => ({
  type: `${network}/networkInterfaces`,
  name,
  properties: {
    ipConfigurations: [
      { name: 'default', properties: { privateIPAddress: address, subnet: { id: id.subnet(subnet) } } },
    ],
    ...properties,
  },
})

/** A VM with NICs, the first of them primary. */
export const vm = (name: string, nics: readonly string[], properties: PlainObject = {}): ArmResource => ({
  type: 'Microsoft.Compute/virtualMachines',
  name,
  properties: {
    networkProfile: {
      networkInterfaces: nics.map((attached, index) => ({
        id: id.nic(attached),
        properties: { primary: index === 0 },
      })),
    },
    ...properties,
  },
})

/** An Azure Firewall in a subnet given as `vnet/subnet`. */
export const firewall = (
  name: string,
  subnet: string,
  privateIPAddress: string,
  properties: PlainObject = {},
): ArmResource => ({
  type: `${network}/azureFirewalls`,
  name,
  properties: {
    ipConfigurations: [
      { name: 'default', properties: { privateIPAddress, subnet: { id: id.subnet(subnet) } } },
    ],
    ...properties,
  },
})

/** An internal load balancer whose one frontend stands before NICs that name its pool (see `pooled`). */
export const loadBalancer = (name: string, subnet: string, address: string, sku?: string): ArmResource => {
  const part = (type: string, child: string) => ({
    id: idOf(`${network}/loadBalancers/${type}`, `${name}/${child}`),
  })
  return {
    type: `${network}/loadBalancers`,
    name,
    body: { sku: sku === undefined ? undefined : { name: sku } },
    properties: {
      frontendIPConfigurations: [
        { name: 'front', properties: { privateIPAddress: address, subnet: { id: id.subnet(subnet) } } },
      ],
      backendAddressPools: [{ name: 'pool', properties: {} }],
      loadBalancingRules: [
        {
          name: 'all',
          properties: {
            frontendIPConfiguration: part('frontendIPConfigurations', 'front'),
            backendAddressPool: part('backendAddressPools', 'pool'),
          },
        },
      ],
    },
  }
}

/** A NIC in the pool of a load balancer. */
export const pooled = (
  name: string,
  subnet: string,
  address: string,
  balancer: string,
  enableIPForwarding = true,
): ArmResource => ({
  type: `${network}/networkInterfaces`,
  name,
  properties: {
    enableIPForwarding,
    ipConfigurations: [
      {
        name: 'default',
        properties: {
          privateIPAddress: address,
          subnet: { id: id.subnet(subnet) },
          loadBalancerBackendAddressPools: [
            { id: idOf(`${network}/loadBalancers/backendAddressPools`, `${balancer}/pool`) },
          ],
        },
      },
    ],
  },
})

/** How a connectivity configuration of Virtual Network Manager connects its one group. */
interface ConnectivitySettings {
  /** Without a hub it is a mesh. */
  readonly hub?: string
  readonly direct?: boolean
  readonly isGlobal?: boolean
  readonly useHubGateway?: boolean
}

/** A network manager whose configuration `name` applies to a group of these members. */
export const connectivity = (
  name: string,
  members: readonly string[],
  { hub, direct = hub === undefined, isGlobal = false, useHubGateway = false }: ConnectivitySettings = {},
): readonly ArmResource[] => {
  const flag = (value: boolean): string => (value ? 'True' : 'False')
  const managers = `${network}/networkManagers`
  const group = `${name}-manager/${name}-group`
  return [
    { type: managers, name: `${name}-manager` },
    {
      type: `${managers}/networkGroups`,
      name: group,
      children: members.map((member) => ({
        type: 'staticMembers',
        name: member,
        properties: { resourceId: id.vnet(member) },
      })),
    },
    {
      type: `${managers}/connectivityConfigurations`,
      name: `${name}-manager/${name}`,
      properties: {
        connectivityTopology: hub === undefined ? 'Mesh' : 'HubAndSpoke',
        hubs: hub === undefined ? [] : [{ resourceId: id.vnet(hub) }],
        appliesToGroups: [
          {
            networkGroupId: idOf(`${managers}/networkGroups`, group),
            groupConnectivity: direct ? 'DirectlyConnected' : 'None',
            isGlobal: flag(isGlobal),
            useHubGateway: flag(useHubGateway),
          },
        ],
      },
    },
  ]
}
