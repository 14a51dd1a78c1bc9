// Virtual network gateways, local network gateways and the connections between them.
import type { CaseConnection, CaseGateway, Topology } from '../topology.ts'
import { type ArmResource, type Ids, inlineChild, type Json, linkTo, resource } from './arm.ts'

/** Spreads a list over `count` places, in order: `[a, b, c, d]` over 2 is `[[a, b], [c, d]]`. */
const spread = (list: readonly string[], count: number): readonly (readonly string[])[] => {
  const size = Math.max(1, Math.ceil(list.length / count))
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size))
}

const publicIpName = (gateway: CaseGateway, index: number): string => `${gateway.name}-pip-${index + 1}`

/** An active-active VPN gateway has an ipConfiguration for each instance, every other gateway has one. */
const ipConfigurationCount = (gateway: CaseGateway): number =>
  Math.max(gateway.activeActive === true ? 2 : 1, gateway.publicIps?.length ?? 0)

const hasPublicAddresses = (gateway: CaseGateway): boolean =>
  gateway.type === 'Vpn' || gateway.publicIps !== undefined

const publicAddresses = (gateway: CaseGateway, ids: Ids): readonly ArmResource[] =>
  hasPublicAddresses(gateway)
    ? Array.from({ length: ipConfigurationCount(gateway) }, (_, index) =>
        resource(ids.network('publicIPAddresses', publicIpName(gateway, index)), {
          location: ids.location,
          sku: { name: 'Standard' },
          properties: {
            publicIPAllocationMethod: 'Static',
            publicIPAddressVersion: 'IPv4',
            ipAddress: gateway.publicIps?.[index],
          },
        }),
      )
    : []

/** The addresses that BGP uses: all of an ExpressRoute or active-active gateway, the first of an active-standby one. */
const bgpAddresses = (gateway: CaseGateway): readonly string[] => {
  const all = gateway.instanceIps ?? []
  return gateway.type === 'ExpressRoute' || gateway.activeActive === true ? all : all.slice(0, 1)
}

const bgpSettings = (gateway: CaseGateway, configurationId: (index: number) => string): Json | undefined => {
  const addresses = bgpAddresses(gateway)
  const apipa = gateway.apipa ?? []
  if (gateway.asn === undefined && addresses.length === 0 && apipa.length === 0) return undefined
  const count = ipConfigurationCount(gateway)
  const ownAddresses = spread(addresses, count)
  const ownApipa = spread(apipa, count)
  return {
    asn: gateway.asn,
    bgpPeeringAddress: addresses.length === 0 ? undefined : addresses.join(','),
    bgpPeeringAddresses: Array.from({ length: count }, (_, index) => ({
      ipconfigurationId: configurationId(index),
      defaultBgpIpAddresses: ownAddresses[index] ?? [],
      customBgpIpAddresses: ownApipa[index] ?? [],
      tunnelIpAddresses: gateway.publicIps?.slice(index, index + 1) ?? [],
    })),
  }
}

const virtualNetworkGateway = (gateway: CaseGateway, ids: Ids): readonly ArmResource[] => {
  const configurationId = (index: number): string =>
    ids.network('virtualNetworkGateways', gateway.name, 'ipConfigurations', `ipconfig${index + 1}`)
  return [
    ...publicAddresses(gateway, ids),
    resource(ids.network('virtualNetworkGateways', gateway.name), {
      location: ids.location,
      properties: {
        gatewayType: gateway.type,
        vpnType: gateway.type === 'Vpn' ? 'RouteBased' : undefined,
        sku: gateway.sku === undefined ? undefined : { name: gateway.sku, tier: gateway.sku },
        activeActive: gateway.activeActive,
        enableBgp: gateway.bgp,
        bgpSettings: bgpSettings(gateway, configurationId),
        allowRemoteVnetTraffic: gateway.allowRemoteVnetTraffic,
        allowVirtualWanTraffic: gateway.allowVirtualWanTraffic,
        vpnClientConfiguration:
          gateway.p2sPools === undefined
            ? undefined
            : { vpnClientAddressPool: { addressPrefixes: gateway.p2sPools } },
        ipConfigurations: Array.from({ length: ipConfigurationCount(gateway) }, (_, index) =>
          inlineChild(configurationId(index), {
            privateIPAllocationMethod: 'Dynamic',
            subnet: { id: ids.subnet(`${gateway.vnet}/GatewaySubnet`) },
            publicIPAddress: linkTo(
              hasPublicAddresses(gateway)
                ? ids.network('publicIPAddresses', publicIpName(gateway, index))
                : undefined,
            ),
          }),
        ),
      },
    }),
  ]
}

/** What a connection is called: its own name, or one made from its place in the list. */
export const connectionName = (connection: CaseConnection, index: number): string =>
  connection.name ?? `connection-${index + 1}`

const connection = (one: CaseConnection, index: number, ids: Ids): ArmResource =>
  resource(ids.network('connections', connectionName(one, index)), {
    location: ids.location,
    properties: {
      connectionType: one.type,
      virtualNetworkGateway1: { id: ids.network('virtualNetworkGateways', one.gateway) },
      virtualNetworkGateway2: linkTo(
        one.peerGateway && ids.network('virtualNetworkGateways', one.peerGateway),
      ),
      localNetworkGateway2: linkTo(
        one.localNetworkGateway && ids.network('localNetworkGateways', one.localNetworkGateway),
      ),
      peer: linkTo(one.circuit && ids.network('expressRouteCircuits', one.circuit)),
      enableBgp: one.bgp,
      routingWeight: one.routingWeight,
      expressRouteGatewayBypass: one.fastPath,
      connectionStatus: one.up === undefined ? undefined : one.up ? 'Connected' : 'NotConnected',
    },
  })

/** All gateways in VNets, with what they are connected to. */
export const virtualNetworkGateways = (topology: Topology, ids: Ids): readonly ArmResource[] => [
  ...(topology.gateways ?? []).flatMap((gateway) => virtualNetworkGateway(gateway, ids)),
  ...(topology.localNetworkGateways ?? []).map((gateway) =>
    resource(ids.network('localNetworkGateways', gateway.name), {
      location: ids.location,
      properties: {
        localNetworkAddressSpace: { addressPrefixes: gateway.prefixes },
        gatewayIpAddress: gateway.gatewayIp,
        bgpSettings:
          gateway.asn === undefined && gateway.bgpPeeringAddress === undefined
            ? undefined
            : { asn: gateway.asn, bgpPeeringAddress: gateway.bgpPeeringAddress },
      },
    }),
  ),
  ...(topology.connections ?? []).map((one, index) => connection(one, index, ids)),
]
