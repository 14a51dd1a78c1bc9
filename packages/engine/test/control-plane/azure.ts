// Azure resources in few words, for tests of the control plane: what the model's tests have, bent to whole networks.
import type { CircuitFacts, Site } from '../../src/resources/index.ts'
import * as model from '../model/azure.ts'
import { type ArmResource, idOf, type PlainObject } from '../model/network-of.ts'

export { peered, type Route, side as peeringSide, transit } from '../model/azure.ts'

interface SubnetSettings {
  readonly prefix?: string
  /** Several prefixes instead of one: IPv4 and IPv6. */
  readonly prefixes?: readonly string[]
  readonly routeTable?: string
  readonly privateEndpointNetworkPolicies?: string
  readonly serviceEndpoints?: readonly PlainObject[]
}

interface VnetSettings {
  readonly location?: string
  /** Subnets beside `GatewaySubnet`; by default one named `default`. A prefix is the whole VNet unless given. */
  readonly subnets?: Readonly<Record<string, SubnetSettings>>
  readonly summarizedGatewayPrefixes?: readonly string[]
}

/** A VNet with a `GatewaySubnet` and the subnets that the test names. */
export const vnet = (name: string, prefixes: readonly string[], settings: VnetSettings = {}): ArmResource => {
  const { location = 'japaneast', subnets = { default: {} }, summarizedGatewayPrefixes } = settings
  const all: Readonly<Record<string, SubnetSettings>> = { GatewaySubnet: {}, ...subnets }
  const propertiesOf = ({
    prefix,
    prefixes: both,
    routeTable: table,
    ...rest
  }: SubnetSettings): PlainObject => ({
    ...(both === undefined ? { addressPrefix: prefix ?? prefixes[0] } : { addressPrefixes: both }),
    routeTable: table === undefined ? undefined : { id: model.id.routeTable(table) },
    ...rest,
  })
  const summaries: PlainObject =
    summarizedGatewayPrefixes === undefined
      ? {}
      : { summarizedGatewayPrefixes: { addressPrefixes: summarizedGatewayPrefixes } }
  return model.vnet(
    name,
    prefixes,
    Object.fromEntries(Object.entries(all).map(([subnet, one]) => [subnet, propertiesOf(one)])),
    { location, properties: summaries },
  )
}

/** An ExpressRoute gateway named `gw-` and its VNet's name. */
export const gateway = (inVnet: string, properties: PlainObject = {}): ArmResource =>
  model.gateway(`gw-${inVnet}`, `${inVnet}/GatewaySubnet`, 'ExpressRoute', properties)

/** A circuit, joined to another one by Global Reach if the test says so. */
export const circuit = (name: string, globalReach?: string): ArmResource => ({
  type: 'Microsoft.Network/expressRouteCircuits',
  name,
  properties: {
    peerings: [
      {
        name: 'AzurePrivatePeering',
        properties: {
          peeringType: 'AzurePrivatePeering',
          connections: globalReach === undefined ? [] : [reachTo(globalReach)],
        },
      },
    ],
  },
})

const reachTo = (other: string): PlainObject => ({
  name: `to-${other}`,
  properties: {
    peerExpressRouteCircuitPeering: {
      id: idOf('Microsoft.Network/expressRouteCircuits/peerings', `${other}/AzurePrivatePeering`),
    },
  },
})

/** A circuit's links: /30s out of 172.31.`number`.0/24, underlay addresses 10.2.146.76 and .77 plus twice the number. */
export const linksOf = (name: string, number: number, down?: 'primary' | 'secondary'): CircuitFacts => ({
  name,
  links: (['primary', 'secondary'] as const).map((role, index) => ({
    role,
    prefix: `172.31.${number}.${4 * index}/30`,
    underlayNextHop: `10.2.146.${76 + 2 * number + index}`,
    up: down !== role,
  })),
})

/** A connection named `gw-hub--circuit`. */
export const connected = (inVnet: string, to: string, routingWeight?: number): ArmResource =>
  model.connection(`gw-${inVnet}`, to, { routingWeight })

/** A site that announces prefixes to circuits, each with the AS path that it says. */
export const announcing = (
  name: string,
  asn: number,
  links: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>,
): Site => ({
  name,
  asn,
  links: Object.entries(links).map(([to, prefixes]) => ({
    circuit: to,
    advertises: Object.entries(prefixes).map(([prefix, asPath]) => ({ prefix, asPath })),
  })),
})

/** A route table. */
export const routeTable = (
  name: string,
  routes: readonly model.Route[],
  disableBgpRoutePropagation = false,
): ArmResource => model.routeTable(name, routes, { disableBgpRoutePropagation })

/** A VM with one NIC, both with the name given. */
export const machine = (name: string, subnet: string, address: string): readonly ArmResource[] => [
  model.nic(name, subnet, address),
  model.vm(name, [name]),
]

/** A private endpoint. */
export const privateEndpoint = (name: string, subnet: string, address: string): ArmResource => ({
  type: 'Microsoft.Network/privateEndpoints',
  name,
  properties: {
    subnet: { id: model.id.subnet(subnet) },
    ipConfigurations: [{ name: 'default', properties: { privateIPAddress: address } }],
  },
})
