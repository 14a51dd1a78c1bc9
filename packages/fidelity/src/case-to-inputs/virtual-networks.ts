// Virtual networks with their subnets and peerings, and the NAT gateways that subnets use.
import type { CasePeering, CaseVnet, Topology } from '../topology.ts'
import { type ArmResource, type Ids, inlineChild, type Json, linkTo, resource } from './arm.ts'

const natGatewayName = (vnet: string): string => `${vnet}-natgw`

const subnetsOf = (vnet: CaseVnet, topology: Topology, ids: Ids): readonly Json[] =>
  vnet.subnets.map((subnet) => {
    const reference = `${vnet.name}/${subnet.name}`
    const routeTable = topology.routeTables?.find((table) => table.subnets.includes(reference))
    const [first, ...more] = subnet.prefixes
    return inlineChild(ids.subnet(reference), {
      ...(more.length === 0 ? { addressPrefix: first } : { addressPrefixes: subnet.prefixes }),
      routeTable: linkTo(routeTable && ids.network('routeTables', routeTable.name)),
      networkSecurityGroup: linkTo(subnet.nsg && ids.network('networkSecurityGroups', subnet.nsg)),
      natGateway: linkTo(
        subnet.natGateway ? ids.network('natGateways', natGatewayName(vnet.name)) : undefined,
      ),
      serviceEndpoints: subnet.serviceEndpoints?.map((service) => ({ service, locations: ['*'] })),
      privateEndpointNetworkPolicies: subnet.privateEndpointNetworkPolicies,
      defaultOutboundAccess: subnet.defaultOutboundAccess,
    })
  })

const prefixesOfSubnets = (vnet: CaseVnet, names: readonly string[]): readonly string[] =>
  vnet.subnets.filter(({ name }) => names.includes(name)).flatMap(({ prefixes }) => prefixes)

/** A peering with its id. Two peerings of the same VNets (of different subnets) get different names. */
const peeringWithId = (
  peering: CasePeering,
  topology: Topology,
  ids: Ids,
): { readonly id: string; readonly properties: ArmResource['properties'] } => {
  const all = topology.peerings ?? []
  const vnetNamed = (name: string): CaseVnet | undefined => topology.vnets.find((one) => one.name === name)
  const twins = all
    .slice(0, all.indexOf(peering))
    .filter(({ from, to }) => from === peering.from && to === peering.to)
  const name = [`${peering.from}-to-${peering.to}`, ...(twins.length === 0 ? [] : [twins.length + 1])].join(
    '-',
  )
  const local = vnetNamed(peering.from)
  const remote = vnetNamed(peering.to)
  const whole = peering.peerCompleteVnets !== false
  const peered = (vnet: CaseVnet, subnets: readonly string[] | undefined): Json => ({
    addressPrefixes: whole ? vnet.addressSpace : prefixesOfSubnets(vnet, subnets ?? []),
  })
  const answered = all.some((other) => other.from === peering.to && other.to === peering.from)
  return {
    id: ids.network('virtualNetworks', peering.from, 'virtualNetworkPeerings', name),
    properties: {
      remoteVirtualNetwork: { id: ids.network('virtualNetworks', peering.to) },
      peeringState: answered ? 'Connected' : 'Initiated',
      peeringSyncLevel: answered ? 'FullyInSync' : 'RemoteNotInSync',
      allowVirtualNetworkAccess: peering.allowVirtualNetworkAccess,
      allowForwardedTraffic: peering.allowForwardedTraffic,
      allowGatewayTransit: peering.allowGatewayTransit,
      useRemoteGateways: peering.useRemoteGateways,
      peerCompleteVnets: peering.peerCompleteVnets,
      localSubnetNames: peering.localSubnetNames,
      remoteSubnetNames: peering.remoteSubnetNames,
      localAddressSpace: local && peered(local, peering.localSubnetNames),
      localVirtualNetworkAddressSpace: local && { addressPrefixes: local.addressSpace },
      remoteAddressSpace: remote && peered(remote, peering.remoteSubnetNames),
      remoteVirtualNetworkAddressSpace: remote && { addressPrefixes: remote.addressSpace },
    },
  }
}

/** Peerings are written inside the VNet that owns them; those of a VNet that is not listed stand alone. */
const peeringsOf = (vnet: CaseVnet, topology: Topology, ids: Ids): readonly Json[] =>
  (topology.peerings ?? [])
    .filter(({ from }) => from === vnet.name)
    .map((peering) => peeringWithId(peering, topology, ids))
    .map(({ id, properties }) => inlineChild(id, properties))

const strayPeerings = (topology: Topology, ids: Ids): readonly ArmResource[] =>
  (topology.peerings ?? [])
    .filter(({ from }) => topology.vnets.every(({ name }) => name !== from))
    .map((peering) => peeringWithId(peering, topology, ids))
    .map(({ id, properties }) => resource(id, { properties }))

const natGateways = (topology: Topology, ids: Ids): readonly ArmResource[] =>
  topology.vnets
    .filter(({ subnets }) => subnets.some(({ natGateway }) => natGateway === true))
    .flatMap(({ name, location = ids.location }) => {
      const publicIp = ids.network('publicIPAddresses', `${natGatewayName(name)}-pip`)
      return [
        resource(publicIp, {
          location,
          sku: { name: 'Standard' },
          properties: { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' },
        }),
        resource(ids.network('natGateways', natGatewayName(name)), {
          location,
          sku: { name: 'Standard' },
          properties: { publicIpAddresses: [{ id: publicIp }] },
        }),
      ]
    })

/** All virtual networks and NAT gateways. */
export const virtualNetworks = (topology: Topology, ids: Ids): readonly ArmResource[] => [
  ...natGateways(topology, ids),
  ...topology.vnets.map((vnet) =>
    resource(ids.network('virtualNetworks', vnet.name), {
      location: vnet.location ?? ids.location,
      properties: {
        addressSpace: { addressPrefixes: vnet.addressSpace },
        summarizedGatewayPrefixes:
          vnet.summarizedGatewayPrefixes === undefined
            ? undefined
            : { addressPrefixes: vnet.summarizedGatewayPrefixes },
        subnets: subnetsOf(vnet, topology, ids),
        virtualNetworkPeerings: peeringsOf(vnet, topology, ids),
      },
    }),
  ),
  ...strayPeerings(topology, ids),
]
